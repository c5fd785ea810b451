"""What an answer computes: from the best sentences, from the tiers beside them, or from several clauses together."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.answering.adjustments import raised
from app.answering.assorted import by_sorts, widened
from app.answering.ceilings import ceiling, sum_of_all
from app.answering.comparing import HIGHER
from app.answering.computation import Computation, Uncomputed, uncomputed
from app.answering.contest import contest
from app.answering.evidence import Evidence
from app.answering.exclusions import excluded, exclusion_line
from app.answering.facts import read_sentence
from app.answering.families import family_of, in_tier
from app.answering.increments import by_increments
from app.answering.instalments import instalment
from app.answering.kinds import gives_other, of_named
from app.answering.measures import beside, measures, nearness, says_base
from app.answering.periodic import over_time
from app.answering.provision import compute_at
from app.answering.question import Question
from app.answering.requirements import asks_for_requirement
from app.answering.settlement import limited_elsewhere, settled
from app.answering.several import compute_several
from app.answering.shortfall import shortfall_doubt, unmet_elsewhere
from app.answering.terms import Terms
from app.answering.thresholds import inputs
from app.answering.uplift import by_uplift
from app.answering.wants import Want
from corpus import Benefit, Kind, Span

Line = tuple[Computation | Uncomputed, Evidence]
_ASKS_A_SUM = frozenset({Want.AMOUNT, Want.CAP, Want.FIGURE, Want.CONDITION, Want.COUNT})
_AS_NEAR = 0.88  # share of the score from which a sentence of another document may be meant as well
_LESS = 0.1  # share of the question's words less that it may have
_OTHERWISE = "另有文件对同样的情形规定了不同的标准，问题没有写明是哪一份文件"
_LIMITED = "费用另有限额，问题没有写明是哪一种情形"
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
    family = family_of(chosen[0], home)
    return (
        compute_several(question, terms, chosen, home)
        or [*sum_of_all(question, home)]
        or by_sorts(question, widened(chosen[0], family))
        or by_increments(question, family)
        or by_uplift(question, family)
        or [*contest(question, _candidates(chosen))]
        or _over_years(question, chosen)
        or [*settled(question, home)]
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
    """What the best sentences give, else the one other sentence of their clauses that gives anything, else why nothing may be."""
    refused: list[Line] = []
    chosen = [p for p in chosen if not gives_other(question, p, home)] or of_named(question, home)
    if not chosen:
        return []
    for place in chosen[:_BEST]:
        at = in_tier(question, place, home)
        result = _undoubted(question, at, home)
        if isinstance(result, Computation):
            return _unless_elsewhere(question, result, at, home, elsewhere)
        if isinstance(result, Uncomputed) and place is chosen[0]:
            refused.append((result, at))
    near = [p for p in _beside(chosen, home) if not gives_other(question, p, home)]
    others = [in_tier(question, p, home) for p in near]
    found = [(r, p) for p in others if isinstance(r := _undoubted(question, p, home), Computation)]
    found = _by_name(question, [(r, p) for r, p in found if says_base(question, r.benefit)])
    if found and all(_results(r) == _results(found[0][0]) for r, _ in found):
        return _unless_elsewhere(question, *found[0], home, elsewhere)
    return _by_base(question, refused, home) or refused


def _by_name(question: Question, found: Sequence[tuple[Computation, Evidence]]) -> list[tuple[Computation, Evidence]]:
    """Of rates for different sums (订货合同的20%; 认定金额的20%) those whose base the words beside the amount name most."""
    if len(amounts := inputs(question, Kind.AMOUNT)) != 1 or any(not (r.benefit and r.benefit.base) for r, _ in found):
        return list(found)
    words = beside(question, amounts[0])
    near = [nearness(words, r.benefit.base) if r.benefit else 0 for r, _ in found]
    return [pair for pair, n in zip(found, near, strict=True) if n == max(near)]


def _by_base(question: Question, refused: Sequence[Line], home: Sequence[Evidence]) -> list[Line]:
    """购房价的5% beside 月租金的3倍 in one list: the one item whose base is what the question's amount is, where the best one's is not."""
    if not refused or len(amounts := inputs(question, Kind.AMOUNT)) != 1:
        return []
    asked, place = measures(beside(question, amounts[0]))[0], refused[0][1]
    if not asked or asked & _measured(place):
        return []
    near = [e for e in family_of(place, home) if e.facts.clause.id != place.facts.clause.id and asked & _measured(e)]
    found = [(r, e) for e in near if isinstance(r := _undoubted(question, e, home), Computation)]
    return _limited(*found[0]) if len(found) == 1 else []


def _measured(place: Evidence) -> frozenset[str]:
    """The kinds of sum that the rates of a sentence are applied to, in the words of their bases and of its heading."""
    bases = [b.base for b in _benefits(place) if b.rate is not None and b.base]
    return measures(f"{place.facts.clause.label} {' '.join(bases)}")[0] if bases else frozenset()


def _undoubted(question: Question, place: Evidence, home: Sequence[Evidence]) -> Computation | Uncomputed | None:
    result = _at(question, place)
    if not isinstance(result, Computation):
        return result
    limited = _LIMITED if limited_elsewhere(question, result, home) else ""
    rated = result.benefit is not None and result.benefit.rate is not None and result.result is not None
    doubt = limited or (raised(question, place.facts) if rated else "") or shortfall_doubt(question, result, home)
    return uncomputed(doubt) if doubt else result


def _unless_elsewhere(
    question: Question,
    result: Computation,
    place: Evidence,
    home: Sequence[Evidence],
    elsewhere: Sequence[Evidence],
) -> list[Line]:
    if _differs(question, result, place, elsewhere):
        return [(uncomputed(_OTHERWISE), place)]
    if (missed := unmet_elsewhere(question, result, home)) is not None:
        return [missed]
    place = _covering(result, place)
    part = instalment(question, result, place.sentence)
    return [*_limited(result, place), *([(part, place)] if part else [])]


def _covering(result: Computation, place: Evidence) -> Evidence:
    """The place widened to all the sentences of its clause that figures of the result stand in."""
    facts, span = place.facts, place.sentence.span
    sources = [
        f.source.span for f in result.figures if f.source and f.source.span.of(facts.document.text) == f.source.raw
    ]
    spans = [span, *(s.span for s in facts.sentences if any(s.span.contains(at) for at in sources))]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    return place if whole == span else replace(place, sentence=read_sentence(facts.document, whole))


def _beside(chosen: Sequence[Evidence], home: Sequence[Evidence]) -> list[Evidence]:
    """The other sentences of the best sentence's clause, and of the clause whose sentence is most to the point."""
    tops = {e.facts.clause.id: e for e in (home[0], chosen[0])}
    shown = [c.sentence.span for c in chosen[:_BEST]]
    return [replace(e, sentence=s) for e in tops.values() for s in e.facts.sentences if s.span not in shown]


def _candidates(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The best sentences, and the others of the best one's clause that give something."""
    best, shown = chosen[0], [c.sentence.span for c in chosen[:_BEST]]
    own = [replace(best, sentence=s) for s in best.facts.sentences if s.span not in shown]
    return [*chosen[:_BEST], *(p for p in own if _benefits(p))]


def _over_years(question: Question, chosen: Sequence[Evidence]) -> list[Line]:
    """A line for each of the things that are asked about over several years; empty unless every one has its own."""
    if len(question.items) < 2 or len(chosen) != len(question.items):
        return []
    found = [(over_time(question, p.facts, p.sentence), p) for p in chosen]
    lines: list[Line] = [(r, p) for r, p in found if r is not None]
    return lines if len(lines) == len(chosen) else []


def _differs(question: Question, result: Computation, place: Evidence, others: Sequence[Evidence]) -> bool:
    """Whether another place, about as much to the point, gives another result for the same figures."""
    near = [e for e in others if _is_as_near(e, place)]
    found = [r for e in near if isinstance(r := _at(question, e), Computation)]
    return any(_results(r) != _results(result) for r in found)


def _is_as_near(other: Evidence, place: Evidence) -> bool:
    near = other.score >= _AS_NEAR * place.score and other.context >= place.context - _LESS
    return near and other.named >= place.named


def _results(computation: Computation) -> set[Decimal]:
    own = {computation.result} if computation.result is not None else set()
    return own | {f.value for f in computation.figures if f.formula is not None}


def _limited(result: Computation, place: Evidence) -> list[Line]:
    limited = ceiling(result, place)
    return [(result, place), limited] if limited else [(result, place)]


def _at(question: Question, place: Evidence) -> Computation | Uncomputed | None:
    return compute_at(question, place.facts, place.sentence)


def _benefits(place: Evidence) -> tuple[Benefit, ...]:
    return place.facts.benefits_in(place.sentence.span)
