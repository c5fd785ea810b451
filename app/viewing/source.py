"""The file that a document was read from: whether it is still there, and still the same."""

import os
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from app.stamp import digest
from corpus import Document

_PDF = b"%PDF-"
_HEAD = 1024  # bytes in which a PDF says that it is one


class SourceState(StrEnum):
    """What has become of a document's file."""

    SAME = "same"
    CHANGED = "changed"  # other bytes than those that were read
    GONE = "gone"


def source_state(document: Document) -> SourceState:
    """Compares the file with the digest that was noted when it was read; a file nobody touched is not read again."""
    path = Path(document.path)
    try:
        found = path.stat()
        same = _digest(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns) == document.sha256
    except OSError:
        return SourceState.GONE
    return SourceState.SAME if same else SourceState.CHANGED


def has_printed_pages(document: Document) -> bool:
    """Whether the file is a PDF, as it was read."""
    if not document.page_spans or source_state(document) is not SourceState.SAME:
        return False
    with open(os.fspath(document.path), "rb") as file:  # noqa: PTH123 - a path of the truth, as it stands there
        return _PDF in file.read(_HEAD)


@lru_cache(maxsize=512)
def _digest(path: Path, size: int, modified: int, changed: int) -> str:  # noqa: ARG001 - they are the key
    return digest(path)
