"""Dates: years, months, days and ranges of them, as ``YYYY``, ``YYYYMM`` and ``YYYYMMDD``.

A date without its year keeps what is printed: ``3月1日`` is 301 in the unit 月日, ``3月`` is 3 in the unit 月份, 每月10日 is 10
in the unit 日.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from corpus.quantities.cover import Cover
from corpus.quantities.figure import Figure
from corpus.quantities.numerals import parse_numeral
from corpus.quantities.quantity import Kind
from corpus.span import Span

_CN = "〇○零一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)\d{{2}}|[一二][〇○零九][{_CN}]{{2}})"
_SMALL = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_AFTER_YEAR = r"(?!代|级|版)"
_FULL = (
    rf"(?<![\dA-Za-z])(?P<year>{_YEAR})[ ]?(?:年(?:度)?{_AFTER_YEAR}(?:[ ]?(?P<month>{_SMALL})[ ]?月(?:份)?"
    rf"(?:[ ]?(?P<day>{_SMALL})[ ]?[日号])?)?|(?P<sign>[-./])(?P<nmonth>\d{{1,2}})(?P=sign)(?P<nday>\d{{1,2}})(?![\d.]))"
)
_PARTIAL = rf"(?<![\d.A-Za-z个{_CN}])(?P<month>{_SMALL})[ ]?月(?:份)?(?:[ ]?(?P<day>{_SMALL})[ ]?[日号])?"
_DATE = re.compile(_FULL)
_PART = re.compile(_PARTIAL)
_TAIL = re.compile(r"(?:年底|年末|年中|上半年|下半年|全年|第?[一二三四1-4]季度|[上中下]旬|底|末|初)")
_JOIN = re.compile(r"[ ]*起?[ ]*(?:--?|[—–~]{1,2}|至|到)[ ]*")
_MONTHLY = re.compile(r"(?<=每月)(\d{1,2})日(?!内)")  # 每月10日前: a day of every month
_MONTH = re.compile(rf"[ ]?{_SMALL}[ ]?月")
# 2025-2027年 and （2006-2020）: the first year has no word of its own
_YEARS = re.compile(
    rf"(?<![\dA-Za-z])((?:19|20)\d{{2}})(?:年)?[ ]*(?:--?|[—–~]{{1,2}}|至|到)[ ]*((?:19|20)\d{{2}})(?=年|\))(?:年(?:度)?{_AFTER_YEAR})?"
)


def find_dates(text: str, excluded: Iterable[Span]) -> tuple[Figure, ...]:
    """All dates of a folded text outside the excluded spans, in order."""
    names = [*excluded]
    outside = Cover(names)
    ranges = [
        _date(m.start(), m.end(), Decimal(m[1]), Decimal(m[2]), "年")
        for m in _YEARS.finditer(text)
        if m[1] < m[2] and not _MONTH.match(text, m.end()) and not outside.touches(m.start(), m.end())
    ]
    taken = Cover([*names, *(Span(f.start, f.end) for f in ranges)])
    monthly = [_date(m.start(), m.end(), Decimal(m[1]), Decimal(m[1]), "日") for m in _MONTHLY.finditer(text)]
    single = sorted(
        [*_single(text, taken), *(f for f in monthly if not taken.touches(f.start, f.end))], key=lambda f: f.start
    )
    return tuple(sorted([*ranges, *_joined(text, single)], key=lambda f: f.start))


def _date(start: int, end: int, low: Decimal, high: Decimal, unit: str) -> Figure:
    return Figure(Kind.DATE, unit, low, high, start, end, is_range=low != high)


def _single(text: str, taken: Cover) -> Iterator[Figure]:
    end = 0
    matches = sorted([*_DATE.finditer(text), *_PART.finditer(text)], key=lambda m: (m.start(), -m.end()))
    for match in matches:
        if match.start() < end or taken.touches(match.start(), match.end()):
            continue
        found = _value(match.groupdict())
        if found is None:
            continue
        tail = _TAIL.match(text, match.end())
        end = tail.end() if tail else match.end()
        yield _date(match.start(), end, found[0], found[0], found[1])


def _value(parts: dict[str, str | None]) -> tuple[Decimal, str] | None:
    year = _year(parts.get("year"))
    month = _part(parts.get("month") or parts.get("nmonth"), 12)
    day = _part(parts.get("day") or parts.get("nday"), 31)
    if month is None or day is None or (year == 0 and month == 0):
        return None
    if year and not month:
        return Decimal(year), "年"
    if day:
        return Decimal(year * 10000 + month * 100 + day), "日" if year else "月日"
    return Decimal(year * 100 + month), "月" if year else "月份"


def _year(word: str | None) -> int:
    if not word:
        return 0
    return int(
        "".join(
            c if c.isdigit() and c.isascii() else str("零一二三四五六七八九".find(c) if c not in "〇○" else 0)
            for c in word
        )
    )


def _part(word: str | None, limit: int) -> int | None:
    """A month or day, 0 where none is printed, ``None`` where it is none (十四月)."""
    if not word:
        return 0
    value = int(word) if word.isascii() else int(parse_numeral(word) or 0)
    return value if 1 <= value <= limit else None


def _joined(text: str, dates: list[Figure]) -> Iterator[Figure]:
    position = 0
    while position < len(dates):
        first = dates[position]
        second = dates[position + 1] if position + 1 < len(dates) else None
        if second and _JOIN.fullmatch(text, first.end, second.start):
            high = _completed(first, second)
            if high and high > first.low:
                end = second.end + (text[second.end : second.end + 1] == "止")
                yield _date(first.start, end, first.low, high, first.unit)
                position += 2
                continue
        yield first
        position += 1


def _completed(first: Figure, second: Figure) -> Decimal | None:
    """The second end of a range with the year of the first: 2016年1月1日至4月30日."""
    if first.unit == second.unit:
        return second.low
    if (first.unit, second.unit) == ("日", "月日"):
        return first.low // 10000 * 10000 + second.low
    if (first.unit, second.unit) == ("月", "月份"):
        return first.low // 100 * 100 + second.low
    return None
