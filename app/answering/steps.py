"""What a sum is given for each of: 每平方米每月, 每人, 每满一万人, 每增加出口1美元."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from app.answering.question import normalise
from corpus import Benefit, Bound, Quantity, find_spoken_quantities

_UNITS = r"平方米|平米|㎡|人次|个百分点|百分点|美元|台套|展位|标准箱|标箱|吨|亩|人|名|(?<![岗单])位|户|台|套|座|辆|件|项|家|次|场|个|张|间|床|月|年|天|日|元"
_EACH = re.compile(
    rf"每(?:(?P<step>满|超过|超|招用|吸纳|引进|培养|录用|安置|带动|培训|接收|新建|改造|安装|个)|(?P<growth>增加|新增|增长|提高|提升)(?P<of>[\u4e00-\u9fff]{{0,5}}?))?(?P<number>[\d.一二两三四五六七八九十百千万亿]+)?(?P<unit>{_UNITS})"
)
_IN_STEPS = frozenset({"满", "增加", "增长", "提高", "提升", "超过", "超"})
_GROWS = frozenset({"增加", "增长", "提高", "提升"})
_AROUND = 120  # characters before a sum in which its clause may say 人次 for 人
_PIECE = re.compile(r"[。;；]")


@dataclass(frozen=True, slots=True)
class Each:
    """One 每: how many of what make a step. ``stepped`` says that it counts in steps, ``floor`` that full ones count."""

    unit: str
    number: Decimal
    stepped: bool = False
    floor: bool = False
    thing: str = ""  # what is counted, where the unit says nothing of it: 每个子女
    of: str = ""  # what grows: 每增加出口1美元
    grows: bool = False  # 每增加: the question's figure must be the growth and not the whole
    alike: str = ""  # a unit that the clause uses for the same: 人次 for 人


def read_steps(document: str, benefit: Benefit, fixed: Quantity) -> list[Each]:
    """Everything that ``fixed`` is given for each of, in the order of the clause; empty where one of them is not understood.

    ``document`` is the text that the spans of ``benefit`` and ``fixed`` point into.
    """
    start = max(benefit.span.start, fixed.span.start - 40)
    words = _PIECE.split(normalise(document[start : fixed.span.start]))[-1].replace("人均", "每人")
    found = [_each(m) for m in _EACH.finditer(words)]
    paid = [unit for unit in re.split("[·*/]", fixed.unit.partition("/")[2]) if unit]
    found += [Each(unit.removeprefix("每"), Decimal(1)) for unit in paid]
    visits = "人次" in document[max(0, fixed.span.start - _AROUND) : fixed.span.end]
    unique = {e.unit: replace(e, alike="人次" if visits and e.unit == "人" else "") for e in found if e is not None}
    return [*unique.values()] if None not in found else []


def _each(match: re.Match[str]) -> Each | None:
    number = Decimal(1)
    if match["number"]:
        read = find_spoken_quantities(match["number"] + match["unit"])
        if len(read) != 1 or read[0].bound is not Bound.EQ:
            return None
        number = read[0].value
    unit = match["unit"]
    thing = re.match(r"[^每\d的,，、]{0,6}", match.string[match.end() :])
    return Each(
        unit if unit == "个" else unit.removeprefix("个"),
        number,
        bool({match["step"], match["growth"]} & _IN_STEPS),
        match["step"] == "满",
        thing[0] if thing and unit == "个" else "",
        match["of"] or "",
        match["growth"] in _GROWS,
    )
