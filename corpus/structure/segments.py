"""Segments: the lines of a canonical text, each with the label that it begins with."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from corpus.span import Span
from corpus.structure.frames import framed
from corpus.structure.groups import grouped
from corpus.structure.labels import LabelKind, leading_label, loose_label
from corpus.structure.segment import Segment
from corpus.structure.sequences import complete
from corpus.structure.tables import find_tables

_CLOSED = re.compile(r"[。；;！!？?…][”’\"')）】》]*\s*$")
_DATE_LINE = re.compile(r"\s*[(（]?\s*[0-9０-９〇○一二三四五六七八九十]{2,4}\s*年[\d\s一二三四五六七八九十]+月[\d\s一二三四五六七八九十]+日\s*[)）]?\s*$")  # fmt: skip
_TITLE_END = re.compile(
    r"(?:办法|细则|规定|意见|方案|措施|政策|条例|规划|计划|通知|指南|清单|目录|公告|决定|章程|规则|附则)"
    r"\s*(?:[(（][^()（）]{1,12}[)）]\s*)*$"
)
_TITLE_LIMIT = 60  # characters
_UNNUMBERED = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s、（）()“”《》])*$")  # 组织领导: words alone
_UNNUMBERED_LIMIT = 24  # characters
_FIRST_OR_LAST = ("总则", "附则")  # chapter titles that are known as such


@lru_cache(maxsize=1)  # the head and the outline of a document read the same segments
def segments(text: str) -> tuple[Segment, ...]:
    """The non-empty lines of a canonical text, in order; spans exclude the line ends."""
    found, start = [], 0
    seen: set[str] = set()  # a title that comes again is a running header
    tabular = {span.start for table in find_tables(text) for span in (*table.lines, *table.notes)}
    for line in text.split("\n"):
        if line.strip():
            segment = _tabular(line, start) if start in tabular else _segment(line, start)
            found.append(replace(segment, breaks=False) if segment.breaks and line in seen else segment)
            seen.add(line)
        start += len(line) + 1
    _clear_title(found)
    complete(found)
    for at, segment in enumerate(found):
        if _is_unnumbered(found, at):
            found[at] = replace(segment, unnumbered=True)
    framed(found)
    grouped(found)
    return tuple(found)


def _clear_title(found: list[Segment]) -> None:
    """Markdown headings above and before all others are the document's title, no part of its outline."""
    marked = [(at, segment.label) for at, segment in enumerate(found) if segment.label and segment.label.marks]
    top = min((label.marks for _, label in marked), default=0)
    at_top = [(at, label) for at, label in marked if label.marks == top]
    leading = list(takewhile(lambda entry: entry[1].kind is LabelKind.HEADING, marked))
    is_alone = at_top[-1:] and at_top[-1][0] - at_top[0][0] < len(at_top)  # no text between them
    if at_top == leading[: len(at_top)] and (is_alone or len(at_top) < len(marked)):
        for at, _ in at_top:
            found[at] = replace(found[at], label=None)


def _tabular(line: str, start: int) -> Segment:
    """A line of a table: what its first cell begins with is no label, and no sentence ends in it."""
    return Segment(Span(start, start + len(line)), line, None, None, closed=False, breaks=False, tabular=True)


def _segment(line: str, start: int) -> Segment:
    label = leading_label(line)
    breaks = label is None and len(line) <= _TITLE_LIMIT and bool(_DATE_LINE.match(line) or _TITLE_END.search(line))
    loose = None if label else loose_label(line)
    return Segment(Span(start, start + len(line)), line, label, loose, bool(_CLOSED.search(line)), breaks)


def _is_unnumbered(found: list[Segment], at: int) -> bool:
    """Whether a line of words alone stands between a finished paragraph and a labelled one."""
    segment, text = found[at], found[at].text.strip()
    if segment.label or at + 1 == len(found) or not found[at + 1].label:
        return False
    if len(text) > _UNNUMBERED_LIMIT or not _UNNUMBERED.match(text):
        return False
    return (at > 0 and found[at - 1].closed) or "".join(text.split()) in _FIRST_OR_LAST
