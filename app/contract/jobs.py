"""The JSON of keeping the library over HTTP: changes under way, and benefits to review."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from app.contract.benefits import benefit_json
from app.contract.values import Json
from corpus import Benefit, ParsedDocument
from corpus.benefits.amending import CORRECTABLE
from corpus.quantities.quantity import Quantity

if TYPE_CHECKING:
    from app.keeping.work import Fate, Work


def job_json(work: "Work") -> Json:
    """A change of the library: how far it is, and at its end what became of the files and what is to be asked."""
    step = work.job.step if work.running else None
    return {
        "id": work.id,
        "kind": str(work.action),
        "title": work.title,
        "user": work.user.name,
        "state": str(work.state),
        "step": None if step is None else {"stage": step.stage, "done": step.done, "total": step.total},
        "documents": [_fate_json(f) for f in work.fates],
        "questions": [{**q, "path": Path(str(q["path"])).name} for q in work.questions],  # not the server's folders
        "error": work.error,
    }


def review_json(parsed: ParsedDocument, entries: Iterable[tuple[Benefit, str]]) -> Json:
    """Every benefit of a document as ``policyqa benefits`` gives it, with what was decided and what can be corrected."""
    clauses = {c.id: c for c in parsed.clauses}
    stale = {r.clause_id for r in parsed.document.reviews if r.stale}
    return {
        "document": parsed.document.id,
        "benefits": [
            {
                **benefit_json(clauses[benefit.clause_id], benefit),
                "number": number,
                "text": benefit.span.of(parsed.document.text),
                "status": status,
                "stale": benefit.clause_id in stale,
                "fields": {name: _said(getattr(benefit, name)) for name in CORRECTABLE},
            }
            for number, (benefit, status) in enumerate(entries)
        ],
    }


def _said(value: Quantity | str | None) -> str:
    """A field as the clause has it."""
    return value.raw if isinstance(value, Quantity) else value or ""


def _fate_json(fate: "Fate") -> Json:
    return {
        "id": fate.id or None,
        "name": fate.name,
        "status": fate.status,
        "clauses": fate.clauses,
        "error": fate.error,
    }
