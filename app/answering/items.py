"""The sentence for each of several things that a question asks about one by one (省级企业和国家级企业各多少家)."""

from collections.abc import Sequence

from app.answering.continuation import asks_for_all
from app.answering.evidence import Evidence
from app.answering.question import Question
from app.answering.terms import Terms

_FOUND = 0.9  # share of a listed thing's words that its sentence must have
_NEARLY = 0.3  # the same beside the sentence of another thing of the list


def by_item(question: Question, terms: Terms, evidence: Sequence[Evidence]) -> list[Evidence]:
    """For each thing that is asked about, the sentence that has it; nothing unless every one is found.

    Where each of several is asked for (直辖市和150万人口的城市各扣多少), one that is said in other words is looked for
    beside those that are found.
    """
    chosen: list[Evidence] = []
    loose: list[Terms] = []
    for item in question.items:
        own = terms.within(item)
        best = max(evidence, key=lambda e: (own.coverage(e.sentence.norm), e.score))
        if own.coverage(best.sentence.norm) < _FOUND:
            loose.append(own)
        elif best not in chosen:
            chosen.append(best)
    if loose and (not chosen or not asks_for_all(question)):
        return []
    found = list(chosen)
    for own in loose:
        near = [(own.coverage(e.sentence.norm), e) for e in _near(chosen, evidence)]
        least = max(_NEARLY, _FOUND * max((share for share, _ in near), default=0.0))
        beside = [e for share, e in near if share >= least] or [
            e for e in evidence if e not in chosen and e.facts.clause.id == chosen[0].facts.clause.id
        ]
        if not beside:
            return []
        found += [e for e in beside if e not in found]
    return found


def _near(chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences of the clauses of ``chosen`` and of those beside them, and ``chosen`` themselves."""
    homes = {(e.facts.document.id, p) for e in chosen for p in (e.facts.clause.id, e.facts.clause.parent) if p}
    return [
        e
        for e in evidence
        if {(e.facts.document.id, e.facts.clause.id), (e.facts.document.id, e.facts.clause.parent)} & homes
    ]
