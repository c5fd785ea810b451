"""A long document in parts of whole clauses, so that a browser can show it."""

from collections.abc import Sequence

from corpus import Clause

PART = 200_000  # characters; the longest laws have two parts
_MOST_ENTRIES = 400  # of a table of contents


def parts(clauses: Sequence[Clause], *, size: int = PART) -> tuple[tuple[Clause, ...], ...]:
    """The clauses in order, in parts of about ``size`` characters; at least one part, no clause cut."""
    found, length = [list[Clause]()], 0
    for clause in clauses:
        if found[-1] and length + len(clause.span) > size:
            found.append([])
            length = 0
        found[-1].append(clause)
        length += len(clause.span)
    return tuple(tuple(part) for part in found)


def part_at(divided: Sequence[Sequence[Clause]], offset: int) -> int:
    """The index of the part in which the character at ``offset`` stands; the first where none has it."""
    return next((i for i, part in enumerate(divided) if any(c.span.start <= offset < c.span.end for c in part)), 0)


def entries(clauses: Sequence[Clause], *, most: int = _MOST_ENTRIES) -> tuple[Clause, ...]:
    """The clauses that a table of contents names: as many levels as stay below ``most`` lines, one at least."""
    depths = sorted({len(c.path) for c in clauses})
    chosen = depths[:1]
    for depth in depths[1:]:
        if sum(len(c.path) <= depth for c in clauses) > most:
            break
        chosen.append(depth)
    return tuple(c for c in clauses if len(c.path) in chosen)[: most * 5]
