"""Two ways to support held against each other for one and the same case: a rate or a fixed sum, one cap or another."""

from collections.abc import Sequence

from app.answering.comparing import HIGHER
from app.answering.computation import Computation, computed, quoted
from app.answering.compute import without
from app.answering.evidence import Evidence
from app.answering.provision import compute_at
from app.answering.question import Question
from app.answering.thresholds import taken
from app.answering.wants import Want
from corpus import Benefit, Kind, Quantity, display

Placed = tuple[Computation, Evidence]


def contest(question: Question, places: Sequence[Evidence]) -> list[Placed]:
    """Each of the two ways with what it gives, and which gives more; empty unless ``places`` hold just two."""
    if not HIGHER.search(question.search):
        return []
    if not question.inputs:
        return _by_figures(question, places)
    found = [(r, p) for p in places if (r := _result(question, p, places)) is not None and r.result is not None]
    if len(found) != 2 or found[0][0].benefit == found[1][0].benefit:
        return []
    (one, _), (other, place) = found
    first, second = (_way(c) for c, _ in found)
    if one.result is None or other.result is None:
        return []
    if one.result == other.result:
        return [*found, (Computation(f"两种一样，都是{display(one.result, '元')}。", ()), place)]
    high, low = max(one.result, other.result), min(one.result, other.result)
    formula = f"{display(high, '元')} − {display(low, '元')} = {display(high - low, '元')}"
    line = f"{first if one.result == high else second}更多：{display(high, '元')}高于{display(low, '元')}，相差{display(high - low, '元')}。"
    return [*found, (Computation(line, (computed(high - low, "元", formula),), result=high), place)]


def _result(question: Question, place: Evidence, places: Sequence[Evidence]) -> Computation | None:
    """What one sentence gives, without the counts that only the other one speaks of."""
    own = _taken(question, place)
    others = [q for p in places if p is not place for q in _taken(question, p)]
    left_out = [q for q in question.inputs if q.kind is not Kind.AMOUNT and q not in own and q in others]
    result = compute_at(without(question, left_out), place.facts, place.sentence)
    return result if isinstance(result, Computation) else None


def _taken(question: Question, place: Evidence) -> list[Quantity]:
    return [q for b in place.facts.benefits_in(place.sentence.span) for q in taken(question, b)]


def _way(computation: Computation) -> str:
    benefit = computation.benefit
    if benefit is None:
        return "另一种"
    return f"按{benefit.base}计算的" if benefit.rate is not None else "定额的"


def _by_figures(question: Question, places: Sequence[Evidence]) -> list[Placed]:
    """A和B哪个封顶更高: the one figure of each that is asked for."""
    if len(question.items) != 2 or len(places) < 2:
        return []
    pair = [(q, p) for p in places[:2] for b in p.facts.benefits_in(p.sentence.span) if (q := _figure(question, b))]
    if len(pair) != 2 or pair[0][0].unit != pair[1][0].unit:
        return []
    (high, place), (low, _) = sorted(pair, key=lambda p: -p[0].value)
    unit = high.unit
    if high.value == low.value:
        return []
    gap = high.value - low.value
    formula = f"{display(high.value, unit)} − {display(low.value, unit)} = {display(gap, unit)}"
    line = f"{display(high.value, unit)}的那一项更高，相差{display(gap, unit)}（{formula}）。"
    return [(Computation(line, (quoted(high), computed(gap, unit, formula))), place)]


def _figure(question: Question, benefit: Benefit) -> Quantity | None:
    if Want.RATE in question.wants.wants:
        return benefit.rate
    if Want.CAP in question.wants.wants:
        return benefit.cap
    return benefit.fixed or (benefit.cap if benefit.rate is None else None)
