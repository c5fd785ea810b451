"""Pairs of clauses: which clause of the old version is which of the new one.

First those whose words stand once in either version, then the rest by how alike they are and how they are placed:
below the same heading, beside the same neighbours, under the same number.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus.revisions.body import Side
from corpus.revisions.likeness import Likely, likeness

_PARENT, _NEIGHBOUR, _LABEL, _CHILDREN = 0.12, 0.08, 0.05, 0.3
_ALIKE = 0.65  # words and place together
_LEAD = 0.2  # the opening words, which name the subject: 种植基地建设奖励补助。
_LEAST = 0.45  # words alone: below, one clause was taken out and another put in
_OPENING = re.compile(r"[^。，,;；:：]{5,24}(?=[。:：])")
_SAME_OPENING = 0.8
_WINDOW = 400  # comparisons between two neighbours that are paired already


class Alignment:
    """Pairs of positions, from the old version to the new one and back."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old = old
        self.new = new
        self.forth: dict[int, int] = {}
        self.back: dict[int, int] = {}

    def pair(self, old: int, new: int) -> None:
        """Say that two clauses are the same one."""
        self.forth[old] = new
        self.back[new] = old

    @property
    def free_old(self) -> list[int]:
        """The old clauses without a partner, in order."""
        return [i for i in range(len(self.old)) if i not in self.forth]

    @property
    def free_new(self) -> list[int]:
        """The new clauses without a partner, in order."""
        return [i for i in range(len(self.new)) if i not in self.back]


def align(old: Side, new: Side) -> Alignment:
    """Pair the clauses of two versions; whatever has no partner was added or removed."""
    pairs = Alignment(old, new)
    _pair_unique(pairs)
    while _pair_alike(pairs):
        pass  # each round knows more neighbours than the one before
    return pairs


def _places(side: Side) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for position, body in enumerate(side.bodies):
        places[body].append(position)
    return places


def _pair_unique(pairs: Alignment) -> None:
    new = _places(pairs.new)
    for body, old in _places(pairs.old).items():
        if body and len(old) == 1 and len(new.get(body, ())) == 1:
            pairs.pair(old[0], new[body][0])


def _pair_alike(pairs: Alignment) -> bool:
    """Pair what is alike, the most alike first; whether anything was paired."""
    free = set(pairs.free_new)
    scored = [
        (score, -abs(old - new), -old, -new)
        for old, new in _candidates(pairs)
        if (score := _score(pairs, old, new)) is not None
    ]
    done = 0
    for _, _, old, new in sorted(scored, reverse=True):
        if -old not in pairs.forth and -new in free:
            pairs.pair(-old, -new)
            free.discard(-new)
            done += 1
    return done > 0


def _candidates(pairs: Alignment) -> Iterator[tuple[int, int]]:
    """Pairs worth looking at: between the same neighbours, below the same heading, or with rare words in common."""
    free_old, free_new = pairs.free_old, pairs.free_new
    likely = Likely({n: pairs.new.bodies[n] for n in free_new})
    for old in free_old:
        found = dict.fromkeys(likely.of(pairs.old.bodies[old]))
        found.update(dict.fromkeys(_between(pairs, old)))
        yield from ((old, new) for new in found if new not in pairs.back)


def _between(pairs: Alignment, old: int) -> Iterator[int]:
    """The free new clauses between the partners of the nearest paired clauses around an old one."""
    low = next((pairs.forth[i] for i in range(old - 1, -1, -1) if i in pairs.forth), -1)
    high = next((pairs.forth[i] for i in range(old + 1, len(pairs.old)) if i in pairs.forth), len(pairs.new))
    if low < high and high - low <= _WINDOW:
        yield from range(low + 1, high)


def _score(pairs: Alignment, old: int, new: int) -> float | None:
    """How well two clauses fit each other; ``None`` where they are not the same clause."""
    words = likeness(pairs.old.bodies[old], pairs.new.bodies[new])
    children = _kept_children(pairs, old, new)
    lead = _same_lead(pairs.old.bodies[old], pairs.new.bodies[new])
    if words < _LEAST - _LEAD * lead and children < 0.5:
        return None
    score = (
        words
        + _PARENT * _same_parent(pairs, old, new)
        + _NEIGHBOUR * (pairs.forth.get(old - 1) == new - 1)
        + _NEIGHBOUR * (pairs.forth.get(old + 1) == new + 1)
        + _LABEL * (pairs.old.labels[old] == pairs.new.labels[new])
        + _CHILDREN * children
        + _LEAD * lead
    )
    return score if score >= _ALIKE else None


def _same_parent(pairs: Alignment, old: int, new: int) -> bool:
    above, over = pairs.old.parents[old], pairs.new.parents[new]
    return above is over is None or (above is not None and pairs.forth.get(above) == over)


def _kept_children(pairs: Alignment, old: int, new: int) -> float:
    """The share of an old clause's children that stand below the new one."""
    below = pairs.old.children.get(old, ())
    kept = sum(pairs.new.parents[pairs.forth[i]] == new for i in below if i in pairs.forth)
    return kept / len(below) if below else 0.0


def _same_lead(one: str, other: str) -> bool:
    """Whether two clauses open with the same words up to a stop: (五)种植基地建设奖励补助。"""
    leads = [m[0] for body in (one, other) if (m := _OPENING.match(body))]
    return len(leads) == 2 and likeness(*leads) >= _SAME_OPENING
