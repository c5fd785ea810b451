"""The JSON of versions: ``policyqa documents``, and the open questions of ``sync`` and ``add``."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Document

if TYPE_CHECKING:
    from app.contract.values import Json
    from corpus.lineage.questions import VersionQuestion
    from corpus.lineage.tracing import Lineage


def library_json(
    documents: Iterable[Document], questions: "Iterable[VersionQuestion]", lineage: "Lineage", *, remote: bool = False
) -> "Json":
    """Every document with its versions; ``source`` says how a version is known: ``told``, ``text`` or ``title``.

    ``remote``: for callers of a server, who learn a file's name and not the folder where it lies.
    """
    listed, asked = [_document_json(d, lineage) for d in documents], questions_json(questions)
    for row in (*listed, *asked) if remote else ():
        row["path"] = Path(str(row["path"])).name
    return {"documents": listed, "questions": asked, "problems": list(lineage.problems)}


def questions_json(questions: "Iterable[VersionQuestion]") -> "list[Json]":
    """Pairs that look like versions while nobody has said whether they are; ``ordered``: ``new`` is the later one."""
    return [
        {
            "new": q.new.id,
            "old": q.old.id,
            "path": q.new.path,
            "ordered": q.ordered,
            "likelihood": str(q.likelihood),
            "reasons": list(q.reasons),
            "text": q.text,
        }
        for q in questions
    ]


def succession_json(document: Document) -> "Json | None":
    """What takes the place of a document, and from which day; ``null`` where nothing does."""
    by = document.superseded_by
    return {"document": by.id, "title": by.title, "from": by.since.isoformat() if by.since else None} if by else None


def _document_json(document: Document, lineage: "Lineage") -> "Json":
    days = (document.issued, document.effective_from, document.effective_to)
    issued, first, last = (d.isoformat() if d else None for d in days)
    return {
        "id": document.id,
        "title": document.title,
        "issuer": document.issuer,
        "number": document.number,
        "status": str(document.status),
        "issued": issued,
        "effective_from": first,
        "effective_to": last,
        "version": document.version,
        "path": document.path,
        "supersedes": [{"document": s.old, "source": str(s.source)} for s in lineage.steps if s.new == document.id],
        "superseded_by": succession_json(document),
    }
