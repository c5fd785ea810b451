"""Amounts computed from a benefit and the figures of a question, exactly and with the formula in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from app.answering.association import bigrams
from app.answering.lexicon import lexicon
from app.answering.obstacle import is_grant, misread, obstacle
from app.answering.question import Question
from corpus import Benefit, Bound, Condition, Kind, Quantity, display
from corpus.quantities.units import same_unit

_DEPENDS = "数额还取决于"  # the one note of a benefit's review that leaves its amount an upper limit
_NOT_COMPUTED = "未代为计算：{reason}；请按下面的条款核对。"
_HUNDRED = Decimal(100)
_UNIT_PRICE = re.compile(
    r"(每|单|一)(台|套|个|件|家|项|场|次|人|辆)(?:[^\d一二三四五六七八九十百千万亿]{0,6})$|单价[^\d]{0,4}$"
)
_FULL = re.compile(r"(拿满|领满|拿到(上限|封顶|最高)|顶格拿).*(要|需|得|达到|多少)")


_DIFFERENCE = re.compile(r"差多少|相差|差距|多多少|少多少|高多少|低多少|差几")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a computation shows: ``asked``, ``quoted`` (then with its source quantity) or ``computed``."""

    text: str
    value: Decimal
    unit: str
    source: Quantity | None = None
    asked: bool = False
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Computation:
    """A line for the answer in Chinese, and every figure in it.

    ``step`` is a figure that was worked out on the way and is not what is given: rate × base above the cap. ``result``
    is then what is given.
    """

    line: str
    figures: tuple[Figure, ...]
    benefit: Benefit
    step: Figure | None = None
    result: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """A Chinese line that says why nothing was computed."""

    line: str


def _asked(quantity: Quantity) -> Figure:
    return Figure(display(quantity.value, quantity.unit), quantity.value, quantity.unit, asked=True)


def _quoted(quantity: Quantity) -> Figure:
    return Figure(display(quantity.value, quantity.unit), quantity.value, quantity.unit, source=quantity)


def _computed(value: Decimal, unit: str, formula: str) -> Figure:
    return Figure(display(value, unit), value, unit, formula=formula)


def _holds(condition: Quantity, have: Decimal) -> bool:
    low, high = condition.low, condition.high
    if low is not None and (have < low or (condition.bound is Bound.GT and have == low)):
        return False
    return not (high is not None and (have > high or (condition.bound is Bound.LT and have == high)))


def _is_input(quantity: Quantity) -> bool:
    return quantity.bound in {Bound.EQ, Bound.GE, Bound.GT}


def _inputs(question: Question, kind: Kind) -> list[Quantity]:
    return [q for q in question.inputs if q.kind is kind and _is_input(q)]


def _related(condition: Condition, base: str) -> bool:
    """Whether a threshold speaks of what the rate is applied to (年度采购量 and 年度采购量)."""
    words = {base[i : i + 2] for i in range(len(base) - 1)}
    return any(word in condition.text for word in words if word not in {"年度", "实际", "金额"})


def _given(question: Question, condition: Condition, need: Quantity) -> list[Quantity]:
    """The question's figures that a threshold speaks of: of its kind and unit, and a word of it in the question."""
    words = bigrams(lexicon().stop_words.sub("\n", condition.text.replace(need.raw, "\n")))
    alike = {word for group in lexicon().synonyms if any(w in condition.text for w in group) for word in group}
    if not any(w in question.search for w in words | {a for a in alike if len(a) > 1}):
        return []
    return [q for q in _inputs(question, need.kind) if same_unit(q.unit, need.unit)]


def _unmet(benefit: Benefit, question: Question) -> Computation | None:
    """The first threshold that the question's own figures do not reach."""
    for condition in benefit.conditions:
        need = condition.quantity
        if need is None:
            continue
        have = _given(question, condition, need)
        if benefit.rate is not None and not _related(condition, benefit.base) and need.kind is Kind.AMOUNT:
            continue
        short = next((q for q in have if not _holds(need, q.value)), None)
        if short is None:
            continue
        return _shortfall(benefit, condition, need, short)
    return None


def _shortfall(benefit: Benefit, condition: Condition, need: Quantity, have: Quantity) -> Computation:
    head = f"未达到条件“{condition.text}”：{display(have.value, have.unit)}"
    figures = [_asked(have), _quoted(need)]
    if need.low is not None and have.value < need.low:
        gap = need.low - have.value
        formula = f"{display(need.low, need.unit)} − {display(have.value, have.unit)} = {display(gap, need.unit)}"
        figures.append(_computed(gap, need.unit, formula))
        head += f"，还差{display(gap, need.unit)}"
    return Computation(f"{head}，不能获得这项支持。", tuple(figures), benefit)


def _base(benefit: Benefit, question: Question) -> tuple[Decimal, list[Figure], str] | None:
    """What the rate is applied to: value in 元, the figures in it, and its words."""
    amounts = _inputs(question, Kind.AMOUNT)
    if not amounts:
        return None
    amount = amounts[0]
    counts = [
        q for q in _inputs(question, Kind.COUNT) if benefit.base_limit and same_unit(q.unit, benefit.base_limit.unit)
    ]
    limit = benefit.base_limit
    unit_price = _UNIT_PRICE.search(question.search[: amount.span.start])
    if limit is None or limit.high is None or not counts:
        return amount.value, [_asked(amount)], display(amount.value, "元")
    count = counts[0].value
    used = min(count, limit.high)
    figures = [_asked(amount), _asked(counts[0])]
    if used < count:
        figures.append(_quoted(limit))
    money, number = display(amount.value, "元"), display(used, limit.unit)
    if unit_price:
        return used * amount.value, figures, f"{number} × {money}"
    if used == count:
        return amount.value, figures, money
    return amount.value * used / count, figures, f"{money} × {number} ÷ {display(count, limit.unit)}"


def _rated(benefit: Benefit, question: Question) -> Computation | None:
    rate = benefit.rate
    base = _base(benefit, question)
    if rate is None or rate.high is None or base is None:
        return None
    value, figures, words = base
    raw, equals = _to_the_cent(value * rate.value / _HUNDRED)
    formula = f"{words} × {display(rate.value, '%')} {equals} {display(raw, '元')}"
    product = _computed(raw, "元", formula)
    figures = [*figures, _quoted(rate), product]
    most = "最高可得" if benefit.rate is not None and benefit.rate.bound is Bound.LE else "可得"
    start = f"按{benefit.base}计算：{formula}" if benefit.base else formula
    cap = benefit.cap
    if cap is None or cap.high is None:
        return Computation(f"{start}，{most}{display(raw, '元')}{_depends(benefit)}。", tuple(figures), benefit)
    figures.append(_quoted(cap))
    limit = display(cap.high, "元")
    if raw > cap.high:
        line = f"{start}，超过上限{limit}，{benefit.scope}{benefit.frequency}最高可得{limit}{_depends(benefit)}。"
        return Computation(line, tuple(figures), benefit, product, cap.high)
    line = f"{start}，未超过上限{limit}，{most}{display(raw, '元')}{_depends(benefit)}。"
    return Computation(line, tuple(figures), benefit)


def _to_the_cent(value: Decimal) -> tuple[Decimal, str]:
    """An amount in whole 分, rounded down, and the sign that says whether it is exact."""
    cents = value.quantize(Decimal("0.01"), ROUND_DOWN)
    return (value, "=") if cents == value else (cents, "≈")


def _computable(benefit: Benefit) -> bool:
    """Whether everything that the amount needs was read; what it depends on besides is said with it."""
    notes = [note for note in benefit.review.split("；") if note]
    return all(note.startswith((_DEPENDS, "没有读出给予的对象")) for note in notes)


def _depends(benefit: Benefit) -> str:
    note = next((n for n in benefit.review.split("；") if n.startswith(_DEPENDS)), "")
    return f"（{note}）" if note else ""


def _needed(benefit: Benefit) -> Computation | None:
    """How much of the base reaches the cap."""
    rate, cap = benefit.rate, benefit.cap
    if rate is None or cap is None or cap.high is None or not rate.value:
        return None
    need, equals = _to_the_cent(cap.high * _HUNDRED / rate.value)
    formula = f"{display(cap.high, '元')} ÷ {display(rate.value, '%')} {equals} {display(need, '元')}"
    figures = (_quoted(cap), _quoted(rate), _computed(need, "元", formula))
    return Computation(f"{benefit.base}达到{display(need, '元')}时可得上限：{formula}。", figures, benefit)


def _met(benefit: Benefit, question: Question) -> Computation | None:
    """Thresholds that the question's figures reach, where the support is a fixed sum."""
    figures: list[Figure] = []
    parts: list[str] = []
    for condition in benefit.conditions:
        need = condition.quantity
        have = _given(question, condition, need) if need else []
        if need is None or not have:
            continue
        parts.append(f"{display(have[0].value, have[0].unit)}已达到“{condition.text}”")
        figures += [_asked(have[0]), _quoted(need)]
    sum_ = benefit.fixed or benefit.cap
    if not parts or sum_ is None:
        return None
    figures.append(_quoted(sum_))
    most = "最高" if benefit.fixed is None else ""
    text = f"{'，'.join(parts)}；其余条件也满足时可得{most}{display(sum_.value, sum_.unit)}。"
    return Computation(text, tuple(figures), benefit)


def _difference(benefits: Sequence[Benefit], question: Question) -> Computation | None:
    """By how much two members of a pair that the question names differ."""
    named = [b for b in benefits if b.variant and b.variant in question.search and (b.fixed or b.cap)]
    if not _DIFFERENCE.search(question.search) or len(named) != 2:
        return None
    (one, other), sums = named, [b.fixed or b.cap for b in named]
    big, small = sorted((q for q in sums if q is not None), key=lambda q: -q.value)
    gap = big.value - small.value
    formula = f"{display(big.value, big.unit)} − {display(small.value, small.unit)} = {display(gap, big.unit)}"
    figures = (_quoted(big), _quoted(small), _computed(gap, big.unit, formula))
    return Computation(f"{one.variant}与{other.variant}相差{display(gap, big.unit)}：{formula}。", figures, one)


def _apply(benefit: Benefit, question: Question) -> Computation | None:
    result = _unmet(benefit, question) or _rated(benefit, question)
    return _met(benefit, question) if result is None and benefit.rate is None else result


def _without_grants(question: Question, benefit: Benefit) -> Question:
    """The question without the amounts that somebody got, where an amount to compute with is left."""
    amounts = [q for q in question.inputs if q.kind is Kind.AMOUNT]
    grants = [q for q in amounts if is_grant(question, q, benefit)]
    if not grants or len(grants) == len(amounts):
        return question
    search = list(question.search)
    for grant in grants:
        search[grant.span.start : grant.span.end] = " " * len(grant.span)
    return replace(
        question, search="".join(search), quantities=tuple(q for q in question.quantities if q not in grants)
    )


def compute(question: Question, benefits: Sequence[Benefit], text: str) -> Computation | Uncomputed | None:
    """The computation that the question's figures allow for the first of ``benefits`` that takes them.

    ``text`` is the sentence in which the benefits stand. ``Uncomputed`` where there are figures and a formula that must
    not be brought together, ``None`` where there is nothing to compute.
    """
    if (difference := _difference(benefits, question)) is not None:
        return difference
    refused: Uncomputed | None = None
    for benefit in filter(_computable, benefits):
        if _FULL.search(question.search) and (needed := _needed(benefit)):
            return needed
        if not _inputs(question, Kind.AMOUNT) and not _inputs(question, Kind.COUNT):
            given = any(q.kind is Kind.AMOUNT for q in question.inputs)
            if given and benefit.rate is not None and (reason := misread(question)):
                refused = refused or Uncomputed(_NOT_COMPUTED.format(reason=reason))
            continue
        asked = _without_grants(question, benefit)
        result = _apply(benefit, asked)
        if result is None:
            continue
        reason = obstacle(asked, benefit, text)
        if not reason:
            return result
        refused = refused or Uncomputed(_NOT_COMPUTED.format(reason=reason))
    return refused
