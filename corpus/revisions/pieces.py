"""Clauses that were split into several, and several that were merged into one."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.revisions.body import Side
from corpus.revisions.likeness import contained, likeness

_PIECE = 0.85  # how much of a piece must stand in the whole
_WHOLE = 0.85  # how alike the pieces together and the whole must be
_GAIN = 0.08  # by how much better the pieces together must be than the best of them alone
_SHORT = 6  # characters: too little to be known again
_REACH = 6  # clauses on either side that may be a piece


@dataclass(frozen=True, slots=True)
class Pieces:
    """The position of a whole clause in one version, and those of its pieces in the other, in order."""

    whole: int
    pieces: tuple[int, ...]


def find_pieces(whole: Side, parts: Side, paired: Mapping[int, int], free: frozenset[int]) -> tuple[Pieces, ...]:
    """Clauses of ``whole`` whose words became several of ``parts``.

    ``paired`` gives the partners of the clauses of ``whole`` that have one, ``free`` those of ``parts`` that have none.
    """
    left, found = set(free), []
    for position, body in enumerate(whole.bodies):
        partner = paired.get(position)
        if len(body) < 2 * _SHORT or (partner is not None and parts.bodies[partner] == body):
            continue
        around = partner if partner is not None else _expected(position, paired)
        run = _best_run(body, parts, around, partner, left)
        if len(run) > 1:
            found.append(Pieces(position, run))
            left -= set(run)
    return tuple(found)


def _expected(position: int, paired: Mapping[int, int]) -> int:
    """Where the clause would stand: right after the partner of the nearest paired one before it."""
    return next((paired[i] + 1 for i in range(position - 1, -1, -1) if i in paired), 0)


def _best_run(body: str, parts: Side, around: int, partner: int | None, free: set[int]) -> tuple[int, ...]:
    """The neighbouring clauses that together say what ``body`` says; fewer than two where none do."""
    nearby = range(max(around - _REACH, 0), min(around + _REACH + 1, len(parts)))
    usable = [i for i in nearby if (i in free or i == partner) and _is_piece(parts.bodies[i], body)]
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for first in range(len(usable)):
        for last in range(first + 1, len(usable)):
            run = tuple(usable[first : last + 1])
            if run[-1] - run[0] != len(run) - 1 or (partner is not None and partner not in run):
                continue
            together = likeness(body, "".join(parts.bodies[i] for i in run))
            alone = max(likeness(body, parts.bodies[i]) for i in run)
            if together >= _WHOLE and together >= alone + _GAIN and together > best[0]:
                best = (together, run)
    return best[1]


def _is_piece(part: str, body: str) -> bool:
    return _SHORT <= len(part) < len(body) and contained(part, body) >= _PIECE
