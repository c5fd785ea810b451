"""Rows of tables as they are read out: the name of each column before its cell (工种：焊工；补贴标准：1000元)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.evidence import Evidence
from app.answering.excerpt import Excerpt
from app.answering.facts import FactsCache, read_sentence
from corpus import Clause
from corpus.structure.tables import cells, is_header

_ROW = re.compile(r"第\d+行")
_LONGEST = 400  # characters of a row that is shown whole


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table to show, and the line of column names above it, which is cited beside it."""

    excerpt: Excerpt
    header: Evidence


def table_row(place: Evidence, clauses: Sequence[Clause], cache: FactsCache) -> Row | None:
    """The row in which a sentence stands; ``None`` where it stands in none, or in one without a name for each cell.

    ``clauses`` are those of the sentence's document.
    """
    clause, document = place.facts.clause, place.facts.document
    if not _ROW.fullmatch(clause.path[-1] if clause.path else "") or len(clause.span) > _LONGEST:
        return None
    above = next((c for c in clauses if c.id == clause.parent), None)
    if above is None or not is_header(above.text):
        return None
    names, values = cells(above.text), cells(clause.text)
    if len(values) > len(names):
        return None
    shown = [f"{name}：{value}" if name else value for name, value in zip(names, values, strict=False) if value]
    sentence = read_sentence(document, clause.span)
    facts = cache.of(document, above)
    header = replace(place, facts=facts, sentence=read_sentence(document, above.span))
    return Row(Excerpt(replace(place, sentence=sentence), "；".join(shown), sentence.quantities), header)
