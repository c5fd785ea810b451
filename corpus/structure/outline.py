"""The outline of a document: its clauses in reading order, named by their place."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from corpus.clause import Clause
from corpus.document import Anomaly, Document
from corpus.span import Span
from corpus.structure.headings import heading
from corpus.structure.labels import Label, LabelKind
from corpus.structure.ladder import nest
from corpus.structure.numbering import anomalies
from corpus.structure.ordinals import chinese_number
from corpus.structure.rungs import Place
from corpus.structure.segment import Segment
from corpus.structure.segments import segments
from corpus.structure.tables import divided, find_tables, table_clauses

PREFACE = "序"  # the path of what stands before the first label: title, date, introduction
_PREFACE_HEADING = "序言"
_LETTER = {
    LabelKind.ATTACHMENT: "a",
    LabelKind.DOCUMENT: "d",
    LabelKind.HEADING: "h",
    LabelKind.QUESTION: "q",
    LabelKind.PARAGRAPH: "p",
}


@dataclass(frozen=True, slots=True)
class Outline:
    """The clauses, which together cover every line of the text, and what was odd about their numbers."""

    clauses: tuple[Clause, ...]
    anomalies: tuple[Anomaly, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The segments ``first`` up to, not including, ``end`` that make one clause, and the index of its parent's first."""

    first: int
    end: int
    label: Label | None
    parent: int | None


def outline(document: Document) -> Outline:
    """The clauses of a document and its numbering's anomalies.

    A clause's id is made of the values of the labels on its path (``plan#3.2.2``; 款 ``p2``, 附件 ``a1``, questions
    ``q1``, attached documents ``d1``, the signature ``s``, tables ``t1`` and their rows ``r1``), with a letter for a
    number that its list already has (``plan#1.3b``), ``0`` for the preface. Without any label but a signature, every
    paragraph is a clause (``第1段``), a single one the preface.
    """
    found = segments(document.text)
    places = nest(found)
    pieces = _pieces(places)
    labelled = [piece for piece in pieces if piece.label]
    if all(piece.label and piece.label.kind is LabelKind.SIGNATURE for piece in labelled):
        body = found[: labelled[0].first] if labelled else found
        return Outline((*_unlabelled(document, body), *_clauses(document, found, labelled)), ())
    return Outline(tuple(_with_tables(document, _clauses(document, found, pieces))), anomalies(found, places))


def _with_tables(document: Document, clauses: Iterable[Clause]) -> Iterator[Clause]:
    tables = find_tables(document.text)
    starts = [table.span.start for table in tables]
    for clause in clauses:
        inside = tables[bisect_left(starts, clause.span.start) : bisect_left(starts, clause.span.end)]
        yield from divided(clause, inside, document)


def _pieces(places: Sequence[Place]) -> tuple[_Piece, ...]:
    starts = [at for at, place in enumerate(places) if place.label or at == 0]
    bounds = pairwise([*starts, len(places)])
    return tuple(_Piece(first, end, places[first].label, places[first].parent) for first, end in bounds)


def _clauses(document: Document, found: Sequence[Segment], pieces: Sequence[_Piece]) -> Iterator[Clause]:
    made: dict[int, Clause] = {}  # by the index of the first segment
    siblings: defaultdict[int | None, _Siblings] = defaultdict(_Siblings)
    parents = {piece.parent for piece in pieces}
    for piece in pieces:
        above = made[piece.parent] if piece.parent is not None else None
        element = siblings[piece.parent].element(piece.label)
        label, words = _names(piece, found, has_children=piece.first in parents)
        clause = _clause(
            document,
            Span(found[piece.first].span.start, found[piece.end - 1].span.end),
            element=f"{above.id}.{element}" if above else f"{document.id}#{element}",
            path=(*(above.path if above else ()), label),
            headings=(*(above.headings if above else ()), words),
            parent=above.id if above else None,
        )
        made[piece.first] = clause
        yield clause


def _unlabelled(document: Document, found: Sequence[Segment]) -> Iterator[Clause]:
    if len(found) == 1:
        span, whole = found[0].span, f"{document.id}#0"
        yield _clause(document, span, element=whole, path=(PREFACE,), headings=(_PREFACE_HEADING,))
        return
    top = _clause(document, Span(0, 0), element=document.id, path=(), headings=())
    number = end = 0
    tables = {table.span.start: (nth, table) for nth, table in enumerate(find_tables(document.text), 1)}
    for segment in found:
        if segment.span.start in tables:
            nth, table = tables[segment.span.start]
            end = table.span.end
            yield from table_clauses(top, table, nth, document)
        elif segment.span.start >= end:
            number += 1
            name = f"第{number}段"
            yield _clause(document, segment.span, element=f"{document.id}#{number}", path=(name,), headings=(name,))


def _clause(
    document: Document,
    span: Span,
    *,
    element: str,
    path: tuple[str, ...],
    headings: tuple[str, ...],
    parent: str | None = None,
) -> Clause:
    spans = document.page_spans  # in the order of the text
    first = max(bisect_right(spans, span.start, key=lambda p: p.span.start) - 1, 0)
    last = bisect_left(spans, span.end, key=lambda p: p.span.start)
    pages = tuple(dict.fromkeys(p.page for p in spans[first:last] if p.span.overlaps(span)))
    return Clause(element, document.id, path, headings, span.of(document.text), span, parent, pages)


def _names(piece: _Piece, found: Sequence[Segment], *, has_children: bool) -> tuple[str, str]:
    """A piece's label as its path shows it and its heading."""
    if piece.label is None:
        return PREFACE, _PREFACE_HEADING
    words = heading(found[piece.first].text, piece.label, has_more=has_children or piece.end > piece.first + 1)
    if piece.label.kind is LabelKind.PARAGRAPH:
        return f"第{chinese_number(piece.label.value)}款", words
    return piece.label.text, words


class _Siblings:
    """The elements of ids that the children of one clause have taken."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._counts: Counter[str] = Counter()  # of pieces by their letter
        self._endings: dict[str, Iterator[str]] = {}

    def element(self, label: Label | None) -> str:
        """A piece's part of the id: the value of its label, its ordinal among its like where that has none."""
        wanted = self._wanted(label)
        element = wanted
        while element in self._used:  # 3 → 3b, 3c … 3z, 3z2
            element = wanted + next(self._endings.setdefault(wanted, _endings()))
        self._used.add(element)
        return element

    def _wanted(self, label: Label | None) -> str:
        if label is None:
            return "0"
        if label.kind is LabelKind.SIGNATURE:
            return "s"
        letter = _LETTER.get(label.kind, "")
        self._counts[letter] += 1
        value = label.value or (self._counts[letter] if letter else 0)
        return f"{letter}{value}" + (f"-{label.sub}" if label.sub else "")


def _endings() -> Iterator[str]:
    yield from "bcdefghijklmnopqrstuvwxyz"
    yield from (f"z{number}" for number in count(2))
