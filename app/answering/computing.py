"""What an answer computes: from the best sentences, from the tiers beside them, or from several clauses together."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.answering.ceilings import ceiling
from app.answering.comparing import HIGHER
from app.answering.computation import Computation, Uncomputed, uncomputed
from app.answering.contest import contest
from app.answering.evidence import Evidence
from app.answering.exclusions import excluded, exclusion_line
from app.answering.measures import beside, nearness
from app.answering.provision import compute_at
from app.answering.question import Question
from app.answering.requirements import asks_for_requirement
from app.answering.several import compute_several
from app.answering.shortfall import shortfall_doubt
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
_AS_NEAR = 0.88  # share of the score from which a sentence of another document may be meant as well
_OTHERWISE = "另有文件对同样的情形规定了不同的标准，问题没有写明是哪一份文件"
_BEST = 2  # sentences that are computed from


def computed_lines(
    question: Question, terms: Terms, chosen: Sequence[Evidence], evidence: Sequence[Evidence]
) -> list[Line]:
    """The computed lines with the sentence that each rests on; empty where the question's figures allow none.

    ``chosen`` are the sentences that would be shown, ``evidence`` all that were weighed, best first.
    """
    if not chosen or not _asks(question):
        return []
    home = [e for e in evidence if e.facts.document.id == chosen[0].facts.document.id]
    elsewhere = [e for e in evidence if e.facts.document.id != chosen[0].facts.document.id]
    if (left_out := excluded(question, chosen, home)) is not None:
        return [(exclusion_line(), left_out)]
    return (
        compute_several(question, terms, chosen, home)
        or [*contest(question, _candidates(chosen))]
        or _over_years(question, chosen)
        or _led(question, chosen, home)
        or _single(question, chosen, home, elsewhere)
    )


def _asks(question: Question) -> bool:
    """Whether a question asks for something that may be worked out, and not for a day, an office or a procedure."""
    wants = question.wants.wants
    told = bool(HIGHER.search(question.search)) or asks_for_requirement(question)
    return not wants or bool(wants & _ASKS_A_SUM) or told


def _single(
    question: Question, chosen: Sequence[Evidence], home: Sequence[Evidence], elsewhere: Sequence[Evidence]
) -> list[Line]:
    """What the best sentences give, or why nothing may be computed from the first of them."""
    refused: list[Line] = []
    for place in [*chosen[:_BEST], *_same_clause(question, chosen, home)]:
        at = _in_tier(question, place, home)
        result = _at(question, at)
        if isinstance(result, Computation) and (doubt := shortfall_doubt(question, result, home)):
            result = uncomputed(doubt)
        if isinstance(result, Computation) and _is_meant(question, result, place):
            return [(uncomputed(_OTHERWISE), at)] if _differs(question, result, at, elsewhere) else _limited(result, at)
        if isinstance(result, Uncomputed) and place is chosen[0]:
            refused.append((result, at))
    return refused[:1]


def _candidates(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The best sentences, and the others of the best one's clause that give something."""
    best, shown = chosen[0], [c.sentence.span for c in chosen[:_BEST]]
    own = [replace(best, sentence=s) for s in best.facts.sentences if s.span not in shown]
    return [*chosen[:_BEST], *(p for p in own if _benefits(p))]


def _over_years(question: Question, chosen: Sequence[Evidence]) -> list[Line]:
    """A line for each of the things that are asked about over several years; empty unless every one has its own."""
    if len(question.items) < 2 or len(chosen) != len(question.items):
        return []
    found = [(over_years(question, p.sentence.text, p.sentence.quantities), p) for p in chosen]
    lines: list[Line] = [(r, p) for r, p in found if r is not None]
    return lines if len(lines) == len(chosen) else []


def _led(question: Question, chosen: Sequence[Evidence], home: Sequence[Evidence]) -> list[Line]:
    """What the clause gives whose sentence is most to the point, where that sentence shows no figure of the kind asked for.

    对组团达到1万人次的旅行社进行奖励。每满一万人奖励一万元: it is about the question, the next sentence has the sum.
    """
    leader = home[0]
    if leader in chosen or leader.context <= chosen[0].context or not (_is_meant_by_words(leader)):
        return []
    places = [replace(leader, sentence=s) for s in leader.facts.sentences]
    found = [(r, p) for p in places if isinstance(r := _at(question, p), Computation)]
    if len(found) != 1 or shortfall_doubt(question, found[0][0], home):
        return []
    return _limited(*found[0])


def _differs(question: Question, result: Computation, place: Evidence, elsewhere: Sequence[Evidence]) -> bool:
    """Whether another document, about as much to the point, gives another result for the same figures."""
    near = [e for e in elsewhere if e.score >= _AS_NEAR * place.score and e.named >= place.named]
    others = [r for e in near if isinstance(r := _at(question, e), Computation) and _is_meant(question, r, e)]
    return any(_results(r) != _results(result) for r in others)


def _results(computation: Computation) -> set[Decimal]:
    return {f.value for f in computation.figures if f.formula is not None}


def _limited(result: Computation, place: Evidence) -> list[Line]:
    limited = ceiling(result, place)
    return [(result, place), limited] if limited else [(result, place)]


def _at(question: Question, place: Evidence) -> Computation | Uncomputed | None:
    return compute_at(question, place.facts, place.sentence)


def _is_meant(question: Question, result: Computation, place: Evidence) -> bool:
    """Whether the clause is the one asked about: most of the question stands in it, or it names the sum brought along."""
    if _is_meant_by_words(place):
        return True
    named = result.benefit.base if result.benefit is not None else ""
    return bool(inputs(question, Kind.AMOUNT)) and nearness(question.search, named) > 0


def _is_meant_by_words(place: Evidence) -> bool:
    return place.own >= _MEANT or place.context >= _MEANT_IN_PLACE


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
