"""The index: truth in SQLite, generations of derived indexes, retrieval."""

from index.embedding import Embedder
from index.errors import EmbedderFault, IndexDamaged, IndexFault, IndexMismatch, IndexMissing, WriterBusy
from index.hit import Hit, SentenceHit

__all__ = [
    "Embedder",
    "EmbedderFault",
    "Hit",
    "IndexDamaged",
    "IndexFault",
    "IndexMismatch",
    "IndexMissing",
    "SentenceHit",
    "WriterBusy",
]
