"""What became of a clause, and of a figure, between two versions of a document."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.clause import Clause, ParsedDocument
from corpus.quantities.quantity import Quantity


class ChangeKind(StrEnum):
    """What became of a clause."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"  # other words in the same place
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # below another heading, or in another order
    RENUMBERED = "renumbered"  # the same words in the same place under another number
    SPLIT = "split"  # one clause became several
    MERGED = "merged"  # several became one


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """The clauses of the old version and what they became in the new one, each in reading order.

    ``old`` is empty for what was added, ``new`` for what was removed; several stand on one side where a clause was split
    or merged. ``reworded`` says whether the words differ, whatever else happened. Typography (full-width marks, blanks)
    is no difference, nor is the clause's own number.
    """

    kind: ChangeKind
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class QuantityChange:
    """A figure that differs in value, unit or bound; ``old`` or ``new`` is ``None`` where it came or went.

    Spans point into the canonical text of the version that the figure is of. ``subject`` says what it limits.
    """

    subject: str
    old: Quantity | None
    new: Quantity | None
    old_clause: Clause | None
    new_clause: Clause | None


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions of a document side by side.

    Every clause of either version stands in exactly one of ``clauses``, which follow the new version's order; what was
    removed stands where it used to be. ``quantities`` follow the same order.
    """

    old: ParsedDocument
    new: ParsedDocument
    clauses: tuple[ClauseChange, ...]
    quantities: tuple[QuantityChange, ...]

    @property
    def changed(self) -> tuple[ClauseChange, ...]:
        """What is not as it was."""
        return tuple(c for c in self.clauses if c.kind is not ChangeKind.UNCHANGED)
