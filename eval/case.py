"""Cases: a question, and what a right reply to it must and must not hold. Written by people, from the documents."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from corpus import Bound, Clause

_HEADING = 12  # characters of a heading that tell clauses with the same labels apart
_PRINTED = re.compile(r"[\s()（）、.．,，\-—]")  # how a level is set off in print says nothing about which one it is


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a reply must, may or must not show, in the base unit. ``bound`` is ``None`` where it is free.

    ``low`` and ``high`` are equal but for a range. ``computed`` figures follow from a figure of the question by a
    clause's formula and stand nowhere in the documents as the answer.
    """

    low: Decimal
    high: Decimal
    unit: str
    bound: Bound | None = None
    what: str = ""
    computed: bool = False

    @property
    def is_range(self) -> bool:
        """Whether the figure has two ends."""
        return self.low != self.high

    def __str__(self) -> str:
        """``>= 20 项``."""
        value = f"{self.low:f}-{self.high:f}" if self.is_range else f"{self.low:f}"
        sign = "" if self.bound in {None, Bound.EQ, Bound.RANGE} else f"{self.bound} "
        return f"{sign}{value} {self.unit}"


@dataclass(frozen=True, slots=True)
class Place:
    """A clause by what is printed: the document's id, the labels from the top down, and words of its own heading.

    A ``path`` of ``None`` stands for any clause of the document; the text before the first label has the path ``序``.
    ``heading`` tells apart clauses that print the same labels.
    """

    document: str
    path: tuple[str, ...] | None = None
    heading: str = ""

    def is_at(self, clause: Clause) -> bool:
        """Whether the clause stands at this place."""
        if clause.document_id != self.document:
            return False
        if self.heading and (not clause.headings or self.heading not in clause.headings[-1]):
            return False
        return self.path is None or tuple(map(label_key, self.path)) == tuple(map(label_key, clause.path))

    def __str__(self) -> str:
        """``plan 三/(二)/2``."""
        return self.document if self.path is None else f"{self.document} {'/'.join(self.path)}"


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its expected reply.

    ``questions`` are the turns of a conversation; the last one is scored. ``cite`` holds groups of places: of each
    group at least one must be cited. ``may`` can be cited as well. ``steps`` are intermediate results that a
    computation may show, ``never`` figures that must not be given as the answer. ``refusal`` is the reason code of the
    refusal that is expected, or ``None`` where the documents answer. ``only`` limits the question to one document.
    A ``draft`` waits for a person and never counts. One that holds ``among`` some documents (their
    ids) counts only where the library has no others, as another policy rightly answers it. ``version`` names the version of the document that the case holds
    for, ``digest`` is the SHA-256 of the text of the clause that it rests on; both empty where not noted.
    """

    id: str
    questions: tuple[str, ...]
    expect: tuple[Figure, ...] = ()
    cite: tuple[tuple[Place, ...], ...] = ()
    may: tuple[Place, ...] = ()
    quotes: tuple[str, ...] = ()
    steps: tuple[Figure, ...] = ()
    never: tuple[Figure, ...] = ()
    refusal: str | None = None
    only: str | None = None
    tags: tuple[str, ...] = ()
    draft: bool = False
    among: frozenset[str] = frozenset()
    version: str = ""
    digest: str = ""
    path: Path = Path()
    line: int = 0

    @property
    def question(self) -> str:
        """The question that is scored."""
        return self.questions[-1]

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return self.refusal is None


def documents_of(case: Case) -> frozenset[str]:
    """The ids of the documents that a case rests on."""
    return frozenset(place.document for group in case.cite for place in group)


def counted(cases: Iterable[Case], library: Iterable[str]) -> tuple[Case, ...]:
    """The cases that count where the documents with the ids ``library`` are asked: no drafts, none of other libraries."""
    known = frozenset(library)
    return tuple(c for c in cases if not c.draft and (not c.among or known <= c.among))


def placed(clause: Clause, clauses: Sequence[Clause], *, document: str | None = None) -> Place:
    """The place of one of ``clauses``; words of its heading are named where its labels are not enough.

    ``document`` is the id that the case knows the document by, where it is not the clause's own.
    """
    alike = [c for c in clauses if c.path == clause.path]
    heading = clause.headings[-1][:_HEADING] if len(alike) > 1 and clause.headings else ""
    return Place(document or clause.document_id, clause.path, heading)


def label_key(label: str) -> str:
    """What identifies a printed label whatever sets it off: ``(二)``, ``- 二.`` and ``二、`` → ``二``."""
    return _PRINTED.sub("", label)


def plain_text(text: str) -> str:
    """Text for comparing quotes across file formats: compatibility forms folded, no spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
