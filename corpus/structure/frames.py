"""Frames: where the documents of one file begin and end: signatures, attachments and what is attached to a notice.

They are told by form and place before the ladder is climbed: each of them closes all lists above it, so that the
numbers of a notice and of the document that it announces are never read as one list.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.structure.labels import Label, LabelKind
from corpus.structure.segment import Segment
from corpus.structure.signatures import Signature, find_signatures

SIGNATURE = "落款"
TITLE_END = re.compile(
    r"(?:办法|细则|规定|意见|方案|措施|政策|条例|规划|计划|指南|清单|目录|章程|规则|制度|预案|纲要|要点|标准|规范|解释|请示|报告|决定"
    r"|通知|公告)\s*[”》]?\s*(?:[(（][^()（）]{1,16}[)）]\s*)*$"
)
_CONTENTS = re.compile(r"\s*目\s*[录次]\s*$")
_LEADERS = re.compile(r"[\s.…·]|\d+$")  # 一、总则……1
_NO_TITLE = re.compile(r"[，。；,;：:！？\t|]|https?")
_BRACKET_LINE = re.compile(r"\s*[(（].{2,60}[)）]\s*$")
_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_LINE_LIMIT = 45  # characters of a line of a title
_LINES = 4  # of a title
_LISTED = 15  # attachments that a list before a signature names
_REACH = 6  # segments between the title of an attached document and its first label, where no signature announces it


def framed(found: list[Segment]) -> None:
    """Marks in place what begins a frame, and clears the labels of lists of contents and of attachments."""
    _clear_contents(found)
    signatures = find_signatures(found)
    _clear_attachment_lists(found, signatures)
    for signature in signatures:
        label = Label(SIGNATURE, LabelKind.SIGNATURE, 0, 0)
        _mark(found, signature.first, signature.end, label)
    _mark_documents(found, signatures)


def _clear(segment: Segment) -> Segment:
    return replace(segment, label=None, loose=None, unnumbered=False, breaks=False)


def _mark(found: list[Segment], first: int, end: int, label: Label) -> None:
    for at in range(first, end):
        found[at] = _clear(found[at])
    found[first] = replace(found[first], label=label)


def _clear_contents(found: list[Segment]) -> None:
    """A table of contents names what comes: its lines begin nothing."""
    at = next((at for at, segment in enumerate(found) if _CONTENTS.match(segment.text)), None)
    if at is None or at + 1 >= len(found):
        return
    first = _entry(found[at + 1].text)
    body = next((n for n in range(at + 2, len(found)) if _entry(found[n].text) == first), at + 1)
    for n in range(at + 1, body):
        found[n] = _clear(found[n])


def _entry(text: str) -> str:
    return _LEADERS.sub("", text.strip("# "))


def _clear_attachment_lists(found: list[Segment], signatures: Sequence[Signature]) -> None:
    """附件：1.… | 2.…: what is attached, listed before the signature or before the attachments themselves."""
    ends = {signature.first for signature in signatures}
    for at, segment in enumerate(found):
        label = segment.label
        if label and label.kind is LabelKind.ATTACHMENT and segment.text[label.length :].strip():
            end = _end_of_list(found, at, ends)
            for n in range(at, end):
                found[n] = _clear(found[n])


def _end_of_list(found: Sequence[Segment], at: int, ends: set[int]) -> int:
    """The index after a list of attachments that begins at ``at``, or ``at`` where it is an attachment itself."""
    own = found[at].label
    for n in range(at + 1, min(at + 1 + _LISTED, len(found))):
        label = found[n].label
        if n in ends:
            return n
        if label and label.kind is LabelKind.ATTACHMENT and (own is None or label.value <= max(own.value, 1)):
            return n
        is_entry = label is None or label.kind in (LabelKind.ARABIC, LabelKind.ATTACHMENT)
        if not is_entry or found[n].closed or found[n].tabular:
            return at
    is_last = at + 1 + _LISTED >= len(found)
    return len(found) if is_last else at


def _mark_documents(found: list[Segment], signatures: Sequence[Signature]) -> None:
    """Marks the titles of attached documents, each with all of its lines."""
    after = {signature.end for signature in signatures}
    frame = _Frame()
    at = 0
    while at < len(found):
        begins = at in after or (at > 0 and _is_bare_attachment(found[at - 1]))
        lines = _title_lines(found, at)
        title = "".join(segment.text.strip() for segment in found[at : at + lines])
        if lines and (_has_text(found, at + lines) if begins else frame.is_left(found, at, lines, title)):
            _mark(found, at, at + lines, Label(title.strip("《》 "), LabelKind.DOCUMENT, 0, 0))
            frame = _Frame(attached=True)
        else:
            lines = 1
            frame.add(found[at])
        at += lines


class _Frame:
    """What is known of the document that is being read, to tell whether the next one begins."""

    def __init__(self, *, attached: bool = False) -> None:
        self.attached = attached
        self._kind: LabelKind | None = None  # of its first list
        self._count = 0
        self._named: set[str] = set()  # 《…》 that it speaks of before its first label
        self._seen: set[str] = set()  # a title that comes again is a running header

    def add(self, segment: Segment) -> None:
        """Takes in a segment that begins no other document."""
        label = segment.label
        if label is None:
            self._seen.add(_compact(segment.text) if len(segment.text) <= _LINE_LIMIT else "")
            if self._kind is None:
                self._named.update(_compact(name) for name in _NAMED.findall(segment.text))
        elif label.kind is LabelKind.ATTACHMENT:
            self._kind, self._count, self.attached = None, 0, True
        elif self._kind is None or self._kind is label.kind:
            self._kind, self._count = label.kind, self._count + 1

    def is_left(self, found: Sequence[Segment], at: int, lines: int, title: str) -> bool:
        """Whether a title line ends this document: its lists restart below it, or the text above has announced it."""
        first = next((s.label for s in found[at + lines : at + lines + _REACH] if s.label), None)
        if at == 0 or not found[at - 1].closed or first is None or first.value != 1:
            return False
        name = _compact(title)
        if self._kind is None:
            return name in self._named and name not in self._seen
        return self.attached and first.kind is self._kind and self._count > 1 and name not in self._seen


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text)


def _is_bare_attachment(segment: Segment) -> bool:
    label = segment.label
    return label is not None and label.kind is LabelKind.ATTACHMENT and not segment.text[label.length :].strip()


def _title_lines(found: Sequence[Segment], at: int) -> int:
    """How many lines from ``at`` make a title, 0 where none stands there."""
    for end in range(at, min(at + _LINES, len(found))):
        segment = found[end]
        text = segment.text.strip()
        if segment.label or segment.tabular or segment.closed or len(text) > _LINE_LIMIT:
            return 0
        if _NO_TITLE.search(_NAMED.sub("", text)) or (_BRACKET_LINE.match(text) and end == at):
            return 0
        if TITLE_END.search(text):
            return end + 1 - at
    return 0


def _has_text(found: Sequence[Segment], at: int) -> bool:
    """Whether a document follows its title: labelled pieces, or at least sentences."""
    for segment in found[at : at + _REACH]:
        if segment.label:
            return segment.label.kind not in (LabelKind.ATTACHMENT, LabelKind.SIGNATURE)
        if segment.tabular:
            return False
        if segment.closed or _CONTENTS.match(segment.text):
            return True
    return False
