"""The content of a generation: its documents, clauses, quantities and sentences, read from its own SQLite file."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import RLock

from corpus import Clause, ParsedDocument, Quantity, Span
from corpus.lineage.tracing import Lineage, trace
from index.passages import passages
from index.rows import read_outlines, read_parsed, read_quantities

FILE_NAME = "content.sqlite3"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a numbered sentence stands."""

    number: int
    document_id: str
    clause_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unit:
    """What the lexical indexes read of a sentence and of the passage around it: title, headings, their own words.

    ``passage_id`` is the id of the passage's first clause.
    """

    sentence: str
    passage_id: str
    passage: str


class Content:
    """Documents and clauses by id, sentences by number. Never writes. Safe for several threads."""

    def __init__(self, path: Path) -> None:
        # `immutable`: no lock files, no journal, nothing changes in a finished generation.
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._lock = RLock()
        self._parsed: dict[str, ParsedDocument] = {}
        self._clauses: dict[str, Clause] = {}

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all documents."""
        return frozenset(r[0] for r in self._rows("SELECT id FROM documents"))

    @cached_property
    def lineage(self) -> Lineage:
        """Which document takes the place of which."""
        with self._lock:
            return trace(read_outlines(self._connection))

    @cached_property
    def documents(self) -> tuple[ParsedDocument, ...]:
        """All documents, by id."""
        return tuple(d for i in sorted(self.ids) if (d := self.document(i)) is not None)

    def document(self, document_id: str) -> ParsedDocument | None:
        """A document, or ``None``."""
        with self._lock:
            if document_id not in self._parsed and (found := read_parsed(self._connection, document_id)) is not None:
                today = datetime.now().astimezone().date()
                document = self.lineage.applied(found.document, today=today)
                self._parsed[document_id] = replace(found, document=document)
                self._clauses.update((c.id, c) for c in found.clauses)
            return self._parsed.get(document_id)

    def clause(self, document_id: str, clause_id: str) -> Clause:
        """A clause of a document that is here."""
        if clause_id not in self._clauses:
            self.document(document_id)
        return self._clauses[clause_id]

    def quantities(self, clause_id: str) -> tuple[Quantity, ...]:
        """The quantities of a clause; none where there is no such clause."""
        with self._lock:
            return read_quantities(self._connection, clause_id)

    def ranges(self, documents: Collection[str]) -> tuple[range, ...]:
        """The numbers of the documents' sentences, in order; those of documents side by side in one range."""
        found: list[range] = []
        for own in sorted((self._extents[d] for d in documents if d in self._extents), key=lambda r: r.start):
            if found and found[-1].stop == own.start:
                found[-1] = range(found[-1].start, own.stop)
            else:
                found.append(own)
        return tuple(found)

    @cached_property
    def _extents(self) -> dict[str, range]:
        """The numbers of each document's sentences, which follow one another."""
        query = "SELECT document_id, min(number), max(number) FROM sentences GROUP BY document_id"
        return {document: range(first, last + 1) for document, first, last in self._rows(query)}

    def with_siblings(self, numbers: Collection[int]) -> tuple[Place, ...]:
        """The numbered sentences and all others of their clauses, by number."""
        query = (
            'SELECT number, document_id, clause_id, start, "end" FROM sentences WHERE clause_id IN '  # noqa: S608 - as above
            f"(SELECT clause_id FROM sentences WHERE number IN ({_marks(numbers)})) ORDER BY number"
        )
        return tuple(Place(n, d, c, Span(start, end)) for n, d, c, start, end in self._rows(query, numbers))

    def counts(self) -> tuple[int, int, int]:
        """How many documents, clauses and sentences there are."""
        tables = ("documents", "clauses", "sentences")
        found = [self._rows(f"SELECT count(*) FROM {t}")[0][0] for t in tables]  # noqa: S608 - our own names
        return found[0], found[1], found[2]

    def units(self) -> Iterator[Unit]:
        """Every sentence in the order of its number, with what is indexed of it and of its passage."""
        for document in self.documents:
            text, title = document.document.text, document.document.title
            headings = {c.id: c.label for c in document.clauses}
            around = {c: p for p in passages(document) for c in p.clauses}
            query = 'SELECT clause_id, start, "end" FROM sentences WHERE document_id = ? ORDER BY number'
            for clause_id, start, end in self._rows(query, (document.document.id,)):
                passage = around[clause_id]
                yield Unit(
                    f"{title}\n{headings[clause_id]}\n{text[start:end]}",
                    passage.clauses[0],
                    f"{title}\n{passage.label}\n{passage.text}",
                )

    def _rows(self, query: str, parameters: Collection[object] = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(query, tuple(parameters)).fetchall()


def _marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))
