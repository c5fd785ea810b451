"""Citations: a clause and the exact words of it that an answer rests on."""

from dataclasses import dataclass

from corpus.clause import Clause
from corpus.document import Document
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words of a clause. ``span`` points into the document's canonical text.

    Raises:
        ValueError: the quote does not stand there, or lies outside the clause.
    """

    document: Document
    clause: Clause
    span: Span
    quote: str

    def __post_init__(self) -> None:
        if self.clause.document_id != self.document.id or not self.clause.span.contains(self.span):
            raise ValueError(f"the span {self.span} lies outside clause {self.clause.id}")
        if not self.quote or self.span.of(self.document.text) != self.quote:
            raise ValueError(f"the quote does not stand at {self.span} of {self.document.id}")

    @property
    def page(self) -> int | None:
        """The page on which the quote starts."""
        return self.document.page_of(self.span.start)
