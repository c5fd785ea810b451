"""Sorts of things that have each its own sum: 国家级、省级分别50万元、20万元; 博士每人1万元、硕士每人7000元; a list of items."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.answering.evidence import Evidence
from app.answering.members import members
from app.answering.notes import read_notes
from app.answering.question import normalise
from app.answering.steps import read_steps
from corpus import Benefit, Bound, Condition, Kind, Quantity

_EACH = re.compile(r"每(?:一)?(?P<unit>[人名位件项个台套家户篇])(?:奖励|补助|补贴|资助|给予)?$")
_LEANS = "条件承接上文"  # 对参与制定的: what it is that they take part in stands with the one before
_PERIODS = frozenset({"年", "月", "天", "日"})


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of thing with the sum for each of it. ``unit`` is what the clause counts it by, where it says."""

    words: str
    figure: Quantity
    place: Evidence
    unit: str = ""
    benefit: Benefit | None = None


def sorts_of(pool: Sequence[Evidence]) -> list[Sort]:
    """The sorts that the sentences tell apart; nothing where one of them is not understood."""
    found: list[Sort] = []
    for place in pool:
        own = [b for b in place.facts.benefits_in(place.sentence.span) if place.sentence.span.contains(b.span)]
        read = [_sort(b, place) for b in own]
        listed = _listed(place) if None in read else []
        if any(_LEANS in b.review for b in own) or (None in read and not listed):
            return []
        found += listed or [sort for sort in read if sort is not None]
    return found if len(found) > 1 else []


def _sort(benefit: Benefit, place: Evidence) -> Sort | None:
    """A benefit that gives a plain sum, for each piece where it says so; ``None`` where it gives another thing."""
    notes, fixed = read_notes(benefit), benefit.fixed
    if fixed is None or (fixed.unit, fixed.bound) != ("元", Bound.EQ) or benefit.rate:
        return None
    if notes.blocks or notes.staged or any(_is_threshold(c) for c in benefit.conditions):
        return None
    each = read_steps(place.facts.document.text, benefit, fixed) if notes.stepwise else []
    if len(each) > 1 or any(e.number != 1 or e.stepped or e.grows or e.unit in _PERIODS for e in each):
        return None
    words = benefit.variant or place.facts.document.text[benefit.span.start : fixed.span.start]
    return Sort(normalise(words), fixed, place, each[0].unit if each else "", benefit)


def _is_threshold(condition: Condition) -> bool:
    """招用5人以上的: a sum for one of several sizes, and not for one of several sorts."""
    need = condition.quantity
    return need is not None and need.kind in {Kind.COUNT, Kind.AMOUNT} and need.bound is not Bound.EQ


def _listed(place: Evidence) -> list[Sort]:
    """博士每人1万元、硕士每人7000元: a list of sums of one sentence, each with the piece that it is for."""
    found, start = list[Sort](), place.sentence.span.start
    for member in members(place.sentence, Kind.AMOUNT, "元"):
        each = _EACH.search(place.sentence.text[: member.figure.span.start - start])
        if each is None or member.figure.bound is not Bound.EQ:
            return []
        found.append(Sort(member.words, member.figure, place, each["unit"]))
    return found
