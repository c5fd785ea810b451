"""The lines of a model-free answer, sorted by what they are for."""

import re
from dataclasses import dataclass

from app.answering.answer import Answer, Origin
from app.answering.draft import ALSO

_MARK_END = re.compile(r"\[([1-9][0-9]{0,2})\][。；;.]?\s*$")


@dataclass(frozen=True, slots=True)
class Lines:
    """``main`` answers; ``related`` is what else may matter; ``notes``, at the end, are about all of it."""

    main: tuple[str, ...]
    related: tuple[str, ...]
    notes: tuple[str, ...]


def lines_of(answer: Answer) -> Lines:
    """Each line of the direct answer in its place; the heading of the related ones is left out."""
    shown = [line for line in answer.direct.split("\n") if line.strip()]
    end = next((i for i in range(len(shown), 0, -1) if is_cited(shown[i - 1])), len(shown))
    main: list[str] = []
    related: list[str] = []
    beside = False
    for line in shown[:end]:
        beside = line == ALSO or (beside and is_cited(line))
        if line != ALSO:
            (related if beside else main).append(line)
    return Lines(tuple(main), tuple(related), tuple(shown[end:]))


def key_at_end(line: str) -> int:
    """The key of the citation that ends the line, 0 where none does."""
    mark = _MARK_END.search(line)
    return int(mark.group(1)) if mark else 0


def is_cited(line: str) -> bool:
    """Whether a citation ends the line."""
    return bool(key_at_end(line))


def is_computation(line: str, answer: Answer) -> bool:
    """Whether the line spells out a formula."""
    return any(n.origin is Origin.COMPUTED and n.formula and n.formula in line for n in answer.numbers)
