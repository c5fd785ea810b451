"""The part of a sentence that answers: its own words, cut at its own commas, or one member of a 分别-pair."""

import re
from dataclasses import dataclass
from itertools import pairwise

from app.answering.evidence import Evidence
from app.answering.offices import is_remark
from app.answering.question import Question, normalise
from app.answering.terms import Terms
from corpus import Benefit, Quantity, Span, display

_SHORT = 300  # characters: a sentence up to here is shown whole
_MARK = re.compile(r"[,，;；]")
_NO_SUBJECT = 9  # a stretch shorter than this leans on the one before it


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What to show of a sentence, the figures in it, and those of them that are most to the point.

    ``resolved`` says that the text is not the sentence's own but a member of its 分别-pair: ``省级：20万元``.
    """

    evidence: Evidence
    text: str
    quantities: tuple[Quantity, ...]
    focus: tuple[Quantity, ...] = ()
    resolved: bool = False


def _segments(evidence: Evidence) -> list[Span]:
    text, span = evidence.facts.document.text, evidence.sentence.span
    edges = [span.start, *(m.end() for m in _MARK.finditer(text, span.start, span.end)), span.end]
    return [Span(a, b) for a, b in pairwise(edges) if a < b]


def _variant(question: Question, benefits: tuple[Benefit, ...]) -> Benefit | None:
    """The one member of a pair that the question names, or ``None`` where it names none or several."""
    named = [b for b in benefits if b.variant and normalise(b.variant) in question.search]
    return named[0] if len(named) == 1 else None


def _reach(segments: list[Span], span: Span) -> tuple[int, int]:
    inside = [i for i, s in enumerate(segments) if s.overlaps(span)]
    return (inside[0], inside[-1]) if inside else (0, len(segments) - 1)


def _benefit_span(benefits: tuple[Benefit, ...], at: Span) -> Span | None:
    """The stretch over all parts of the benefits that ``at`` belongs to."""
    spans: list[Span] = []
    for b in benefits:
        parts = [c.span for c in b.conditions] + [q.span for q in (b.fixed, b.rate, b.cap, b.base_limit) if q]
        if any(p.overlaps(at) for p in parts):
            spans += parts
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def _best(question: Question, terms: Terms, evidence: Evidence, segments: list[Span]) -> int:
    """Which of the segments is most to the point; where a figure is asked for, one that has such a figure."""
    text, figures = evidence.facts.document.text, evidence.sentence.quantities

    def worth(span: Span) -> float:
        fit = max((question.wants.fit(q) for q in figures if span.contains(q.span)), default=0.0)
        return terms.coverage(normalise(span.of(text))) + 0.35 * fit

    gives = [q for q in figures if question.wants.gives(q)]
    holding = [i for i, s in enumerate(segments) if any(s.contains(q.span) for q in gives)]
    return max(holding or range(len(segments)), key=lambda i: worth(segments[i]))


def _around(evidence: Evidence, segments: list[Span], best: int) -> Span:
    """The stretch to show: the best segment, the other parts of its benefit, and the words it leans on."""
    first = last = best
    whole = _benefit_span(evidence.facts.benefits_in(evidence.sentence.span), segments[best])
    if whole is not None:
        low, high = _reach(segments, whole)
        first, last = min(first, low), max(last, high)
    while first > 0 and len(segments[first]) < _NO_SUBJECT:
        first -= 1
    return Span(segments[first].start, segments[last].end)


def quotation(evidence: Evidence) -> Excerpt:
    """The whole sentence, where it is short enough to be read beside what was made of it; else nothing of it."""
    sentence = evidence.sentence
    short = len(sentence.span) <= _SHORT
    return Excerpt(evidence, sentence.text.strip() if short else "", sentence.quantities if short else ())


def excerpt(question: Question, terms: Terms, evidence: Evidence) -> Excerpt:
    """The part of the sentence that answers the question."""
    sentence, text = evidence.sentence, evidence.facts.document.text
    if question.wants.of_clause and evidence.facts.clause.headings and is_remark(sentence.norm):
        heading = evidence.facts.clause.headings[-1].rstrip("。.:： ")
        return Excerpt(evidence, f"{heading}：{sentence.text.strip().strip('()（）')}", ())
    benefit = _variant(question, evidence.facts.benefits_in(sentence.span))
    sum_ = (benefit.fixed or benefit.cap) if benefit else None
    if benefit is not None and sum_ is not None and (question.wants.gives(sum_) or not question.wants.figures):
        most = "" if benefit.fixed else "最高"
        return Excerpt(evidence, f"{benefit.variant}：{most}{display(sum_.value, sum_.unit)}", (sum_,), resolved=True)
    segments = _segments(evidence)
    best = _best(question, terms, evidence, segments)
    whole = len(sentence.span) <= _SHORT or not question.wants.figures or len(question.items) > 1
    shown = sentence.span if whole else _around(evidence, segments, best)
    words = shown.of(text).strip()
    return Excerpt(
        evidence,
        words if whole else words.rstrip(",，;；"),
        tuple(q for q in sentence.quantities if shown.contains(q.span)),
        tuple(q for q in sentence.quantities if segments[best].contains(q.span)),
    )
