"""Ordinals: the numbers that labels print, in Chinese and Arabic digits."""

import re
from functools import lru_cache

from corpus.quantities.numerals import parse_numeral

CHINESE_DIGITS = "零一二三四五六七八九〇"


@lru_cache(maxsize=4096)
def number_value(printed: str) -> int | None:
    """The value of a label's number, ``None`` where it is none: ``十二`` → 12, ``一〇五`` → 105, ``１ ０`` → 10."""
    compact = re.sub(r"\s", "", printed)
    if compact.isdecimal():
        return int(compact) or None
    if len(compact) > 1 and all(c in CHINESE_DIGITS for c in compact):  # 一〇五 is a number of a label only
        return int("".join(str(CHINESE_DIGITS.index(c) % 10) for c in compact)) or None
    value = parse_numeral(compact)
    return int(value) if value else None


def chinese_number(value: int) -> str:
    """The number as labels print it, for 1 to 9999: 12 → ``十二``, 105 → ``一百零五``, 110 → ``一百一十``."""
    if value < 20:
        return ("十" if value >= 10 else "") + CHINESE_DIGITS[value % 10] * bool(value % 10)
    printed = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        printed += CHINESE_DIGITS[digit] + name if digit else "零" if printed and value % unit else ""
    return re.sub("零+", "零", printed)
