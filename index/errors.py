"""What can go wrong in the index.

PolicyQAError (corpus.errors)
└── IndexFault
    ├── IndexMissing       nothing has been synced into this home yet
    ├── IndexMismatch      built with another embedder or format version: rebuild
    ├── IndexDamaged       a generation or the truth does not pass its check and nothing can stand in for it
    ├── StorageFault       the home cannot be written: no space, no permission, a failing disk
    ├── WriterBusy         another process is writing
    └── EmbedderFault      the embedder cannot be loaded or reached
"""

from pathlib import Path

from corpus.errors import PolicyQAError


class IndexFault(PolicyQAError):
    """Base of the index's errors."""


class IndexMissing(IndexFault):
    """There is no index in this home."""


def missing(home: Path) -> IndexMissing:
    """The error for a home without an index."""
    return IndexMissing(f"“{home}”里还没有索引；请先运行 policyqa sync。")


class IndexMismatch(IndexFault):
    """The index was built with another embedder, another number of dimensions or another format version."""


class IndexDamaged(IndexFault):
    """No generation passes its check, or the truth is unreadable."""


class StorageFault(IndexFault):
    """The home cannot be read or written; the index is as it was."""


class WriterBusy(IndexFault):
    """Another process holds the writer's lock."""


class EmbedderFault(IndexFault):
    """The embedder cannot be loaded or reached."""
