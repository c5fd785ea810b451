"""The words that ask for a number, and of what: 几家, 多少平方米, 几十万, 几个点, 多大面积, 多少岁.

The units are those of ``corpus``, so that a question and the figure that answers it are told apart in the same way.
"""

import re
from dataclasses import dataclass

from corpus import Kind
from corpus.quantities.units import unit_at

# Not 第几条, 好几家, 这几年, 十几家: they ask for no number.
_HOW_MANY = re.compile(r"(?:多少|(?<![第好这那哪头前后十百千\d])(?<!(?<![超要得需])过)几)(?P<size>[十百千]*[万亿]*)多?")
_SOME = re.compile(  # 想试用几台机器人，…支持吗: 几台 are some, and something else is asked
    r"(?:想要?|打算|准备|计划|试着?|雇了|招了|买了|请了)[^,，。;；?？多少几]{0,8}$"
    r"|(?<![要得须需])[挖招引请找买雇聘拉][来到]$|(?<![列写定提设分点讲说及到出括有])[了过着]$|(?<![最至顶])多[\u4e00-\u9fff]{1,3}$"
)
_ASKED_LATER = re.compile(
    r"[,，;；][^。?？]*?(?:吗|么|没有|什么|怎么|怎样|如何|多少|谁|哪|是不是|行不行|支不支持|能不能|可不可以|够不够|([\u4e00-\u9fff])[不没]\1|[^第好]几)"
)
_OF_OFFICES = re.compile(r"[个家](?:部门|局|区|单位|委)")
_POINTS = re.compile(r"个?(?:百分)?点(?!数|位)|%|折|成[新?？,，、。]|成$")
_MONEY = re.compile(
    r"个?(?:[块毛]?钱|元|块|毛|资金|经费|奖金|红包|补贴|补助|奖励|补偿|资助|罚款|罚金|费用?|税|利息|本金|租金|押金|保费|工资|贷款)"
)
_SPOKEN = {"回": "次", "届": "场", "口": "人"}  # measure words of speech that the documents do not use
# What is measured, with the units that it is given in, wherever 多少, 多大, 几 stand beside it.
_DIMENSIONS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"(?:{thing}).{{0,6}}?(?:多|几|够)|(?:多大|多少|多高|多长)的?.{{0,2}}(?:{thing})"), units)
    for thing, units in (
        (r"面积|地盘|场地(?!费|租)", frozenset({"平方米", "平方", "平米", "㎡", "亩", "公顷", "平方公里"})),
        (r"年龄|岁数|年纪|年岁", frozenset({"岁", "周岁"})),
        (r"身高|层高|净高", frozenset({"米", "厘米"})),
        (r"距离|里程|路程", frozenset({"公里", "千米", "米"})),
        (r"重量|吨位|产量", frozenset({"吨", "公斤", "千克", "克"})),
        (r"人数(?![据字量额目])", frozenset({"人", "名"})),
        (r"次数(?![据字量额目])", frozenset({"次"})),
        (r"床位", frozenset({"张", "个", "床"})),
    )
)
_NUMBER_OF = re.compile(r"(?<![\u4e00-\u9fff]多)(?P<unit>[项家个台套场次人户件])数(?![据字量额目])")


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """The kinds of figure that a question asks a number of, and the measure words of those that are counts."""

    kinds: frozenset[Kind]
    units: frozenset[str]


def number_asked(question: str) -> NumberAsked:
    """What 多少, 几 and their like ask for in a normalised question: 有几家 → 数量, 家; 抵几个点 → 比例."""
    kinds: set[Kind] = set()
    units: set[str] = set()
    for match in _HOW_MANY.finditer(question):
        if (
            match[0].startswith("几")
            and _SOME.search(question[: match.start()])
            and _ASKED_LATER.search(question, match.end())
        ):
            continue
        kind, unit = _after(question, match)
        if kind is not None:
            kinds.add(kind)
        if unit:
            units.add(unit)
    for pattern, measures in _DIMENSIONS:
        if pattern.search(question):
            kinds.add(Kind.COUNT)
            units |= measures
    if named := _NUMBER_OF.search(question):
        kinds.add(Kind.COUNT)
        units.add(named["unit"])
    return NumberAsked(frozenset(kinds), frozenset(units))


def _after(question: str, match: re.Match[str]) -> tuple[Kind | None, str]:
    """The kind and the unit of what one 多少 or 几 counts; no kind where nothing says."""
    at = match.end()
    unit, spoken = unit_at(question, at), _SPOKEN.get(question[at : at + 1])
    kind: Kind | None = None
    if _POINTS.match(question, at):
        kind = Kind.RATE
    elif _MONEY.match(question, at):
        kind = Kind.AMOUNT
    elif _OF_OFFICES.match(question, at):
        kind = None
    elif question.startswith("个人", at):
        return Kind.COUNT, "人"
    elif unit is not None:
        return unit.kind, unit.name if unit.kind is Kind.COUNT else ""
    elif spoken is not None:
        return Kind.COUNT, spoken
    elif match["size"].endswith(("万", "亿")):
        kind = Kind.AMOUNT
    return kind, ""
