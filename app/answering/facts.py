"""What is known of a clause before any question: its sentences, their figures, what it gives.

Computed once per clause and generation and kept, because every question looks at the same clauses.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from app.answering.question import normalise
from corpus import Benefit, Clause, Document, Quantity, Span, find_benefits, find_quantities, sentences
from corpus.quantities.conventions import find_conventions

_KEPT_CLAUSES = 4096


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause. Spans point into the document's canonical text, ``norm`` is its searched form."""

    span: Span
    text: str
    norm: str
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """A clause taken apart. ``context`` is the searched form of the title and the heading path."""

    document: Document
    clause: Clause
    context: str
    norm: str
    sentences: tuple[Sentence, ...]
    benefits: tuple[Benefit, ...]

    def benefits_in(self, span: Span) -> tuple[Benefit, ...]:
        """The benefits that stand in ``span``."""
        return tuple(b for b in self.benefits if span.overlaps(b.span))


def read_sentence(document: Document, span: Span) -> Sentence:
    """A stretch of a document with its figures."""
    text = span.of(document.text)
    quantities = tuple(q.shift(span.start) for q in find_quantities(text, find_conventions(document.text)))
    return Sentence(span, text, normalise(text), quantities)


def _body(clause: Clause, found: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences without the clause's own heading, which is context and no answer, unless there is nothing else."""
    heading = normalise(clause.headings[-1]).rstrip("。.:： ") if clause.headings else ""
    return tuple(s for s in found if s.norm.rstrip("。.:： ") != heading) or found


def clause_facts(document: Document, clause: Clause) -> ClauseFacts:
    """Take ``clause`` apart."""
    return ClauseFacts(
        document=document,
        clause=clause,
        context=normalise(f"{document.title} {clause.label}"),
        norm=normalise(clause.text),
        sentences=_body(clause, tuple(read_sentence(document, s) for s in sentences(document.text, clause.span))),
        benefits=find_benefits(document, clause),
    )


class FactsCache:
    """Keeps the facts of the clauses that were asked about, the least recently used dropped; safe for threads."""

    def __init__(self, make: Callable[[Document, Clause], ClauseFacts] = clause_facts) -> None:
        self._make = make
        self._kept: OrderedDict[tuple[str, str], ClauseFacts] = OrderedDict()
        self._lock = Lock()

    def of(self, document: Document, clause: Clause) -> ClauseFacts:
        """The facts of ``clause``; keyed by the document's text, so that a new version is taken apart anew."""
        key = (document.text_sha256, clause.id)
        with self._lock:
            if (facts := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return facts
        facts = self._make(document, clause)
        with self._lock:
            self._kept[key] = facts
            while len(self._kept) > _KEPT_CLAUSES:
                self._kept.popitem(last=False)
        return facts
