"""The JSON documents of the command line: a contract that scripts depend on, field by field and in this order.

Decimals are plain strings in base units; dates are ISO 8601; what is not known is ``null``.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.contract_versions import questions_json, succession_json
from corpus import (
    Anomaly,
    Benefit,
    Citation,
    Clause,
    Condition,
    Document,
    ParsedDocument,
    Quantity,
    Reference,
    all_references,
)  # fmt: skip
from corpus.benefits.reviews import clause_hash
from corpus.quantities.quantity import display, plain

if TYPE_CHECKING:
    from app.answering import Answer, Number, Reply, Timings
    from index import Hit, SyncedDocument, SyncReport

Json = dict[str, object]


def sync_json(report: "SyncReport") -> Json:
    """What ``policyqa sync`` did; ``error`` is there only for a failed document."""
    return {
        "documents": [_synced_json(d) for d in report.documents],
        "generation": report.generation,
        "seconds": round(report.seconds, 3),
        "questions": questions_json(report.questions),
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


def benefits_json(benefits: Sequence[tuple[Clause, Benefit]]) -> Json:
    """What a document gives, to whom, on which conditions; ``hash`` dates each entry to its clause's text."""
    return {"benefits": [_benefit_json(c, b) for c, b in benefits]}


def hits_json(hits: Sequence["Hit"]) -> Json:
    """What retrieval found, best first; scores compare within one search only."""
    return {
        "hits": [
            {
                "rank": rank,
                "clause": hit.clause.id,
                "document": hit.document.id,
                "path": list(hit.clause.path),
                "text": hit.clause.text,
                "score": round(hit.score, 6),
            }
            for rank, hit in enumerate(hits, start=1)
        ]
    }


def formula(benefit: Benefit) -> str | None:
    """How the amount comes about, in the document's words: ``年度采购量 × 10%``; ``None`` where only a cap is named."""
    if benefit.rate is not None:
        base = benefit.base or "基数"
        if benefit.base_limit is not None:
            base = f"{base}（{benefit.base_limit.raw}）"
        return f"{base} × {plain(benefit.rate.value)}{benefit.rate.unit}"
    if benefit.fixed is not None:
        return display(benefit.fixed.value, benefit.fixed.unit)
    return None


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
        "issued": _day(document.issued),
        "effective_from": _day(document.effective_from),
        "effective_to": _day(document.effective_to),
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


def quantity_json(quantity: Quantity) -> Json:
    """A figure; ``start`` and ``end`` point into the document's canonical text."""
    return {
        "raw": quantity.raw,
        "kind": str(quantity.kind),
        "bound": str(quantity.bound),
        "low": _decimal(quantity.low),
        "high": _decimal(quantity.high),
        "unit": quantity.unit,
        "subject": quantity.subject,
        "start": quantity.span.start,
        "end": quantity.span.end,
    }


def _benefit_json(clause: Clause, benefit: Benefit) -> Json:
    return {
        "clause": benefit.clause_id,
        "title": f"{benefit.title}（{benefit.variant}）" if benefit.variant else benefit.title,
        "who": benefit.who,
        "conditions": [_condition_json(c) for c in benefit.conditions],
        "formula": formula(benefit),
        "cap": plain(benefit.cap.value) if benefit.cap else None,
        "frequency": benefit.scope + benefit.frequency,
        "review": benefit.review,
        "confirmed": benefit.confirmed,
        "hash": clause_hash(clause),
    }


def _condition_json(condition: Condition) -> Json:
    quantity = condition.quantity
    if quantity is None:
        return {"text": condition.text}
    return {
        "text": condition.text,
        "bound": str(quantity.bound),
        "low": _decimal(quantity.low),
        "high": _decimal(quantity.high),
        "unit": quantity.unit,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def reply_json(reply: "Reply") -> Json:
    """An answer or a refusal. ``start`` and ``end`` point into the document's canonical text."""
    from app.answering import Answer

    if isinstance(reply, Answer):
        return _answer_json(reply)
    return {
        "question": reply.question,
        "refused": True,
        "reason": reply.reason,
        "answer": reply.message,
        "direct": reply.message,
        "citations": [],
        "numbers": [],
        "conflicts": [],
        "nearest": [_nearest_json(hit) for hit in reply.nearest],
        "engine": "extractive",
        "model": None,
        "withheld": 0,
        "timings_ms": _timings_json(reply.timings),
    }


def _answer_json(answer: "Answer") -> Json:
    return {
        "question": answer.question,
        "refused": False,
        "reason": None,
        "answer": answer.text,
        "direct": answer.direct,
        "citations": [_citation_json(key, c) for key, c in enumerate(answer.citations, start=1)],
        "numbers": [_number_json(n) for n in answer.numbers],
        "conflicts": [{"citations": list(c.keys), "message": c.message} for c in answer.conflicts],
        "engine": answer.engine,
        "model": answer.model,
        "withheld": answer.withheld,
        "incomplete": answer.incomplete or None,
        "timings_ms": _timings_json(answer.timings),
    }


def _citation_json(key: int, citation: Citation) -> Json:
    later = succession_json(citation.document)
    return {
        "key": key,
        "document": citation.document.id,
        "title": citation.document.title,
        "status": str(citation.document.status),
        "clause": citation.clause.id,
        "path": list(citation.clause.path),
        "label": citation.clause.label,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "page": citation.page,
        **({"superseded_by": later} if later else {}),
    }


def _number_json(number: "Number") -> Json:
    return {
        "text": number.text,
        "value": plain(number.value),
        "unit": number.unit,
        "status": str(number.origin),
        "citation": number.citation,
        "formula": number.formula,
    }


def _nearest_json(hit: "Hit") -> Json:
    return {
        "document": hit.document.id,
        "clause": hit.clause.id,
        "path": list(hit.clause.path),
        "label": hit.clause.label,
        "text": hit.clause.text,
    }


def _timings_json(timings: "Timings") -> Json:
    return {
        "retrieve": timings.retrieve,
        "direct": timings.direct,
        "first_token": timings.first_token,
        "total": timings.total,
    }
