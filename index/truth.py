"""The truth: one SQLite file with everything that cannot be derived without reading or embedding again."""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from corpus import Document, ParsedDocument
from index.embedding import Vectors
from index.entry import Entry
from index.errors import IndexMismatch
from index.rows import read_outlines, read_parsed, read_quantities, write_entry
from index.schema import CONTENT, FORMAT, TRUTH, add_columns
from index.storage import damaged_truth

FILE_NAME = "policyqa.sqlite3"


@dataclass(frozen=True, slots=True)
class FileState:
    """What a document was made from: digests of the file and of the files beside it, and the parser's version."""

    sha256: str
    beside_sha256: str
    parser: str


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that the truth holds a document of. ``path`` is absolute."""

    path: str
    state: FileState
    document_id: str
    clauses: int


@dataclass(frozen=True, slots=True)
class Change:
    """A document to be added or replaced. ``vectors`` are the keys of its sentences' vectors, in order."""

    path: str
    state: FileState
    entry: Entry
    vectors: tuple[str, ...]


def vector_key(embedder: str, text: str) -> str:
    """What a vector is kept under: the same text under the same embedder is never embedded twice."""
    return sha256(f"{embedder}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


class Truth:
    """An open truth. Changes become visible in one step by ``apply``; vectors may be stored before, since nothing
    refers to them until then.
    """

    def __init__(self, home: Path) -> None:
        """Open the file, or make an empty one.

        Raises:
            IndexMismatch: it was written by another format version.
            sqlite3.Error, OSError: see ``index.storage``.
        """
        self.home = home
        self._connection = sqlite3.connect(home / FILE_NAME, isolation_level=None, timeout=5.0)
        try:
            self._prepare()
        except BaseException:  # whatever ends the opening, the connection must not stay
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def embedder(self) -> str | None:
        """The name of the embedder that made the vectors, or ``None`` before the first."""
        return self._meta("embedder")

    @property
    def dimensions(self) -> int:
        """Length of the vectors."""
        return int(self._meta("dimensions") or 0)

    @property
    def revision(self) -> str:
        """A new token for every state: a generation that carries it was built from this state."""
        return self._meta("revision") or ""

    def check(self) -> None:
        """Look through the whole file.

        Raises:
            IndexDamaged: it is not sound.
        """
        verdict = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise damaged_truth(self.home, str(verdict))

    def files(self) -> tuple[KnownFile, ...]:
        """Every file that has a document here, by path."""
        rows = self._connection.execute(
            "SELECT f.*, (SELECT count(*) FROM clauses c WHERE c.document_id = f.document_id) AS clauses "
            "FROM files f ORDER BY path"
        )
        return tuple(
            KnownFile(
                r["path"], FileState(r["sha256"], r["beside_sha256"], r["parser"]), r["document_id"], r["clauses"]
            )
            for r in rows
        )

    def parsed(self, document_id: str) -> ParsedDocument:
        """A document, its text compared with the digest that was taken when it was read.

        Raises:
            IndexDamaged: it is gone or altered.
        """
        found = read_parsed(self._connection, document_id)
        if found is None or sha256(found.document.text.encode()).hexdigest() != found.document.text_sha256:
            raise damaged_truth(self.home, f"文件 {document_id} 的正文与摘要不符")
        return found

    def outlines(self) -> tuple[Document, ...]:
        """Every document without its clauses and pages, by id."""
        return read_outlines(self._connection)

    def count_sentences(self) -> int:
        """How many sentences there are."""
        return int(self._connection.execute("SELECT count(*) FROM sentences").fetchone()[0])

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of ``keys`` that have a vector."""
        query = "SELECT 1 FROM vectors WHERE key = ?"
        return {key for key in keys if self._connection.execute(query, (key,)).fetchone()}

    def store(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors by key."""
        with self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                ((key, np.asarray(vector, "<f4").tobytes()) for key, vector in vectors.items()),
            )

    def holds(self, change: Change) -> bool:
        """Whether all of a change but its file's state is here already."""
        entry = change.entry
        if read_parsed(self._connection, entry.document.id) != entry.parsed:
            return False
        if any(read_quantities(self._connection, c) != q for c, q in entry.quantities.items()):
            return False
        query = 'SELECT clause_id, start, "end", vector FROM sentences WHERE document_id = ? ORDER BY number'
        stored = [tuple(r) for r in self._connection.execute(query, (entry.document.id,))]
        given = [
            (s.clause_id, s.span.start, s.span.end, v) for s, v in zip(entry.sentences, change.vectors, strict=True)
        ]
        return stored == given

    def touch(self, changes: Iterable[Change]) -> None:
        """Note that files were read again and said the same: the revision stays."""
        with self._transaction():
            self._connection.executemany(
                "UPDATE files SET sha256 = ?, beside_sha256 = ?, parser = ? WHERE path = ?",
                ((c.state.sha256, c.state.beside_sha256, c.state.parser, c.path) for c in changes),
            )

    def apply(self, changes: Sequence[Change], removed: Iterable[str], *, embedder: str, dimensions: int) -> None:
        """Move to the next state in one transaction: ``removed`` are ids of documents that go."""
        with self._transaction():
            self._connection.executemany("DELETE FROM documents WHERE id = ?", ((i,) for i in removed))
            for change in changes:
                self._replace(change)
            self._connection.execute("DELETE FROM vectors WHERE key NOT IN (SELECT vector FROM sentences)")
            meta = {"embedder": embedder, "dimensions": str(dimensions), "revision": secrets.token_hex(8)}
            self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())

    def vectors(self) -> Iterator[bytes]:
        """The vector of every sentence, in the order in which a generation numbers them."""
        rows = self._connection.execute(
            "SELECT s.document_id, v.vector FROM sentences s LEFT JOIN vectors v ON v.key = s.vector "
            "ORDER BY s.document_id, s.start, s.number"
        )
        for document_id, vector in rows:
            if vector is None or len(vector) != 4 * self.dimensions:
                raise damaged_truth(self.home, f"文件 {document_id} 缺少向量")
            yield vector

    def copy_content(self, target: Path) -> None:
        """Write the generation's own copy of documents, clauses, quantities and sentences, without the vectors."""
        with closing(sqlite3.connect(target, isolation_level=None)) as new:
            new.execute("PRAGMA synchronous=OFF")  # the builder has the whole folder kept at its end
            new.executescript(CONTENT)
        db = self._connection
        db.execute("ATTACH ? AS copy", (str(target),))
        try:
            with self._transaction():
                for table in ("documents", "clauses", "anomalies", "quantities"):
                    db.execute(f"INSERT INTO copy.{table} SELECT * FROM main.{table}")  # noqa: S608 - our own names
                db.execute(
                    "INSERT INTO copy.sentences SELECT row_number() OVER (ORDER BY document_id, start, number) - 1, "
                    'document_id, clause_id, start, "end", vector FROM main.sentences'
                )
        finally:
            db.execute("DETACH copy")

    def _replace(self, change: Change) -> None:
        db = self._connection
        db.execute("DELETE FROM documents WHERE id IN (SELECT document_id FROM files WHERE path = ?)", (change.path,))
        db.execute("DELETE FROM documents WHERE id = ?", (change.entry.document.id,))
        write_entry(db, change.entry, change.vectors)
        state = change.state
        row = (change.path, state.sha256, state.beside_sha256, state.parser, change.entry.document.id)
        db.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", row)

    def _prepare(self) -> None:
        db = self._connection
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA foreign_keys=ON")
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            with self._transaction():  # `executescript` would commit half-way
                for statement in (CONTENT + TRUTH).split(";"):
                    db.execute(statement)
                db.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
        add_columns(db)
        found = self._meta("format")
        if found != str(FORMAT):
            raise IndexMismatch(
                f"“{self.home}”的数据库是第 {found} 版格式，而本程序使用第 {FORMAT} 版；"
                "请运行 policyqa sync --rebuild 并列出所有要索引的文件夹。"
            )

    def _meta(self, key: str) -> str | None:
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:  # also an interruption: no half of a change may stay
            if self._connection.in_transaction:  # SQLite rolls back by itself when the disk is full
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
