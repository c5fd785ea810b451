"""Whether the documents answer a question: supported, or not and why.

A near miss is not support: the right topic for somebody else, another place, another year, another level, or a
sentence that leaves the figure open ("按有关政策给予奖励").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from app.answering.continuation import goes_on
from app.answering.evidence import Evidence
from app.answering.mismatch import mismatch, wrong_case
from app.answering.naming import places_of
from app.answering.promise import promised
from app.answering.question import Question
from app.answering.terms import Terms
from app.answering.told import NAMES, OF_ALL, Told
from corpus import Kind


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``support`` is where support begins, and ``topic`` where a sentence is about the question at all.

    Where documents of several places are looked at and the question names none of them, support begins at ``unnamed``;
    so it does for a document of the province or the whole country where the question names a place.

    ``lead`` is by how much a sentence without the figure may be more to the point than one that has it. A sentence
    beside the best one of its clause may have ``beside`` less than ``topic``.
    """

    support: float = 0.50
    unnamed: float = 0.80
    topic: float = 0.45
    lead: float = 0.25
    beside: float = 0.10


@dataclass(frozen=True, slots=True)
class Supported:
    """Sentences that answer, best first. ``support`` is the score that was held against the threshold."""

    evidence: tuple[Evidence, ...]
    support: float = 0.0


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Nothing answers. ``reason`` as in ``Refusal``, ``message`` a Chinese sentence, ``nearest`` best first.

    ``support`` is as in ``Supported``: a refusal with a high one left the figure open.
    """

    reason: str
    message: str
    nearest: tuple[Evidence, ...]
    support: float = 0.0


def _open_figure(question: Question, best: Evidence) -> str:
    """What to say when the sentence that is meant gives no figure of the kind asked for."""
    told = (NAMES[t] for t in Told if t in question.wants.told)
    kinds = "、".join([*sorted(k.value for k in question.wants.figures if k is not Kind.DATE), *told])
    return f"最接近的条款没有写明{kinds or '这一项'}，原文为“{best.sentence.text.strip()}”"


def decide(
    question: Question, terms: Terms, evidence: Sequence[Evidence], *, thresholds: Thresholds | None = None
) -> Supported | Unsupported:
    """Decide from the weighed sentences (best first) whether the documents answer."""
    evidence = [_continued(question, e) for e in evidence]
    decision = _decide(question, terms, evidence, thresholds or Thresholds())
    return replace(decision, support=_support(question, terms, evidence))


def _support(question: Question, terms: Terms, evidence: Sequence[Evidence]) -> float:
    """The support of the best sentence that nothing speaks against; 0 where there is none."""
    ranked = sorted(evidence, key=lambda e: -e.support)
    return next((e.support for e in ranked if mismatch(question, terms, e) is None), 0.0)


def leading(question: Question, terms: Terms, evidence: Sequence[Evidence]) -> Evidence | None:
    """Of sentences, best first, the first that nothing speaks against: what support is fitted on."""
    first = next((e for e in evidence if mismatch(question, terms, e) is None), None)
    return _continued(question, first) if first else None


def _continued(question: Question, evidence: Evidence) -> Evidence:
    """A sentence that gives what is asked for where those that go on with it do: 对…给予补贴。标准为租金的30%。"""
    if evidence.fits or not question.wants.figures:
        return evidence
    sentences = evidence.facts.sentences
    after = (s for s in sentences if s.span.start >= evidence.sentence.span.end)
    following = takewhile(goes_on, after)
    return replace(evidence, fits=any(question.wants.is_met_by(s.text, s.quantities) for s in following))


def _decide(question: Question, terms: Terms, evidence: Sequence[Evidence], t: Thresholds) -> Supported | Unsupported:
    if not evidence:
        return Unsupported("no_match", "文件中没有找到与问题有关的条款", ())
    nearest = tuple(evidence[:3])
    is_open = _is_open(evidence)
    about = [e for e in evidence if e.support >= _begins(question, e, t, is_open=is_open) and e.topic >= t.topic]
    if not about and (open_ended := _left_open(question, terms, evidence, t)):
        return open_ended
    if not about:
        missing = terms.unheard_of
        point = f"（没有提到“{'”“'.join(missing[:3])}”）" if missing else ""
        return Unsupported("no_match", f"文件中没有找到能回答这个问题的条款{point}", nearest)
    allowed = [(e, mismatch(question, terms, e)) for e in about]
    passed = [e for e, why in allowed if why is None]
    other_case = _of_another_case(question, evidence, passed)
    if other_case or not passed:
        why = other_case or next((why for _, why in allowed if why), None) or mismatch(question, terms, evidence[0])
        return Unsupported("near_miss", why or _open_figure(question, evidence[0]), nearest)
    closest, why = max(allowed, key=lambda pair: pair[0].topic)
    if why and all(e.topic < closest.topic - t.lead and not _follows(e, closest) for e in passed):
        return Unsupported("near_miss", why, (closest, *nearest))
    return _of_passed(question, terms, evidence, passed, t)


def _of_passed(
    question: Question, terms: Terms, evidence: Sequence[Evidence], passed: Sequence[Evidence], t: Thresholds
) -> Supported | Unsupported:
    """Decide from the sentences about the question, best first, that nothing speaks against."""
    nearest = tuple(evidence[:3])
    best = max(passed, key=lambda e: e.topic)
    fitting = [e for e in passed if e.fits]
    elsewhere = bool(
        question.wants.told & OF_ALL
    )  # where money comes from is said of the whole document, in few of its words
    if not fitting or (fitting[0].topic < best.topic - t.lead and not elsewhere):
        fitting = _beside(question, terms, evidence, [e for e in passed if e.topic >= best.topic - t.lead], t)
    if not fitting:
        return Unsupported("near_miss", _open_figure(question, best), (best, *nearest))
    if promise := promised(question, terms, evidence, max(fitting, key=lambda e: e.topic)):
        return Unsupported("near_miss", _open_figure(question, promise), (promise, *nearest))
    return Supported(tuple(fitting))


def _follows(evidence: Evidence, other: Evidence) -> bool:
    """Whether a sentence is the next one of the same clause: 获奖的，奖励10万元；未获奖的，补助1万元."""
    after = (s for s in evidence.facts.sentences if s.span.start >= other.sentence.span.end)
    return evidence.facts is other.facts and next(after, None) == evidence.sentence


def _begins(question: Question, evidence: Evidence, t: Thresholds, *, is_open: bool) -> float:
    """Where support begins for a sentence: further up for a wider rule where the question names a place."""
    wider = bool(question.places) and not evidence.named
    return t.unnamed if is_open or wider else t.support


def _is_open(evidence: Sequence[Evidence]) -> bool:
    """Whether documents of several places might answer, and the question names none of them."""
    return not any(e.named for e in evidence) and len({places_of(e.facts.document) for e in evidence}) > 1


def _of_another_case(question: Question, evidence: Sequence[Evidence], passed: Sequence[Evidence]) -> str | None:
    """What to say when the sentence that is most about the question is of another year or kind, and no other as much."""
    closest = max(evidence, key=lambda e: e.topic)
    why = wrong_case(question, closest)
    return why if why and all(e.topic < closest.topic for e in passed) else None


def _beside(
    question: Question, terms: Terms, evidence: Sequence[Evidence], leaders: Sequence[Evidence], t: Thresholds
) -> list[Evidence]:
    """Other sentences of the leaders' clauses that give what those leave open, the clause of the first one first."""
    found: list[Evidence] = []
    for clause in dict.fromkeys(e.facts.clause.id for e in leaders):
        same = [e for e in evidence if e.facts.clause.id == clause and e.fits]
        about = [e for e in same if e.topic >= t.topic - t.beside or goes_on(e.sentence)]
        found += [e for e in about if mismatch(question, terms, e) is None]
    return found


def _left_open(question: Question, terms: Terms, evidence: Sequence[Evidence], t: Thresholds) -> Unsupported | None:
    """What keeps a sentence that is about the question from answering it; ``None`` where there is no such sentence."""
    near = max(evidence, key=lambda e: e.topic)
    if near.topic < t.topic:
        return None
    why = mismatch(question, terms, near) or (_open_figure(question, near) if not near.fits else None)
    return Unsupported("near_miss", why, (near, *evidence[:3])) if why else None
