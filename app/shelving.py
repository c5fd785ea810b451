"""Shelving: what a person says of a document that looks like a new version, written down beside it and taken in."""

from collections.abc import Sequence
from pathlib import Path

from app.errors import InvalidVersion
from corpus import Document
from corpus.facts.title import document_id
from corpus.lineage.noting import note_apart, note_supersedes
from index.library import Library


def say_supersedes(library: Library, path: Path, ids: Sequence[str]) -> Path:
    """Write down that the document of ``path`` takes the place of others; returns the metadata file.

    Raises:
        InvalidVersion: the library has no such document, it is the document itself, or a version after it.
        InvalidMetadata: the metadata file is wrong or says the opposite.
    """
    document = _held(library, path)
    for one in ids:
        old = library.document(one)
        if old is None:
            raise InvalidVersion(f"库里没有标识为“{one}”的文件；用 policyqa documents 查看全部标识。")
        if old.id == document.id:
            raise InvalidVersion(f"“{one}”就是这份文件自己；请写旧版的标识。")
        if old.id in library.lineage.later(document.id):
            raise InvalidVersion(f"“{one}”已经是这份文件的后续版本，不能又是它的旧版；请先改正 {old.path}.toml。")
    return note_supersedes(path, ids, own_id=_fixed(document))


def say_apart(library: Library, path: Path) -> Path | None:
    """Write down that the document of ``path`` is no version of any that it looks like; ``None`` where there is none.

    Raises InvalidVersion and InvalidMetadata like ``say_supersedes``.
    """
    document = _held(library, path)
    pairs = [{q.new.id, q.old.id} for q in library.questions()]
    others = sorted(i for pair in pairs if document.id in pair for i in pair - {document.id})
    return note_apart(path, others, own_id=_fixed(document)) if others else None


def _held(library: Library, path: Path) -> Document:
    found = library.at(path)
    if found is None:
        raise InvalidVersion(f"库里还没有“{path}”；请先运行 policyqa add {path}。")
    return found


def _fixed(document: Document) -> str | None:
    """The id, to be written down where it is not what the title gives: what others say of it must stay true."""
    return document.id if document.id != document_id(document.title) else None
