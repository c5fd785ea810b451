"""The JSON of answers, refusals and search hits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.contract.values import Json
from app.contract.versions import succession_json
from corpus import Citation
from corpus.quantities.quantity import plain

if TYPE_CHECKING:
    from app.answering import Answer, Number, Reply, Timings
    from index import Hit


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


def _answer_json(answer: "Answer") -> Json:
    return {
        "question": answer.question,
        "refused": False,
        "reason": None,
        "answer": answer.text,
        "direct": answer.direct,
        "citations": [citation_json(key, c) for key, c in enumerate(answer.citations, start=1)],
        "numbers": [_number_json(n) for n in answer.numbers],
        "conflicts": [{"citations": list(c.keys), "message": c.message} for c in answer.conflicts],
        "engine": answer.engine,
        "model": answer.model,
        "withheld": answer.withheld,
        "incomplete": answer.incomplete or None,
        "timings_ms": _timings_json(answer.timings),
    }


def citation_json(key: int, citation: Citation) -> Json:
    """A citation under its key; ``start`` and ``end`` point into the document's canonical text."""
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
