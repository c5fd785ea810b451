"""Numerals: Arabic, full-width, Chinese and mixed figures as exact decimals, with their place in a text.

cn2an 0.5.24 was tried and does not serve: it converts a whole string that is known to be a numeral, whereas here
numerals have to be found in running text, and of thirty traps it reads nine wrong, some silently (``10.12345万`` → 101234,
``三五`` → 35) and some by an error (``1.5万亿``, ``1,000``, ``三点五万``).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "叄": 3, "肆": 4, "伍": 5, "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ZEROS = frozenset("零〇○")
_TENS = {"廿": "二十", "卅": "三十"}

# Full-width ASCII (０％．（），Ａ), the dashes and blanks that stand for - and a blank, and the * of 最高**500万元**.
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans("–﹣−\ue010\xa0\u3000*", "---.   ")
# No digit, point or Latin letter before: H20, IPv6, 3.5 read from its middle.
# Blanks group only before what is counted, since a blank also stands between two numbers: 附件2 500万元.
_BLANKS = r"(?<![件表图第])(?<![件表图第] )[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?=(?:\.[0-9]+)?[ ]?(?:[万亿元%人家户亩台吨]|平方米|美元))"
_ARABIC = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|{_BLANKS}|[0-9]+)(?:\.[0-9]+)?"
# Two figures and no grouping by three: 50，80万元 and, since nobody groups before 万, 50，100万元.
_WHOLE = re.compile("(?<=[的按照为至到达])百分之百")
_LIST_COMMA = re.compile(
    r"(?<![0-9０-９，,.])([0-9０-９]{1,4})，(?=(?![0-9０-９]{3}(?![0-9０-９]))[0-9０-９]+(?:\.[0-9]+)?[ ]?(?:[万亿元%家个名台]|个?百分点)"
    r"|[0-9０-９]{3}(?:\.[0-9]+)?[ ]?[万亿])"
)
_GAP = r"[ ]{0,2}"
_METRIC = r"(?![克瓦米帕卡])"  # 千克, 千瓦, 千米 are units
_MULTIPLIER = rf"[十百千]?[万萬][亿億]|[十百千]?[亿億]|[十百千]?[万萬]|[百千]{_METRIC}(?!分)"
_LONGEST = 18  # characters; decimal arithmetic is exact to 28 digits, and no policy counts further
_GROUP = re.compile(rf"({_ARABIC})(?:{_GAP}({_MULTIPLIER}))?")
_DIGIT = "".join(_DIGITS)
_START = re.compile(rf"(?<![A-Za-z0-9.])(?=[0-9])|(?<![A-Za-z])(?=[{_DIGIT}十拾廿卅])")
_CHINESE = re.compile(rf"[{_DIGIT}十百千万亿拾佰仟萬億廿卅]+")
# 2千5百万, 三千2百万: Arabic digits inside a Chinese numeral.
_MIXED = re.compile(r"(?:[1-9一二两三四五六七八九][千百十]){2,}[1-9一二三四五六七八九]?[万亿]{0,2}(?![0-9])")
_ARABIC_DIGITS = str.maketrans("123456789", "一二三四五六七八九")
_CHINESE_FRACTION = re.compile(r"点([零〇○一二三四五六七八九]+)([万亿]+)?")
# 3万5 is 35000 where nothing counts the 5 for itself: not in 3万5家.
_SPOKEN_TAIL = re.compile(r"(\d)(?![\d.,万亿千百十年月日个家项台套名人次场件元%-])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A figure without its unit. ``value`` is exact; ``multiplier`` is its last power word (万 → 10000, none → 1).

    ``chinese`` says that no Arabic digit is in it, ``start`` and ``end`` where it stands.
    """

    value: Decimal
    multiplier: Decimal
    chinese: bool
    start: int
    end: int


def fold(text: str) -> str:
    """The text with full-width digits and signs as ASCII, character for character, so that spans stay valid.

    百分之百 behind what it is a share of becomes 100%, as long as it is. U+E010 is what some fonts print for a decimal point: ``0\\ue01002元`` is 0.02 元.
    """
    return _WHOLE.sub("100%", _LIST_COMMA.sub(r"\1、", text).translate(_FOLDED))


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numerals of a folded text, in order, none inside another; sequences of digits such as 三五 are none."""
    found: list[Numeral] = []
    position = 0
    numeral: Numeral | None
    while match := _START.search(text, position):
        start = match.start()
        mixed = _MIXED.match(text, start)
        if mixed and re.search("[0-9]", mixed[0]):
            numeral = _mixed(mixed)
            position = mixed.end()
        elif text[start].isascii():
            numeral = _arabic_at(text, start)
            position = numeral.end if numeral else start + 1
        else:
            run = _CHINESE.match(text, start)
            numeral = _chinese_at(text, start, run.group()) if run else None
            position = numeral.end if numeral else (run.end() if run else start + 1)
        if numeral:
            found.append(numeral)
    return tuple(found)


def parse_numeral(text: str) -> Decimal | None:
    """The value of a text that is one numeral and nothing else, else ``None``: ``三万五千`` → 35000."""
    numerals = find_numerals(fold(text.strip()))
    if len(numerals) == 1 and numerals[0].start == 0 and numerals[0].end == len(text.strip()):
        return numerals[0].value
    return None


def multiplier_value(word: str) -> Decimal:
    """The product of power words: ``千万`` → 10000000, empty → 1."""
    value = Decimal(1)
    for character in word:
        value *= _SMALL.get(character) or _BIG[character]
    return value


def _arabic_at(text: str, start: int) -> Numeral | None:
    match = _GROUP.match(text, start)
    if match is None or len(match[1]) > _LONGEST:
        return None
    value, multiplier = _group(match)
    end = match.end()
    while multiplier >= 1000 and (match := _GROUP.match(text, end)):
        further, smaller = _group(match)
        if "." in match[1] or further >= multiplier or not (smaller > 1 or len(match[1]) >= 3):
            break
        value, multiplier, end = value + further, smaller, match.end()
    if multiplier >= 10000 and (tail := _SPOKEN_TAIL.match(text, end)):
        value, end = value + int(tail[1]) * multiplier / 10, tail.end()
    return Numeral(value, multiplier, False, start, end)


def _mixed(match: re.Match[str]) -> Numeral | None:
    run = match[0].translate(_ARABIC_DIGITS)
    value = _chinese_value(run)
    return None if value is None else Numeral(value, _trailing(run), False, match.start(), match.end())


def _group(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    multiplier = multiplier_value(match[2] or "")
    return Decimal(re.sub("[, ]", "", match[1])) * multiplier, multiplier


def _chinese_at(text: str, start: int, run: str) -> Numeral | None:
    run = run.rstrip("零〇○") or run[:1]
    value = None if run in _ZEROS else _chinese_value(run)  # 零 alone begins 零件, 零部件, 零售
    if value is None:
        return None
    end = start + len(run)
    fraction = _CHINESE_FRACTION.match(text, end)
    if fraction and not set(run) & set(_BIG):
        digits = "".join(str(_DIGITS[c]) for c in fraction[1])
        power = multiplier_value(fraction[2] or "")
        return Numeral((value + Decimal(f"0.{digits}")) * power, power, True, start, fraction.end())
    return Numeral(value, _trailing(run), True, start, end)


def _trailing(run: str) -> Decimal:
    """The power words at the end, of which at least one is 万 or 亿: 八千万 → 10000 (the eight thousand is said)."""
    big = re.search("[万亿萬億]+$", run)
    return multiplier_value(big.group()) if big else Decimal(1)


def _chinese_value(run: str) -> Decimal | None:
    """The value of a run of numeral characters, ``None`` where it is no number (三五, 一二三, 百万 without a digit)."""
    run = "".join(_TENS.get(character, character) for character in run)
    total = section = 0
    digit: int | None = None
    small = big = 10**12  # the last power words: they must fall within a section
    for character in run:
        if character in _ZEROS:
            if digit is not None:
                return None
        elif character in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[character]
        elif character in _SMALL:
            power = _SMALL[character]
            if power >= small or (digit is None and power != 10):
                return None
            section, digit, small = section + (1 if digit is None else digit) * power, None, power
        else:
            power = _BIG[character]
            section += digit or 0
            if section == 0 and total == 0:
                return None
            total = (total + section) * power if power > big or not section else total + section * power
            section, digit, small, big = 0, None, 10**4, power
    return Decimal(total + section + _last_digit(run, digit))


def _last_digit(run: str, digit: int | None) -> int:
    """三万五 is 35000 and 一百二 is 120: a last digit right after a power word counts its tenth."""
    if digit is None:
        return 0
    before = run[-2:-1]
    power = _SMALL.get(before) or _BIG.get(before) or 10
    return digit * (power // 10)
