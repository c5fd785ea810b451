"""The index: truth in SQLite, generations of derived indexes, retrieval."""

from index.embedding import Embedder, make_embedder
from index.errors import (
    EmbedderFault,
    IndexDamaged,
    IndexFault,
    IndexMismatch,
    IndexMissing,
    StorageFault,
    WriterBusy,
)
from index.hashing import HashingEmbedder
from index.hit import Hit, SentenceHit
from index.reader import Index, open_index
from index.report import SkippedFile, SyncedDocument, SyncReport
from index.settings import IndexSettings, RetrievalSettings
from index.snapshot import Snapshot
from index.syncing import sync

__all__ = [
    "Embedder",
    "EmbedderFault",
    "HashingEmbedder",
    "Hit",
    "Index",
    "IndexDamaged",
    "IndexFault",
    "IndexMismatch",
    "IndexMissing",
    "IndexSettings",
    "RetrievalSettings",
    "SentenceHit",
    "SkippedFile",
    "Snapshot",
    "StorageFault",
    "SyncReport",
    "SyncedDocument",
    "WriterBusy",
    "make_embedder",
    "open_index",
    "sync",
]
