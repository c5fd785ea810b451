"""Whether the documents answer a question: supported, or not and why.

A near miss is not support: the right topic for somebody else, another place, another year, another level, or a
sentence that leaves the figure open ("按有关政策给予奖励").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.naming import holds_in
from app.answering.question import Question, normalise
from app.answering.terms import Terms
from corpus import Kind

_ABROAD = re.compile(r"海外|境外|国外|外国")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:\s*年?\s*[-—–~～至到]\s*(20\d{2}))?")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``support`` is where support begins, and ``topic`` where a sentence is about the question at all.

    ``lead`` is by how much a sentence without the figure may be more to the point than one that has it. A sentence
    beside the best one of its clause may have ``beside`` less than ``topic``. A document may come ``rival`` in score
    behind the one that is most to the point.
    """

    support: float = 0.50
    topic: float = 0.50
    rival: float = 0.10
    lead: float = 0.16
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


def _home(evidence: Evidence) -> str:
    document = evidence.facts.document
    return normalise(f"{document.title} {document.issuer or ''} {evidence.facts.context} {evidence.facts.norm}")


def _wrong_place(question: Question, evidence: Evidence) -> str | None:
    """A place that the document is not of; of two places one may be another party's (收购山东的一家企业)."""
    home, document = _home(evidence), evidence.facts.document
    if not question.places or any(p in home or holds_in(document, p) for p in question.places):
        return None
    return f"文件没有涉及{min(question.places)}"


def _wrong_side(question: Question, evidence: Evidence) -> str | None:
    """What is for abroad alone, where the question names another place of the country (收购山东的一家企业)."""
    elsewhere = any(not holds_in(evidence.facts.document, p) for p in question.places)
    if elsewhere and _ABROAD.search(evidence.sentence.norm) and not _ABROAD.search(question.search):
        return "相关条款限于海外的情形"
    return None


def _wrong_subject(question: Question, evidence: Evidence) -> str | None:
    home = _home(evidence)
    groups = lexicon().synonyms
    for subject in sorted(question.subjects):
        words = {subject}.union(*(g for g in groups if subject in g))
        if not any(word in home or word in evidence.facts.document.text for word in words):
            return f"文件没有针对“{subject}”的这项规定"
    return None


def _wrong_level(question: Question, evidence: Evidence) -> str | None:
    """The sets of the lexicon are ordered from high to low: "省级以上" takes in 国家级, not 市级."""
    for group in lexicon().contrasts:
        asked = [w for w in group if w in question.search]
        given = [w for w in group if w in evidence.facts.norm]
        if not asked or set(asked) & set(given) or any(w in _home(evidence) for w in asked):
            continue
        open_ended = [w for w in given if re.search(f"{w}(?:及|或|\\(含\\))?以上", evidence.facts.norm)]
        if not any(group.index(a) < group.index(w) for a in asked for w in open_ended):
            only = f"文件规定的是{'、'.join(given)}，" if given else "相关条款"
            return f"{only}没有写明{'、'.join(asked)}"
    return None


def _years(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(m[1]), int(m[2] or m[1])) for m in _YEAR.finditer(text))


def _wrong_year(question: Question, evidence: Evidence) -> str | None:
    if not question.years:
        return None
    own = _years(evidence.sentence.norm)
    spans = own or _years(_home(evidence))
    for year in sorted(question.years):
        if spans and not any(low <= year <= high for low, high in spans):
            return f"文件没有写明{year}年的情况"
    return None


def _other_point(terms: Terms, evidence: Evidence) -> str | None:
    """The thing right before 是多少, 有哪些 … is what is asked for; a clause without any of it does not tell."""
    point = terms.point()
    home = f"{evidence.facts.context} {evidence.sentence.norm}"
    if point and not any(t.stands_in(home) for t in point):
        return f"相关条款没有写明“{terms.words(point)}”"
    return None


_VETOES = (_wrong_place, _wrong_side, _wrong_subject, _wrong_level, _wrong_year)


def _veto(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    why = next((why for veto in _VETOES if (why := veto(question, evidence))), None)
    return why or _other_point(terms, evidence)


def _open_figure(question: Question, best: Evidence) -> str:
    """What to say when the sentence that is meant gives no figure of the kind asked for."""
    kinds = "、".join(sorted(k.value for k in question.wants.figures if k is not Kind.DATE)) or "这一项"
    return f"最接近的条款没有写明{kinds}，原文为“{best.sentence.text.strip()}”"


def decide(
    question: Question, terms: Terms, evidence: Sequence[Evidence], *, thresholds: Thresholds | None = None
) -> Supported | Unsupported:
    """Decide from the weighed sentences (best first) whether the documents answer."""
    decision = _decide(question, terms, evidence, thresholds or Thresholds())
    return replace(decision, support=_support(question, terms, evidence))


def _support(question: Question, terms: Terms, evidence: Sequence[Evidence]) -> float:
    """The support of the best sentence that nothing speaks against; 0 where there is none."""
    ranked = sorted(evidence, key=lambda e: -e.support)
    return next((e.support for e in ranked if _veto(question, terms, e) is None), 0.0)


def leading(question: Question, terms: Terms, evidence: Sequence[Evidence]) -> Evidence | None:
    """Of sentences, best first, the first that nothing speaks against: what support is fitted on."""
    return next((e for e in evidence if _veto(question, terms, e) is None), None)


def _decide(question: Question, terms: Terms, evidence: Sequence[Evidence], t: Thresholds) -> Supported | Unsupported:
    if not evidence:
        return Unsupported("no_match", "文件中没有找到与问题有关的条款", ())
    nearest = tuple(evidence[:3])
    about = [e for e in evidence if e.support >= t.support and e.topic >= t.topic]
    if not about and (open_ended := _left_open(question, terms, evidence, t)):
        return Unsupported("near_miss", open_ended, nearest)
    if not about:
        missing = terms.unheard_of
        point = f"（没有提到“{'”“'.join(missing[:3])}”）" if missing else ""
        return Unsupported("no_match", f"文件中没有找到能回答这个问题的条款{point}", nearest)
    allowed = [(e, _veto(question, terms, e)) for e in about]
    passed = [e for e, why in allowed if why is None and _keeps_up(e, evidence[0], t)]
    if not passed:
        why = next((why for _, why in allowed if why), None) or _veto(question, terms, evidence[0])
        return Unsupported("near_miss", why or _open_figure(question, evidence[0]), nearest)
    fitting = [e for e in passed if e.fits]
    best = max(passed, key=lambda e: e.topic)
    if not fitting or fitting[0].topic < best.topic - t.lead:
        fitting = _beside(question, terms, evidence, best, t)
    if not fitting:
        return Unsupported("near_miss", _open_figure(question, best), (best, *nearest))
    return Supported(tuple(fitting))


def _keeps_up(evidence: Evidence, leader: Evidence, t: Thresholds) -> bool:
    """Whether a sentence is of the document that is most to the point, or of one that comes close to it.

    Where that document has the topic and not the figure, another topic's figure is no answer.
    """
    same = evidence.facts.document.id == leader.facts.document.id
    return same or evidence.score >= leader.score - t.rival


def _beside(
    question: Question, terms: Terms, evidence: Sequence[Evidence], best: Evidence, t: Thresholds
) -> list[Evidence]:
    """Other sentences of the best one's clause that give what it leaves open."""
    same = [e for e in evidence if e.facts.clause.id == best.facts.clause.id and e.fits]
    return [e for e in same if e.topic >= t.topic - t.beside and _veto(question, terms, e) is None]


def _left_open(question: Question, terms: Terms, evidence: Sequence[Evidence], t: Thresholds) -> str:
    """What keeps a sentence that is about the question from answering it; empty where there is no such sentence."""
    near = max(evidence, key=lambda e: e.topic)
    if near.topic < t.topic:
        return ""
    return _veto(question, terms, near) or (_open_figure(question, near) if not near.fits else "")
