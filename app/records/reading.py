"""The JSON of ``writing`` as a reply again: its documents are excerpts with everything cited at its own place."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.answering.answer import Answer, Conflict, Number, Origin, Refusal, Reply, Timings
from app.errors import RecordsFault
from app.records.writing import FORMAT
from corpus import Bound, Citation, Clause, Document, Kind, PageSpan, Quantity, Span, Status
from corpus.document import Succession
from index import Hit, SentenceHit

_Rows = Sequence[Any]  # of our own JSON, whose shape the format's number vouches for


def read_reply(text: str) -> Reply:
    """The reply as it was.

    Raises:
        RecordsFault: it was written by a later version, or is damaged.
    """
    try:
        found = json.loads(text)
        if found["format"] > FORMAT:
            raise RecordsFault("这条记录是更新版本的 PolicyQA 写的，这里读不了；请升级后再打开。")
        return _reply(found)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as exc:
        raise RecordsFault("这条记录已损坏，读不出来；可以删除它所在的对话，重新提问。") from exc


def _reply(found: Any) -> Reply:
    clauses = found["clauses"]
    documents = [_document(d, [c for c in clauses if c["document"] == n]) for n, d in enumerate(found["documents"])]
    places = [(documents[c["document"]], _clause(c, documents[c["document"]].id)) for c in clauses]
    timings = Timings(*found["timings"])
    if found["refused"]:
        nearest = tuple(_hit(h, *places[h["clause"]]) for h in found["nearest"])
        return Refusal(found["question"], found["reason"], found["message"], nearest, timings, found["support"])
    return Answer(
        question=found["question"],
        text=found["text"],
        direct=found["direct"],
        citations=tuple(_citation(c, *places[c["clause"]]) for c in found["citations"]),
        numbers=tuple(_number(n) for n in found["numbers"]),
        conflicts=tuple(_conflict(c) for c in found["conflicts"]),
        engine=found["engine"],
        model=found["model"],
        withheld=found["withheld"],
        incomplete=found["incomplete"],
        timings=timings,
        support=found["support"],
    )


def _document(d: Any, clauses: _Rows) -> Document:
    by = d["superseded_by"]
    return Document(
        id=d["id"],
        title=d["title"],
        text=_excerpt(clauses),
        path=d["path"],
        sha256=d["sha256"],
        text_sha256=d["text_sha256"],
        issuer=d["issuer"],
        number=d["number"],
        status=Status(d["status"]),
        issued=_day(d["issued"]),
        effective_from=_day(d["effective_from"]),
        effective_to=_day(d["effective_to"]),
        version=d["version"],
        department=d["department"],
        page_spans=tuple(PageSpan(page, Span(start, end)) for page, start, end in d["pages"]),
        superseded_by=Succession(by[0], by[1], by[2], _day(by[3])) if by is not None else None,
    )


def _excerpt(clauses: _Rows) -> str:
    """The clauses at their places, blanks between them."""
    parts, at = list[str](), 0
    for clause in sorted(clauses, key=lambda c: c["start"]):
        parts += [" " * (clause["start"] - at), clause["stands"]]
        at = clause["start"] + len(clause["stands"])
    return "".join(parts)


def _clause(c: Any, document_id: str) -> Clause:
    return Clause(
        id=c["id"],
        document_id=document_id,
        path=tuple(c["path"]),
        headings=tuple(c["headings"]),
        text=c["text"],
        span=Span(c["start"], c["start"] + len(c["stands"])),
        parent=c["parent"],
        pages=tuple(c["pages"]),
    )


def _citation(c: Any, document: Document, clause: Clause) -> Citation:
    return Citation(document, clause, Span(c["start"], c["start"] + len(c["quote"])), c["quote"])


def _number(n: Any) -> Number:
    return Number(n["text"], Decimal(n["value"]), n["unit"], Origin(n["origin"]), n["citation"], n["formula"])


def _conflict(c: Any) -> Conflict:
    first, second = (_quantity(q) for q in c["quantities"])
    return Conflict((c["keys"][0], c["keys"][1]), (first, second), c["message"])


def _quantity(q: Any) -> Quantity:
    return Quantity(
        raw=q["raw"],
        kind=Kind(q["kind"]),
        bound=Bound(q["bound"]),
        low=None if q["low"] is None else Decimal(q["low"]),
        high=None if q["high"] is None else Decimal(q["high"]),
        unit=q["unit"],
        span=Span(*q["span"]),
        subject=q["subject"],
        includes_low=q["includes"][0],
        includes_high=q["includes"][1],
    )


def _hit(h: Any, document: Document, clause: Clause) -> Hit:
    sentences = (SentenceHit(Span(start, end), *rest) for start, end, *rest in h["sentences"])
    return Hit(document, clause, tuple(sentences), h["score"])


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
