"""Sums per piece: 每平方米每月15元, 每人5000元, 每满一万人一万元, times what the question counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from app.answering.association import bigrams
from app.answering.computation import Computation, Figure, Uncomputed, asked, computed, quoted, shown, uncomputed
from app.answering.lexicon import lexicon
from app.answering.notes import Notes
from app.answering.question import Question, normalise
from app.answering.rates import capped, months
from app.answering.thresholds import counts_alike, inputs, taken
from corpus import Benefit, Bound, Kind, Quantity, display, find_spoken_quantities
from corpus.quantities.units import same_unit

_UNITS = r"平方米|平米|㎡|人次|个百分点|百分点|美元|台套|展位|标准箱|标箱|吨|亩|人|名|位|户|台|套|辆|件|项|家|次|场|个|张|间|床|月|年|天|日|元"
_EACH = re.compile(
    rf"每(?P<step>满|增加|新增|增长|提高|提升|超过|超|招用|吸纳|引进|培养|个)?(?P<number>[\d.一二两三四五六七八九十百千万亿]+)?(?P<unit>{_UNITS})"
)
_IN_STEPS = frozenset({"满", "增加", "增长", "提高", "提升", "超过", "超"})
_PERIODS = {"月": "个月", "年": "年"}
_SCOPE = frozenset({"家", "户", "项", "场", "次", "个", "件"})  # each of these is one where the question counts none
_NUMBER = re.compile(r"[\d.]+|[一二两三四五六七八九十百千]+")
_PIECE = re.compile(r"[。;；]")


@dataclass(frozen=True, slots=True)
class _Each:
    """One 每: how many of what make a step. ``stepped`` says that it counts in steps, ``floor`` that full ones count."""

    unit: str
    number: Decimal
    stepped: bool = False
    floor: bool = False
    thing: str = ""  # what is counted, where the unit says nothing of it: 每个子女


@dataclass(slots=True)
class _Product:
    value: Decimal
    words: list[str]
    figures: list[Figure]
    used: list[Quantity]
    frequency: str = ""


def is_stepwise(benefit: Benefit, notes: Notes) -> bool:
    """Whether a sum is given for each piece or step of something."""
    steps = any(c.quantity and re.search(r"每(?:满|增加|新增|提高|增长)", c.text) for c in benefit.conditions)
    return benefit.fixed is not None and (notes.stepwise or steps or "/" in benefit.fixed.unit)


def by_pieces(
    benefit: Benefit, question: Question, notes: Notes, text: str, document: str
) -> Computation | Uncomputed | None:
    """The sum per piece times the pieces of the question; ``None`` where it counts none.

    ``document`` is the text that the benefit's spans point into.
    """
    fixed = benefit.fixed
    if fixed is None:
        return None
    elements = _elements(document, benefit, fixed)
    if not elements:
        return None
    product = _Product(fixed.value, [display(fixed.value, "元")], [quoted(fixed)], [])
    for element in elements:
        why = _multiply(product, element, question, benefit, notes)
        if why is None:
            return None
        if why:
            return uncomputed(why)
    return _result(benefit, question, notes, text, product)


def _result(
    benefit: Benefit, question: Question, notes: Notes, text: str, product: _Product
) -> Computation | Uncomputed | None:
    if not product.used:
        return None
    known = [*product.used, *taken(question, benefit)]
    loose = [q for k in (Kind.AMOUNT, Kind.COUNT) for q in inputs(question, k) if q not in known]
    if loose:
        return uncomputed(f"问题里的“{loose[0].raw}”在条款的算法里没有对应的项")
    formula = f"{' × '.join(product.words)} = {display(product.value, '元')}"
    total = computed(product.value, "元", formula)
    often = f"{product.frequency}" if product.frequency else ""
    most = f"{often}{'最高' if notes.remarks else ''}{notes.gives}"
    line, caps, result = capped(product.value, f"按标准计算：{formula}", benefit, notes, most=most, text=text)
    step = total if result != product.value else None
    return Computation(line, (*product.figures, total, *caps), benefit, step, result)


def _elements(document: str, benefit: Benefit, fixed: Quantity) -> list[_Each]:
    start = max(benefit.span.start, fixed.span.start - 40)
    words = _PIECE.split(normalise(document[start : fixed.span.start]))[-1]
    found = [_each(m) for m in _EACH.finditer(words)]
    paid = [unit for unit in re.split("[·*]", fixed.unit.partition("/")[2]) if unit]
    found += [_Each(unit.removeprefix("每"), Decimal(1)) for unit in paid]
    unique = {e.unit: e for e in found if e is not None}
    return [*unique.values()] if None not in found else []


def _each(match: re.Match[str]) -> _Each | None:
    number = Decimal(1)
    if match["number"]:
        read = find_spoken_quantities(match["number"] + match["unit"])
        if len(read) != 1 or read[0].bound is not Bound.EQ:
            return None
        number = read[0].value
    unit = match["unit"]
    thing = re.match(r"[^每\d的,，、]{0,6}", match.string[match.end() :])
    return _Each(
        unit if unit == "个" else unit.removeprefix("个"),
        number,
        match["step"] in _IN_STEPS,
        match["step"] == "满",
        thing[0] if thing and unit == "个" else "",
    )


def _multiply(product: _Product, each: _Each, question: Question, benefit: Benefit, notes: Notes) -> str | None:
    """Multiply by what the question has of ``each``: empty when done, the reason where it must not, ``None`` where nothing is counted."""
    if each.unit in {"天", "日"}:
        return _by_days(product, each, question)
    if each.unit in _PERIODS:
        return _by_period(product, each, question, notes)
    have = [
        q
        for q in question.quantities
        if q.bound is Bound.EQ and _counts(question, q, each.unit) and q not in product.used
    ]
    if each.thing:
        have = [q for q in have if _same_thing(question, q, each.thing)]
    if not have and each.thing:
        product.frequency += f"每个{each.thing}"
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


def _stepped(product: _Product, each: _Each, count: Quantity, value: Decimal) -> str:
    if each.number == 1 and (not each.stepped or value == value.to_integral_value()):
        product.words.append(display(value, count.unit))
        product.value *= value
        return ""
    steps = (value / each.number).to_integral_value(ROUND_FLOOR)
    if steps * each.number != value and not each.floor:
        return "问题里的数量不是计算单位的整数倍，条款没有写明余下的怎么算"
    step = display(each.number, count.unit)
    product.figures.append(Figure(step, each.number, count.unit, formula=f"每{step}为一个计算单位"))
    product.figures.append(computed(steps, "个", f"{display(value, count.unit)} ÷ {step}，取整为 {steps}"))
    product.words.append(f"{steps}（{display(value, count.unit)}含{steps}个{step}）")
    product.value *= steps
    return ""


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
    alike = [g for g in lexicon().synonyms if any(w in thing for w in g)]
    return bool(bigrams(words) & bigrams(thing)) or any(words.startswith(w) for g in alike for w in g)


def _limit(each: _Each, benefit: Benefit, notes: Notes) -> Quantity | None:
    own = [benefit.base_limit, *(c.quantity for c in benefit.conditions), *notes.limits]
    upper = [q for q in own if q is not None and q.kind is Kind.COUNT and q.bound is Bound.LE]
    return next(
        (q for q in upper if same_unit(q.unit, each.unit) or {q.unit, each.unit} <= {"平方米", "平米", "㎡"}), None
    )


def _by_days(product: _Product, each: _Each, question: Question) -> str | None:
    days = [q for q in inputs(question, Kind.PERIOD) if q.unit == "日"]
    if len(days) == 1:
        product.used.append(days[0])
        product.figures.append(asked(days[0]))
        product.words.append(shown(days[0]))
        product.value *= days[0].value
        return ""
    if inputs(question, Kind.PERIOD):
        return "条款按天计算，问题里的时间折成多少天文件没有写明"
    product.frequency += f"每{each.unit}"
    return ""


def _by_period(product: _Product, each: _Each, question: Question, notes: Notes) -> str | None:
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
    unit = _PERIODS[each.unit]
    if (number, unit) != (period.value, period.unit) and (limit is None or number != limit[1]):
        product.figures.append(computed(number, unit, f"{shown(period)} = {display(number, unit)}"))
    product.words.append(display(number, unit))
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
