"""Sentences that stand in one row: those of a clause and of the list that it is an item of, and the tier that is meant."""

from collections.abc import Sequence
from dataclasses import replace

from app.answering.evidence import Evidence
from app.answering.increments import counts_steps
from app.answering.question import Question
from app.answering.tiers import tier
from corpus import Benefit


def in_tier(question: Question, place: Evidence, supported: Sequence[Evidence]) -> Evidence:
    """Of sentences that are tiers of one support (达到1亿元的…；达到5亿元的…) the one that the question falls in."""
    mine = _own(place)
    if len(mine) != 1:
        return place
    single = [e for e in family_of(place, supported) if len(_own(e)) == 1]
    family = [e for e in single if _alike(_own(e)[0], mine[0]) and not counts_steps(_own(e)[0])]
    benefits = [_own(e)[0] for e in family]
    step = tier(benefits, question) if len(family) > 1 else None
    return place if step is None else next(e for e in family if _own(e)[0].span == step.span)


def family_of(place: Evidence, supported: Sequence[Evidence]) -> list[Evidence]:
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


def _own(place: Evidence) -> tuple[Benefit, ...]:
    return place.facts.benefits_in(place.sentence.span)
