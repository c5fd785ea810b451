"""What an answer computes: from the best sentences, from the tiers beside them, or from several clauses together."""

from collections.abc import Sequence
from dataclasses import replace

from app.answering.ceilings import ceiling
from app.answering.computation import Computation, Uncomputed
from app.answering.contest import contest
from app.answering.evidence import Evidence
from app.answering.measures import beside, nearness
from app.answering.provision import compute_at
from app.answering.question import Question
from app.answering.several import compute_several
from app.answering.terms import Terms
from app.answering.thresholds import inputs
from app.answering.tiers import tier
from app.answering.wants import Want
from app.answering.yearly import over_years
from corpus import Benefit, Kind

Line = tuple[Computation | Uncomputed, Evidence]
_ASKS_A_SUM = frozenset({Want.AMOUNT, Want.CAP, Want.FIGURE, Want.CONDITION, Want.COUNT})
_MEANT = 0.5  # share of the question's words that a sentence must have to be computed from
_MEANT_IN_PLACE = 0.55  # the same of the sentence with its headings and title
_BEST = 2  # sentences that are computed from


def computed_lines(
    question: Question, terms: Terms, chosen: Sequence[Evidence], evidence: Sequence[Evidence]
) -> list[Line]:
    """The computed lines with the sentence that each rests on; empty where the question's figures allow none.

    ``chosen`` are the sentences that would be shown, ``evidence`` all that were weighed, best first.
    """
    if question.wants.wants and not question.wants.wants & _ASKS_A_SUM:
        return []
    home = [e for e in evidence if chosen and e.facts.document.id == chosen[0].facts.document.id]
    if several := compute_several(question, terms, chosen, home):
        return several
    if contested := contest(question, _candidates(chosen)):
        return [*contested]
    if (yearly := _over_years(question, chosen)) is not None:
        return yearly
    refused: list[Line] = []
    for place in [*chosen[:_BEST], *_same_clause(question, chosen, home)]:
        at = _in_tier(question, place, home)
        result = _at(question, at)
        if isinstance(result, Computation) and _is_meant(question, result, place):
            limited = ceiling(result, at)
            return [(result, at), limited] if limited else [(result, at)]
        if isinstance(result, Uncomputed) and place is chosen[0]:
            refused.append((result, at))
    return refused[:1]


def _candidates(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The best sentences, and the others of the best one's clause that give something."""
    if not chosen:
        return []
    best, shown = chosen[0], [c.sentence.span for c in chosen[:_BEST]]
    own = [replace(best, sentence=s) for s in best.facts.sentences if s.span not in shown]
    return [*chosen[:_BEST], *(p for p in own if _benefits(p))]


def _over_years(question: Question, chosen: Sequence[Evidence]) -> list[Line] | None:
    """A line for each of the things that are asked about over several years; ``None`` unless every one has its own."""
    if len(question.items) < 2 or len(chosen) != len(question.items):
        return None
    found = [(over_years(question, p.sentence.text, p.sentence.quantities), p) for p in chosen]
    lines: list[Line] = [(r, p) for r, p in found if r is not None]
    return lines if len(lines) == len(chosen) else None


def _at(question: Question, place: Evidence) -> Computation | Uncomputed | None:
    return compute_at(question, place.facts, place.sentence)


def _is_meant(question: Question, result: Computation, place: Evidence) -> bool:
    """Whether the clause is the one asked about: most of the question stands in it, or it names the sum brought along."""
    if place.own >= _MEANT or place.context >= _MEANT_IN_PLACE:
        return True
    named = result.benefit.base if result.benefit is not None else ""
    return bool(inputs(question, Kind.AMOUNT)) and nearness(question.search, named) > 0


def _same_clause(question: Question, chosen: Sequence[Evidence], supported: Sequence[Evidence]) -> list[Evidence]:
    """Other sentences of the best one's clause whose base the question names."""
    if not chosen:
        return []
    amounts = inputs(question, Kind.AMOUNT)
    same = [e for e in supported if e.facts.clause.id == chosen[0].facts.clause.id and e not in chosen[:_BEST]]
    return [
        e for e in same if any(nearness(beside(question, q), b.base) for q in amounts for b in _benefits(e) if b.base)
    ]


def _benefits(place: Evidence) -> tuple[Benefit, ...]:
    return place.facts.benefits_in(place.sentence.span)


def _in_tier(question: Question, place: Evidence, supported: Sequence[Evidence]) -> Evidence:
    """Of sentences that are tiers of one support (达到1亿元的…；达到5亿元的…) the one that the question falls in."""
    mine = _benefits(place)
    if len(mine) != 1:
        return place
    family = [e for e in _family(place, supported) if len(_benefits(e)) == 1 and _alike(_benefits(e)[0], mine[0])]
    benefits = [_benefits(e)[0] for e in family]
    step = tier(benefits, question) if len(family) > 1 else None
    return place if step is None else family[benefits.index(step)]


def _family(place: Evidence, supported: Sequence[Evidence]) -> list[Evidence]:
    """The sentences of the clause, and of the items of the list that the clause is one of."""
    own = [replace(place, sentence=s) for s in place.facts.sentences]
    clause, seen = place.facts.clause, {place.facts.clause.id}
    for e in supported:
        other = e.facts.clause
        if (
            other.id not in seen
            and other.document_id == clause.document_id
            and other.path[:-1] == clause.path[:-1]
            and len(other.path) > 1
        ):
            seen.add(other.id)
            own += [replace(e, sentence=s) for s in e.facts.sentences]
    return own


def _alike(one: Benefit, other: Benefit) -> bool:
    """Whether two benefits give the same kind of sum for thresholds of one unit."""
    units = [{c.quantity.unit for c in b.conditions if c.quantity} for b in (one, other)]
    return (one.rate is None) == (other.rate is None) and bool(units[0] & units[1])
