"""What a clause says apart from its number: the words by which it is known again in another version."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.clause import Clause
from corpus.structure.labels import leading_label, loose_label

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_AFTER_LABEL = "、.．:：)） \t"


def own_words(clause: Clause) -> int:
    """Where the words of a clause begin in its text, past its own number: ``(二)实施…`` → 3."""
    line = clause.text.split("\n", 1)[0]
    printed = clause.path[-1] if clause.path else ""
    for label in (leading_label(line), loose_label(line)):
        if label is not None and label.text == printed:
            return label.length
    start = len(line) - len(line.lstrip())
    if printed and line.startswith(printed, start):
        rest = line[start + len(printed) :]
        return start + len(printed) + len(rest) - len(rest.lstrip(_AFTER_LABEL))
    return 0


def folded(text: str) -> str:
    """``text`` without what only typography tells apart: NFKC, quotation marks alike, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_QUOTES)).casefold()


@dataclass(frozen=True)
class Side:
    """The clauses of one version in reading order. Positions count from 0."""

    clauses: Sequence[Clause]

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The folded words of each clause without its number; empty where it has nothing else."""
        return tuple(folded(c.text[own_words(c) :]) for c in self.clauses)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The printed number of each clause; empty where none is printed, as before the paragraphs of an article."""
        return tuple(folded(c.path[-1]) if c.path and own_words(c) else "" for c in self.clauses)

    @cached_property
    def parents(self) -> tuple[int | None, ...]:
        """The position of the clause above each."""
        at = {c.id: i for i, c in enumerate(self.clauses)}
        return tuple(at.get(c.parent) if c.parent is not None else None for c in self.clauses)

    @cached_property
    def children(self) -> dict[int | None, tuple[int, ...]]:
        """The positions of the clauses right below each; under ``None`` those at the top."""
        found: dict[int | None, list[int]] = {}
        for i, parent in enumerate(self.parents):
            found.setdefault(parent, []).append(i)
        return {parent: tuple(below) for parent, below in found.items()}

    def __len__(self) -> int:
        return len(self.clauses)
