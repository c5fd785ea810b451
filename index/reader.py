"""The index as the application uses it: always the newest generation, each answer from one."""

from pathlib import Path
from threading import Lock

from corpus import Anomaly, ParsedDocument, Quantity
from index import generation
from index.embedding import Embedder
from index.errors import IndexDamaged, IndexMismatch, IndexMissing, missing
from index.hit import Hit
from index.settings import RetrievalSettings
from index.snapshot import Snapshot, Store
from index.storage import storage
from index.truth import FILE_NAME


def open_index(home: Path, embedder: Embedder, *, settings: RetrievalSettings | None = None) -> "Index":
    """Open the index of ``home`` for searching.

    Raises:
        IndexMissing: nothing has been synced yet.
        IndexMismatch: it was made with another embedder or format version.
        IndexDamaged: no generation is whole and none can be built from the database.
    """
    return Index(home, embedder, settings or RetrievalSettings())


class Index:
    """Searches the generation that ``CURRENT`` names and follows it. Safe for several threads.

    Two calls may see two generations. Who makes several for one answer takes a ``snapshot`` and asks that.
    """

    def __init__(self, home: Path, embedder: Embedder, settings: RetrievalSettings) -> None:
        self._home = home
        self._embedder = embedder
        self._settings = settings
        self._turn = Lock()
        self._seen = generation.stamp(home)
        self._snapshot: Snapshot | None = self._open()

    def snapshot(self) -> Snapshot:
        """The newest generation, opened. It stays whole for as long as it is held."""
        seen = generation.stamp(self._home)
        # One caller opens the new generation; the others are answered from the old one meanwhile.
        if seen != self._seen and self._turn.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._turn.release()
        if self._snapshot is None:
            raise ValueError("the index is closed")
        return self._snapshot

    def search(self, text: str, *, k: int = 10, documents: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """The ``k`` best clauses, best first, of some documents alone if named. See ``Snapshot.search``."""
        return self.snapshot().search(text, k=k, documents=documents)

    def documents(self) -> tuple[ParsedDocument, ...]:
        """All documents, by id."""
        return self.snapshot().documents()

    def document(self, document_id: str) -> ParsedDocument | None:
        """A document, or ``None``."""
        return self.snapshot().document(document_id)

    def quantities(self, clause_id: str) -> tuple[Quantity, ...]:
        """The quantities of a clause; spans point into the canonical text."""
        return self.snapshot().quantities(clause_id)

    @property
    def generation(self) -> str:
        """The name of the generation in use."""
        return self.snapshot().generation

    @property
    def warnings(self) -> tuple[Anomaly, ...]:
        """What a user should know of the index in use: that a newer one is damaged."""
        return self.snapshot().warnings

    def close(self) -> None:
        """Let go of the generation; searches that are under way finish. May be called twice."""
        self._snapshot = None

    def _follow(self) -> None:
        seen = generation.stamp(self._home)
        if self._snapshot is None or seen == self._seen:
            return
        try:
            if generation.current(self._home) != self._snapshot.generation:
                self._snapshot = self._open()
        except (IndexDamaged, IndexMissing) as exc:
            self._snapshot = self._snapshot.warned(_warning(str(exc)))
        self._seen = seen  # not before: a mismatch is to be told with every question

    def _open(self) -> Snapshot:
        with storage(self._home):
            return _open(self._home, self._embedder, self._settings)


def _open(home: Path, embedder: Embedder, settings: RetrievalSettings) -> Snapshot:
    wanted = generation.current(home)
    names = ([wanted] if wanted else []) + [n for n in generation.names(home) if n != wanted]
    problems: list[IndexDamaged | IndexMismatch] = []
    for name in names:
        try:
            store = _load(home, name, embedder)
        except IndexDamaged as exc:
            problems.append(exc)
        except IndexMismatch as exc:
            if name == wanted:
                raise
            problems.append(exc)
        else:
            told = f"索引 {wanted or 'CURRENT'} 不可用，正在使用 {name}，内容可能不是最新；请运行 policyqa sync。"
            return Snapshot(store, embedder, settings, () if name == wanted else (_warning(told),))
    return Snapshot(_rebuilt(home, embedder, problems), embedder, settings)


def _load(home: Path, name: str, embedder: Embedder) -> Store:
    store = Store(generation.directory(home, name))
    if store.manifest.embedder != embedder.name:
        raise IndexMismatch(
            f"索引 {name} 是用 {store.manifest.embedder}（{store.manifest.dimensions} 维）建的，而设置里的向量模型是 "
            f"{embedder.name}；请运行 policyqa sync --rebuild 重建，或把设置改回 {store.manifest.embedder}。"
        )
    return store


def _rebuilt(home: Path, embedder: Embedder, problems: list[IndexDamaged | IndexMismatch]) -> Store:
    """A generation made from the truth, for want of a whole one."""
    mismatch = next((p for p in problems if isinstance(p, IndexMismatch)), None)
    if mismatch is not None:
        raise mismatch
    if not (home / FILE_NAME).is_file():
        if problems:
            raise problems[0]
        raise missing(home)
    from index.syncing import repair

    return _load(home, repair(home), embedder)


def _warning(message: str) -> Anomaly:
    return Anomaly("index.stale", message)
