"""Starts: the places of a line at which a label may begin, and how much speaks for a lost line break there.

What a label looks like is the business of ``corpus.structure.labels``; here it is judged by what stands before it (the end of a
sentence, a title, or a word that leads to a reference: 依照第三条) and after it (a blank, 第三条 为了).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.structure.labels import Label, LabelKind, leading_label, loose_label
from corpus.structure.ordinals import CHINESE_DIGITS

WINDOW = 64  # characters in which a label and its title show
CERTAIN = 20.0  # the weight of a label that begins a line as it is

_N = f"[{CHINESE_DIGITS}十百千两]"
_A = "[0-9]"
_LABEL = re.compile(
    rf"(?:[-–*]\s+|[•·●■◆▪]\s*)?(?:\#{{1,6}}\s*)?(?:第\s?(?:{_N}|{_A})(?:\s?(?:{_N}|{_A})){{0,9}}\s?(?:分编|[编章节条]|部分)"
    rf"|(?<![第（(统唯单周之])(?<!{_N}){_N}{{1,4}}\s?[、.．)）]|[（(]\s?(?:{_N}{{1,4}}|{_A}{{1,2}})\s?[)）]"
    rf"|(?<![第（(A-Za-z0-9.．,，%])(?<!第\s){_A}{{1,3}}\s?[.．、)）]|[①-⒛㈠-㈩㉑-㉟㊱-㊿❶-❿➀-➉]"
    rf"|附\s?[:：]|附\s?[件录表]\s?(?:{_N}{{1,3}}|{_A}{{1,2}})?|问题?\s?(?:{_N}{{1,3}}|{_A}{{1,3}})?\s?[:：])"
    r"|(?<!\#)\#{1,6}\s"
)
TITLED = frozenset(
    {LabelKind.PART, LabelKind.SUBPART, LabelKind.DIVISION, LabelKind.CHAPTER, LabelKind.SECTION, LabelKind.HEADING}
)
_STOPS = "。！？!?…；;：:"
_CLOSERS = "”’\"'）)】》〉"
_PAUSES = re.compile("[，,。；;：:！？!?]")
_NO_BREAK = "，,、和与及或至到第“‘《〈（(【[—-/～~"  # what goes on after these belongs to them
_REFERS = r"[依按参比遵]照|违反|符合|所称|本[法条章节编款]|[的在以除将对按由]|删去|》"  # no title ends with these
_REFERRING = re.compile(rf"(?:{_REFERS})$")
_LEADS_ON = re.compile(
    rf"(?:{_REFERS}|根据|依据|适用|规定|前述|上述|[法例典则]|办法|章程|决定|解释|意见|[有依据为同是了]|增加|修改|其中|分为|包括)$"
)
_REFERRED = re.compile("所规定|》")
_WORDS = re.compile(r"[^\W\d_]+(?:[\s（）()、·][^\W\d_]+)*$")

_NEVER = 5.0
_MARKED = 5.0  # ## 第一章
_AFTER_SENTENCE = 3.0
_BLANK_AFTER = dict.fromkeys(TITLED, 2.0) | {LabelKind.ARTICLE: 3.0}  # 第三条 为了, but 依照第三条的规定
_REFERENCE = -3.0  # a place of this weight is one of a reference
_TITLE_LIMIT = 45  # characters of a title with its label
_WORDS_LIMIT = 24  # characters of a title without one


@dataclass(frozen=True, slots=True)
class Start:
    """A place that may begin a line: ``at`` in the line with the number ``line``; the higher the weight, the likelier."""

    line: int
    at: int
    label: Label
    weight: float


def starts(lines: Sequence[str]) -> Iterator[Start]:
    """The possible starts of all lines, in order; what begins a line with a label is certain."""
    for number, line in enumerate(lines):
        yield from _starts_of(line, number)


def _starts_of(line: str, number: int) -> Iterator[Start]:
    own = leading_label(line)
    before: Start | None = None
    if own:
        before = Start(number, 0, own, CERTAIN)
        yield before
    places = [found.start() for found in _LABEL.finditer(line, own.length if own else 0)]
    for place, following in zip(places, [*places[1:], len(line)], strict=False):
        label = _label(line, place, following)
        weight = _weight(line, place, following, label, before) if label else -_NEVER
        if label and weight > -_NEVER:
            found = Start(number, place, label, weight)
            yield found
            before = found if weight > _REFERENCE else before


def _weight(line: str, at: int, following: int, label: Label, before: Start | None) -> float:
    """What speaks for a line break before a label, in a line whose next label stands at ``following``."""
    if label.marks:
        return _MARKED
    weight = _before(line, at, before, is_first=label.value == 1)
    if label.kind in TITLED and weight < _AFTER_SENTENCE and at + label.length >= following:
        return -_NEVER  # 第三编第二分编 without a title
    if line[at + label.length - 1].isspace():
        weight += _BLANK_AFTER.get(label.kind, 0.0)
    return weight


def _label(line: str, at: int, following: int) -> Label | None:
    """The label at a place, as it would be read if a line began there and, for a title, ended at the next label."""
    window = line[at : at + WINDOW]
    label = leading_label(window)
    if label and label.kind not in TITLED:
        return None if _REFERRED.match(window, label.length) else label
    title = leading_label(line[at : min(following, at + WINDOW)])
    if title and title.kind in TITLED:
        return title
    is_loose = label is None and window[:1].isdigit() and at > 0 and line[at - 1] in _STOPS
    return loose_label(window) if is_loose else None


def _before(line: str, at: int, before: Start | None, *, is_first: bool) -> float:
    """What the text before a place says for a line break there; ``before`` is the possible start before it."""
    end = at
    while end and line[end - 1].isspace():
        end -= 1
    last = line[end - 1] if end else ""
    if not last or last in _NO_BREAK or (last.isascii() and last.isalnum() and line[at].isdigit()):
        return -_NEVER if last else CERTAIN
    blank = 1.0 if end < at else 0.0
    if last in _STOPS or (last in _CLOSERS and end > 1 and line[end - 2] in _STOPS):
        return _AFTER_SENTENCE + blank
    words = line[max(0, end - _WORDS_LIMIT - 1) : end]
    if before and _may_be_title(line, before, end) and not _REFERRING.search(words):
        return 2.0 + blank
    return _behind_words(words, is_first=is_first) + blank


def _may_be_title(line: str, before: Start, end: int) -> bool:
    """Whether the words from a start up to ``end`` are so few and so plain that they may be its title."""
    return end - before.at <= _TITLE_LIMIT and not _PAUSES.search(line, before.at + before.label.length, end)


def _behind_words(words: str, *, is_first: bool) -> float:
    """The same behind words that end no sentence: a title without a number (附则), or what leads to a reference."""
    if _LEADS_ON.search(words):
        return -2.0 if is_first else -4.0  # …管理办法第一条: a title may end like what leads to a reference
    stops = [stop.end() for stop in _PAUSES.finditer(words)]
    if stops and _WORDS.match(words, stops[-1]):
        return 0.5
    return -1.0 if words[-1] in ")）" else -2.0
