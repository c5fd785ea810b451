"""The documents of the library and their versions."""

from datetime import date
from typing import Literal

from pydantic import Field

from app.contract.schemas.shape import DocumentStatus, Shape, Succession


class Predecessor(Shape):
    """An older version, and how it is known to be one."""

    document: str
    source: Literal["told", "text", "title"]


class LibraryDocument(Shape):
    """A document of the library."""

    id: str
    title: str
    issuer: str | None
    number: str | None = Field(description="文号")
    status: DocumentStatus
    issued: date | None
    effective_from: date | None
    effective_to: date | None
    version: str | None
    path: str
    supersedes: list[Predecessor]
    superseded_by: Succession | None


class VersionQuestion(Shape):
    """Two documents that look like versions of one another while nobody has said whether they are."""

    new: str
    old: str
    path: str
    ordered: bool
    likelihood: str
    reasons: list[str]
    text: str


class Library(Shape):
    """Every document with its versions."""

    documents: list[LibraryDocument]
    questions: list[VersionQuestion]
    problems: list[str]
