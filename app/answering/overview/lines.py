"""How the places that an overview finds are shown: a phrase each, in the order of the document."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from app.answering.answer import Number, Origin
from app.answering.draft import DirectAnswer
from app.answering.evidence import Evidence
from app.answering.excerpt import Excerpt
from app.answering.facts import ClauseFacts, Sentence
from corpus import Span

MOST_LINES = 24
_WHOLE = 90  # characters up to which a sentence is shown as it is
_LEANS = 9  # characters: a stretch shorter than this leans on the one before it
_LEANING = re.compile(  # a stretch that does not say what it is for
    r"(?:最[高多]|可|按|依|给予|予以|并|单[个家]|每|不超过|不高于|一次性|年度|其|由|分[别期年]|再|从|以|标准)"
)
_MARK = re.compile(r"[,，;；]")
_LEAD = re.compile(r"^(?:即|并|且|同时|其中)[,，]?(?=[\u4e00-\u9fff\d])")
_BULLET = re.compile(r"^(?:#{1,6}\s+|[-–*•·●■◆▪]\s+)+")
_MORE = "（另有{count}处未列出：{places}，请看原文。）"
_FORMULA = "按条款逐处清点：共{count}{unit}"
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with the stretches for which it is shown (figures, a name); without any it is shown whole."""

    facts: ClauseFacts
    sentence: Sentence
    focus: tuple[Span, ...] = ()

    @property
    def evidence(self) -> Evidence:
        """The sentence as evidence: nothing was weighed."""
        return Evidence(
            self.facts, self.sentence, context=1, own=1, clause=1, dense=None, fits=True, named=True, score=1
        )


def shown(places: Sequence[Found], beside: Sequence[Found] = ()) -> DirectAnswer:
    """An answer with a line for each place, as far as they fit; the others by their labels."""
    answer = DirectAnswer(support=1.0, score=1.0, complete=True)
    for place in places[:MOST_LINES]:
        answer.add_excerpt(_phrase(place))
    if left := places[MOST_LINES:]:
        labels = "、".join(dict.fromkeys(_label(place.facts) for place in left[:_MOST_NAMED]))
        count(answer, len(left), "处")
        answer.lines.append(_MORE.format(count=len(left), places=labels + ("等" if len(left) > _MOST_NAMED else "")))
    for place in beside[:MOST_LINES]:
        answer.add_beside(_phrase(place))
    answer.add_notes()
    return answer


def count(answer: DirectAnswer, number: int, unit: str) -> None:
    """Note a number of places that were counted."""
    text = f"{number}{unit}"
    answer.numbers.append(
        Number(text, Decimal(number), unit, Origin.COMPUTED, None, _FORMULA.format(count=number, unit=unit))
    )


def _label(facts: ClauseFacts) -> str:
    path = facts.clause.path
    return "".join(path[-2:] if len(path) > 1 else path)


def _phrase(place: Found) -> Excerpt:
    """The part of the sentence with its focus, what that is for, and what goes with it."""
    sentence, text = place.sentence, place.facts.document.text
    whole = Excerpt(place.evidence, _line(sentence.text), sentence.quantities)
    if len(sentence.span) <= _WHOLE or not place.focus:
        return whole
    edges = [sentence.span.start, *_cuts(text, sentence.span), sentence.span.end]
    stretches = [Span(a, b) for a, b in pairwise(edges) if a < b]
    parts = [*place.focus, *_of_benefits(place)]
    first = next((i for i, s in enumerate(stretches) if s.end > min(p.start for p in parts)), 0)
    last = max((i for i, s in enumerate(stretches) if s.start < max(p.end for p in parts)), default=len(stretches) - 1)
    while first > 0 and (len(stretches[first]) < _LEANS or _LEANING.match(stretches[first].of(text).strip())):
        first -= 1
    cut = Span(stretches[first].start, stretches[last].end)
    return Excerpt(
        place.evidence,
        _line(_LEAD.sub("", cut.of(text).strip())),
        tuple(q for q in sentence.quantities if cut.contains(q.span)),
    )


def _line(text: str) -> str:
    """What is printed as one line, without the marks of a list or of Markdown before it."""
    return _BULLET.sub("", re.sub(r"\s*\n\s*", " ", text.strip())).rstrip(",，;；")


def _cuts(text: str, span: Span) -> Iterable[int]:
    """Where a sentence may be cut: behind its commas and semicolons outside brackets."""
    depth = 0
    for at in range(span.start, span.end):
        depth += (text[at] in "(（") - (text[at] in ")）")
        if depth <= 0 and _MARK.match(text[at]):
            yield at + 1


def _of_benefits(place: Found) -> Iterable[Span]:
    """The conditions and figures of the supports that the focus belongs to."""
    for benefit in place.facts.benefits_in(place.sentence.span):
        parts = [c.span for c in benefit.conditions]
        parts += [q.span for q in (benefit.fixed, benefit.rate, benefit.cap, benefit.base_limit) if q]
        if any(p.overlaps(f) for p in parts for f in place.focus):
            yield from (p for p in parts if place.sentence.span.contains(p))
