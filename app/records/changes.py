"""What has become of cited clauses since: the same, elsewhere, other words, or gone."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.answering.answer import Answer, Reply
from corpus import Citation, Clause, Document, ParsedDocument, Span

Finding = Callable[[str], ParsedDocument | None]  # a document of today's library by its id


class Fate(StrEnum):
    """What has become of a cited clause."""

    SAME = "same"
    MOVED = "moved"  # the quoted words stand under another number, or in another clause
    CHANGED = "changed"  # the clause has other words now
    GONE = "gone"  # neither the clause nor the quoted words are there, or the document is not


@dataclass(frozen=True, slots=True)
class Change:
    """A citation, by its key (from 1), and what has become of it. ``now`` is the clause as it is, ``None`` where gone.

    ``at`` is where the quoted words stand in it today, and ``page`` their page; ``None`` where they do not, or there is
    none. ``document`` is the document as it is, ``None`` where it was removed; ``replaced``: its status has changed.
    """

    key: int
    citation: Citation
    fate: Fate
    now: Clause | None
    at: Span | None = None
    page: int | None = None
    document: Document | None = None
    replaced: bool = False

    @property
    def to_tell(self) -> bool:
        """Whether something is not as it was when the answer was given."""
        return self.fate is not Fate.SAME or self.replaced


def changes(reply: Reply, today: Finding) -> tuple[Change, ...]:
    """What has become of each citation of a kept answer; none of a refusal."""
    if not isinstance(reply, Answer):
        return ()
    return tuple(_change(key, c, today(c.document.id)) for key, c in enumerate(reply.citations, start=1))


def _change(key: int, citation: Citation, parsed: ParsedDocument | None) -> Change:
    if parsed is None:
        return Change(key, citation, Fate.GONE, None)
    replaced = parsed.document.status is not citation.document.status
    fate, now = _fate(citation, parsed)
    at = _place(citation, now, parsed.document.text) if now is not None else None
    page = parsed.document.page_of((at or now.span).start) if now is not None else None
    return Change(key, citation, fate, now, at, page, parsed.document, replaced)


def _place(citation: Citation, now: Clause, text: str) -> Span | None:
    """Where the quote stands in the clause; of several places the one that is as far from its head as it was."""
    before = citation.span.start - citation.clause.span.start
    found = now.span.of(text).find(citation.quote, before)
    if found < 0:
        found = now.span.of(text).find(citation.quote)
    return Span(found, found + len(citation.quote)).shift(now.span.start) if found >= 0 else None


def _fate(citation: Citation, parsed: ParsedDocument) -> tuple[Fate, Clause | None]:
    """Clauses are told apart by their words first: a clause put in before others gives them its number."""
    text, old = parsed.document.text, citation.clause.span.of(citation.document.text)
    same = parsed.clause(citation.clause.id)
    if same is not None and same.span.of(text) == old:
        return Fate.SAME, same
    body = _body(citation.clause, old)
    for clause in (*((same,) if same is not None else ()), *parsed.clauses):
        if body and _body(clause, clause.span.of(text)) == body:
            return (Fate.SAME if clause == same else Fate.MOVED), clause
    if same is not None and citation.quote in same.span.of(text):
        return Fate.CHANGED, same
    holder = next((c for c in parsed.clauses if citation.quote in c.span.of(text)), None)
    if holder is not None:
        return Fate.MOVED, holder
    return (Fate.CHANGED, same) if same is not None else (Fate.GONE, None)


def _body(clause: Clause, text: str) -> str:
    """The words without the clause's own number, which stands at their head as it is printed."""
    label = clause.path[-1] if clause.path else ""
    at = text.find(label) if label else -1
    return text[at + len(label) :].lstrip("、.．)） ") if 0 <= at <= 2 else text
