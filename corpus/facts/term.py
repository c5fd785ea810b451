"""The term of a document: from when it binds and until when, as it says itself.

Only sentences about the document count: 自…起施行, 本办法有效期三年. The validity of a licence or a patent that a
clause speaks of is none of its own.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.quantities.dates import find_dates
from corpus.quantities.numerals import fold, parse_numeral
from corpus.span import Span

_SENTENCE = re.compile(r"[^。；;\n]+")
_TERM = r"(?:施行|实施|执行|实行|生效|试行)(?!的)"
_ISSUE = r"(?:印发|发布|公布|颁布|下发|发文|签发)之日"
_DAY = r"[^，,。；;]{4,20}?"
_N = r"[\d〇零一二两三四五六七八九十 ]{1,4}"
_FROM = re.compile(rf"[自从](?P<day>{_DAY})(?:起|之日起|以后)(?:正式|开始|全面|予以)?{_TERM}")
_LEADING = re.compile(
    rf"^\s*(?P<day>[\d年月日〇○零一二三四五六七八九十 ]{{8,14}})\s*起?{_TERM}\s*$"
)  # 2012年3月1日 施行
_ON_ISSUE = re.compile(rf"[自从]{_ISSUE}起?(?:(?P<days>{_N})(?:个?自然)?日(?:之?后|起))?(?:正式|开始)?{_TERM}")
_VALID = r"(?:有效期|有效期限|试行期|试行期限|暂行期|施行期|施行期限|执行期|执行期限|实施期|实施期限|政策期限)"
_ITSELF = re.compile(
    r"本(?:[^，,。；;、的]{0,8}?)(?:办法|细则|意见|措施|政策|规定|方案|条例|通知|计划|规划|指引|指南|规则|制度|决定|公告|文件)"
    r"|[上以]述?政策"
)
_LABEL = r"(?:\s*第\S{1,8}条\s*|\s*[(（]?[\d一二三四五六七八九十]{1,3}[、.．)）]\s*)?"
_OWN_TERM = re.compile(
    rf"(?:{_ITSELF.pattern})(?:适用于[^，,。；;]{{2,20}}[，,])?(?:的)?{_VALID}"
    rf"|(?:{_ITSELF.pattern})自(?={_DAY}日(?:起)?(?:至|到))"
    rf"|^{_LABEL}\s*(?:政策)?{_VALID}(?:为|：|:)?(?:至|到|截|自?(?={_DAY}日(?:起)?(?:至|到|—|-|－|～)))"
)
_COUNTED = re.compile(rf"{_VALID}.*[自从](?P<day>{_DAY})起(?:计)?算")  # 有效期三年，自2024年2月1日起算
_FURTHER = re.compile(rf"\s*(?:其)?{_VALID}")
_ENDS = re.compile(
    rf"{_VALID}\s*(?:至|到|截至|截止至|截止到|截止)\s*(?P<until>{_DAY}日)"
    rf"|(?:{_VALID}|[自从](?={_DAY}起?(?:至|到)))(?:为|：|:|自|从)*(?P<since>{_DAY}日)\s*(?:起)?\s*(?:至|到|—|-|－|～)\s*(?P<till>{_DAY}日)"
    rf"|{_TERM}[，,]?\s*(?:至|到)\s*(?P<to>{_DAY}日)(?:止|$|[，,])"
)
_LASTS = re.compile(
    rf"(?:{_VALID}|试行|暂行|暂定)(?:限)?(?:暂?定?为|为|是|暂定|：|:)?\s*(?:[自从]?{_ISSUE}起)?\s*(?P<count>{_N})\s*(?P<unit>年|个月)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """The first and the last day on which a document binds, each ``None`` where it is not stated."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class TermSentence:
    """A sentence that tells from when (``starts``) or until when (``ends``) its document binds, or both."""

    span: Span
    starts: bool
    ends: bool


def term_sentences(text: str) -> tuple[TermSentence, ...]:
    """The sentences of a text that tell its own term, in order; spans point into ``text``."""
    return tuple(
        TermSentence(
            Span(*match.span()),
            starts=any(p.search(match[0]) for p in (_COUNTED, _ON_ISSUE, _FROM, _LEADING)),
            ends=any(p.search(match[0]) for p in (_COUNTED, _ENDS, _LASTS)),
        )
        for match in _told(text)
    )


def find_term(text: str, issued: date | None) -> Term:
    """The term that a text states; ``issued`` is the day that 自印发之日起 means."""
    sentences = [match[0] for match in _told(text)]
    own = [s for s in sentences if _ITSELF.search(s)]
    start = next((day for s in (*own, *sentences) if (day := _start(s, issued))), None)
    found = Term(start)
    for sentence in (*own, *sentences):
        if term := _end(sentence, found, issued):
            return term
    return found


def _told(text: str) -> Iterator[re.Match[str]]:
    """The sentences that tell from or until when the document binds: 自…起施行, and what follows it with 有效期."""
    is_next = False
    for match in _SENTENCE.finditer(text):
        words = match[0]
        is_next = bool(
            _FROM.search(words)
            or _ON_ISSUE.search(words)
            or _LEADING.match(words)
            or _OWN_TERM.search(words)
            or (is_next and _FURTHER.match(words))
        )
        if is_next:
            yield match


def _start(sentence: str, issued: date | None) -> date | None:
    if match := _COUNTED.search(sentence):
        return find_day(match["day"])
    if match := _ON_ISSUE.search(sentence):
        days = parse_numeral(match["days"] or "")
        return issued + timedelta(days=int(days)) if issued and days else issued
    for pattern in (_FROM, _LEADING):
        for match in pattern.finditer(sentence):
            if day := find_day(match["day"]):
                return day
    return None


def _end(sentence: str, found: Term, issued: date | None) -> Term | None:
    """The whole term where the sentence says when it ends."""
    for match in _ENDS.finditer(sentence):
        start = find_day(match["since"]) if match["since"] else None
        words = match["until"] or match["till"] or match["to"]
        if end := find_day(words) or (start and _same_year(words, start)):
            return Term(found.start or start, end)
    lasts = _LASTS.search(sentence)
    start = found.start or issued
    count = parse_numeral(lasts["count"].strip()) if lasts else None
    if lasts is None or start is None or count is None:
        return None
    months = int(count) * (12 if lasts["unit"] == "年" else 1)
    return Term(start, _after(start, months) - timedelta(days=1))


def find_day(words: str) -> date | None:
    """The first whole date of a text: ``二〇二五年三月一日`` → 2025-03-01."""
    for figure in find_dates(fold(words), ()):
        if figure.unit == "日" and figure.low is not None and figure.low > 10_000_000:
            value = int(figure.low)
            return date(value // 10_000, value // 100 % 100, value % 100)
    return None


def _same_year(words: str, start: date) -> date | None:
    """A day without its year, in the year of ``start``: 2024年1月1日至12月31日."""
    return find_day(f"{start.year}年{words.strip()}")


def _after(start: date, months: int) -> date:
    """The same day some months later, or the last of that month where it has none."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
