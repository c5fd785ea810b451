"""The catalogue: what the library holds, as a person who keeps it looks at it."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum

from corpus import Anomaly, Clause, Document, ParsedDocument, find_benefits
from corpus.lineage.questions import VersionQuestion, open_questions
from corpus.lineage.tracing import trace


class Order(StrEnum):
    """What the list is sorted by."""

    TITLE = "title"
    DATE = "date"
    STATUS = "status"
    WARNINGS = "warnings"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Warned:
    """A parser's warning with the clause where it is, if it has a place."""

    warning: Anomaly
    clause: Clause | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the list. ``to_review`` and ``reviewed`` count benefits, ``stale`` clauses reviewed and changed since."""

    document: Document
    parsed: ParsedDocument
    warnings: tuple[Warned, ...]
    to_review: int
    reviewed: int
    stale: int
    before: tuple[Document, ...] = ()

    @property
    def clauses(self) -> int:
        """How many clauses it has."""
        return len(self.parsed.clauses)

    def is_about(self, words: str) -> bool:
        """Whether all of the words stand in its title, number, issuer, id or date."""
        document = self.document
        said = (document.title, document.number, document.issuer, document.id, str(document.issued or ""))
        text = " ".join(s for s in said if s).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every document, and what is to be asked about versions."""

    rows: tuple[Row, ...] = ()
    questions: tuple[VersionQuestion, ...] = ()
    problems: tuple[str, ...] = ()

    def row(self, document_id: str) -> Row | None:
        """A document's row, or ``None``."""
        return next((r for r in self.rows if r.document.id == document_id), None)

    def listed(self, words: str, order: Order) -> tuple[Row, ...]:
        """The rows that fit the words, sorted."""
        found = sorted((r for r in self.rows if r.is_about(words)), key=lambda r: r.document.title)
        match order:
            case Order.DATE:
                found.sort(key=lambda r: str(r.document.issued or r.document.effective_from or ""), reverse=True)
            case Order.STATUS:
                found.sort(key=lambda r: str(r.document.status))
            case Order.WARNINGS:
                found.sort(key=lambda r: -len(r.warnings))
            case Order.REVIEW:
                found.sort(key=lambda r: (-r.stale, -r.to_review))
        return tuple(found)


@dataclass(slots=True)
class Catalogues:
    """Makes a catalogue of documents once: reading the benefits of fifty documents takes seconds. For several threads."""

    _documents: tuple[ParsedDocument, ...] | None = None
    _made: Catalogue = field(default_factory=Catalogue)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def of(self, documents: tuple[ParsedDocument, ...]) -> Catalogue:
        """The catalogue of the documents of an index's generation."""
        with self._turn:
            if documents is not self._documents:
                self._made, self._documents = _catalogue(documents), documents
            return self._made


def _catalogue(documents: tuple[ParsedDocument, ...]) -> Catalogue:
    known = {p.document.id: p.document for p in documents}
    lineage = trace([*known.values()])
    rows = tuple(_row(p, known) for p in documents)
    return Catalogue(rows, open_questions([*known.values()], lineage), lineage.problems)


def _row(parsed: ParsedDocument, known: dict[str, Document]) -> Row:
    document = parsed.document
    benefits = [b for clause in parsed.clauses for b in find_benefits(document, clause)]
    return Row(
        document,
        parsed,
        warnings=tuple(_warned(w, parsed) for w in parsed.warnings),
        to_review=sum(not b.confirmed for b in benefits),
        reviewed=sum(b.confirmed for b in benefits) + sum(len(r.rejected) for r in document.reviews),
        stale=sum(r.stale for r in document.reviews),
        before=tuple(known[i] for i in document.follows if i in known),
    )


_EXCERPT = 60  # characters of the text that are shown with a warning


def _warned(warning: Anomaly, parsed: ParsedDocument) -> Warned:
    span = warning.span
    if span is None:
        return Warned(warning, None, "")
    clause = next((c for c in parsed.clauses if c.span.start <= span.start < c.span.end), None)
    text = span.of(parsed.document.text) or parsed.document.text[span.start : span.start + _EXCERPT]
    short = text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
    return Warned(warning, clause, short)
