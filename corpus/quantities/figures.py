"""Figures: numerals with their units, ranges and lists that share one unit, before any bound is read.

Stage two of ``corpus.quantities.finding``: numerals → figures → bounds → subjects.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.quantities.cover import Cover
from corpus.quantities.figure import Figure
from corpus.quantities.implied import find_implied
from corpus.quantities.numerals import Numeral, find_numerals, multiplier_value
from corpus.quantities.quantity import Kind
from corpus.quantities.units import Unit, names_rather_than_counts, unit_at
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class _Reading:
    """A numeral with the unit read behind it, if any, and where both end."""

    numeral: Numeral
    unit: Unit | None
    start: int
    end: int
    more: bool = False


_FRACTION = re.compile(r"(百|千|万|[一二两三四五六七八九十]|\d{1,3})分之$")
_PARTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
# A range: 5%—20%, 20万~100万元, 1亿(含)至5亿元, 50万元以上至100万元以下, 20万以上30万元以下
_INCLUDED = r"(?:\(不?含(?:本数)?\))?"
_JOIN = re.compile(
    rf"{_INCLUDED}(?:及?以上)?{_INCLUDED}[ ]*(?:--?|[—–~]{{1,2}}|至|到)[ ]*|{_INCLUDED}(?:及?以上){_INCLUDED}"
)
_EXCEEDS = re.compile(r"(?:(?<!不)超过|超|大于|高于)$")  # 超过100万元至500万元的部分
_LIST_JOIN = re.compile(r"[ ]*(?:、|/|和|或|及)[ ]*")
_YUAN_SIGN = re.compile(r"(?:[￥¥]|RMB)[ ]*$")
_PEOPLE = re.compile(r"人口|人数|人次|客流|游客|从业人员|用户数?|参保")
# 30万奖励, 8000万的零件: what may follow an amount that is printed without 元.
_MONEY_AFTER = re.compile(
    r"[ ]*(?:$|[\s,，。;、?!)）\]】~—:-]|的|以|及|左右|级|奖|补|资|支|扶|给|可|能|不|了|呢|吗|是|怎|那|用|封顶|为|至|到|和|或|采|买|购"
    r"|零[部件]|元|/|\(|”)"
)
_MONEY_WORD = re.compile(
    r"[元￥¥额款费价税]|人民币|奖|补|资[助金]|支持|给予|采购|投|销售|收入|产值|成本|利润|贷|买|购|花|赚|营收|效益|资产|预算|融资|交易|贡献|产业集群|产业链"
)
_COUNTED = re.compile(r"人|用户|参数|粉丝|流量|次数|数量|户数|产量|面积|规模为|达到了|辆|吨|台")
_ENDS = re.compile(r"[ ]*(?:$|[,，。;；、?？!！)])")
_COPIES = re.compile(r"[份册张次](?=[,。;、)]|$)")  # 电子版一份, 每年享受一次: behind its noun or verb 一 counts
_VAGUE = frozenset("几数")  # 几十万, 数十家
_W = re.compile(r"(?<!\d\d\d\d)[wW](?![A-Za-z])")
_MORE = re.compile(r"[余多来]([百千]?[万亿]+)?")


def find_figures(text: str, excluded: Iterable[Span]) -> tuple[Figure, ...]:
    """All figures of a folded text outside the excluded spans, in order of appearance."""
    outside = [*excluded]
    special = [*find_implied(text, Cover(outside))]
    taken = Cover([*outside, *(Span(f.start, f.end) for f in special)])
    readings = [_read(text, n) for n in find_numerals(text) if not taken.touches(n.start, n.end)]
    return tuple(sorted([*special, *_combined(text, readings)], key=lambda f: f.start))


def _read(text: str, numeral: Numeral) -> _Reading:
    if fraction := _FRACTION.search(text, max(0, numeral.start - 6), numeral.start):
        factor = _PARTS.get(fraction[1])
        if factor is not None:
            unit = Unit(Kind.RATE, "%", factor, numeral.end, numeral.end)
            return _Reading(numeral, unit, fraction.start(), numeral.end)
    if numeral.chinese and text[numeral.start - 1 : numeral.start] in _VAGUE:
        return _Reading(numeral, None, numeral.start, numeral.end)
    numeral, more = _with_more(text, numeral)
    found = unit_at(text, numeral.end)
    if found and not _plausible(text, numeral, found):
        found = None
    sign = _YUAN_SIGN.search(text, max(0, numeral.start - 4), numeral.start)
    if sign and found is None:
        found = Unit(Kind.AMOUNT, "元", Decimal(1), numeral.end, numeral.end)
        return _Reading(numeral, found, sign.start(), numeral.end)
    found = found or _unprinted(text, numeral)
    return _Reading(numeral, found, numeral.start, found.end if found else numeral.end, more and found is not None)


def _with_more(text: str, numeral: Numeral) -> tuple[Numeral, bool]:
    """300多万元 and 300余家 are above the figure, 两百来万 is about it; 50w is how a question writes 50万."""
    if _W.match(text, numeral.end) and not numeral.chinese and _money_around(text, numeral):
        return replace(numeral, value=numeral.value * 10000, multiplier=Decimal(10000), end=numeral.end + 1), False
    match = _MORE.match(text, numeral.end)
    if match is None or not (match[1] or unit_at(text, match.end())):
        return numeral, False
    power = multiplier_value(match[1] or "")
    return replace(numeral, value=numeral.value * power, multiplier=numeral.multiplier * power, end=match.end()), match[
        0
    ][0] != "来"


def _plausible(text: str, numeral: Numeral, unit: Unit) -> bool:
    if text[unit.start] == "成":
        return numeral.value < 10 and numeral.multiplier == 1
    if names_rather_than_counts(unit, chinese=numeral.chinese) or (unit.name == "级" and numeral.multiplier >= 10000):
        return False  # 100亿级 is an amount
    if not numeral.chinese:
        return True
    printed = text[numeral.start : numeral.end]
    if printed == "二" and unit.kind is not Kind.PERIOD:
        return False  # who counts says 两: 二次, 二手, 二元 are names
    return not (unit.kind is Kind.AMOUNT and len(printed) == 1 and text.startswith(("化", "论"), unit.end))


def _unprinted(text: str, numeral: Numeral) -> Unit | None:
    """户籍人口超过100万 are people; 30万奖励 is money."""
    if numeral.multiplier >= 10000 and _PEOPLE.search(text, max(0, numeral.start - 10), numeral.start):
        counted = not re.compile(r"[ ]*[^\W\d的以及左至到和或等]").match(text, numeral.end)
        return Unit(Kind.COUNT, "人", Decimal(1), numeral.end, numeral.end) if counted else None
    return _unprinted_money(text, numeral)


def _unprinted_money(text: str, numeral: Numeral) -> Unit | None:
    if numeral.multiplier < 10000 or not _MONEY_AFTER.match(text, numeral.end):
        return None
    alone = len(text) < 60 and text.strip() == text[numeral.start : numeral.end]
    around = _around(text, numeral)
    ends = bool(_ENDS.match(text, numeral.end)) and not _COUNTED.search(around)
    if alone or ends or _money_around(text, numeral):
        return Unit(Kind.AMOUNT, "元", Decimal(1), numeral.end, numeral.end)
    return None


def _around(text: str, numeral: Numeral) -> str:
    return text[max(0, numeral.start - 20) : numeral.start] + text[numeral.end : numeral.end + 8]


def _money_around(text: str, numeral: Numeral) -> bool:
    electric = re.search("[功率瓦电]", text[max(0, numeral.start - 4) : numeral.start])
    return bool(_MONEY_WORD.search(_around(text, numeral))) and not electric


def _combined(text: str, readings: list[_Reading]) -> Iterator[Figure]:
    """Ranges joined, and list members without a unit given the unit of the member that has one."""
    position = 0
    while position < len(readings):
        reading = readings[position]
        following = readings[position + 1] if position + 1 < len(readings) else None
        joined = _range(text, reading, following) if following else None
        if joined:
            yield joined
            position += 2
            continue
        shared = reading if reading.unit else _shared(text, readings[position : position + 9])
        if shared.unit:
            yield _figure(text, shared)
        position += 1


def _shared(text: str, readings: list[_Reading]) -> _Reading:
    """3、2、1个百分点: the first takes the unit of the last."""
    first = readings[0]
    if first.numeral.chinese:
        return first
    end = first.end
    for reading in readings[1:8]:
        join = _LIST_JOIN.fullmatch(text, end, reading.start)
        if join is None or reading.numeral.chinese:
            return first
        if reading.unit:
            scale = reading.numeral.multiplier if first.numeral.multiplier == 1 else Decimal(1)
            numeral = replace(first.numeral, value=first.numeral.value * scale)
            return replace(first, numeral=numeral, unit=reading.unit)
        end = reading.end
    return first


def _figure(text: str, reading: _Reading) -> Figure:
    assert reading.unit is not None  # noqa: S101 - the callers have looked
    value = reading.numeral.value * reading.unit.factor
    article = text[reading.numeral.start : reading.numeral.end] == "一" and reading.unit.kind is Kind.COUNT
    article = article and not _COPIES.match(text, reading.numeral.end)
    return Figure(
        reading.unit.kind,
        reading.unit.name,
        value,
        value,
        reading.start,
        reading.end,
        article=article,
        more=reading.more,
    )


def _range(text: str, low: _Reading, high: _Reading) -> Figure | None:
    join = _JOIN.fullmatch(text, low.end, high.start)
    if join is None or high.unit is None or (low.unit is not None and not _same(low.unit, high.unit)):
        return None
    if "以上" in join.group() and not re.search("[至到—–~-]", join.group()) and not _below(text, high.end):
        return None
    bottom, top = low.numeral.value * high.unit.factor, high.numeral.value * high.unit.factor
    if low.unit is None or low.unit.start == low.unit.end:
        scaled = bottom * high.numeral.multiplier if low.numeral.multiplier == 1 else bottom
        bottom = scaled if scaled < top else bottom
    if bottom > top:
        return None
    return Figure(
        high.unit.kind, high.unit.name, bottom, top, low.start, high.end,
        is_range=True, includes_low="不含" not in join.group() and not _EXCEEDS.search(text, max(0, low.start - 2), low.start),
    )  # fmt: skip


def _same(low: Unit, high: Unit) -> bool:
    if low.start == low.end and low.kind is Kind.AMOUNT:  # 元 was not printed: 2000万(含)至1亿美元
        return high.kind is Kind.AMOUNT
    return low.kind is high.kind and low.name == high.name


def _below(text: str, position: int) -> bool:
    return bool(re.compile(rf"{_INCLUDED}以[下内]").match(text, position))
