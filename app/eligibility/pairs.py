"""Pairs: the offers of one statement that differ by a word (国家级、省级) or by a threshold (50亿元、30亿元、10亿元)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.eligibility.offer import Offer, Option, Requirement, Threshold
from app.eligibility.topics import choice_field
from corpus import Bound

_STAGE = re.compile(r"(?:前|后|第).{1,4}年度?|首年|次年")  # years of one support, not kinds of recipients


def chosen(offers: Sequence[Offer]) -> list[Offer]:
    """The offers of a statement, each asking for its own word of the pair instead of for all of them."""
    words = tuple(offer.benefit.variant for offer in offers)
    if len(words) < 2 or not all(words) or any(_STAGE.fullmatch(w) for w in words) or _by_threshold(offers):
        return list(offers)
    return [_choosing(offer, words) for offer in offers]


def _by_threshold(offers: Sequence[Offer]) -> bool:
    """首次超过50亿元、30亿元的, 分别…: the word is the figure of a condition, and the figure tells which it is."""
    return all(
        any(isinstance(r.need, Threshold) and r.need.quantity.raw == o.benefit.variant for r in o.requirements)
        for o in offers
    )


def _choosing(offer: Offer, words: tuple[str, ...]) -> Offer:
    benefit, own = offer.benefit, Option(offer.benefit.variant)
    naming = next((r for r in offer.requirements if all(w in r.text for w in words)), None)
    ranked = next((r for r in offer.requirements if re.search(r"前\S{1,2}(?:名|位|强)", r.text)), None)
    replaced = naming or (ranked if own.word.startswith("第") else None)
    if replaced is None:
        text = benefit.who if all(w in benefit.who for w in words) else "、".join(words)
        asked = Requirement(text, benefit.span, choice_field(text, words, benefit.title), own)
        return replace(offer, requirements=(*offer.requirements, asked))
    field = choice_field(replaced.text, words, benefit.who)
    asked = replace(replaced, field=field, need=own)
    return replace(offer, requirements=tuple(asked if r is replaced else r for r in offer.requirements))


def tiered(offers: Sequence[Offer]) -> list[Offer]:
    """The offers of a statement; of those that differ by a lower bound alone, only the highest that is reached holds."""
    rungs = [(offer, r) for offer in offers for r in offer.requirements if _is_rung(offer, r)]
    if len(offers) < 2 or len(rungs) != len(offers) or len({r.field.key for _, r in rungs}) != 1:
        return list(offers)
    found = []
    for offer, rung in rungs:
        need = rung.need
        higher = [r.need for _, r in rungs if isinstance(r.need, Threshold) and _low(r) > _low(rung)]
        lowest = min(higher, key=lambda n: n.quantity.value, default=None)
        if isinstance(need, Threshold) and lowest is not None:
            own = replace(rung, need=replace(need, next_tier=lowest.quantity))
            offer = replace(offer, requirements=tuple(own if r is rung else r for r in offer.requirements))  # noqa: PLW2901
        found.append(offer)
    return found


def _is_rung(offer: Offer, requirement: Requirement) -> bool:
    need = requirement.need
    return (
        isinstance(need, Threshold)
        and need.quantity.bound in {Bound.GE, Bound.GT}
        and need.quantity.raw == offer.benefit.variant
    )


def _low(requirement: Requirement) -> Decimal:
    need = requirement.need
    return need.quantity.value if isinstance(need, Threshold) else Decimal(0)
