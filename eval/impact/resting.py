"""What a case rests on: the clauses that it cites, and what became of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Clause, find_quantities
from corpus.revisions.change import ChangeKind, ClauseChange, QuantityChange, Revision
from eval.case import Case, Place, plain_text

_SAME_WORDS = frozenset({ChangeKind.UNCHANGED, ChangeKind.RENUMBERED})


@dataclass(frozen=True, slots=True)
class Resting:
    """The changes of the clauses that a case rests on, and of their figures."""

    changes: tuple[ClauseChange, ...]
    figures: tuple[QuantityChange, ...]


def rests_on(case: Case, revision: Revision) -> Resting:
    """What of ``case`` the revision changed in substance; numbering and mere wording are left out.

    Wording counts where words that the case quotes are no longer printed in the clause.
    """
    clauses = {c.id for c in cited(case, revision)}
    changes = [c for c in revision.clauses if any(o.id in clauses for o in c.old)]
    beside = {n.id for c in changes for n in c.new}
    figures = tuple(
        q
        for q in revision.quantities
        if (q.old_clause and q.old_clause.id in clauses) or (q.new_clause and q.new_clause.id in beside)
    )
    touched = tuple(c for c in changes if _in_substance(case, c))
    return Resting(touched, figures)


def cited(case: Case, revision: Revision) -> Iterator[Clause]:
    """The clauses of the old version that a case must or may be answered from."""
    places = [place for group in case.cite for place in group]
    for clause in revision.old.clauses:
        if any(is_at(place, clause) for place in places):
            yield clause


def is_at(place: Place, clause: Clause) -> bool:
    """Whether a clause stands at a place; a place without a path names no clause."""
    return place.path is not None and place.is_at(clause)


def _in_substance(case: Case, change: ClauseChange) -> bool:
    if change.kind in _SAME_WORDS:
        return False
    if change.kind is not ChangeKind.CHANGED and (change.kind is not ChangeKind.MOVED or change.reworded):
        return True
    if _figures(change.old) != _figures(change.new):  # also where a sentence came from or went to another clause
        return True
    old, new = (plain_text("".join(c.text for c in side)) for side in (change.old, change.new))
    return any(plain_text(quote) in old and plain_text(quote) not in new for quote in case.quotes)


def _figures(clauses: tuple[Clause, ...]) -> Counter[tuple[object, ...]]:
    found = (q for c in clauses for q in find_quantities(c.text))
    return Counter((q.kind, q.unit, q.bound, q.low, q.high) for q in found)
