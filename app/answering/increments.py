"""A sum for reaching a threshold and more for each step above it: 达到1000万元的奖励10万元，每增加500万元再奖励3万元."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from app.answering.computation import Computation, Uncomputed, asked, computed, quoted, shown, uncomputed
from app.answering.evidence import Evidence
from app.answering.notes import read_notes
from app.answering.obstacle import misread
from app.answering.question import Question
from app.answering.rates import all_caps
from app.answering.thresholds import given, is_growth
from corpus import Benefit, Bound, Condition, Kind, Quantity, display
from corpus.quantities.units import same_unit

Line = tuple[Computation | Uncomputed, Evidence]
_STEP = re.compile(r"每(?:再)?(?:增加|新增|增长|超过|超出|超|提高|多)")
_NOT_WHOLE = "问题里的数量不是计算单位的整数倍，条款没有写明余下的怎么算"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is given from a threshold on, and for each step above it."""

    base: Benefit
    need: Quantity
    condition: Condition
    at: Evidence
    more: Benefit
    step: Quantity
    more_at: Evidence


def by_increments(question: Question, family: Sequence[Evidence]) -> list[Line]:
    """The sum of the threshold that is passed with that of the steps above it; empty where no such rule is reached."""
    brought = question.inputs
    if len(brought) != 1 or brought[0].bound is not Bound.EQ or is_growth(question, brought[0]):
        return []
    fitting = [(rule, have) for rule in _rules(family) if (have := _measured(question, rule)) is not None]
    if len(fitting) != 1:
        return []
    rule, have = fitting[0]
    if rule.need.low is None or have.value <= rule.need.low:
        return []
    if reason := misread(question, unit=have.unit if have.kind is Kind.AMOUNT else "元"):
        return [(uncomputed(reason), rule.at)]
    steps = (have.value - rule.need.low) / rule.step.value
    if steps != steps.to_integral_value():
        return [(uncomputed(_NOT_WHOLE), rule.more_at)]
    return _lines(rule, rule.need.low, have, steps.to_integral_value())


def counts_steps(benefit: Benefit) -> bool:
    """Whether a sum is for each step above something, and so no tier of its own."""
    return any(c.quantity and _STEP.search(c.text) for c in benefit.conditions)


def _rules(family: Sequence[Evidence]) -> list[_Rule]:
    """The sums for steps that follow right after the sum for a threshold of the same kind."""
    own = [(b, e) for e in family for b in e.facts.benefits_in(e.sentence.span) if e.sentence.span.contains(b.span)]
    own.sort(key=lambda pair: (pair[0].span.start, pair[0].span.end))
    found = []
    for (base, at), (more, more_at) in pairwise(own):
        step = next((c.quantity for c in more.conditions if c.quantity and _STEP.search(c.text)), None)
        if step is None or not _is_sum(base) or not _is_sum(more) or not step.value:
            continue
        first = next((c for c in base.conditions if _is_start(c, step)), None)
        others = [c for c in more.conditions if _is_start(c, step)]
        if first is None or first.quantity is None:
            continue
        if all(c.quantity and c.quantity.low == first.quantity.low for c in others):
            found.append(_Rule(base, first.quantity, first, at, more, step, more_at))
    return found


def _is_sum(benefit: Benefit) -> bool:
    notes = read_notes(benefit)
    return bool(benefit.fixed and benefit.fixed.unit == "元" and not benefit.rate and not notes.blocks)


def _is_start(condition: Condition, step: Quantity) -> bool:
    """Whether a condition is a threshold in the unit of the steps, and no step itself."""
    need = condition.quantity
    if need is None or _STEP.search(condition.text) or need.low is None:
        return False
    return need.kind is step.kind and same_unit(need.unit, step.unit)


def _measured(question: Question, rule: _Rule) -> Quantity | None:
    """The figure of the question that the threshold speaks of; a count tells it by its unit."""
    have = question.inputs[0]
    if have.kind is Kind.COUNT and rule.need.kind is Kind.COUNT:
        return have if same_unit(have.unit, rule.need.unit) else None
    return next(iter(given(question, rule.condition, rule.need)), None)


def _lines(rule: _Rule, start: Decimal, have: Quantity, steps: Decimal) -> list[Line]:
    if rule.base.fixed is None or rule.more.fixed is None:
        return []
    base, each = rule.base.fixed, rule.more.fixed
    first = Computation(
        f"{shown(have)}已达到“{rule.condition.text}”；其余条件也满足时先得{shown(base)}。",
        (asked(have), quoted(rule.need), quoted(base)),
        rule.base,
    )
    return [(first, rule.at), (_more(rule, start, have, steps, (base, each)), rule.more_at)]


def _more(rule: _Rule, start: Decimal, have: Quantity, steps: Decimal, sums: tuple[Quantity, Quantity]) -> Computation:
    """The steps above the threshold, and all together within the limit."""
    base, each = sums
    above, extra = have.value - start, each.value * steps
    total, low = base.value + extra, display(start, have.unit)
    gap = f"{shown(have)} − {low} = {display(above, have.unit)}"
    times = f"{shown(each)} × {steps:f}（{display(above, have.unit)} ÷ {shown(rule.step)}）"
    formula = f"{shown(base)} + {times} = {display(total, '元')}"
    figures = [
        asked(have), quoted(rule.need), quoted(rule.step), quoted(each), computed(above, have.unit, gap),
        computed(extra, "元", f"{times} = {display(extra, '元')}"), computed(total, "元", formula),
    ]  # fmt: skip
    caps = {q.high: q for b in (rule.base, rule.more) for q, _ in all_caps(b, read_notes(b)) if q.high is not None}
    limit = min(caps, default=None)
    figures += [quoted(q) for q in caps.values()]
    end, result = f"，共可得{display(total, '元')}", total
    if limit is not None and total > limit:
        end, result = f"，超过上限{display(limit, '元')}，最高可得{display(limit, '元')}", limit
    line = f"超出的部分：{gap}；{formula}{end}。"
    return Computation(line, tuple(figures), result=result)
