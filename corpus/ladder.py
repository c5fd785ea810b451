"""The ladder of a document: which labelled piece stands below which.

No table says that ``一、`` is above ``（一）``: documents make their own ladders, restart numbers or run on, and
misnumber. So all readings are followed side by side (a beam search), each oddity has a price, and the cheapest
reading of the whole document wins. That is how ``- 二.`` between ``(一)`` and ``(三)`` is read as ``(二)``: reading it
as ``二、`` would leave a list that begins with ``(三)``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus import prices
from corpus.labels import Label, LabelKind
from corpus.rungs import Gap, Level, Place, Reading, Trail
from corpus.segments import Segment

BEAM = 8  # readings that are kept; 4 to 24 give the same places on 125 laws and 27 policies
_TITLED = (
    LabelKind.PART,
    LabelKind.SUBPART,
    LabelKind.DIVISION,
    LabelKind.CHAPTER,
    LabelKind.SECTION,
    LabelKind.CHINESE,
)
_ITEM_TITLE = 20  # characters of an item that is a title, with its label


def nest(segments: tuple[Segment, ...]) -> tuple[Place, ...]:
    """The place of every segment, in order, by the cheapest reading of the whole document."""
    readings = [Reading(0.0, (), (), frozenset(), None)]
    gap = Gap.NONE
    for index, segment in enumerate(segments):
        before = segments[max(index - 2, 0) : index]
        readings = _cheapest(r for reading in readings for r in _readings(reading, index, segment, before, gap))
        gap = Gap.NONE if segment.label else max(gap, Gap.BREAK if segment.breaks else Gap.TEXT)
    return _places(readings[0])


def _cheapest(readings: Iterator[Reading]) -> list[Reading]:
    best: dict[object, Reading] = {}
    for reading in readings:
        rival = best.get(reading.state)
        if rival is None or reading.price < rival.price:
            best[reading.state] = reading
    return sorted(best.values(), key=lambda r: r.price)[:BEAM]


def _places(reading: Reading) -> tuple[Place, ...]:
    places, trail = [], reading.trail
    while trail is not None:
        places.append(trail.place)
        trail = trail.before
    return tuple(reversed(places))


def _readings(reading: Reading, index: int, segment: Segment, before: Sequence[Segment], gap: Gap) -> Iterator[Reading]:
    """Every way to read a segment: next in an open list, first of a new one, or no label at all."""
    if segment.label and segment.label.kind is LabelKind.HEADING:
        yield _marked(reading, index, segment.label)
        return
    if segment.label:
        yield from _labelled(reading, index, segment.label, gap)
    elif segment.loose:
        yield from _loosely_labelled(reading, index, segment.loose)
    elif segment.unnumbered:
        yield from _unnumbered(reading, index, segment)
    yield from _plain(reading, index, segment, before)


def _labelled(reading: Reading, index: int, label: Label, gap: Gap) -> Iterator[Reading]:
    for depth, level in enumerate(reading.stack):
        price = prices.next_price(level, label)
        if price is not None:
            price += prices.STAY if gap is Gap.BREAK else 0.0
            yield _grown(reading, index, label, depth=depth, kind=level.kind, price=price)
    for depth in range(len(reading.stack) + 1):
        price = prices.first_price(reading, label, depth, gap)
        yield _grown(reading, index, label, depth=depth, price=price)


def _marked(reading: Reading, index: int, label: Label) -> Reading:
    """A Markdown heading without a number: its marks say where it belongs, so that there is one reading only."""
    above = takewhile(lambda level: 0 < level.label.marks < label.marks, reading.stack)
    depth = len(tuple(above))
    if depth == len(reading.stack) or reading.stack[depth].kind is LabelKind.HEADING:
        return _grown(reading, index, label, depth=depth, price=0.0)
    level = reading.stack[depth]  # ## 附则 after ## 第五章
    counted = replace(label, kind=level.kind, value=level.label.value + 1, length=0)
    return _grown(reading, index, counted, depth=depth, kind=level.kind, price=0.0)


def _loosely_labelled(reading: Reading, index: int, label: Label) -> Iterator[Reading]:
    for depth, level in enumerate(reading.stack):
        if level.kind is label.kind and label.value == level.label.value + 1:
            yield _grown(reading, index, label, depth=depth, kind=level.kind, price=prices.LOOSE)


def _unnumbered(reading: Reading, index: int, segment: Segment) -> Iterator[Reading]:
    words = "".join(segment.text.split())
    if not reading.stack:
        label = Label(words, LabelKind.CHAPTER, 1, 0)
        yield _grown(reading, index, label, depth=0, price=prices.UNNUMBERED)
    for depth, level in enumerate(reading.stack):
        if level.kind in _TITLED:
            label = Label(words, level.kind, level.label.value + 1, 0)
            yield _grown(
                reading, index, label, depth=depth, kind=level.kind, price=prices.UNNUMBERED + prices.DEEPER * depth
            )


def _grown(
    reading: Reading, index: int, label: Label, *, depth: int, price: float, kind: LabelKind | None = None
) -> Reading:
    """The reading in which ``label`` begins a piece at ``depth``, in the open list of ``kind`` or, without, a new one."""
    kept = reading.stack[:depth]
    parent = kept[-1] if kept else None
    opens, kind = kind is None, kind or label.kind
    level = Level(kind, label, index)
    last = dict(reading.last) | {kind: label.value}
    return Reading(
        reading.price + price,
        (*kept, level),
        tuple(last.items()),
        reading.nestings | {(parent.kind if parent else None, kind)},
        Trail(Place(label, parent.segment if parent else None, kind, opens), reading.trail),
    )


def _plain(reading: Reading, index: int, segment: Segment, before: Sequence[Segment]) -> Iterator[Reading]:
    """The readings in which a segment has no label: it continues the open piece, or is the next 款 of an article."""
    price = prices.PLAIN if segment.label else prices.LOOSE_PLAIN if segment.loose else 0.0
    price += prices.UNNUMBERED_PLAIN if segment.unnumbered else 0.0
    stack = reading.stack
    article = max((d for d, level in enumerate(stack) if level.kind is LabelKind.ARTICLE), default=None)
    is_paragraph = article is not None and _may_be_paragraph(segment, before[-1])
    in_item = article is not None and len(stack) > article + 1 and stack[-1].kind is not LabelKind.PARAGRAPH
    if not is_paragraph or in_item:
        cost = prices.JOIN if is_paragraph and not _is_title(before) else 0.0
        place = Place(None, stack[-1].segment if stack else None)
        trail = Trail(place, reading.trail)
        yield Reading(reading.price + price + cost, stack, reading.last, reading.nestings, trail)
    if is_paragraph and article is not None:
        cost = prices.JOIN if in_item and _is_title(before) else 0.0
        yield _with_paragraph(reading, index, article, price + cost)


def _with_paragraph(reading: Reading, index: int, article: int, price: float) -> Reading:
    """The reading in which a segment is the next 款 of the article at depth ``article``; the first is its own text."""
    stack = reading.stack
    is_further = len(stack) > article + 1 and stack[article + 1].kind is LabelKind.PARAGRAPH
    number = stack[article + 1].label.value + 1 if is_further else 2
    label = Label("", LabelKind.PARAGRAPH, number, 0)
    trail = Trail(Place(label, stack[article].segment, LabelKind.PARAGRAPH, not is_further), reading.trail)
    stack = (*stack[: article + 1], Level(LabelKind.PARAGRAPH, label, index))
    return Reading(reading.price + price, stack, reading.last, reading.nestings, trail)


def _may_be_paragraph(segment: Segment, before: Segment) -> bool:
    """Whether a line without a label may be a new 款: it and the text before it are whole sentences."""
    if not before.closed or before.text.rstrip().endswith(("；", ";")):
        return False
    return segment.closed or segment.text.rstrip().endswith(("：", ":"))


def _is_title(before: Sequence[Segment]) -> bool:
    """Whether the last of these lines is an item's title: （二）项目审核。, and not the last item of a list with ；."""
    *_, above, item = (None, *before) if len(before) < 2 else before
    if item is None or item.label is None or (above is not None and above.text.rstrip().endswith(("；", ";"))):
        return False
    return len(item.text) <= _ITEM_TITLE and not set("，,：:") & set(item.text)
