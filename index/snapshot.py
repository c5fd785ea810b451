"""Snapshots: one generation, opened. What one snapshot says fits together."""

import weakref
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from corpus import Anomaly, ParsedDocument, Quantity
from corpus.lineage.tracing import Lineage
from index import content as contents
from index import manifest as manifests
from index.content import Content
from index.embedding import Embedder, Vectors
from index.errors import IndexDamaged, IndexMismatch
from index.hit import Hit, SentenceHit
from index.lexical import SENTENCE_WORDS, LexicalIndex
from index.manifest import LEXICAL, PASSAGES, SENTENCES, VECTORS, Manifest
from index.passage_index import PassageIndex
from index.retrieval import Indexes, Scored, retrieve
from index.scratch import Scratch
from index.settings import RetrievalSettings
from index.vectors import VectorIndex

_VECTORS = 64  # of the latest questions: one is searched for in several sets of documents, and asked again


class Store:
    """The opened files of a generation. ``close`` releases them; forgetting the last reference does too."""

    def __init__(self, directory: Path) -> None:
        """Check every file against the manifest and open them.

        Raises:
            IndexDamaged: a file differs.
            IndexMismatch: the generation is laid out in another way.
        """
        self.name = directory.name
        self.manifest: Manifest = manifests.read_manifest(directory)
        files = self.manifest.below(VECTORS)
        manifests.check_files(directory, (f for f in self.manifest.files if f not in files))
        scratch = Scratch(sum(f.size for f in files))
        try:
            manifests.copy_checked(directory, files, scratch.path)
            nearest = VectorIndex.open(scratch.path / VECTORS)
        except BaseException:  # whatever ends the opening, no copy may stay behind
            scratch.close()
            raise
        self.content = Content(directory / contents.FILE_NAME)
        self.indexes = Indexes(
            self.content,
            LexicalIndex.open(directory / LEXICAL, self.manifest.sentences, SENTENCE_WORDS),
            nearest,
            np.load(directory / SENTENCES, mmap_mode="r", allow_pickle=False),
            PassageIndex.open(directory / PASSAGES),
        )
        self.close: Callable[[], object] = weakref.finalize(self, _close, nearest, self.content, scratch)


class Snapshot:
    """Searches one generation. Safe for several threads. ``warnings`` says when it is not the newest one."""

    def __init__(
        self, store: Store, embedder: Embedder, settings: RetrievalSettings, warnings: tuple[Anomaly, ...] = ()
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._settings = settings
        self._vector = lru_cache(_VECTORS)(embedder.query)
        self.warnings = warnings

    def warned(self, warning: Anomaly) -> "Snapshot":
        """The same, with something to say about it."""
        return Snapshot(self._store, self._embedder, self._settings, (*self.warnings, warning))

    @property
    def generation(self) -> str:
        """The generation's name."""
        return self._store.name

    @property
    def scale(self) -> tuple[float, float] | None:
        """What the similarities of the embedder mean, see ``Embedder.scale``."""
        return self._embedder.scale

    def documents(self) -> tuple[ParsedDocument, ...]:
        """All documents, by id."""
        return self._store.content.documents

    def document(self, document_id: str) -> ParsedDocument | None:
        """A document, or ``None``."""
        return self._store.content.document(document_id)

    @property
    def lineage(self) -> Lineage:
        """Which document takes the place of which."""
        return self._store.content.lineage

    def quantities(self, clause_id: str) -> tuple[Quantity, ...]:
        """The quantities of a clause; spans point into the canonical text."""
        return self._store.content.quantities(clause_id)

    def search(
        self, text: str, *, k: int = 10, documents: frozenset[str] | None = None, like: str | None = None
    ) -> tuple[Hit, ...]:
        """The ``k`` best clauses for a question, best first, of some documents alone if named.

        What is near in meaning is looked for with ``like`` where it is given: of a part of a question, the whole of it.

        Raises:
            EmbedderFault: the question cannot be embedded.
        """
        content = self._store.content
        within = None if documents is None or documents >= content.ids else documents & content.ids
        if k < 1 or not text.strip() or not self._store.manifest.sentences or within == frozenset():
            return ()
        found = retrieve(self._store.indexes, text, self._embed(like or text), self._settings, within)
        clauses: dict[str, list[Scored]] = defaultdict(list)
        for scored in sorted(found, key=lambda s: (-s.score, s.place.number)):
            clauses[scored.place.clause_id].append(scored)
        return tuple(self._hit(sentences) for sentences in islice(clauses.values(), k))

    def _embed(self, text: str) -> Vectors:
        query = self._vector(text)
        expected = self._store.manifest.dimensions
        if query.shape != (expected,):
            raise IndexMismatch(
                f"索引里的向量是 {expected} 维，而 {self._embedder.name} 给出 {query.shape[-1]} 维；"
                "请运行 policyqa sync --rebuild。"
            )
        query.flags.writeable = False  # kept, and handed out again
        return query

    def _hit(self, ranked: Sequence[Scored]) -> Hit:
        """The clause of its sentences, best first."""
        place = ranked[0].place
        document = self._document(place.document_id).document
        sentences = tuple(
            SentenceHit(s.place.span, s.place.span.of(document.text), s.score, s.dense, s.lexical) for s in ranked
        )
        return Hit(document, self._store.content.clause(document.id, place.clause_id), sentences, ranked[0].score)

    def _document(self, document_id: str) -> ParsedDocument:
        found = self._store.content.document(document_id)
        if found is None:
            raise IndexDamaged(f"索引 {self.generation} 缺少文件 {document_id}；请运行 policyqa sync 重建。")
        return found


def _close(vectors: VectorIndex, content: Content, scratch: Scratch) -> None:
    vectors.close()
    content.close()
    scratch.close()
