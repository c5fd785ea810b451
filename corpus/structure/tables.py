"""Tables: runs of lines with cells, divided by tabs, as clauses: the header, and each row below it.

A row has one tab at least; one whose only cell heads the rows below it ends with a tab. The lines of a table belong
to the piece of the document that they stand in, as its further children: ``三/表1/第2行``. What is printed after a table
and has no label of its own is a child too (``表1后``), so that every clause is one stretch of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile

from corpus.clause import Clause
from corpus.document import Document
from corpus.quantities.finding import find_quantities
from corpus.quantities.quantity import Kind
from corpus.span import Span
from corpus.structure.labels import LabelKind, leading_label

_NOTE = re.compile(r"\s*(?P<word>备\s*注|附\s*注|说\s*明|注)\s*(?:[0-9①-⑳]{1,2}\s*)?[:：]")
_HEADER_CELL = 24  # characters
_ROW_HEADING = 24  # characters
_STOP = re.compile(r"[。；;：:，,？?！!]")
_SENTENCE_END = ("。", "；", ";", "！", "？")
_TELLING = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\s*[+-]?[0-9][0-9,.\s]*[%％]?\s*")
_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}\s*")
_BEFORE_WORDS = (LabelKind.ARABIC, LabelKind.ARABIC_BRACKET, LabelKind.CIRCLED)  # 1. in a column of numbers


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a canonical text: its lines, and the lines of notes under it; ``headed`` if the first names columns."""

    lines: tuple[Span, ...]
    notes: tuple[Span, ...]
    headed: bool

    @property
    def span(self) -> Span:
        """All of its lines, the notes included."""
        return Span(self.lines[0].start, (*self.lines, *self.notes)[-1].end)


def find_tables(text: str) -> tuple[Table, ...]:
    """The tables of a canonical text, in order: two or more consecutive lines with cells."""
    if "\t" not in text:
        return ()
    lines = _lines(text)
    found, at = list[Table](), 0
    while at < len(lines):
        rows = tuple(_rows(text, lines, at))
        at += len(rows) or 1
        if len(rows) > 1:
            notes = tuple(takewhile(lambda span: _NOTE.match(span.of(text)), islice(lines, at, None)))
            found.append(Table(rows, notes, is_header(rows[0].of(text))))
    return tuple(found)


def cells(line: str) -> tuple[str, ...]:
    """The cells of a row; empty ones keep their place."""
    return tuple(cell.strip() for cell in line.split("\t"))


def is_row(line: str) -> bool:
    """Whether a line may be a row of a table: divided by tabs, and not an article or heading with a tab in it."""
    label = leading_label(line)
    return "\t" in line.strip(" ") and not (is_labelled(line) and label and label.kind not in _BEFORE_WORDS)


def is_labelled(line: str) -> bool:
    """Whether a line's only tab stands between a label and its words: ``第三条\t为了…``, ``1.\t申请表``."""
    first, *others = cells(line)
    label = leading_label(first)
    return label is not None and label.length >= len(first) and len(others) == 1


def divided(clause: Clause, tables: Sequence[Table], document: Document) -> Iterator[Clause]:
    """A clause without the tables in it, then these, their rows and notes and what follows them, in reading order."""
    inside = [table for table in tables if clause.span.start <= table.lines[0].start < clause.span.end]
    if not inside:
        yield clause
        return
    text, above = document.text, clause
    words = text[clause.span.start : inside[0].lines[0].start].rstrip("\n")
    head = Span(clause.span.start, clause.span.start + len(words))
    if inside[0].lines[0].start > clause.span.start:
        yield _cut(clause, head, document)
    else:
        above = replace(clause, id=document.id, path=(), headings=())
    starts = [*(table.lines[0].start for table in inside[1:]), clause.span.end]
    for number, (table, following) in enumerate(zip(inside, starts, strict=True), 1):
        yield from table_clauses(above, table, number, document)
        rest = text[table.span.end : following].strip("\n")
        if rest:
            start = text.index(rest, table.span.end)
            yield _child(above, (f"t{number}z", f"表{number}后"), Span(start, start + len(rest)), document)


def table_clauses(above: Clause, table: Table, number: int, document: Document) -> Iterator[Clause]:
    """The ``number``-th table below a clause: its header, its rows and its notes. ``above`` without a path is the top."""
    text, name = document.text, f"表{number}"
    first = table.lines[0].of(text)
    heading = " ".join(cell for cell in cells(first) if cell) if table.headed else name
    whole = _child(above, (f"t{number}", name), table.lines[0], document, heading=heading)
    yield whole
    for row, span in enumerate(table.lines[1:], 1):
        heading = _row_heading(span.of(text)) or f"第{row}行"
        yield _child(whole, (f"r{row}", f"第{row}行"), span, document, heading=heading)
    if table.notes:
        match = _NOTE.match(table.notes[0].of(text))
        word = re.sub(r"\s", "", match["word"]) if match else "注"
        yield _child(whole, ("n1", word), Span(table.notes[0].start, table.notes[-1].end), document, heading=word)


def _child(
    above: Clause, names: tuple[str, str], span: Span, document: Document, *, heading: str | None = None
) -> Clause:
    """A clause below another; ``names`` are its part of the id and of the path."""
    element, label = names
    is_top = not above.path
    child = replace(
        above,
        id=f"{above.id}#{element}" if is_top else f"{above.id}.{element}",
        path=(*above.path, label),
        headings=(*above.headings, heading or label),
        parent=None if is_top else above.id,
    )
    return _cut(child, span, document)


def _cut(clause: Clause, span: Span, document: Document) -> Clause:
    pages = tuple(dict.fromkeys(p.page for p in document.page_spans if p.span.overlaps(span)))
    return replace(clause, span=span, text=span.of(document.text), pages=pages)


def _lines(text: str) -> list[Span]:
    ends = [-1, *(at for at, sign in enumerate(text) if sign == "\n"), len(text)]
    return [Span(before + 1, end) for before, end in pairwise(ends)]


def _rows(text: str, lines: Sequence[Span], at: int) -> Iterator[Span]:
    """The lines from the ``at``-th on that are rows of one table."""
    first = lines[at].of(text)
    if "\t" in first and not first.endswith("\t") and not is_labelled(first):
        yield from takewhile(lambda span: is_row(span.of(text)), islice(lines, at, None))


def is_header(line: str) -> bool:
    """Whether a table's first row names its columns: short words without amounts."""
    named = [cell for cell in cells(line) if cell]
    return len(named) > 1 and not any(_is_content(cell) for cell in named)


def is_figure(cell: str) -> bool:
    """Whether a cell holds an amount or a bare number: ``最高50万元``, ``30%``, ``12``; a year alone is a name."""
    if _NUMBER.fullmatch(cell):
        return not _YEAR.fullmatch(cell)
    return any(quantity.kind is not Kind.DATE for quantity in find_quantities(cell))


def _is_content(cell: str) -> bool:
    return len(cell) > _HEADER_CELL or cell.endswith(_SENTENCE_END) or is_figure(cell)


def _row_heading(line: str) -> str | None:
    """The first cell that says what a row is about, cut at its first stop; ``None`` where all are figures."""
    told = next((cell for cell in cells(line) if _TELLING.search(cell)), None)
    if told is None:
        return None
    stop = _STOP.search(told)
    if stop and 0 < stop.start() <= _ROW_HEADING:
        return told[: stop.start()]
    return told if len(told) <= _ROW_HEADING else told[:_ROW_HEADING] + "…"
