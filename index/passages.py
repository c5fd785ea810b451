"""Passages: the larger units that are scored beside sentences, so that a clause is found by what it says as a whole."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import Clause, ParsedDocument

# A numbered article is what laws call one rule, with its paragraphs and items.
_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千\d]+条(?:之[零〇一二三四五六七八九十百千\d]+)?")
LONGEST = 600  # characters of a passage that is no article


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring clauses that belong together. ``clauses`` are their ids in reading order, ``label`` the heading
    path of the first, ``text`` is what they say, on one line.
    """

    clauses: tuple[str, ...]
    label: str
    text: str


def passages(parsed: ParsedDocument) -> tuple[Passage, ...]:
    """The passages of a document in reading order; every clause is in exactly one.

    An article is one with all that stands below it. Elsewhere it is the highest clause that is, with all below it,
    at most ``LONGEST`` characters long; a clause above that has its own text alone.
    """
    below: dict[str | None, list[Clause]] = {}
    for clause in parsed.clauses:
        below.setdefault(clause.parent, []).append(clause)
    known = {c.id for c in parsed.clauses}
    tops = [c for c in parsed.clauses if c.parent is None or c.parent not in known]
    found = [p for top in tops for p in _cut(top, below)]
    order = {c.id: n for n, c in enumerate(parsed.clauses)}
    return tuple(sorted(found, key=lambda p: order[p.clauses[0]]))


def _cut(top: Clause, below: Mapping[str | None, Sequence[Clause]]) -> list[Passage]:
    whole = _with_all_below(top, below)
    if _is_article(top) or (sum(len(c.text) for c in whole) <= LONGEST and not any(map(_is_article, whole))):
        return [_passage(whole)]
    return [_passage([top]), *(p for c in below.get(top.id, ()) for p in _cut(c, below))]


def _with_all_below(top: Clause, below: Mapping[str | None, Sequence[Clause]]) -> list[Clause]:
    return [top, *(c for child in below.get(top.id, ()) for c in _with_all_below(child, below))]


def _is_article(clause: Clause) -> bool:
    return bool(clause.path) and _ARTICLE.fullmatch(clause.path[-1]) is not None


def _passage(clauses: Sequence[Clause]) -> Passage:
    text = " ".join(c.text for c in clauses).replace("\n", " ")
    return Passage(tuple(c.id for c in clauses), clauses[0].label, text)
