"""Compares two versions of a document."""

from collections.abc import Iterable, Sequence
from itertools import chain

from corpus.clause import ParsedDocument
from corpus.document import Document
from corpus.quantities.conventions import Conventions, find_conventions
from corpus.revisions.alignment import Alignment, align
from corpus.revisions.body import Side
from corpus.revisions.change import ChangeKind, ClauseChange, QuantityChange, Revision
from corpus.revisions.figures import Figure, changed_figures, figures_of, without_moved
from corpus.revisions.order import out_of_order
from corpus.revisions.pieces import Pieces, find_pieces
from corpus.revisions.regrouping import without_regrouped
from corpus.revisions.subjects import subject_of


def compare(old: ParsedDocument, new: ParsedDocument) -> Revision:
    """What became of every clause and figure of ``old`` in ``new``. Exact: what is equal is never reported.

    Two versions may differ in format and in typography; neither is a change.
    """
    before, after = Side(old.clauses), Side(new.clauses)
    pairs = align(before, after)
    split = find_pieces(before, after, pairs.forth, frozenset(pairs.free_new))
    used = frozenset(chain.from_iterable(p.pieces for p in split))
    merged = find_pieces(after, before, pairs.back, frozenset(pairs.free_old) - {p.whole for p in split})
    merged = tuple(p for p in merged if p.whole not in used)
    changes = without_regrouped(_ordered(pairs, split, merged))
    conventions = find_conventions(old.document.text), find_conventions(new.document.text)
    quantities = tuple(_in_words(old.document, new.document, o, n) for o, n in _figures(changes, conventions))
    return Revision(old, new, changes, quantities)


def _ordered(pairs: Alignment, split: Sequence[Pieces], merged: Sequence[Pieces]) -> tuple[ClauseChange, ...]:
    """Every clause in one change, in the new version's order; what was removed after what stood before it."""
    old, new = pairs.old.clauses, pairs.new.clauses
    joined_old = {i for p in split for i in (p.whole,)} | {i for p in merged for i in p.pieces}
    joined_new = {i for p in merged for i in (p.whole,)} | {i for p in split for i in p.pieces}
    moved = _moved(pairs, split, merged)
    placed: list[tuple[tuple[float, int], ClauseChange]] = []
    for p in split:
        change = ClauseChange(ChangeKind.SPLIT, (old[p.whole],), tuple(new[i] for i in p.pieces), reworded=True)
        placed.append(((p.pieces[0], 0), change))
    for p in merged:
        change = ClauseChange(ChangeKind.MERGED, tuple(old[i] for i in p.pieces), (new[p.whole],), reworded=True)
        placed.append(((p.whole, 0), change))
    last = -1.0
    for i, clause in enumerate(old):
        partner = pairs.forth.get(i)
        if i in joined_old:
            last = next((float(p.pieces[-1]) for p in split if p.whole == i), last)
        elif partner is None or partner in joined_new:
            placed.append(((last + 0.5, i), ClauseChange(ChangeKind.REMOVED, (clause,), ())))
        else:
            placed.append(((partner, 0), _paired(pairs, i, partner, moved=i in moved)))
            last = last if i in moved else float(partner)
    for i, clause in enumerate(new):
        if i not in joined_new and (pairs.back.get(i) is None or pairs.back[i] in joined_old):
            placed.append(((i, 0), ClauseChange(ChangeKind.ADDED, (), (clause,))))
    return tuple(change for _, change in sorted(placed, key=lambda p: p[0]))


def _paired(pairs: Alignment, old: int, new: int, *, moved: bool) -> ClauseChange:
    reworded = pairs.old.bodies[old] != pairs.new.bodies[new]
    if moved:
        kind = ChangeKind.MOVED
    elif reworded:
        kind = ChangeKind.CHANGED
    elif pairs.old.labels[old] != pairs.new.labels[new]:
        kind = ChangeKind.RENUMBERED
    else:
        kind = ChangeKind.UNCHANGED
    return ClauseChange(kind, (pairs.old.clauses[old],), (pairs.new.clauses[new],), reworded)


def _moved(pairs: Alignment, split: Sequence[Pieces], merged: Sequence[Pieces]) -> frozenset[int]:
    """The old clauses that stand below another heading now, or in another order among their siblings.

    A clause that is only nested differently, since a heading above it came or went, did not move.
    """
    became: dict[int, set[int]] = {i: {n} for i, n in pairs.forth.items()}
    for p in split:
        became.setdefault(p.whole, set()).update(p.pieces)
    for p in merged:
        for i in p.pieces:
            became.setdefault(i, set()).add(p.whole)
    moved: set[int] = set()
    for above, below in pairs.old.children.items():
        over = {None} if above is None else became.get(above, set())
        paired = [i for i in below if i in pairs.forth]
        stayed = [i for i in paired if pairs.new.parents[pairs.forth[i]] in over]
        moved |= {i for i in paired if i not in stayed and _crossed(pairs, i)}
        moved |= {stayed[k] for k in out_of_order([pairs.forth[i] for i in stayed])}
    return frozenset(moved)


def _crossed(pairs: Alignment, old: int) -> bool:
    """Whether a clause stands on the other side of the heading that it was below, or is below now."""
    new = pairs.forth[old]
    left, joined = pairs.old.parents[old], pairs.new.parents[new]
    headings = [(left, pairs.forth[left])] if left is not None and left in pairs.forth else []
    headings += [(pairs.back[joined], joined)] if joined is not None and joined in pairs.back else []
    return any((before > old) != (after > new) for before, after in headings) or _passed(pairs, old)


def _passed(pairs: Alignment, old: int) -> bool:
    """Whether the next heading that stood behind a clause stands before it now."""
    new, left = pairs.forth[old], pairs.old.parents[old]
    return any(
        i > old and pairs.forth.get(i, new) < new for i in pairs.old.children.get(
            pairs.old.parents[left] if left is not None else None, ()
        )
    )  # fmt: skip


def _figures(
    changes: Sequence[ClauseChange], conventions: tuple[Conventions, Conventions]
) -> list[tuple[Figure | None, Figure | None]]:
    """The figures that differ, in the order of the changes; what only moved with its sentence is left out."""
    found: list[tuple[Figure | None, Figure | None]] = []
    for change in changes:
        if change.reworded or not (change.old and change.new):
            found += _differences(change, conventions)
    gone, come = without_moved([o for o, n in found if o and not n], [n for o, n in found if n and not o])
    return [(o, n) for o, n in found if (o and n) or _is_in(o, gone) or _is_in(n, come)]


def _in_words(old: Document, new: Document, before: Figure | None, after: Figure | None) -> QuantityChange:
    """The change as the reader sees it; what is limited in the new version's words where it has any."""
    said = subject_of(new, after) if after else ""
    return QuantityChange(
        subject=said or (subject_of(old, before) if before else ""),
        old=before.quantity if before else None,
        new=after.quantity if after else None,
        old_clause=before.clause if before else None,
        new_clause=after.clause if after else None,
    )


def _differences(
    change: ClauseChange, conventions: tuple[Conventions, Conventions]
) -> list[tuple[Figure | None, Figure | None]]:
    if not change.new:
        return [(f, None) for c in change.old for f in figures_of(c, conventions[0])]
    if not change.old:
        return [(None, f) for c in change.new for f in figures_of(c, conventions[1])]
    changed, removed, added = changed_figures(change.old, change.new, conventions)
    return [*changed, *((f, None) for f in removed), *((None, f) for f in added)]


def _is_in(figure: Figure | None, kept: Iterable[Figure]) -> bool:
    return figure is not None and any(figure is k for k in kept)
