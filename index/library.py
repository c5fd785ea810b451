"""The library: what the truth says of its documents, without opening an index."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from corpus import Document, ParsedDocument
from corpus.lineage.questions import VersionQuestion, open_questions
from corpus.lineage.tracing import Lineage, trace
from index.errors import missing
from index.storage import storage
from index.truth import FILE_NAME, Truth


@dataclass(frozen=True, slots=True)
class Library:
    """The documents of a home by id, each with what follows for it from the others, and how they hang together."""

    documents: tuple[Document, ...]
    lineage: Lineage
    _truth: Truth

    def document(self, document_id: str) -> Document | None:
        """A document without its pages, or ``None``."""
        return next((d for d in self.documents if d.id == document_id), None)

    def at(self, path: Path) -> Document | None:
        """The document that was read from a file, or ``None``."""
        ids = {f.path: f.document_id for f in self._truth.files()}
        return self.document(ids.get(str(path.absolute()), ""))

    def parsed(self, document_id: str) -> ParsedDocument:
        """A document with its clauses. Raises IndexDamaged where it is gone or altered."""
        return self._truth.parsed(document_id)

    def everything(self) -> tuple[ParsedDocument, ...]:
        """All documents with their clauses, each with what follows for it from the others."""
        return tuple(self._applied(self.parsed(d.id), d) for d in self.documents)

    @staticmethod
    def _applied(parsed: ParsedDocument, traced: Document) -> ParsedDocument:
        document = replace(
            parsed.document, status=traced.status, effective_to=traced.effective_to,
            superseded_by=traced.superseded_by, follows=traced.follows,
        )  # fmt: skip
        return replace(parsed, document=document)

    def questions(self) -> tuple[VersionQuestion, ...]:
        """What nobody has said yet of documents that look like versions of one another."""
        return open_questions(self.documents, self.lineage)


@contextmanager
def open_library(home: Path, *, today: date | None = None) -> Iterator[Library]:
    """The library of ``home``, for reading. ``today`` (default: the clock's) decides what is over.

    Raises:
        IndexMissing: nothing has been synced yet.
        IndexMismatch: it was written by another format version.
        IndexDamaged, StorageFault: it cannot be read.
    """
    if not (home / FILE_NAME).is_file():
        raise missing(home)
    day = today or datetime.now().astimezone().date()
    with storage(home), closing(Truth(home)) as truth:
        found = truth.outlines()
        lineage = trace(found)
        yield Library(tuple(lineage.applied(d, today=day) for d in found), lineage, truth)
