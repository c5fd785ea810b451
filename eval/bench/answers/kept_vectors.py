"""Kept vectors: an embedder that remembers, so that an index of the laws can be made anew without an hour of embedding."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np

from index import Embedder
from index.embedding import Vectors


class KeptVectors:
    """Another embedder, under its name, with every vector of a passage kept in one SQLite file.

    Several processes may use one file.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self._path = path
        with closing(self._connect()) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) STRICT")

    @property
    def name(self) -> str:
        """The other embedder's name."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._embedder.dimensions

    @property
    def scale(self) -> tuple[float, float] | None:
        """What its cosines mean, see ``index.Embedder``."""
        return self._embedder.scale

    def query(self, text: str) -> Vectors:
        """The vector of a question, which is not kept."""
        return self._embedder.query(text)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts; only those that are not kept yet are embedded."""
        keys = [sha256(f"{self.name}\0{t}".encode("utf-8", "surrogatepass")).hexdigest() for t in texts]
        with closing(self._connect()) as db:
            found = {key: vector for key in keys if (vector := self._kept(db, key)) is not None}
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
            if new:
                made = dict(zip(new, self._embedder.passages([*new.values()]), strict=True))
                with db:
                    rows = ((key, np.asarray(vector, "<f4").tobytes()) for key, vector in made.items())
                    db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
                found |= made
        return np.stack([found[key] for key in keys]) if keys else np.empty((0, self.dimensions), np.float32)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=60.0)

    def _kept(self, db: sqlite3.Connection, key: str) -> Vectors | None:
        row = db.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        if row is None or len(row[0]) != 4 * self.dimensions:
            return None
        vector: Vectors = np.frombuffer(row[0], "<f4")
        return vector
