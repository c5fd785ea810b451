"""Which documents can be compared, and which pairs are versions of one another."""

from collections.abc import Sequence
from dataclasses import replace

from app.ui.documents.listing import act
from app.ui.escaping import escape
from app.ui.revisions.words import WORDS
from app.ui.words import Language
from corpus import Document, ParsedDocument
from corpus.lineage.questions import open_questions
from corpus.lineage.tracing import trace

DRAFT = "/draft"  # in the list of new versions, what was uploaded; no document of the library has such an id

Pair = tuple[Document, Document]


def choices(documents: Sequence[ParsedDocument]) -> list[tuple[str, str]]:
    """All documents for a list, each with what tells versions of one title apart."""
    return [(_named(p.document), p.document.id) for p in sorted(documents, key=lambda p: p.document.title)]


def proposals(documents: Sequence[ParsedDocument]) -> tuple[Pair, ...]:
    """Each version with the one right before it."""
    known = {p.document.id: p.document for p in documents}
    return tuple((known[old], new) for new in known.values() for old in new.follows if old in known)


def predecessor(documents: Sequence[ParsedDocument], draft: Document) -> str | None:
    """The id of the document that a draft looks like a new version of, where it looks like just one."""
    known = [p.document for p in documents]
    fresh = replace(draft, id=DRAFT)  # its title may give it the id of its predecessor
    asked = open_questions([*known, fresh], trace(known), among=[DRAFT])
    found = {d.id for q in asked for d in (q.new, q.old) if d.id != DRAFT}
    return found.pop() if len(found) == 1 else None


def render_proposals(pairs: Sequence[Pair], language: Language) -> str:
    """A button for each pair."""
    if not pairs:
        return ""
    buttons = "".join(act("pair", f"{old.id}/{new.id}", f"{_named(old)} → {_named(new)}") for old, new in pairs)
    return f'<p class="pq-note">{escape(WORDS[language].proposed)}</p><div class="pq-acts">{buttons}</div>'


def _named(document: Document) -> str:
    facts = [document.version, document.number, document.issued.isoformat() if document.issued else None]
    told = "，".join(f for f in facts if f)
    return f"{document.title}（{told or document.id}）"
