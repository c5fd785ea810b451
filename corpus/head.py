"""What a document says of itself in its head and tail: title, 文号, issuer, dates, draft or in force, whom to ask."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from corpus.dates import find_dates
from corpus.document import Metadata, Status
from corpus.numerals import fold, parse_numeral
from corpus.segments import segments
from corpus.title import find_title, is_draft

_NUMBER = re.compile(r"[^\W\d_]{2,14}\s*[〔\[(（【]\s*(?:19|20)\d{2}\s*[〕\])）】]\s*(?:第\s*)?\d{1,5}\s*号")
_OFFICE = r"(?:人民政府|政府|办公厅|办公室|管理局|委员会|总局|局|委|厅|部|国务院|法院|检察院|管委会|中心)"
_SIGNATURE = re.compile(rf"[^\W\d_]{{0,28}}{_OFFICE}(?:\s+[^\W\d_]{{2,28}}{_OFFICE})*$")
_ISSUER_OF_TITLE = re.compile(rf"(.{{1,28}}?{_OFFICE})(?=关于|就《)")
_DATE_LINE = re.compile(r"[(（]?\s*[\d〇○零一二三四五六七八九十年月日\s]{6,}\s*[)）]?$")
_ISSUED = re.compile(r"公布|发布|印发|成文|通过|修订|修正")
_TERM = r"(?:施行|实施|执行|实行|生效)"
_FROM = re.compile(
    rf"自([^，。；]{{4,20}}?)起(?:正式|开始)?{_TERM}|([\d年月日〇零一二三四五六七八九十 ]{{8,14}})\s*起?{_TERM}$"
)
_ON_ISSUE = re.compile(rf"自(?:印发|发布|公布|颁布)之日起(?:正式|开始)?{_TERM}")
_TO = re.compile(
    r"有效期(?:限)?(?:至|到|截至|截止到)\s*([^，。；]{6,20})|自[^，。；]{4,20}起至([^，。；]{6,20}?)(?:止|有效)"
)
_YEARS = re.compile(r"有效期(?:限)?(?:为)?\s*([\d一二三四五六七八九十]{1,2})\s*年")
_EXPLAINED_BY = re.compile(r"本[^，。；]{2,12}由([^，。；]{3,40}?)(?:按各自职责|共同)?(?:承担|负责)(?:具体)?解释")
_ANNOUNCED = 40  # characters around 征求意见稿 in a first paragraph that make a page about a draft


def facts(text: str, *, today: date) -> Metadata:
    """What the canonical text says of its document; ``None`` where it says nothing that is clear.

    The status is a draft's where the head says 征求意见稿 or 草案; in force or expired where both ends of its term
    are stated, as of ``today``; else ``None``.
    """
    found = segments(text)
    labelled = [at for at, segment in enumerate(found) if segment.label]
    lines = [segment.text.strip("# \t") for segment in found]
    head = lines[: labelled[0]] if labelled else lines
    tail = lines[labelled[-1] + 1 :] if labelled else ()
    title = find_title(head)
    issuer, issued = _signature([*head[:25], *tail])
    said = Metadata(
        title=title,
        issuer=issuer or _issuer_of(title or ""),
        number=next((m[0] for line in head if (m := _NUMBER.fullmatch(line))), None),
        issued=issued or _issued(head),
        department=m[1] if (m := _EXPLAINED_BY.search(text)) else None,
    )
    said = _with_term(said, text, head)
    return replace(said, status=_status(said, head, today))


def _signature(lines: Sequence[str]) -> tuple[str | None, date | None]:
    """The issuing office and the date in the lines of a signature: an office's name with a date under it."""
    for above, line in pairwise(lines):
        if _SIGNATURE.match(above) and _DATE_LINE.match(line) and (day := _day(line)):
            return re.sub(r"\s+", " ", above), day
    return None, None


def _issuer_of(title: str) -> str | None:
    match = _ISSUER_OF_TITLE.match(title)
    return match[1] if match else None


def _issued(head: Sequence[str]) -> date | None:
    """The day under the title, or the last one on which it was passed or published."""
    days = [day for line in head if len(line) <= 80 and _is_dated(line) and (day := _day(line))]
    return max(days, default=None)


def _is_dated(line: str) -> bool:
    return bool(_DATE_LINE.match(line) or (_ISSUED.search(line) and not _FROM.search(line)))


def _with_term(said: Metadata, text: str, head: Sequence[str]) -> Metadata:
    """The facts with the term that the text states: 自…起施行, 有效期至…, 有效期三年."""
    start = next(_days(_FROM, [*head, text]), None)
    if start is None and _ON_ISSUE.search(text):
        start = said.issued
    end = next(_days(_TO, [text]), None)
    years = _YEARS.search(text)
    if end is None and years and start and (count := parse_numeral(years[1])):
        end = _anniversary(start, int(count)) - timedelta(days=1)
    return replace(said, effective_from=start, effective_to=end)


def _status(said: Metadata, head: Sequence[str], today: date) -> Status | None:
    first = head[0][: 3 * _ANNOUNCED] if head else ""
    marks = [line for line in head[:25] if len(line) <= 20 and line.startswith(("(", "（"))]
    if any(is_draft(words) for words in (said.title or "", *marks, first)):
        return Status.DRAFT
    if said.effective_to and said.effective_to < today:
        return Status.EXPIRED
    if said.effective_from and said.effective_to and said.effective_from <= today:
        return Status.IN_FORCE
    return None


def _days(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[date]:
    for text in texts:
        for match in pattern.finditer(text):
            if day := _day(next(group for group in match.groups() if group)):
                yield day


def _day(words: str) -> date | None:
    """The first whole date of a text: ``二〇二五年三月一日`` → 2025-03-01."""
    for figure in find_dates(fold(words), ()):
        if figure.unit == "日" and figure.low is not None and figure.low > 10_000_000:
            value = int(figure.low)
            return date(value // 10_000, value // 100 % 100, value % 100)
    return None


def _anniversary(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, day=28)
