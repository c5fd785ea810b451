"""The JSON of one clause: its text, where it stands, and what stands around it."""

from app.contract.values import Json
from app.contract.versions import succession_json
from corpus import Clause, Document, ParsedDocument


def clause_json(parsed: ParsedDocument, clause: Clause) -> Json:
    """A clause of ``parsed`` with its neighbours in reading order. Offsets point into the document's canonical text."""
    at = parsed.clauses.index(clause)
    before = parsed.clauses[at - 1] if at else None
    after = parsed.clauses[at + 1] if at + 1 < len(parsed.clauses) else None
    above = parsed.clause(clause.parent) if clause.parent else None
    return {
        "id": clause.id,
        "path": list(clause.path),
        "headings": list(clause.headings),
        "label": clause.label,
        "text": clause.text,
        "start": clause.span.start,
        "end": clause.span.end,
        "page": clause.pages[0] if clause.pages else None,
        "document": _document_json(parsed.document),
        "parent": _beside(above),
        "previous": _beside(before),
        "next": _beside(after),
        "children": [_beside(c) for c in parsed.clauses if c.parent == clause.id],
    }


def _document_json(document: Document) -> Json:
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "status": str(document.status),
        "superseded_by": succession_json(document),
    }


def _beside(clause: Clause | None) -> Json | None:
    return None if clause is None else {"id": clause.id, "label": clause.label}
