"""What a document says of itself in its head and tail: title, 文号, issuer, dates, draft or in force, whom to ask."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from corpus.document import Metadata, Status
from corpus.facts.term import find_day, find_term
from corpus.facts.title import find_title, is_draft
from corpus.structure.labels import LabelKind
from corpus.structure.segment import Segment
from corpus.structure.segments import segments
from corpus.structure.signatures import DATE, OFFICE

_NUMBER = re.compile(
    r"[^\W\d_]{2,14}\s*[〔\[(（【［]\s*(?:19|20)\d{2}\s*[〕\])）】］]\s*(?:第\s*)?\d{1,5}\s*号"
    r"|(?:[^\W\d_]{2,20})?(?:公告|令|通告)?\s*(?:19|20)\d{2}\s*年?\s*第\s*\d{1,4}\s*号"
)
_NUMBER_FIELD = re.compile(r"(?:发文字号|发文文号|文件编号|文\s*号|字\s*号)\s*[:：]\s*(\S.{3,40}?号)")
_ORDER = re.compile(r"(?:令|公告|通告)$")
_ORDER_NUMBER = re.compile(r"\s*第\s*[\d〇零一二三四五六七八九十百]{1,6}\s*号\s*$")
_SIGNED = re.compile(rf"[^\W\d_]{{0,28}}{OFFICE}(?:\s+[^\W\d_]{{2,28}}{OFFICE})*$")
_ISSUER_OF_TITLE = re.compile(
    rf"(.{{1,28}}?{OFFICE}(?:[、\s][^\W\d_]{{2,20}}?{OFFICE})*)(?=关于|就《|转发|印发|对(?!外))"
)
_ORDERED_BY = re.compile(rf"(?:中华人民共和国)?([^\W\d_]{{0,28}}?{OFFICE})(?:令|公告|通告)$")
_ISSUER_FIELD = re.compile(
    rf"(?:发布机构|发文机关|发文单位|制定机关|发布单位)\s*[:：]\s*([^\W\d_]{{1,40}}{OFFICE})(?!\w)"
)
_DATE_LINE = re.compile(r"[(（]?\s*[\d〇○零一二三四五六七八九十年月日\s]{6,}\s*[)）]?$")
_ISSUED = re.compile(r"公布|发布|印发|成文|通过|修订|修正")
_STARTS = re.compile(r"(?:起|日)\s*(?:施行|实施|执行)")
_EXPLAINED_BY = re.compile(
    r"(?:本|以上)[^，。；]{2,12}由([^，。；]{3,40}?)(?:按各自职责|共同|依据职责|根据职责分工)?(?:承担|负责)(?:具体)?(?:的)?解释"
)
_ANNOUNCED = 40  # characters around 征求意见稿 in a first paragraph that make a page about a draft
_PATH = re.compile(rf"[/>＞›]\s*([^\W\d_]{{3,28}}{OFFICE})\s*(?=[/>＞›])")  # 首页/委办局/某区商务局/政策文件
_HEAD = 25  # lines


def facts(text: str, *, today: date, beside: Sequence[str] = ()) -> Metadata:
    """What the canonical text says of its document; ``None`` where it says nothing that is clear.

    ``beside`` are the lines that a saved web page has around the document, whose fields count too (发布机构：…).
    Whom to ask is who explains the document, else the office in whose part of a web site the page stands.
    The title of an order (国务院令) is that of what it announces. The status is a draft's where the head says
    征求意见稿 or 草案; in force or expired where both ends of its term are stated, as of ``today``; else ``None``.
    """
    found = segments(text)
    head = [s.text.strip("# \t") for s in takewhile(lambda segment: segment.label is None, found)]
    title = find_title(head)
    if title is None or _ORDER.search(title):
        attached = next((s.label for s in found if s.label and s.label.kind is LabelKind.DOCUMENT), None)
        title = attached.text if attached else title
    issuer, issued = _signature(found, head)
    said = Metadata(
        title=title,
        issuer=issuer or _issuer_of(find_title(head) or "") or _field(_ISSUER_FIELD, [*head, *beside]),
        number=_number(head) or _field(_NUMBER_FIELD, beside),
        issued=issued or _issued(head),
        department=m[1] if (m := _EXPLAINED_BY.search(text)) else _field(_PATH, [*head[:_HEAD], *beside]),
    )
    term = find_term(text, said.issued)
    said = replace(said, effective_from=term.start, effective_to=term.end)
    return replace(said, status=_status(said, head, today))


def _signature(found: Sequence[Segment], head: Sequence[str]) -> tuple[str | None, date | None]:
    """The issuing offices and the date of the first signature, or of an office's name with a date under it in the head."""
    at = next((n for n, s in enumerate(found) if s.label and s.label.kind is LabelKind.SIGNATURE), None)
    if at is not None:
        lines = [s.text.strip() for s in (found[at], *takewhile(lambda s: s.label is None, found[at + 1 :]))]
        signed = [*takewhile(lambda line: not re.search(DATE, line), lines)]
        offices = [re.sub(r"\s+", " ", line) for line in signed if _SIGNED.match(line)]
        day = next((day for line in lines if (day := find_day(line))), None)
        if day:
            return " ".join(offices) or None, day
    for above, line in pairwise(head[:_HEAD]):
        if _SIGNED.match(above) and _DATE_LINE.match(line) and (day := find_day(line)):
            return re.sub(r"\s+", " ", above), day
    return None, None


def _number(head: Sequence[str]) -> str | None:
    """The 文号: a line of its own, in brackets, at the end of the title's line, in a page's field, or an order's 第707号."""
    for above, line in pairwise(["", *head]):
        bare = re.sub(r"^[(（]\s*|\s*[)）]$", "", line) if line.startswith(("(", "（")) else line
        if (match := _NUMBER.fullmatch(bare)) or (match := re.search(rf"(?<=\s)(?:{_NUMBER.pattern})$", line)):
            return match[0]
        if _ORDER_NUMBER.match(line) and _ORDER.search(above):
            return above.strip() + line.strip()
    return _field(_NUMBER_FIELD, head)


def _field(pattern: re.Pattern[str], head: Sequence[str]) -> str | None:
    return next((match[1] for line in head for match in pattern.finditer(line)), None)


def _issuer_of(title: str) -> str | None:
    match = _ISSUER_OF_TITLE.match(title) or _ORDERED_BY.match(title)
    return match[1] if match else None


def _issued(head: Sequence[str]) -> date | None:
    """The day under the title, or the last one on which it was passed or published."""
    days = [day for line in head if len(line) <= 80 and _is_dated(line) and (day := find_day(line))]
    return max(days, default=None)


def _is_dated(line: str) -> bool:
    return bool(_DATE_LINE.match(line) or (_ISSUED.search(line) and not _STARTS.search(line)))


def _status(said: Metadata, head: Sequence[str], today: date) -> Status | None:
    first = head[0][: 3 * _ANNOUNCED] if head else ""
    marks = [line for line in head[:_HEAD] if len(line) <= 20 and line.startswith(("(", "（"))]
    if any(is_draft(words) for words in (said.title or "", *marks, first)) or _is_marked(said.title, head):
        return Status.DRAFT
    if said.effective_to and said.effective_to < today:
        return Status.EXPIRED
    if said.effective_from and said.effective_to and said.effective_from <= today:
        return Status.IN_FORCE
    return None


def _is_marked(title: str | None, head: Sequence[str]) -> bool:
    """Whether a head without line breaks has 征求意见稿 in brackets right behind the title."""
    compact = re.sub(r"\s", "", "".join(head[:_HEAD]))
    bare = re.escape(re.sub(r"\s", "", title or ""))
    return bool(bare) and any(is_draft(m[0]) for m in re.finditer(rf"(?<={bare})[(（][^()（）]{{3,20}}[)）]", compact))
