"""One clause in full."""

from app.contract.schemas.shape import DocumentStatus, Offset, Path, Shape, Succession


class ClauseReference(Shape):
    """A clause beside another one."""

    id: str
    label: str


class ClauseDocument(Shape):
    """The document of a clause."""

    id: str
    title: str
    number: str | None
    issuer: str | None
    status: DocumentStatus
    superseded_by: Succession | None


class ClausePage(Shape):
    """A clause in full, where it stands, and what stands around it."""

    id: str
    path: Path
    headings: list[str]
    label: str
    text: str
    start: Offset
    end: Offset
    page: int | None
    document: ClauseDocument
    parent: ClauseReference | None
    previous: ClauseReference | None
    next: ClauseReference | None
    children: list[ClauseReference]
