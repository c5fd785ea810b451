"""Changes that are none: the same paragraphs, only cut into clauses differently.

Where a heading goes, the paragraphs after it may count to the clause before: nothing that is written changed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.clause import Clause
from corpus.revisions.body import folded
from corpus.revisions.change import ChangeKind, ClauseChange

_NEAR = 6  # changes on either side among which a paragraph may have gone over


def without_regrouped(changes: Sequence[ClauseChange]) -> tuple[ClauseChange, ...]:
    """``changes`` with those that only cut the same paragraphs differently joined into one that is unchanged."""
    changes = [_settled(change) for change in changes]
    joined: dict[int, ClauseChange] = {}
    gone: set[int] = set()
    for at, change in enumerate(changes):
        if change.kind is not ChangeKind.CHANGED:
            continue
        around = [i for i in range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(changes))) if i not in gone]
        if others := _others(change, [(i, changes[i]) for i in around]):
            group = [changes[i] for i in sorted([at, *others])]
            joined[at] = ClauseChange(
                ChangeKind.UNCHANGED,
                tuple(c for member in group for c in member.old),
                tuple(c for member in group for c in member.new),
            )
            gone.update(others)
    return tuple(joined.get(i, change) for i, change in enumerate(changes) if i not in gone)


def _settled(change: ClauseChange) -> ClauseChange:
    """A split or merged clause whose lines are all printed as before is unchanged: only we cut them otherwise.

    So it is where one of two labels went, and a single one makes no list: 方向1 of 方向1, 方向2.
    """
    if change.kind not in {ChangeKind.SPLIT, ChangeKind.MERGED} or _paragraphs(change.old) != _paragraphs(change.new):
        return change
    return ClauseChange(ChangeKind.UNCHANGED, change.old, change.new)


def _others(change: ClauseChange, around: Sequence[tuple[int, ClauseChange]]) -> tuple[int, ...]:
    """The removed or added clauses whose paragraphs are all that a changed one gained or lost; empty if it is not so."""
    old, new = _paragraphs(change.old), _paragraphs(change.new)
    for whole, part, kind in ((new, old, ChangeKind.REMOVED), (old, new, ChangeKind.ADDED)):
        extra = whole - part
        if part - whole or not extra:
            continue
        found: list[int] = []
        for i, other in around:
            own = _paragraphs(other.old or other.new)
            if other.kind is kind and own and own <= extra:
                found.append(i)
                extra -= own
        if not extra:
            return tuple(found)
    return ()


def _paragraphs(clauses: Iterable[Clause]) -> Counter[str]:
    return Counter(line for c in clauses for raw in c.text.split("\n") if (line := folded(raw)))
