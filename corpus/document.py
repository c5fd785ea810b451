"""Documents: what a file is once it has been read, and what is known of it."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice, takewhile
from pathlib import Path

from corpus.benefits.benefit import ClauseReview
from corpus.span import Span
from corpus.text.characters import ems

_SEVERAL_LINES = 1.8  # type sizes: a higher box is a cell with lines of its own


class Status(StrEnum):
    """Whether a document binds anybody."""

    DRAFT = "draft"  # 征求意见稿
    IN_FORCE = "in_force"  # 现行有效
    SUPERSEDED = "superseded"  # 已被新版本替代
    EXPIRED = "expired"  # 已失效
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the metadata file beside a document says of it; ``None`` where it says nothing.

    The file is TOML and is named like the document with ``.toml`` added (``plan.pdf.toml``). Unknown keys
    are errors. ``id`` fixes the document's identity; without it, it is made from the title.
    """

    id: str | None = None
    title: str | None = None
    issuer: str | None = None
    number: str | None = None  # 文号
    status: Status | None = None
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    version: str | None = None
    department: str | None = None  # whom to ask
    supersedes: tuple[str, ...] | None = None  # ids of the documents that it takes the place of
    not_a_version_of: tuple[str, ...] | None = None  # ids of those that it is like and does not take the place of


@dataclass(frozen=True, slots=True)
class Succession:
    """The document that takes the place of another: its id, title and number, and from which day (``None``: not known)."""

    id: str
    title: str
    number: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something odd that a reader or the parser found; it goes on, and says so.

    ``code`` is a stable English word group (``"numbering.duplicate"``), ``message`` a Chinese sentence,
    ``span`` the place in the canonical text where there is one.
    """

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Where a printed line stands: points from the top left corner of its page; ``size`` is its type size in points."""

    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of a file as a reader found it, before normalisation.

    ``kind`` is ``"text"``, ``"heading"`` or ``"row"`` (a table row, cells separated by tabs). ``page`` counts from 1
    and is ``None`` for formats without pages. A reader that only sees printed lines (PDF, OCR) gives one block a
    line with ``line=True``, and its ``box`` where it knows the place; ``corpus.text.canonical`` joins them into paragraphs.
    A row may know the place of each of its ``cells``. ``column`` counts from 1 where a page has several side by side.
    """

    text: str
    kind: str = "text"
    level: int | None = None
    page: int | None = None
    line: bool = False
    box: Box | None = None
    cells: tuple[Box | None, ...] = ()
    column: int = 0


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader returns: the blocks in reading order, the number of pages, and what it noticed."""

    path: Path
    media_type: str  # text/plain, text/markdown, text/html, application/pdf, …
    sha256: str  # of the file's bytes, lower-case hexadecimal
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str | None = None  # from the format itself (<title>, core.xml), not trusted
    warnings: tuple[Anomaly, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSpan:
    """The characters of the canonical text that came from one page (counted from 1)."""

    page: int
    span: Span


@dataclass(frozen=True, slots=True)
class PageLine:
    """A printed line or a table's cell: the characters of the canonical text, the page (from 1) and the place there."""

    span: Span
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class PageBox:
    """A place on a page (counted from 1)."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document with its canonical text, which every span of it points into.

    ``id`` is made of ``[a-z0-9-]`` only. ``sha256`` is of the source file's bytes, ``text_sha256`` of the canonical text.
    The canonical text has one paragraph a line, no empty lines, and ends without a newline.
    ``supersedes`` and ``not_a_version_of`` are what a person has written down; ``superseded_by`` and ``follows`` (the
    versions right before it) are empty until a library has been traced (``corpus.lineage.tracing``), and never stored.
    """

    id: str
    title: str
    text: str
    path: str
    sha256: str
    text_sha256: str
    issuer: str | None = None
    number: str | None = None
    status: Status = Status.UNKNOWN
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    version: str | None = None
    department: str | None = None
    page_spans: tuple[PageSpan, ...] = ()
    page_lines: tuple[PageLine, ...] = ()  # in the order of the text
    reviews: tuple[ClauseReview, ...] = ()  # of its benefits, by a person (corpus.benefits.reviews)
    supersedes: tuple[str, ...] = ()
    not_a_version_of: tuple[str, ...] = ()
    superseded_by: Succession | None = None
    follows: tuple[str, ...] = ()

    def review_of(self, clause_id: str) -> ClauseReview | None:
        """What a person has written down about this clause's benefits, or ``None``."""
        return next((r for r in self.reviews if r.clause_id == clause_id), None)

    def page_of(self, offset: int) -> int | None:
        """The page on which the character at ``offset`` stands, or ``None`` for formats without pages."""
        return next((p.page for p in self.page_spans if p.span.start <= offset < p.span.end), None)

    def boxes_of(self, span: Span) -> tuple[PageBox, ...]:
        """Where the characters of ``span`` stand, line by line in reading order; empty for formats without pages.

        Of a line that is covered in part, the part of its width that the characters take; exact to about one of them.
        """
        first = bisect_right(self.page_lines, span.start, key=lambda line: line.span.end)
        lines = takewhile(lambda line: line.span.start < span.end, islice(self.page_lines, first, None))
        return tuple(PageBox(line.page, self._part(line, span)) for line in lines)

    def _part(self, line: PageLine, span: Span) -> Box:
        box, (start, end) = line.box, (max(span.start, line.span.start), min(span.end, line.span.end))
        if Span(start, end) == line.span or box.bottom - box.top > _SEVERAL_LINES * box.size:
            return box
        whole = ems(line.span.of(self.text)) or 1.0
        before, covered = (ems(self.text[line.span.start : at]) / whole for at in (start, end))
        width = box.right - box.left
        return replace(box, left=box.left + width * before, right=box.left + width * covered)
