"""Groups: headings without a number above lists that begin again.

``面向单位的政策`` | 一、… | ``面向个人的政策`` | 一、…: the words divide the document, and the second 一、 is no mistake.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.structure.labels import Label, LabelKind
from corpus.structure.segment import Segment

_WORDS = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s、（）()“”《》])*$")
_LIMIT = 24  # characters of a heading
_LEAD = re.compile(r"(?:答[:：])?(?P<words>[^，。；,;：:！？]{4,24})[：:]\s*$")  # 小微企业申请条件：
_ALIKE = 4  # characters at the end that two leads share
_LISTED = (LabelKind.CHINESE, LabelKind.CHINESE_BRACKET, LabelKind.ARABIC)


def grouped(found: list[Segment]) -> None:
    """Marks in place the headings of groups of lists, and the leads of parallel lists."""
    for at in _headings(found):
        _mark(found, at, found[at].text.strip())
    if not any(segment.label and segment.label.kind is LabelKind.ARTICLE for segment in found):
        _mark_leads(found)


def _mark(found: list[Segment], at: int, words: str, *, beside: int | None = None) -> None:
    label = Label(words, LabelKind.HEADING, 0, 0)
    found[at] = replace(found[at], label=label, loose=None, unnumbered=False, breaks=False, beside=beside)


def _headings(found: Sequence[Segment]) -> list[int]:
    """The lines of words above the first list of each document in the file, where it begins again below another."""
    headings, pending = list[int](), list[int]()
    kind: LabelKind | None = None
    count = 0
    for at, segment in enumerate(found):
        label = segment.label
        if label is None:
            continue
        if label.kind.is_frame:
            pending, kind, count = [], None, 0
            continue
        kind = kind or label.kind
        if label.kind is not kind or kind not in _LISTED:
            continue
        if label.value == 1 and at > 1 and _is_heading(found[at - 2], found[at - 1]):
            pending.append(at - 1)
            if count > 1:
                headings += pending
                pending = []
        count += 1
    return headings


def _is_heading(before: Segment, segment: Segment) -> bool:
    text = segment.text.strip()
    if segment.label or segment.tabular or segment.closed or len(text) > _LIMIT:
        return False
    return before.closed and bool(_WORDS.match(text))


def _mark_leads(found: list[Segment]) -> None:
    """个人申请条件： | 1.… | 企业申请条件： | 1.…: the second list stands beside the first, not in its last item."""
    leads: dict[str, int] = {}  # by the last words, the latest
    for at in range(len(found) - 1):
        segment, below = found[at], found[at + 1].label
        match = _LEAD.search(segment.text)
        if segment.label and segment.label.kind <= LabelKind.CHINESE:
            leads.clear()
        if match is None or segment.tabular or below is None or below.value != 1:
            continue
        ending = match["words"][-_ALIKE:]
        if segment.label is None and ending in leads and found[at - 1].closed and match.start() == 0:
            _mark(found, at, match["words"].strip(), beside=leads[ending])
        else:
            leads[ending] = at
