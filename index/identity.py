"""Identity where two files have one title: another version gets an id of its own, a second copy does not."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from corpus import Document, ParsedDocument
from corpus.facts.title import document_id
from corpus.revisions.versions import Profile
from index.entry import Entry

_COPY = 0.95  # Jaccard of the shingles: above, and with the same figures, it is the same text read from another file


def is_titled(document: Document) -> bool:
    """Whether the id was made of the title, and nobody has fixed it."""
    return document.id == document_id(document.title)


def is_copy(one: Entry, other: Entry) -> bool:
    """Whether two files hold one text: other than a new version, a copy in another format changes no figure."""
    alike = Profile(one.document).overlap(Profile(other.document)).jaccard
    return alike >= _COPY and _figures(one) == _figures(other)


def own_id(document: Document, taken: Collection[str], before: str | None) -> str:
    """An id for a document whose title another one has: the one that it had ``before``, else with its year, else counted.

    ``doc-1a2b3c4d5e`` → ``doc-1a2b3c4d5e-2024``; without a date, or where that is taken, ``doc-1a2b3c4d5e-v2``.
    """
    if before is not None and before.startswith(f"{document.id}-"):
        return before
    day = document.effective_from or document.issued
    dated = [f"{document.id}-{day.year}"] if day else []
    counted = (f"{document.id}-v{number}" for number in range(2, len(taken) + 3))
    return next(i for i in (*dated, *counted) if i not in taken)


def renamed(parsed: ParsedDocument, new_id: str) -> ParsedDocument:
    """The document under another id, its clauses with it."""
    old, document = parsed.document.id, parsed.document

    def moved(clause_id: str) -> str:
        return new_id + clause_id.removeprefix(old)

    reviews = tuple(
        replace(
            r,
            clause_id=moved(r.clause_id),
            benefits=tuple(replace(b, clause_id=moved(b.clause_id)) for b in r.benefits),
            rejected=tuple(replace(b, clause_id=moved(b.clause_id)) for b in r.rejected),
        )
        for r in document.reviews
    )
    clauses = tuple(
        replace(c, id=moved(c.id), document_id=new_id, parent=moved(c.parent) if c.parent else None)
        for c in parsed.clauses
    )
    return replace(parsed, document=replace(document, id=new_id, reviews=reviews), clauses=clauses)


def _figures(entry: Entry) -> Counter[tuple[str, ...]]:
    return Counter((str(q.low), str(q.high), q.unit) for found in entry.quantities.values() for q in found)
