"""Text cut where a highlight begins and ends: lines, cells of tables, and pieces that are quoted or figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus import Clause, Document, Span, find_quantities


@dataclass(frozen=True, slots=True)
class Highlight:
    """The quoted characters, and the figures within them."""

    quote: Span
    figures: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that are highlighted alike. ``first``: the quote begins with them."""

    text: str
    quoted: bool = False
    figure: bool = False
    first: bool = False


Line = tuple[Piece, ...]
Row = tuple[Line, ...]  # one line a cell


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one row of one cell) or the rows of a table that follow one another."""

    rows: tuple[Row, ...]

    @property
    def is_table(self) -> bool:
        """Whether any row has several cells."""
        return len(self.rows[0]) > 1


def highlight(document: Document, clauses: Sequence[Clause], span: Span) -> Highlight:
    """The highlight of ``span`` with the figures of the clauses that it touches."""
    text, figures = document.text, list[Span]()
    for clause in clauses:
        if clause.span.overlaps(span):
            found = (q.span.shift(clause.span.start) for q in find_quantities(clause.span.of(text)))
            figures += [s for s in found if span.contains(s)]
    return Highlight(span, tuple(figures))


def blocks(text: str, span: Span, marked: Highlight | None) -> tuple[Block, ...]:
    """The lines of ``text`` within ``span``; a tab parts the cells of a row."""
    rows = [_row(text, line, marked) for line in _parts(text, span, "\n") if len(line)]
    found = list[Block]()
    for is_table, group in groupby(rows, key=lambda row: len(row) > 1):
        same = tuple(group)
        found += [Block(same)] if is_table else [Block((row,)) for row in same]
    return tuple(found)


def _row(text: str, line: Span, marked: Highlight | None) -> Row:
    return tuple(_pieces(text, cell, marked) for cell in _parts(text, line, "\t"))


def _parts(text: str, span: Span, separator: str) -> list[Span]:
    parts, at = list[Span](), span.start
    for part in span.of(text).split(separator):
        parts.append(Span(at, at + len(part)))
        at += len(part) + 1
    return parts


def _pieces(text: str, span: Span, marked: Highlight | None) -> Line:
    if marked is None or not marked.quote.overlaps(span):
        return (Piece(span.of(text)),)
    spans = (marked.quote, *marked.figures)
    cuts = {span.start, span.end, *(at for s in spans for at in (s.start, s.end) if span.start < at < span.end)}
    return tuple(_piece(text, Span(start, end), marked) for start, end in pairwise(sorted(cuts)))


def _piece(text: str, span: Span, marked: Highlight) -> Piece:
    quoted = marked.quote.contains(span)
    figure = quoted and any(f.contains(span) for f in marked.figures)
    return Piece(span.of(text), quoted, figure, first=quoted and span.start == marked.quote.start)
