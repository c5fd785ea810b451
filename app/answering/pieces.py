"""Sums per piece: 每平方米每月15元, 每人5000元, 每满一万人一万元, times what the question counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from app.answering.association import bigrams
from app.answering.computation import Computation, Figure, Uncomputed, asked, computed, quoted, shown, uncomputed
from app.answering.counting import counts_alike
from app.answering.lexicon import lexicon
from app.answering.notes import Notes
from app.answering.paid import no_more_than, paid
from app.answering.question import Question
from app.answering.rates import capped, months
from app.answering.steps import Each, read_steps
from app.answering.thresholds import holds, inputs, taken
from corpus import Benefit, Bound, Kind, Quantity, display
from corpus.quantities.units import same_unit

_GROWTH = re.compile(r"增|多了|多出|高了|提高|提升|上升|涨|扩大")
_EACH_ONE = re.compile(
    r"每(?:吸纳|招用|引进|培养|新增|录用|安置|带动|培训|接收|新建|改造|安装)[^,，;；。每]{0,8}?(?:1|一)?[人名户家台个座][^,，。;；\d每]{0,6}$"
)
_PERIODS = {"月": "个月", "年": "年"}
_TIER = re.compile(r"以下|以内")
_SCOPE = frozenset({"家", "户", "项", "场", "次", "个", "件"})  # each of these is one where the question counts none


@dataclass(slots=True)
class _Product:
    value: Decimal
    words: list[str]
    figures: list[Figure]
    used: list[Quantity]
    frequency: str = ""
    most: str = ""  # 最高, where the sum for each is the most that it may be


def is_stepwise(benefit: Benefit, notes: Notes, document: str) -> bool:
    """Whether a sum is given for each piece or step of something; ``document`` is what the benefit's spans point into."""
    sum_ = benefit.fixed or _most_for_each(benefit)
    if sum_ is not None and _EACH_ONE.search(document[: sum_.span.start]):
        return True
    steps = any(c.quantity and re.search(r"每(?:满|增加|新增|提高|增长)", c.text) for c in benefit.conditions)
    if benefit.fixed is None:
        return sum_ is not None and "/" in sum_.unit
    return notes.stepwise or steps or "/" in benefit.fixed.unit


def _most_for_each(benefit: Benefit) -> Quantity | None:
    """按每招用1人不超过1500元: what is given for each at most, where nothing else says how much it is."""
    return benefit.cap if benefit.fixed is None and benefit.rate is None else None


def by_pieces(
    benefit: Benefit, question: Question, notes: Notes, text: str, document: str
) -> Computation | Uncomputed | None:
    """The sum per piece times the pieces of the question; ``None`` where it counts none.

    ``document`` is the text that the benefit's spans point into.
    """
    most = _most_for_each(benefit)
    fixed = benefit.fixed or most
    if fixed is None:
        return None
    elements = read_steps(document, benefit, fixed)
    if not elements or document[fixed.span.end : fixed.span.end + 1] in {
        "/",
        "·",
        "•",
    }:  # a unit that was not read whole
        return None
    product = _Product(fixed.value, [shown(fixed)], [quoted(fixed)], [])
    for element in elements:
        why = _multiply(product, element, question, benefit, notes)
        if why is None:
            return None
        if why:
            return uncomputed(why)
    if most is not None:
        benefit, product.most = replace(benefit, cap=None), "最高"
    return _result(benefit, question, notes, text, product, document)


def _result(
    benefit: Benefit, question: Question, notes: Notes, text: str, product: _Product, document: str
) -> Computation | Uncomputed | None:
    if all(q.value == 1 for q in product.used):  # 一个月抵多少: the clause's own figure is the answer
        return None
    known = [*product.used, *taken(question, benefit)]
    loose = [q for k in (Kind.AMOUNT, Kind.COUNT) for q in inputs(question, k) if q not in known]
    spent = paid(question, benefit, document, loose)
    if loose and spent is None:
        return uncomputed(f"问题里的“{loose[0].raw}”在条款的算法里没有对应的项")
    if outside := _outside(question, benefit, product.used):
        return uncomputed(f"问题里的数量不在“{outside}”之内")
    formula = f"{' × '.join(product.words)} = {display(product.value, '元')}"
    total = computed(product.value, "元", formula)
    often = f"{product.frequency}" if product.frequency else ""
    most = f"{often}{'最高' if notes.remarks else product.most}{notes.gives}"
    line, caps, result = capped(product.value, f"按标准计算：{formula}", benefit, notes, most=most, text=text)
    step = total if result != product.value else None
    found = Computation(line, (*product.figures, total, *caps), benefit, step, result)
    return found if spent is None else no_more_than(found, result, spent)


def _outside(question: Question, benefit: Benefit, used: Sequence[Quantity]) -> str:
    """The words of a threshold on what is counted that its number does not reach (新种植200亩以上的); 不超过10台 only caps."""
    for condition in benefit.conditions:
        need = condition.quantity
        if need is None or "每" in condition.text or (need.bound is Bound.LE and not _TIER.search(need.raw)):
            continue
        if any(_alike(question, q, need) and not holds(need, q.value) for q in used):
            return condition.text
    return ""


def _alike(question: Question, quantity: Quantity, need: Quantity) -> bool:
    counted = need.kind is Kind.COUNT and counts_alike(question, quantity, need.unit)
    return quantity.kind is need.kind and (counted or same_unit(quantity.unit, need.unit))


def _multiply(product: _Product, each: Each, question: Question, benefit: Benefit, notes: Notes) -> str | None:
    """Multiply by what the question has of ``each``: empty when done, the reason where it must not, ``None`` where nothing is counted."""
    if each.unit in {"天", "日", "夜", "晚"}:
        return _by_days(product, each, question)
    if each.unit in _PERIODS:
        return _by_period(product, each, question, notes)
    have = [q for q in question.quantities if q not in product.used and _is_counted(question, q, each)]
    if not have and each.thing:
        product.frequency += f"每个{each.thing}"
    if not have and each.unit == "人" and each.number == 1 and not each.stepped:
        product.frequency += "每人"
        return ""
    if not have:
        return "" if each.unit in _SCOPE and each.number == 1 else None
    if len(have) > 1:
        return f"问题里有几个数都以“{each.unit}”计，请分开来问"
    count, value = have[0], have[0].value
    product.used.append(count)
    product.figures.append(asked(count))
    limit = _limit(each, benefit, notes)
    if limit is not None and limit.high is not None and value > limit.high:
        value = limit.high
        product.figures.append(quoted(limit))
    return _stepped(product, each, count, value)


def _stepped(product: _Product, each: Each, count: Quantity, value: Decimal) -> str:
    if each.number == 1 and (not each.stepped or value == value.to_integral_value()):
        product.words.append(display(value, count.unit))
        product.value *= value
        return ""
    steps = (value / each.number).to_integral_value(ROUND_FLOOR)
    if steps * each.number != value and not each.floor:
        return "问题里的数量不是计算单位的整数倍，条款没有写明余下的怎么算"
    step, whole = display(each.number, each.unit), steps * each.number == value
    product.words.append(f"{steps}（{display(value, count.unit)} ÷ {step}{'' if whole else '，余数不计'}）")
    product.value *= steps
    return ""


def _is_counted(question: Question, quantity: Quantity, each: Each) -> bool:
    """Whether a figure of the question says how many of ``each`` there are."""
    if quantity.bound is not Bound.EQ or not (_counts(question, quantity, each.unit) or quantity.unit == each.alike):
        return False
    if each.grows and not _GROWTH.search(question.search):
        return False
    named = not each.of or bool(bigrams(each.of) & bigrams(question.search))
    return named and (not each.thing or _same_thing(question, quantity, each.thing))


def _counts(question: Question, quantity: Quantity, unit: str) -> bool:
    if quantity.kind is Kind.RATE:
        return quantity.unit == unit == "百分点"
    if quantity.kind is Kind.AMOUNT:
        return quantity.unit == unit
    return quantity.kind is Kind.COUNT and counts_alike(question, quantity, unit)


def _same_thing(question: Question, count: Quantity, thing: str) -> bool:
    """Whether a count of the question is of the thing that the clause counts: 两个孩子 and 每个子女."""
    said = re.match(r"[^\d,，。;；、?？]{0,4}", question.search[count.span.end :])
    words = said[0] if said else ""
    alike = [g for g in (*lexicon().synonyms, *lexicon().equivalents) if any(w in thing for w in g)]
    return bool(bigrams(words) & bigrams(thing)) or any(words.startswith(w) for g in alike for w in g)


def _limit(each: Each, benefit: Benefit, notes: Notes) -> Quantity | None:
    own = [benefit.base_limit, *(c.quantity for c in benefit.conditions), *notes.limits]
    upper = [q for q in own if q and q.kind is Kind.COUNT and q.bound is Bound.LE and not _TIER.search(q.raw)]
    return next(
        (q for q in upper if same_unit(q.unit, each.unit) or {q.unit, each.unit} <= {"平方米", "平米", "㎡"}), None
    )


def _by_days(product: _Product, each: Each, question: Question) -> str | None:
    days = [q for q in inputs(question, Kind.PERIOD) if q.unit == "日"]
    if len(days) == 1:
        product.used.append(days[0])
        product.figures.append(asked(days[0]))
        product.words.append(shown(days[0]))
        product.value *= days[0].value
        return ""
    if inputs(question, Kind.PERIOD):
        return "条款按天计算，问题里的时间折成多少天文件没有写明"
    if product.words[0].count("/") > 1:  # 5元/人/夜 times 36000人次 says nothing while the nights are not told
        return None
    product.frequency += f"每{each.unit}"
    return ""


def _by_period(product: _Product, each: Each, question: Question, notes: Notes) -> str | None:
    periods = months(question)
    if len(periods) > 1:
        return "问题里有几个时间，请分开来问"
    if not periods:
        product.frequency += f"每{each.unit}"
        return ""
    period, number = periods[0]
    limit = _longest(notes)
    if limit is not None and number > limit[1]:
        product.figures.append(quoted(limit[0]))
        number = limit[1]
    if each.unit == "年":
        number /= 12
    if number != number.to_integral_value():
        return "不满一个计算周期的时间怎么算，条款没有写明"
    product.used.append(period)
    product.figures.append(asked(period))
    limited = limit is not None and number == limit[1]
    plain = (number, _PERIODS[each.unit]) == (period.value, period.unit) or limited
    product.words.append(display(number, _PERIODS[each.unit]) if plain else f"{number:f}")  # 半年 is 6 times the month
    product.value *= number
    return ""


def _longest(notes: Notes) -> tuple[Quantity, Decimal] | None:
    factors: dict[str, int] = {"个月": 1, "年": 12}
    found: Sequence[tuple[Quantity, Decimal]] = [
        (q, q.high * factors[q.unit])
        for q in notes.limits
        if q.kind is Kind.PERIOD and q.unit in factors and q.high is not None
    ]
    return min(found, key=lambda p: p[1]) if found else None
