"""Nouns to rows and back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from sqlite3 import Connection, Row

from pydantic import TypeAdapter

from corpus import (
    Anomaly,
    Bound,
    Box,
    Clause,
    ClauseReview,
    Document,
    Kind,
    PageLine,
    PageSpan,
    ParsedDocument,
    Quantity,
    Span,
    Status,
)
from index.entry import Entry

_REVIEWS = TypeAdapter(tuple[ClauseReview, ...])
_DOCUMENT = "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
_CLAUSE = "INSERT INTO clauses VALUES (?,?,?,?,?,?,?,?,?,?)"
_ANOMALY = "INSERT INTO anomalies VALUES (?,?,?,?,?,?)"
_QUANTITY = "INSERT INTO quantities VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
_SENTENCE = 'INSERT INTO sentences (document_id, clause_id, start, "end", vector) VALUES (?,?,?,?,?)'


def write_entry(connection: Connection, entry: Entry, vectors: Iterable[str]) -> None:
    """Write an entry; ``vectors`` are the keys of its sentences' vectors, in order."""
    document, parsed = entry.document, entry.parsed
    connection.execute(_DOCUMENT, _document_row(document))
    connection.executemany(_CLAUSE, (_clause_row(c, i) for i, c in enumerate(parsed.clauses)))
    connection.executemany(_ANOMALY, (_anomaly_row(document.id, a, i) for i, a in enumerate(parsed.warnings)))
    quantities = (_quantity_row(c, q, i) for c, found in entry.quantities.items() for i, q in enumerate(found))
    connection.executemany(_QUANTITY, quantities)
    connection.executemany(
        _SENTENCE,
        (
            (document.id, s.clause_id, s.span.start, s.span.end, key)
            for s, key in zip(entry.sentences, vectors, strict=True)
        ),
    )


def read_parsed(connection: Connection, document_id: str) -> ParsedDocument | None:
    """The document with its clauses and warnings, or ``None``. ``connection`` gives ``sqlite3.Row``."""
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        return None
    clauses = connection.execute("SELECT * FROM clauses WHERE document_id = ? ORDER BY position", (document_id,))
    warnings = connection.execute("SELECT * FROM anomalies WHERE document_id = ? ORDER BY position", (document_id,))
    return ParsedDocument(_document(row), tuple(map(_clause, clauses)), tuple(map(_anomaly, warnings)))


def read_outlines(connection: Connection) -> tuple[Document, ...]:
    """All documents without their clauses and without what stands on which page, by id."""
    return tuple(map(_outline, connection.execute("SELECT * FROM documents ORDER BY id")))


def read_quantities(connection: Connection, clause_id: str) -> tuple[Quantity, ...]:
    """The quantities of a clause; their spans point into the canonical text."""
    rows = connection.execute("SELECT * FROM quantities WHERE clause_id = ? ORDER BY position", (clause_id,))
    return tuple(map(_quantity, rows))


def _document_row(d: Document) -> tuple[object, ...]:
    pages = json.dumps([[p.page, p.span.start, p.span.end] for p in d.page_spans])
    return (
        d.id, d.title, d.text, d.path, d.sha256, d.text_sha256, d.issuer, d.number, d.status.value,
        _iso(d.issued), _iso(d.effective_from), _iso(d.effective_to), d.version, d.department, pages,
        json.dumps([_line_row(line) for line in d.page_lines], separators=(",", ":")),
        _REVIEWS.dump_json(d.reviews).decode(), _words(d.supersedes), _words(d.not_a_version_of),
    )  # fmt: skip


def _document(row: Row) -> Document:
    return replace(
        _outline(row),
        page_spans=tuple(PageSpan(page, Span(start, end)) for page, start, end in json.loads(row["page_spans"])),
        page_lines=tuple(map(_line, json.loads(row["page_lines"]))),
        reviews=_REVIEWS.validate_json(row["reviews"]),
    )


def _outline(row: Row) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        path=row["path"],
        sha256=row["sha256"],
        text_sha256=row["text_sha256"],
        issuer=row["issuer"],
        number=row["number"],
        status=Status(row["status"]),
        issued=_date(row["issued"]),
        effective_from=_date(row["effective_from"]),
        effective_to=_date(row["effective_to"]),
        version=row["version"],
        department=row["department"],
        supersedes=_ids(row, "supersedes"),
        not_a_version_of=_ids(row, "not_a_version_of"),
    )


def _ids(row: Row, column: str) -> tuple[str, ...]:
    """Ids of documents; none where the generation is older than the column."""
    return tuple(json.loads(row[column])) if column in row.keys() else ()  # noqa: SIM118 - a Row has values, not keys


def _line_row(line: PageLine) -> list[float]:
    box = line.box
    return [line.span.start, line.span.end, line.page, box.left, box.top, box.right, box.bottom, box.size]


def _line(row: Sequence[float]) -> PageLine:
    start, end, page, *places = row
    return PageLine(Span(int(start), int(end)), int(page), Box(*places))


def _clause_row(c: Clause, position: int) -> tuple[object, ...]:
    path, headings = _words(c.path), _words(c.headings)
    return (
        c.id, c.document_id, position, path, headings, c.text, c.span.start, c.span.end, c.parent, json.dumps(c.pages),
    )  # fmt: skip


def _clause(row: Row) -> Clause:
    return Clause(
        id=row["id"],
        document_id=row["document_id"],
        path=tuple(json.loads(row["path"])),
        headings=tuple(json.loads(row["headings"])),
        text=row["text"],
        span=Span(row["start"], row["end"]),
        parent=row["parent"],
        pages=tuple(json.loads(row["pages"])),
    )


def _anomaly_row(document_id: str, a: Anomaly, position: int) -> tuple[object, ...]:
    start, end = (a.span.start, a.span.end) if a.span is not None else (None, None)
    return document_id, position, a.code, a.message, start, end


def _anomaly(row: Row) -> Anomaly:
    span = Span(row["start"], row["end"]) if row["start"] is not None else None
    return Anomaly(row["code"], row["message"], span)


def _quantity_row(clause_id: str, q: Quantity, position: int) -> tuple[object, ...]:
    return (
        clause_id, position, q.raw, q.kind.value, q.bound.value, _digits(q.low), _digits(q.high), q.unit,
        q.span.start, q.span.end, q.subject, int(q.includes_low), int(q.includes_high),
    )  # fmt: skip


def _quantity(row: Row) -> Quantity:
    return Quantity(
        raw=row["raw"],
        kind=Kind(row["kind"]),
        bound=Bound(row["bound"]),
        low=_decimal(row["low"]),
        high=_decimal(row["high"]),
        unit=row["unit"],
        span=Span(row["start"], row["end"]),
        subject=row["subject"],
        includes_low=bool(row["includes_low"]),
        includes_high=bool(row["includes_high"]),
    )


def _words(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else str(value)  # str keeps every digit and the exponent


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
