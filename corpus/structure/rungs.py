"""Rungs: what a reading of a document's ladder consists of."""

from dataclasses import dataclass
from enum import IntEnum

from corpus.structure.labels import Label, LabelKind


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


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """An open list of a reading. Compared by identity: of one label in lists of one kind there is one level only."""

    kind: LabelKind  # of the list: of its first member
    label: Label  # of the member that is open
    segment: int


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """The labelled places that a reading has given so far, the latest first; readings share their common past."""

    segment: int
    place: Place
    before: "Trail | None"


_KINDS = len(LabelKind)
NO_NUMBERS = (0,) * _KINDS


@dataclass(slots=True, eq=False)
class Reading:
    """One way to read the document so far.

    ``last`` holds the last number of each kind, 0 for none; ``nestings`` one bit for each pair of kinds, the outer and
    the inner, that was seen. Later prices depend on ``stack`` and ``last``: readings that agree in these compete.
    ``base`` counts the levels at the bottom of the stack that are an attachment and an attached document: no list
    stands above them.
    """

    price: float
    stack: tuple[Level, ...]
    last: tuple[int, ...]
    nestings: int
    trail: Trail | None
    base: int = 0


def nesting(parent: Level | None, kind: LabelKind) -> int:
    """The bit of a pair of kinds in ``Reading.nestings``; at the top of a document there is no outer one."""
    outer = 0 if parent is None or parent.kind.is_frame else parent.kind + 1
    return 1 << (outer * _KINDS + kind)
