"""Removal: a document leaves the library, and its file goes with it where it was uploaded."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.errors import InvalidVersion
from corpus import Document

FOLDER = "documents"  # of the home: what was uploaded, each file in a folder of its own


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed. ``deleted`` says whether its file is gone; other files stay where they are."""

    document: Document
    deleted: bool
    generation: str


def is_uploaded(home: Path, document: Document) -> bool:
    """Whether a document's file lies in the folder of the uploads, so that it goes when the document does."""
    return (home / FOLDER).absolute() in Path(document.path).parents


def remove_document(home: Path, document_id: str) -> Removal:
    """Take a document out of the index, then delete its file if it was uploaded. Interrupted between the two, the next
    sync of that folder takes it in again.

    Raises:
        InvalidVersion: there is no such document.
        IndexMissing, WriterBusy, IndexDamaged, StorageFault: see ``index.sync``.
        OSError: the file cannot be deleted.
    """
    from index.library import open_library
    from index.syncing import forget

    with open_library(home) as library:
        document = library.document(document_id)
    if document is None:
        raise InvalidVersion(f"库里没有标识为“{document_id}”的文件；用 policyqa documents 查看全部标识。")
    generation = forget(home, [document.id])
    uploaded = is_uploaded(home, document)
    if uploaded:
        _delete(home / FOLDER, Path(document.path))
    return Removal(document, uploaded, generation)


def _delete(folder: Path, path: Path) -> None:
    """The file with what lies beside it: its own folder, where it has one."""
    own = path.relative_to(folder.absolute()).parts[0]
    if own != path.name:
        shutil.rmtree(folder / own)
        return
    for file in (path, *path.parent.glob(f"{path.name}.*")):
        file.unlink(missing_ok=True)
