"""Tiers: benefits that differ by one threshold (1亿元、5亿元、10亿元), and the one that a question falls in."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.answering.measures import nearness
from app.answering.question import Question, normalise
from app.answering.thresholds import given, holds, inputs
from corpus import Benefit, Bound, Condition, Kind, Quantity
from corpus.quantities.units import same_unit

_REACHES = re.compile(r"(?:达到?|突破|超过|满|在|为|首次|[,，])+$")


def tier(benefits: Sequence[Benefit], question: Question) -> Benefit | None:
    """Of benefits that differ by one threshold (1亿元、5亿元、10亿元) the one that the question's figure falls in.

    The first of them where it falls below all; ``None`` where they are no tiers or the question has no such figure.
    """
    steps = _steps(_completed(benefits))
    if len(steps) < 2:
        return None
    first, need = steps[0][0].conditions, steps[0][1]
    named = next(c for c in first if c.quantity is need)
    have = given(question, named, need) or _only_count(question, need)
    if len(have) != 1 or have[0].bound is Bound.GT:
        return None
    inside = [(b, q) for b, q in steps if holds(q, have[0].value)]
    if not inside:
        return min(steps, key=lambda s: s[1].low if s[1].low is not None else Decimal(0))[0]
    if len(inside) > 1 and (ends := _ending(inside, have[0].value)) is not None:
        return ends
    lows = [q.low if q.low is not None else Decimal(-1) for _, q in inside]
    return inside[lows.index(max(lows))][0] if lows.count(max(lows)) == 1 else None


def _only_count(question: Question, need: Quantity) -> list[Quantity]:
    """The one count of the question in the unit that all the tiers are in, whatever it is called."""
    alike = [q for q in inputs(question, Kind.COUNT) if need.kind is Kind.COUNT and same_unit(q.unit, need.unit)]
    return alike if len(alike) == 1 else []


def _ending(inside: Sequence[tuple[Benefit, Quantity]], value: Decimal) -> Benefit | None:
    """100—500亩（含500亩）before 500亩以上: where a tier takes its end in expressly, the next begins above it."""
    ends = [b for b, q in inside if q.high == value and q.low != value and "含" in q.raw and "不含" not in q.raw]
    begins = [q for _, q in inside if q.low == value and "含" not in q.raw]
    return ends[0] if len(ends) == 1 and len(begins) + 1 == len(inside) else None


def _completed(benefits: Sequence[Benefit]) -> list[Benefit]:
    """销售额达到1亿元的…；达到5亿元的…: what the first threshold speaks of is said once for all."""
    opening, found = "", list[Benefit]()
    for benefit in benefits:
        conditions = []
        for condition in benefit.conditions:
            head = condition.text.partition(condition.quantity.raw)[0] if condition.quantity else ""
            bare = _REACHES.sub("", head)
            leans = condition.quantity is not None and not bare
            conditions.append(replace(condition, text=opening + condition.text) if leans else condition)
            opening = bare or opening
        found.append(replace(benefit, conditions=tuple(conditions)))
    return found


def _apart(condition: Condition, found: Sequence[tuple[Benefit, Quantity]]) -> bool:
    """Whether a threshold counts steps (每增加1万元), or is of another thing than the ones before it."""
    if "每" in condition.text.partition(condition.quantity.raw if condition.quantity else "\n")[0]:
        return True
    if not found:
        return False
    benefit, first = found[0]
    named = next(c for c in benefit.conditions if c.quantity is first)
    return not nearness(_head(condition), _head(named))


def _head(condition: Condition) -> str:
    return normalise(condition.text.partition(condition.quantity.raw)[0] if condition.quantity else condition.text)


def _steps(benefits: Sequence[Benefit]) -> list[tuple[Benefit, Quantity]]:
    """Each benefit with the threshold that all of them have one of, of one unit; empty where one lacks it."""
    found: list[tuple[Benefit, Quantity]] = []
    for benefit in benefits:
        own = [c for c in benefit.conditions if c.quantity and not c.text.endswith("部分")]
        if found:
            own = [c for c in own if c.quantity and c.quantity.unit == found[0][1].unit]
        if not own or own[0].quantity is None or _apart(own[0], found):
            return []
        found.append((benefit, own[0].quantity))
    return found if len({(q.low, q.high) for _, q in found}) == len(found) else []
