"""The JSON of documents: what ``sync``, ``parse`` and ``quantities`` print."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.contract.values import Json, day_json, quantity_json
from app.contract.versions import questions_json
from corpus import Anomaly, Clause, Document, ParsedDocument, Quantity, Reference, all_references

if TYPE_CHECKING:
    from app.keeping.removal import Removal
    from index import SyncedDocument, SyncReport


def sync_json(report: "SyncReport") -> Json:
    """What ``policyqa sync`` did; ``error`` is there only for a failed document."""
    return {
        "documents": [_synced_json(d) for d in report.documents],
        "generation": report.generation,
        "seconds": round(report.seconds, 3),
        "questions": questions_json(report.questions),
    }


def removal_json(removal: "Removal") -> Json:
    """What ``policyqa remove`` did; ``deleted`` is false where the file was not uploaded and stays."""
    document = removal.document
    return {
        "id": document.id,
        "title": document.title,
        "path": document.path,
        "deleted": removal.deleted,
        "generation": removal.generation,
    }


def parse_json(parsed: ParsedDocument) -> Json:
    """A document with its clause tree and its references in reading order. Offsets point into ``document.text``."""
    return {
        "document": _document_json(parsed.document),
        "clauses": [_clause_json(c) for c in parsed.clauses],
        "references": [_reference_json(r) for r in all_references(parsed)],
        "warnings": [_warning_json(w) for w in parsed.warnings],
    }


def quantities_json(quantities: Sequence[tuple[Clause, Quantity]]) -> Json:
    """Every figure with the clause it stands in. Offsets point into the document's canonical text."""
    return {"quantities": [{"clause": c.id, **quantity_json(q)} for c, q in quantities]}


def _synced_json(document: "SyncedDocument") -> Json:
    row: Json = {
        "id": document.id,
        "path": str(document.path),
        "status": str(document.status),
        "clauses": document.clauses,
    }
    return row if document.error is None else {**row, "error": document.error}


def _document_json(document: Document) -> Json:
    return {
        "id": document.id,
        "title": document.title,
        "issuer": document.issuer,
        "number": document.number,
        "status": str(document.status),
        "issued": day_json(document.issued),
        "effective_from": day_json(document.effective_from),
        "effective_to": day_json(document.effective_to),
        "version": document.version,
        "department": document.department,
        "path": document.path,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "pages": len(document.page_spans) or None,
        "text": document.text,
    }


def _clause_json(clause: Clause) -> Json:
    return {
        "id": clause.id,
        "path": list(clause.path),
        "headings": list(clause.headings),
        "text": clause.text,
        "start": clause.span.start,
        "end": clause.span.end,
        "page": clause.pages[0] if clause.pages else None,
    }


def _warning_json(warning: Anomaly) -> Json:
    span = warning.span
    return {
        "code": warning.code,
        "message": warning.message,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _reference_json(reference: Reference) -> Json:
    return {
        "text": reference.text,
        "start": reference.span.start,
        "end": reference.span.end,
        "document": reference.document,
        "path": list(reference.path),
        "clause": reference.clause_id,
        "reason": None if reference.reason is None else str(reference.reason),
    }
