"""Signatures: the lines that close a document: who issues it and when, and whom to ask."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.structure.labels import LabelKind
from corpus.structure.segment import Segment

_DIGIT = "0-9０-９〇○零一二三四五六七八九十"
DATE = rf"[{_DIGIT}]{{4}}\s*年\s*[{_DIGIT}]{{1,3}}\s*月\s*[{_DIGIT}]{{1,3}}\s*日"
OFFICE = r"(?:人民政府|政府|办公厅|办公室|管理局|委员会|总局|局|委|厅|部|国务院|法院|检察院|管委会|中心|领导小组|银行|联合会|协会|党组|总工会)"
_OFFICE_LINE = re.compile(rf"(?:[^\W\d_]|[（）()·、\s]){{0,60}}{OFFICE}(?:\s*[（(][^\s（）()]{{1,6}}[）)])?\s*$")
_PERSON_LINE = re.compile(
    r"\s*(?:总理|主席|部长|省长|市长|区长|县长|州长|局长|主任|署长|行长|委员长|院长|检察长)\s*[:：]?\s*[^\W\d_]{1,3}\s?[^\W\d_]{1,3}\s*$"
)
_DATE_LINE = re.compile(rf"\s*{DATE}\s*$")
_PRINTED = re.compile(rf"\s*(?P<office>\S.{{0,60}}?{OFFICE}\S{{0,4}})\s*{DATE}\s*(?:印发|印)?\s*$")  # 版记, or one line
_CONTACT = re.compile(
    r"\s*[（(]?\s*(?:联\s*系\s*人|联系电话|联系方式|联系地址|咨询电话|监督电话|电话|传真|通讯地址|电子邮箱|电子邮件|邮箱|邮编|邮政编码"
    r"|公开方式|公开属性|信息公开选项|抄\s*送|主\s*送)\s*[:：]"
)
_NOTE = re.compile(r"\s*[（(][^（）()]{2,30}[）)]\s*$")  # （此件公开发布）
_ASKING = re.compile(r"联系|咨询|电话")
_LINE_LIMIT = 40  # characters of a line above the date
_LINES = 12  # of a signature at most


@dataclass(frozen=True, slots=True)
class Signature:
    """The segments ``first`` up to, not including, ``end``; ``dated`` is the index of the one that holds the date."""

    first: int
    end: int
    dated: int | None


def find_signatures(found: Sequence[Segment]) -> tuple[Signature, ...]:
    """The signatures among the segments of a text, in order; a date below a title is none."""
    signatures, at = list[Signature](), 0
    body: int | None = None
    while at < len(found):
        signature = _signature(found, at, body) if body is not None else None
        if signature:
            signatures.append(signature)
            at = signature.end
            continue
        body = at if _is_body(found[at]) else body
        at += 1
    return tuple(signatures)


def is_note(text: str) -> bool:
    """Whether a line below a signature belongs to it: （此件公开发布）, 抄送：…, 公开方式：…."""
    return bool(_NOTE.match(text) or _CONTACT.match(text) or _PRINTED.match(text))


def _is_body(segment: Segment) -> bool:
    """Whether a segment is text that somebody may sign: a sentence or a labelled line."""
    return segment.label is not None or segment.closed


def _signature(found: Sequence[Segment], at: int, body: int) -> Signature | None:
    """The signature that begins with the segment ``at``; ``body`` is the last segment of the text that is signed."""
    if found[at].label or found[at].tabular:
        return None
    contacts = _while(found, at, lambda segment: bool(_CONTACT.match(segment.text)))
    dated = _dated(found, contacts)
    if dated is None:
        return Signature(at, contacts, None) if contacts > at and _is_tail(found, at, contacts, body) else None
    end = _while(found, dated + 1, lambda segment: is_note(segment.text))
    return Signature(at, end, dated)


def _dated(found: Sequence[Segment], first: int) -> int | None:
    """The index of the date under the offices that begin with segment ``first``."""
    if first < len(found) and not found[first].label and _PRINTED.match(found[first].text):
        return first
    at = _while(found, first, _may_sign)
    if at == len(found) or found[at].label or not _DATE_LINE.match(found[at].text):
        return None
    lines = [segment.text for segment in found[first:at]]
    signed = any(_OFFICE_LINE.match(line) or _PERSON_LINE.match(line) for line in lines)
    return at if signed or (len(lines) <= 3 and _ends(found, at + 1)) else None


def _ends(found: Sequence[Segment], at: int) -> bool:
    """Whether nothing comes after a date but notes and what is attached."""
    at = _while(found, at, lambda segment: is_note(segment.text))
    if at == len(found):
        return True
    label = found[at].label
    return label is not None and label.kind is LabelKind.ATTACHMENT


def _may_sign(segment: Segment) -> bool:
    text = segment.text.strip()
    if segment.label or segment.tabular or segment.closed or len(text) > _LINE_LIMIT or _DATE_LINE.match(text):
        return False
    return not text.endswith(("：", ":", "，", ",", "、")) and "\t" not in text


def _is_tail(found: Sequence[Segment], first: int, end: int, body: int) -> bool:
    """Whether lines with a telephone number close the document and answer to no heading: 四、联系方式 | 联系人：…."""
    if end < len(found) and not (found[end].label is None and end == len(found) - 1 and not found[end].closed):
        return False
    return (
        body == first - 1 and not _ASKING.search(found[body].text[-20:]) and not found[body].text.endswith(("：", ":"))
    )


def _while(found: Sequence[Segment], at: int, holds: Callable[[Segment], bool]) -> int:
    """The index after the run of unlabelled segments from ``at`` for which ``holds``, at most ``_LINES`` of them."""
    end = at
    while end < len(found) and end - at < _LINES and not found[end].label and holds(found[end]):
        end += 1
    return end
