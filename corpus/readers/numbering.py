"""Word's automatic numbers, which stand in no paragraph's text: computed from numbering.xml (ECMA-376 part 1, §17.9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "koreanCounting",
    )
)
_SERIES = {  # first sign and length of formats that are a row of characters
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
    "upperLetter": ("A", 26),
    "lowerLetter": ("a", 26),
}
_STEMS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``text`` holds ``%1`` for the number of level 1; ``legal`` prints all in Arabic digits."""

    start: int
    format: str
    text: str
    restarts: bool
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their running counts; ``label`` is called once a numbered paragraph, in order."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]  # list id → the abstract list, whose counts are shared
    restarts: Mapping[str, Mapping[int, int]]  # list id → level → where its first use begins
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """The printed number of the next paragraph on this level, empty for bullets and unknown lists."""
        shared, levels = self.lists.get(list_id, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(shared, {})
        restart = self.restarts.get(list_id, {}).get(depth)
        if restart is not None and (list_id, depth) not in self.begun:
            counts[depth] = restart - 1
        self.begun.add((list_id, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            if deeper not in levels or levels[deeper].restarts:
                del counts[deeper]
        if level.format in ("bullet", "none"):
            return ""
        return re.sub(r"%([1-9])", lambda found: self._number(int(found[1]) - 1, level, levels, counts), level.text)

    @staticmethod
    def _number(depth: int, level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
        named = levels.get(depth)
        if named is None:
            return ""
        return format_number(counts.get(depth, named.start), "decimal" if level.legal else named.format)


def read_numbering(root: "BaseOxmlElement | None") -> Numbering:
    """The lists of a numbering part; none where the document has none."""
    if root is None:
        return Numbering({}, {})
    abstract = {
        _value(element, "abstractNumId", own=True): {
            _integer(level, "ilvl", 0, own=True): _level(level) for level in element.findall(f"{W}lvl")
        }
        for element in root.findall(f"{W}abstractNum")
    }
    lists, restarts = dict[str, tuple[str, Mapping[int, Level]]](), dict[str, dict[int, int]]()
    for element in root.findall(f"{W}num"):
        list_id = _value(element, "numId", own=True)
        shared = _value(element, "abstractNumId")
        levels = dict(abstract.get(shared, {}))
        for override in element.findall(f"{W}lvlOverride"):
            depth = _integer(override, "ilvl", 0, own=True)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[depth] = _level(own)
            if override.find(f"{W}startOverride") is not None:
                restarts.setdefault(list_id, {})[depth] = _integer(override, "startOverride", 1)
        lists[list_id] = (shared, levels)
    return Numbering(lists, restarts)


def format_number(number: int, style: str) -> str:
    """A number in one of Word's formats, Arabic where the format is not known: ``(11, "chineseCounting") → 十一``."""
    if style in _CHINESE:
        return _counted(number)
    if style == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if style == "chineseLegalSimplified":
        return _counted(number, _FORMAL, "拾佰仟", short=False)
    if style in _SERIES and 1 <= number <= _SERIES[style][1]:
        return chr(ord(_SERIES[style][0]) + number - 1)
    if style in _STEMS and 1 <= number <= len(_STEMS[style]):
        return _STEMS[style][number - 1]
    roman = _roman(number)
    return {"decimalZero": f"{number:02}", "upperRoman": roman, "lowerRoman": roman.lower()}.get(style, str(number))


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _counted(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千", *, short: bool = True) -> str:
    """A number below ten thousand as it is counted: 105 → 一百零五, 12 → 十二 (``short``) or 一十二."""
    if not 0 < number < 10_000:
        return str(number)
    places = [int(digit) for digit in str(number)]
    words, gap = "", False
    for place, digit in enumerate(places):
        power = len(places) - place - 1
        if digit:
            words += ("零" if gap and words else "") + digits[digit] + (units[power - 1] if power else "")
        gap = digit == 0
    return words[1:] if short and 10 <= number < 20 else words


def _level(element: "BaseOxmlElement") -> Level:
    return Level(
        start=_integer(element, "start", 1),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText"),
        restarts=_value(element, "lvlRestart") != "0",
        legal=element.find(f"{W}isLgl") is not None,
    )


def _value(element: "BaseOxmlElement", name: str, *, own: bool = False) -> str:
    """An attribute of the element (``own``), or the value of its child of that name; empty where absent."""
    child = element if own else element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}{name}" if own else f"{W}val") or ""


def _integer(element: "BaseOxmlElement", name: str, default: int, *, own: bool = False) -> int:
    value = _value(element, name, own=own)
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else default
