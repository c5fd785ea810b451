"""Implied figures: those without a numeral and its unit side by side: 1:1 is 100 %, 一半 is 50 %, 半年, and 亿元以上."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.quantities.cover import Cover
from corpus.quantities.figure import Figure
from corpus.quantities.quantity import Kind

_RATIO = re.compile(r"(?<![\d.])1:(\d+(?:\.\d+)?)(?![\d:.])|(?<![\d.])(\d+(?:\.\d+)?):1(?![\d:.])")
_HALF = re.compile(r"(?<![一二三四五六七八九十\d])一半(?!径)|半数(?=以上)|半(?:年|个月)")
_BARE = re.compile(
    r"(?<![\d几数多上零一二两三四五六七八九十百千万亿])(?<!\d )(?<!\d  )([百千]?[万亿]|百|千)元"
    r"(?:(?=以上|以下|及以上|\(含\)以上)|(?<=[过到破超].元)|(?<=[过到破超]..元))"
)


def find_implied(text: str, excluded: Cover) -> Iterator[Figure]:
    """1:1 as 100 %, 一半 as 50 %, 半年, and 亿元以上 with its unprinted one."""
    for match in _RATIO.finditer(text):
        ratio = Decimal(match[1]) if match[1] else Decimal(match[2])
        if match[1] == "1" or not match[1]:
            yield Figure(Kind.RATE, "%", ratio * 100, ratio * 100, match.start(), match.end())
    for match in _HALF.finditer(text):
        if excluded.touches(match.start(), match.end()):
            continue
        if match.group() in {"一半", "半数"}:
            yield Figure(Kind.RATE, "%", Decimal(50), Decimal(50), match.start(), match.end())
        else:
            unit = match.group()[1:]
            yield Figure(Kind.PERIOD, unit, Decimal("0.5"), Decimal("0.5"), match.start(), match.end())
    for match in _BARE.finditer(text):
        power = Decimal(1)
        for character in match[1]:
            power *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[character]
        yield Figure(Kind.AMOUNT, "元", power, power, match.start(), match.end())
