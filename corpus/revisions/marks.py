"""Marks for the reader: which characters of a text went, came or stayed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|.", re.DOTALL)  # a number is one character to the reader
_ISLAND = 2  # characters: fewer that stayed between two changes are shown as changed, so that words stay whole
_PUNCTUATION = re.compile(r"\W+")


class MarkKind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and what became of it."""

    kind: MarkKind
    text: str


def marks(old: str, new: str) -> tuple[Mark, ...]:
    """``old`` and ``new`` as one text with marks; without what was added it is ``old``, without what was removed ``new``.

    ``最高500万元`` → ``最高300万元``: 最高 stayed, 500 went, 300 came, 万元 stayed.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[tuple[bool, str, str]] = []
    for op in Indel.opcodes(before, after):
        gone, come = "".join(before[op.src_start : op.src_end]), "".join(after[op.dest_start : op.dest_end])
        stayed = op.tag == "equal"
        if pieces and pieces[-1][0] == stayed:
            pieces[-1] = (stayed, pieces[-1][1] + gone, pieces[-1][2] + come)
        else:
            pieces.append((stayed, gone, come))
    return tuple(m for piece in _without_islands(pieces) for m in _marks(piece))


def _without_islands(pieces: Sequence[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    kept: list[tuple[bool, str, str]] = []
    for at, (stayed, gone, come) in enumerate(pieces):
        inside = 0 < at < len(pieces) - 1
        alone = stayed and inside and len(gone) < _ISLAND and not _PUNCTUATION.fullmatch(gone)
        if kept and ((alone and not kept[-1][0]) or (not stayed and not kept[-1][0])):
            kept[-1] = (False, kept[-1][1] + gone, kept[-1][2] + come)
        else:
            kept.append((stayed, gone, come))
    return kept


def _marks(piece: tuple[bool, str, str]) -> list[Mark]:
    stayed, gone, come = piece
    if stayed:
        return [Mark(MarkKind.SAME, gone)]
    found = [Mark(MarkKind.REMOVED, gone)] if gone else []
    return [*found, Mark(MarkKind.ADDED, come)] if come else found
