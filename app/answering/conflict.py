"""Two places of one document that give different figures for what looks like the same thing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.question import normalise
from corpus import Kind, Quantity, Span

# Shorter common words ("企业", "项目") join things that have nothing to do with each other.
_COMMON_CHARACTERS = 4
_COMPARED = frozenset({Kind.COUNT, Kind.DATE})
_RANKS = frozenset({"级", "类", "档", "等", "期", "批", "星", "星级", "等级"})  # 1级 and 2级 are names, not counts
_EMPTY = re.compile(r"予以|给予|奖励|补助|补贴|资助|支持|开展|活动|不少于|每年|企业|项目|以上")
_SEGMENT = re.compile(r"[,，;；。]")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures and the sentences they stand in; ``words`` is what the two places have in common."""

    first: tuple[Evidence, Quantity]
    second: tuple[Evidence, Quantity]
    words: str


def segment_of(evidence: Evidence, span: Span) -> Span:
    """The stretch between commas and semicolons of the sentence in which ``span`` stands."""
    text, start = evidence.facts.document.text, evidence.sentence.span.start
    left = start
    for mark in _SEGMENT.finditer(text, start, span.start):
        left = mark.end()
    right = _SEGMENT.search(text, span.end, evidence.sentence.span.end)
    return Span(left, right.start() if right else evidence.sentence.span.end)


def _words(evidence: Evidence, quantity: Quantity) -> str:
    """What a figure counts: the words before it in its stretch, or, where there are none, those after it."""
    segment = segment_of(evidence, quantity.span)
    text = evidence.facts.document.text
    others = [q.span for q in evidence.sentence.quantities if segment.contains(q.span)]
    left = max((s.end for s in others if s.end <= quantity.span.start), default=segment.start)
    right = min((s.start for s in others if s.start >= quantity.span.end), default=segment.end)
    before = normalise(text[left : quantity.span.start])
    after = normalise(text[quantity.span.end : right])
    return before if len(_bare(before)) >= _COMMON_CHARACTERS else after


def _bare(text: str) -> str:
    return _EMPTY.sub("\n", lexicon().stop_words.sub("\n", text))


def _common(one: str, other: str, title: str) -> str:
    """The stretches of two characters or more that both have, in order, names out of the title left out."""
    one, other = _bare(one), _bare(other)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    stretches = [part for b in blocks for part in one[b.a : b.a + b.size].split("\n")]
    return "".join(s for s in stretches if len(s) > 1 and s not in title)


def _every_year(evidence: Evidence, quantity: Quantity) -> bool:
    return "每年" in segment_of(evidence, quantity.span).of(evidence.facts.document.text)


def _is_threshold(evidence: Evidence, quantity: Quantity) -> bool:
    """Whether a figure is a condition of a support: two supports may ask for different ones (达5家的…, 达20家的…)."""
    benefits = evidence.facts.benefits_in(evidence.sentence.span)
    return any(c.quantity is not None and c.quantity.span == quantity.span for b in benefits for c in b.conditions)


def disagreements(
    figures: Sequence[tuple[Evidence, Quantity]], evidence: Iterable[Evidence]
) -> tuple[Disagreement, ...]:
    """For the figures of an answer, the other places in ``evidence`` that give another figure for the same words."""
    found: list[Disagreement] = []
    others = list(evidence)
    for mine, quantity in figures:
        if quantity.kind not in _COMPARED or quantity.unit in _RANKS or _is_threshold(mine, quantity):
            continue
        words, title = _words(mine, quantity), normalise(mine.facts.document.title)
        for other in others:
            if other.facts.document.id != mine.facts.document.id or other.facts.clause.id == mine.facts.clause.id:
                continue  # what differs within one clause are its cases
            for rival in _counterparts(words, other):
                if not _differs((mine, quantity), (other, rival)):
                    continue
                common = _common(words, _words(other, rival), title)
                if len(common) >= _COMMON_CHARACTERS:
                    found.append(Disagreement((mine, quantity), (other, rival), common))
    return tuple(found)


def _counterparts(words: str, other: Evidence) -> Sequence[Quantity]:
    """The figures of a sentence to compare one with: those that count the very same, where there are any, else all.

    ``省级示范场景15个以上`` differs from ``省级示范场景20个以上``, not from the ``场景100个以上`` beside it.
    """
    same = [q for q in other.sentence.quantities if _bare(_words(other, q)) == _bare(words)]
    return same or other.sentence.quantities


def _differs(first: tuple[Evidence, Quantity], second: tuple[Evidence, Quantity]) -> bool:
    """Whether two figures of one kind are not the same, and neither belongs to a support of its own."""
    (mine, quantity), (other, rival) = first, second
    if rival.kind is not quantity.kind or rival.unit != quantity.unit or _is_threshold(other, rival):
        return False
    if {rival.low, rival.high} - {None} == {quantity.low, quantity.high} - {None}:
        return False
    return _every_year(mine, quantity) == _every_year(other, rival)
