"""Clauses: the numbered pieces of a document, the unit that is cited."""

from dataclasses import dataclass

from corpus.document import Anomaly, Document
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered piece of a document.

    ``path`` holds the printed labels from the top down without their punctuation where they are Arabic
    (``("三", "(二)", "2")``), as printed otherwise; ``headings`` the same levels in words
    (``("三、重点任务", "(二)实施产业链集群培育工程", "2.强化整零协同发展")``), as they stand in the document.
    ``id`` is ``<document id>#<path of the structural position>``, unique in the document even where printed labels
    repeat, and the same for the same text whatever format it was read from.
    ``span`` covers the clause's own text, its heading included and its numbered children excluded.
    ``parent`` is the id of the clause above, or ``None`` at the top. ``pages`` are the pages that the span touches.
    """

    id: str
    document_id: str
    path: tuple[str, ...]
    headings: tuple[str, ...]
    text: str
    span: Span
    parent: str | None = None
    pages: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """The heading path as one line, as it is read out: ``三、重点任务 (二)实施… 2.强化…``."""
        return " ".join(self.headings)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with its clauses in reading order, which together cover every character of its text."""

    document: Document
    clauses: tuple[Clause, ...]
    warnings: tuple[Anomaly, ...] = ()

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with this id, or ``None``."""
        return next((c for c in self.clauses if c.id == clause_id), None)
