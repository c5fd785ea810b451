"""A reply as JSON, so that it can be shown again as it was. What ``reading`` reads; the format has a number."""

import json
from dataclasses import dataclass, field
from datetime import date

from app.answering.answer import Answer, Conflict, Number, Refusal, Reply
from corpus import Citation, Clause, Document, Quantity, Span
from index import Hit

FORMAT = 1
Json = dict[str, object]


def write_reply(reply: Reply) -> str:
    """One JSON document: the reply, the clauses that it rests on whole, and what was known of their documents."""
    places = _Places()
    body = _answer(reply, places) if isinstance(reply, Answer) else _refusal(reply, places)
    whole = {"format": FORMAT, "question": reply.question, **body, **places.json(), "support": reply.support}
    timings = reply.timings
    whole["timings"] = [timings.retrieve, timings.direct, timings.first_token, timings.total]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class _Places:
    """The clauses and documents that are named, each once, by their numbers."""

    documents: dict[str, Document] = field(default_factory=dict)
    clauses: dict[str, Clause] = field(default_factory=dict)

    def number(self, document: Document, clause: Clause) -> int:
        self.documents.setdefault(document.id, document)
        self.clauses.setdefault(clause.id, clause)
        return list(self.clauses).index(clause.id)

    def json(self) -> Json:
        numbers = {name: number for number, name in enumerate(self.documents)}
        clauses = [
            _clause(c, numbers[c.document_id], self.documents[c.document_id].text) for c in self.clauses.values()
        ]
        return {"documents": [self._document(d) for d in self.documents.values()], "clauses": clauses}

    def _document(self, d: Document) -> Json:
        spans = [c.span for c in self.clauses.values() if c.document_id == d.id]
        by = d.superseded_by
        return {
            "id": d.id,
            "title": d.title,
            "path": d.path,
            "sha256": d.sha256,
            "text_sha256": d.text_sha256,
            "issuer": d.issuer,
            "number": d.number,
            "status": d.status.value,
            "issued": _day(d.issued),
            "effective_from": _day(d.effective_from),
            "effective_to": _day(d.effective_to),
            "version": d.version,
            "department": d.department,
            "superseded_by": [by.id, by.title, by.number, _day(by.since)] if by is not None else None,
            "pages": [[p.page, *_ends(p.span)] for p in d.page_spans if any(p.span.overlaps(s) for s in spans)],
        }


def _clause(c: Clause, document: int, text: str) -> Json:
    return {
        "id": c.id,
        "document": document,
        "path": list(c.path),
        "headings": list(c.headings),
        "text": c.text,
        "stands": c.span.of(text),
        "start": c.span.start,
        "parent": c.parent,
        "pages": list(c.pages),
    }


def _answer(answer: Answer, places: _Places) -> Json:
    return {
        "refused": False,
        "text": answer.text,
        "direct": answer.direct,
        "citations": [_citation(c, places) for c in answer.citations],
        "numbers": [_number(n) for n in answer.numbers],
        "conflicts": [_conflict(c) for c in answer.conflicts],
        "engine": answer.engine,
        "model": answer.model,
        "withheld": answer.withheld,
        "incomplete": answer.incomplete,
    }


def _refusal(refusal: Refusal, places: _Places) -> Json:
    return {
        "refused": True,
        "reason": refusal.reason,
        "message": refusal.message,
        "nearest": [_hit(h, places) for h in refusal.nearest],
    }


def _citation(c: Citation, places: _Places) -> Json:
    return {"clause": places.number(c.document, c.clause), "start": c.span.start, "quote": c.quote}


def _number(n: Number) -> Json:
    return {
        "text": n.text,
        "value": str(n.value),  # str keeps every digit and the exponent
        "unit": n.unit,
        "origin": n.origin.value,
        "citation": n.citation,
        "formula": n.formula,
    }


def _conflict(c: Conflict) -> Json:
    return {"keys": list(c.keys), "quantities": [_quantity(q) for q in c.quantities], "message": c.message}


def _quantity(q: Quantity) -> Json:
    return {
        "raw": q.raw,
        "kind": q.kind.value,
        "bound": q.bound.value,
        "low": None if q.low is None else str(q.low),
        "high": None if q.high is None else str(q.high),
        "unit": q.unit,
        "span": _ends(q.span),
        "subject": q.subject,
        "includes": [q.includes_low, q.includes_high],
    }


def _hit(hit: Hit, places: _Places) -> Json:
    sentences = [[*_ends(s.span), s.text, s.score, s.dense, s.lexical] for s in hit.sentences]
    return {"clause": places.number(hit.document, hit.clause), "sentences": sentences, "score": hit.score}


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
