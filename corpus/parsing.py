"""Parsing: from a file to a document with its clauses."""

import hashlib
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.benefits.reviews import load_reviews
from corpus.clause import ParsedDocument
from corpus.document import Document, Metadata, RawDocument, Status
from corpus.facts.head import facts
from corpus.facts.metadata import load_metadata
from corpus.facts.title import document_id
from corpus.readers import read
from corpus.structure.outline import outline
from corpus.text.canonical import Canonical, canonicalize


def parse(path: Path, *, today: date | None = None) -> ParsedDocument:
    """The document in a file, with its clauses and with every warning of reading, normalising and numbering.

    What the metadata file beside it says wins over what its text says, and reviewed benefits beside it over those
    that are read. ``today`` (default: the clock's) decides
    whether a term that the text states is over.

    Raises:
        UnreadableFile: the file cannot become text.
        InvalidMetadata, InvalidReview: the metadata file or the reviewed benefits beside it are wrong.
    """
    found = interpret(read(path), load_metadata(path), today=today or datetime.now(UTC).astimezone().date())
    reviews, stale = load_reviews(path, found.document, found.clauses)
    if not reviews:
        return found
    return ParsedDocument(replace(found.document, reviews=reviews), found.clauses, (*found.warnings, *stale))


def interpret(raw: RawDocument, told: Metadata, *, today: date) -> ParsedDocument:
    """The document that a reader's blocks make, with what its metadata file tells of it."""
    canonical = canonicalize(raw)
    said = facts(canonical.text, today=today, beside=canonical.beside)
    document = _document(raw, canonical, _first_of(told, said))
    found = outline(document)
    return ParsedDocument(document, found.clauses, (*canonical.anomalies, *found.anomalies))


def _first_of(told: Metadata, said: Metadata) -> Metadata:
    """For each fact, what the metadata file says, else what the text says."""
    values = {}
    for field in fields(Metadata):
        value = getattr(told, field.name)
        values[field.name] = value if value is not None else getattr(said, field.name)
    return Metadata(**values)


def _document(raw: RawDocument, canonical: Canonical, known: Metadata) -> Document:
    title = known.title or (raw.title or "").strip() or raw.path.stem
    return Document(
        id=known.id or document_id(title),
        title=title,
        text=canonical.text,
        path=str(raw.path),
        sha256=raw.sha256,
        text_sha256=hashlib.sha256(canonical.text.encode()).hexdigest(),
        issuer=known.issuer,
        number=known.number,
        status=known.status or Status.UNKNOWN,
        issued=known.issued,
        effective_from=known.effective_from,
        effective_to=known.effective_to,
        version=known.version,
        department=known.department,
        page_spans=canonical.page_spans,
        page_lines=canonical.page_lines,
        supersedes=known.supersedes or (),
        not_a_version_of=known.not_a_version_of or (),
    )
