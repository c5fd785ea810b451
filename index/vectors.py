"""The vector index: Chroma, through LlamaIndex's vector store. Nothing else imports either.

Text is not kept here: the content has it once. Nothing is embedded here either: Chroma's own embedding function
would fetch a model from the internet, so it is always ``None`` and vectors are passed in.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.errors import IndexDamaged

if TYPE_CHECKING:
    from chromadb import ClientAPI
    from llama_index.vector_stores.chroma import ChromaVectorStore

Numbers = NDArray[np.intp]

_COLLECTION = "sentences"  # Chroma takes no Chinese names
_BATCH = 5000  # below Chroma's own limit of 5461
# Of the 40 nearest of 21,000 sentences, the defaults (100, 16) find 95 % in 1.5 ms, these 99 % in 3.5 ms.
_GRAPH = {"ef_search": 400, "max_neighbors": 32}


class VectorIndex:
    """Nearest sentences by cosine. Opening writes into the folder: give it a private one. Safe for several threads."""

    def __init__(self, client: "ClientAPI", store: "ChromaVectorStore") -> None:
        self._client = client
        self._store = store
        self.count = int(store.client.count())  # it never changes: a generation is not written again

    @staticmethod
    def build(directory: Path, vectors: Vectors) -> None:
        """Index unit vectors into an empty folder; their order is their number."""
        _import_libraries()
        from llama_index.core.schema import TextNode
        from llama_index.vector_stores.chroma import ChromaVectorStore

        with _chroma(directory) as client:
            # With the threshold at the very count, the graph is written when the last vector is in, and a reader
            # loads it; below it, every reader would insert the vectors again, and write them into the folder.
            hnsw = {"space": "cosine", "sync_threshold": max(2, len(vectors)), **_GRAPH}
            collection = client.create_collection(_COLLECTION, embedding_function=None, configuration={"hnsw": hnsw})
            store = ChromaVectorStore(chroma_collection=collection)
            for start in range(0, len(vectors), _BATCH):
                numbers = range(start, min(start + _BATCH, len(vectors)))
                store.add([TextNode(id_=str(n), embedding=vectors[n].tolist()) for n in numbers])

    @classmethod
    def open(cls, directory: Path) -> "VectorIndex":
        """Open a built index in a folder of this process's own."""
        _import_libraries()
        from llama_index.vector_stores.chroma import ChromaVectorStore

        with _errors():
            client = _client(directory)
            collection = client.get_collection(_COLLECTION, embedding_function=None)
            return cls(client, ChromaVectorStore(chroma_collection=collection))

    def nearest(self, query: Vectors, count: int) -> Numbers:
        """The numbers of the ``count`` nearest sentences, nearest first.

        Among more than a few hundred sentences the graph may miss some and give fewer.
        """
        from llama_index.core.vector_stores.types import VectorStoreQuery

        if not self.count:
            return np.zeros(0, np.intp)
        asked = VectorStoreQuery(query_embedding=query.tolist(), similarity_top_k=min(count, self.count))
        with _errors():
            found = self._store.query(asked)
        return np.array([int(n) for n in found.ids or []], np.intp)

    def close(self) -> None:
        """Release Chroma's files. May be called twice."""
        self._client.close()


@dataclass(frozen=True, slots=True)
class Probe:
    """What an index says of itself: how many vectors it has, the cosine of each probed vector with the nearest one
    (NaN where it finds none), and the vectors it has under the probed numbers.
    """

    count: int
    nearest: Vectors
    stored: Vectors


def probe(directory: Path, numbers: Sequence[int], vectors: Vectors) -> Probe:
    """Search for ``vectors``, and fetch those with ``numbers``, in a folder of this process's own.

    It asks Chroma alone: LlamaIndex would more than double the time of a check, and it is Chroma's files that break.
    """
    with _chroma(directory) as client:
        collection = client.get_collection(_COLLECTION, embedding_function=None)
        if not numbers:
            return Probe(collection.count(), vectors[:0, 0], vectors[:0])
        found = collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
        ids = [str(n) for n in numbers]
        got = collection.get(ids=ids, include=["embeddings"])
        by_id = dict(zip(got["ids"], got["embeddings"], strict=True))
        missing = np.full(vectors.shape[1], np.nan, np.float32)
        nearest = [1.0 - d[0] if d else np.nan for d in found["distances"]]
        stored = np.stack([by_id.get(i, missing) for i in ids])
        return Probe(collection.count(), np.asarray(nearest, np.float32), stored.astype(np.float32))


@contextmanager
def _chroma(directory: Path) -> "Iterator[ClientAPI]":
    with _errors():
        client = _client(directory)
        try:
            yield client
        finally:
            client.close()


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except Exception as exc:  # broad: Chroma's core raises errors of its own for a full disk and for damaged files
        raise IndexDamaged(f"向量索引出错：{exc}；请检查磁盘空间，再运行 policyqa sync，必要时加 --rebuild。") from exc


def _import_libraries() -> None:
    """Import what takes two seconds, with the garbage collector off: it would go again and again through some
    300,000 new objects that all stay, for a tenth to a fifth of that time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        import llama_index.vector_stores.chroma  # noqa: F401
    finally:
        if collecting:
            gc.enable()


def _client(directory: Path) -> "ClientAPI":
    from chromadb import PersistentClient
    from chromadb.config import Settings

    return PersistentClient(str(directory), settings=Settings(anonymized_telemetry=False))
