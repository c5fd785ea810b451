"""Numbering: what is odd about the labels of a document, once it is known where each belongs."""

from collections.abc import Iterator, Sequence

from corpus.document import Anomaly
from corpus.span import Span
from corpus.structure.labels import UNITS, Label, LabelKind
from corpus.structure.ordinals import chinese_number
from corpus.structure.rungs import Place
from corpus.structure.segment import Segment

_QUOTED = 24  # characters of a line that a message shows
_UNITS = {kind: unit for unit, kind in UNITS.items()}
_NUMBERS = "0123456789" + "一二三四五六七八九十"
_UNCOUNTED = (LabelKind.PARAGRAPH, LabelKind.HEADING, LabelKind.DOCUMENT, LabelKind.SIGNATURE)


def anomalies(found: Sequence[Segment], places: Sequence[Place]) -> tuple[Anomaly, ...]:
    """A warning for every missing, doubled, misplaced or mismatched number, in reading order."""
    before: dict[int | None, Label] = {}  # the last label of the open list below each parent
    last: dict[LabelKind, int] = {}
    warnings: list[Anomaly] = []
    for segment, place in zip(found, places, strict=True):
        if segment.label and (place.label is None or place.label.kind is LabelKind.PARAGRAPH):
            warnings.append(_warning("reference", segment, "看起来像编号，但与前后编号都不相接，按正文处理"))
        if place.label and place.label.kind < LabelKind.SIGNATURE:
            last.clear()
        if place.label is None or place.label.kind in _UNCOUNTED:
            continue
        previous = None if place.opens else before.get(place.parent)
        warnings.extend(_oddities(segment, place, previous, last))
        before[place.parent] = place.label
        last[place.list_kind or place.label.kind] = place.label.value
    return tuple(warnings)


def _oddities(segment: Segment, place: Place, previous: Label | None, last: dict[LabelKind, int]) -> Iterator[Anomaly]:
    label, kind = place.label, place.list_kind
    if label is None or kind is None:  # pragma: no cover - the caller has looked
        return
    if label.length == 0:
        yield _warning("unnumbered", segment, f"没有编号，按顺序应为“{printed(kind, label.value)}”")
        return
    if label.kind is not kind:
        yield _warning("style", segment, f"的编号样式与同级不一致，按顺序应为“{printed(kind, label.value)}”")
    expected = previous.value + 1 if previous else 1
    if label.value in (0, expected):
        return
    if previous is None:
        if label.value != last.get(kind, 0) + 1:
            yield _warning("start", segment, f"是所在层级的第一项，但编号不是“{printed(kind, 1, like=label)}”")
    elif label.value > expected:
        yield _warning("missing", segment, f"之前缺少编号{_range(kind, expected, label.value - 1, like=label)}")
    elif label.value < previous.value:
        yield _warning("order", segment, f"的编号小于前一项，按顺序应为“{printed(kind, expected, like=label)}”")
    elif label.sub != previous.sub + 1:
        yield _warning("duplicate", segment, f"的编号与前一项重复，按顺序应为“{printed(kind, expected, like=label)}”")


def printed(kind: LabelKind, value: int, *, like: Label | None = None) -> str:
    """A label of a kind as it would be printed: the second 项 → ``(二)``; ``like`` is a label of the same list."""
    if like and like.prefix:
        return ".".join(str(n) for n in (*like.prefix, value))
    if like and kind is LabelKind.WORD:
        return f"{like.text.rstrip(_NUMBERS)}{value}"
    number = chinese_number(value)
    letter = chr(ord("a" if like and like.text.strip("(（)）").islower() else "A") + value - 1)
    forms = {
        LabelKind.CHINESE: f"{number}、",
        LabelKind.CHINESE_BRACKET: f"({number})",
        LabelKind.ARABIC: f"{value}.",
        LabelKind.ARABIC_BRACKET: f"({value})",
        LabelKind.CIRCLED: chr(ord("①") + value - 1) if value <= 20 else f"({value})",
        LabelKind.ATTACHMENT: f"附件{value}",
        LabelKind.QUESTION: f"问{value}",
        LabelKind.LETTER: f"{letter}.",
        LabelKind.LETTER_BRACKET: f"({letter})",
    }
    return forms.get(kind) or f"第{number}{_UNITS[kind]}"


def _range(kind: LabelKind, first: int, last: int, *, like: Label) -> str:
    names = [f"“{printed(kind, value, like=like)}”" for value in dict.fromkeys((first, last))]
    return "至".join(names)


def _warning(code: str, segment: Segment, message: str) -> Anomaly:
    words = segment.text.strip()
    quoted = words if len(words) <= _QUOTED else words[:_QUOTED] + "…"
    length = segment.label.length if segment.label else len(segment.text)
    span = Span(segment.span.start, segment.span.start + length)
    return Anomaly(f"numbering.{code}", f"“{quoted}”{message}；原文保留不改。", span)
