"""Rates that change from part to part of one sum: 500万元以下的部分按4%，500万元至1000万元的部分按2%.

A clause may have several such schemes, each for its own size (单笔投资额不超过1000万元的，…；单笔投资额在3000万元以上的，…):
the one whose size the question's amount has is computed, if its parts follow each other from nought on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from app.answering.computation import HUNDRED, Computation, asked, computed, quoted, to_the_cent
from app.answering.facts import ClauseFacts, Sentence
from app.answering.grants import is_grant
from app.answering.measures import beside, conflict
from app.answering.notes import read_notes
from app.answering.obstacle import misread
from app.answering.question import Question
from app.answering.rates import capped
from app.answering.thresholds import holds, inputs
from corpus import Benefit, Bound, Kind, Quantity, display

_PART = re.compile(r"[)）]?的?部分")
_SIZE = re.compile(r"[)）]?的?(?:企业|项目|单位|机构)?[,，:：]")
_ENDS = re.compile(r"[。\n]\s*$")
_GIVEN = re.compile(r"奖励|补助|补贴|资助|扶持")
_MOST_WORDS = 6  # characters between the two ends of one part: 超过500万元、不超过1000万元的部分


@dataclass(slots=True)
class _Segment:
    """A part of the base, in 元, with its rate and the figure that is its edge."""

    low: Decimal
    high: Decimal | None
    rate: Quantity
    edge: Quantity


@dataclass(slots=True)
class _Scheme:
    """One stretch of a clause: the sizes that it is for, and its parts in printed order."""

    sentences: list[Sentence] = field(default_factory=list)
    sizes: list[Quantity] = field(default_factory=list)
    segments: list[_Segment] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The searched words of the stretch."""
        return "".join(s.norm for s in self.sentences)

    def is_for(self, amount: Decimal) -> bool:
        """Whether the amount is of the size that the scheme is for."""
        return all(holds(size, amount) for size in self.sizes)

    @property
    def is_whole(self) -> bool:
        """Whether the parts follow each other from nought on."""
        parts = sorted(self.segments, key=lambda s: s.low)
        return len(parts) > 1 and parts[0].low == 0 and all(one.high == other.low for one, other in pairwise(parts))


def by_segments(question: Question, facts: ClauseFacts, sentence: Sentence) -> Computation | None:
    """Each part of the question's one amount by its own rate, added up; ``None`` where that is not certain."""
    schemes = [s for s in _schemes(facts) if s.is_whole]
    if not schemes or not any(sentence in s.sentences for s in schemes) or misread(question):
        return None
    benefits = [b for b in facts.benefits if read_notes(b).progressive]
    if not benefits or any(read_notes(b).blocks for b in benefits):
        return None
    amounts = [q for q in inputs(question, Kind.AMOUNT) if not is_grant(question, q, benefits[-1])]
    fitting = [(s, q) for s in schemes for q in amounts if s.is_for(q.value)]
    if len(amounts) != 1 or len(fitting) != 1:
        return None
    scheme, amount = fitting[0]
    last = sorted(scheme.segments, key=lambda s: s.low)[-1]
    if conflict(beside(question, amount), _GIVEN.sub("", scheme.text)) or (last.high and amount.value > last.high):
        return None
    return _line(scheme, amount, next((b for b in reversed(benefits) if b.cap), benefits[-1]))


def _schemes(facts: ClauseFacts) -> Iterator[_Scheme]:
    """The stretches of a clause, each up to its full stop, in which rates are given for parts."""
    scheme = _Scheme()
    for sentence in facts.sentences:
        scheme.sentences.append(sentence)
        if _ENDS.search(sentence.text) or sentence is facts.sentences[-1]:
            _read(scheme)
            yield scheme
            scheme = _Scheme()


def _read(scheme: _Scheme) -> None:
    """Sort the figures of a stretch into sizes, parts and their rates; it has no parts where one is not understood."""
    edges: list[Quantity] = []
    for sentence in scheme.sentences:
        for figure in sentence.quantities:
            after = sentence.text[figure.span.end - sentence.span.start :]
            if figure.kind is Kind.RATE and figure.unit == "%" and edges:
                low = max((q.low for q in edges if q.low is not None), default=Decimal(0))
                high = min((q.high for q in edges if q.high is not None), default=None)
                scheme.segments.append(_Segment(low, high, figure, edges[-1]))
                edges = []
            elif figure.kind is Kind.AMOUNT and figure.unit == "元" and figure.bound is not Bound.EQ:
                if _PART.match(after) or _goes_on(after):
                    edges.append(figure)
                elif _SIZE.match(after) and not scheme.segments:
                    scheme.sizes.append(figure)
    if any(s.rate.bound is not Bound.EQ for s in scheme.segments):
        scheme.segments.clear()


def _goes_on(after: str) -> bool:
    """Whether a figure is the lower end of a part that a second one closes."""
    return bool(re.match(rf"[^,，;；。\d]{{0,{_MOST_WORDS}}}[\d.]+[^,，;；。\d]{{0,{_MOST_WORDS}}}部分", after))


def _line(scheme: _Scheme, amount: Quantity, benefit: Benefit) -> Computation:
    value, figures, terms, total = amount.value, [asked(amount)], list[str](), Decimal(0)
    figures += [quoted(size) for size in scheme.sizes]
    printed = {edge for s in scheme.segments for edge in (s.edge.low, s.edge.high)}
    for segment in sorted(scheme.segments, key=lambda s: s.low):
        if value <= segment.low:
            continue
        end = value if segment.high is None else min(value, segment.high)
        part = end - segment.low
        total += part * segment.rate.value / HUNDRED
        terms.append(f"{display(part, '元')} × {display(segment.rate.value, '%')}")
        figures += [quoted(segment.rate), quoted(segment.edge)]
        if part != value and part not in printed:
            words = f"{display(end, '元')} − {display(segment.low, '元')} = {display(part, '元')}"
            figures.append(computed(part, "元", words))
    raw, equals = to_the_cent(total)
    formula = f"{' + '.join(terms)} {equals} {display(raw, '元')}"
    product = computed(raw, "元", formula)
    start = f"分段计算：{formula}"
    line, caps, result = capped(raw, start, benefit, read_notes(benefit), most="可得", text=scheme.text)
    return Computation(line, (*figures, product, *caps), benefit, product if result != raw else None, result)
