"""Rungs: what a reading of a document's ladder consists of."""

from dataclasses import dataclass
from enum import IntEnum

from corpus.labels import Label, LabelKind


class Gap(IntEnum):
    """What stands between a label and the one before it."""

    NONE = 0
    TEXT = 1  # a paragraph without a label
    BREAK = 2  # the date under a signature, or a title


@dataclass(frozen=True, slots=True)
class Place:
    """Where one segment belongs.

    ``label`` is ``None`` where the segment continues the piece above it. ``parent`` is the index of the segment that
    begins the piece above: the parent of a labelled one, the owner of one without; ``None`` at the top. ``list_kind``
    is the kind of the list that it belongs to, ``opens`` whether it is the first of that list.
    """

    label: Label | None
    parent: int | None
    list_kind: LabelKind | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """An open list of a reading."""

    kind: LabelKind  # of the list: of its first member
    label: Label  # of the member that is open
    segment: int


@dataclass(frozen=True, slots=True)
class Trail:
    """The places that a reading has given so far, the latest first; readings share their common past."""

    place: Place
    before: "Trail | None"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the document so far; ``last`` holds the last number of each kind, ``nestings`` what was seen."""

    price: float
    stack: tuple[Level, ...]
    last: tuple[tuple[LabelKind, int], ...]
    nestings: frozenset[tuple[LabelKind | None, LabelKind]]
    trail: Trail | None

    @property
    def state(self) -> object:
        """What later prices depend on; readings that agree in it compete by price alone."""
        return (self.stack, self.last)
