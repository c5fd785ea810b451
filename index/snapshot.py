"""Snapshots: one generation, opened. What one snapshot says fits together."""

import weakref
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from corpus import Anomaly, ParsedDocument, Quantity
from index import content as contents
from index import manifest as manifests
from index.content import Content, Place
from index.embedding import Embedder, Vectors
from index.errors import IndexDamaged, IndexMismatch
from index.fusion import fuse
from index.hit import Hit, SentenceHit
from index.lexical import LexicalIndex, Scores
from index.manifest import LEXICAL, VECTORS, Manifest
from index.schema import FORMAT
from index.scratch import Scratch
from index.settings import RetrievalSettings
from index.vectors import VectorIndex


class Store:
    """The opened files of a generation. ``close`` releases them; forgetting the last reference does too."""

    def __init__(self, directory: Path) -> None:
        """Check every file against the manifest and open them.

        Raises:
            IndexDamaged: a file differs, or the format is another one's.
        """
        self.name = directory.name
        self.manifest: Manifest = manifests.read_manifest(directory)
        if self.manifest.format != FORMAT:
            raise IndexMismatch(
                f"索引 {self.name} 是第 {self.manifest.format} 版格式，而本程序使用第 {FORMAT} 版；"
                "请运行 policyqa sync --rebuild。"
            )
        files = self.manifest.below(VECTORS)
        manifests.check_files(directory, (f for f in self.manifest.files if f not in files))
        scratch = Scratch(sum(f.size for f in files))
        try:
            manifests.copy_checked(directory, files, scratch.path)
            self.vectors = VectorIndex.open(scratch.path / VECTORS)
        except BaseException:
            scratch.close()
            raise
        self.content = Content(directory / contents.FILE_NAME)
        self.lexical = LexicalIndex.open(directory / LEXICAL, self.manifest.sentences)
        self.close: Callable[[], object] = weakref.finalize(self, _close, self.vectors, self.content, scratch)


class Snapshot:
    """Searches one generation. Safe for several threads. ``warnings`` says when it is not the newest one."""

    def __init__(
        self, store: Store, embedder: Embedder, settings: RetrievalSettings, warnings: tuple[Anomaly, ...] = ()
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._settings = settings
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

    def quantities(self, clause_id: str) -> tuple[Quantity, ...]:
        """The quantities of a clause; spans point into the canonical text."""
        return self._store.content.quantities(clause_id)

    def search(self, text: str, *, k: int = 10, documents: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """The ``k`` best clauses for a question, best first, of some documents alone if named.

        Raises:
            EmbedderFault: the question cannot be embedded.
        """
        content, wanted = self._store.content, self._settings.candidates
        within = None if documents is None or documents >= content.ids else documents & content.ids
        if k < 1 or not text.strip() or not self._store.manifest.sentences or within == frozenset():
            return ()
        query = self._embed(text)
        lexical = self._lexical(text, within)
        near = self._store.vectors.nearest(query, wanted, documents=within)
        # A clause is judged by all its sentences, so those that neither index proposed are scored as well.
        places = content.with_siblings(near.keys() | _highest(lexical, wanted))
        rest = [p.number for p in places if p.number not in near]
        dense = near | self._store.vectors.similarities(query, rest)
        return self._hits(places, dense, {p.number: float(lexical[p.number]) for p in places})[:k]

    def _embed(self, text: str) -> Vectors:
        query = self._embedder.query(text)
        expected = self._store.manifest.dimensions
        if query.shape != (expected,):
            raise IndexMismatch(
                f"索引里的向量是 {expected} 维，而 {self._embedder.name} 给出 {query.shape[-1]} 维；"
                "请运行 policyqa sync --rebuild。"
            )
        return query

    def _lexical(self, text: str, within: frozenset[str] | None) -> Scores:
        scores = self._store.lexical.scores(text)
        if within is None:
            return scores
        allowed = np.zeros_like(scores)
        for numbers in self._store.content.ranges(within):
            allowed[numbers.start : numbers.stop] = 1
        masked: Scores = scores * allowed
        return masked

    def _hits(self, places: Iterable[Place], dense: dict[int, float], lexical: dict[int, float]) -> tuple[Hit, ...]:
        scores = fuse(dense, lexical, self._settings)
        clauses: dict[tuple[str, str], list[SentenceHit]] = defaultdict(list)
        for place in places:
            number, parsed = place.number, self._document(place.document_id)
            clauses[place.document_id, place.clause_id].append(
                SentenceHit(
                    span=place.span,
                    text=place.span.of(parsed.document.text),
                    score=scores[number],
                    dense=dense[number],
                    lexical=lexical[number],
                )
            )
        hits = [self._hit(document, clause, found) for (document, clause), found in clauses.items()]
        return tuple(sorted(hits, key=lambda h: (-h.score, h.document.id, h.clause.span.start)))

    def _hit(self, document_id: str, clause_id: str, sentences: list[SentenceHit]) -> Hit:
        ranked = tuple(sorted(sentences, key=lambda s: (-s.score, s.span.start)))
        clause = self._store.content.clause(document_id, clause_id)
        return Hit(self._document(document_id).document, clause, ranked, ranked[0].score)

    def _document(self, document_id: str) -> ParsedDocument:
        found = self._store.content.document(document_id)
        if found is None:
            raise IndexDamaged(f"索引 {self.generation} 缺少文件 {document_id}；请运行 policyqa sync 重建。")
        return found


def _highest(scores: Scores, count: int) -> frozenset[int]:
    """The numbers of the ``count`` highest scores above 0."""
    top = np.argpartition(scores, -count)[-count:] if count < len(scores) else np.arange(len(scores))
    return frozenset(int(n) for n in top if scores[n] > 0)


def _close(vectors: VectorIndex, content: Content, scratch: Scratch) -> None:
    vectors.close()
    content.close()
    scratch.close()
