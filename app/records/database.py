"""The file of the records: SQLite in the home folder, for its owner alone, brought up to date when it is opened."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import RecordsFault

FILE_NAME = "records.sqlite3"
_WAIT = 2.0  # seconds for another process that writes; no answer waits for it

# The n-th brings a file of version n-1 to version n. They are never changed, only added to.
MIGRATIONS = (
    """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, updated REAL NOT NULL
) STRICT;
CREATE INDEX conversations_of_owner ON conversations (owner, updated);
CREATE TABLE exchanges (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE, asked REAL NOT NULL,
    question TEXT NOT NULL, as_of TEXT, document TEXT, within TEXT, reply TEXT NOT NULL, said TEXT NOT NULL,
    stopped INTEGER NOT NULL, generation TEXT NOT NULL
) STRICT;
CREATE INDEX exchanges_of_conversation ON exchanges (conversation, asked);
""",
    """
CREATE TABLE feedback (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, exchange TEXT NOT NULL, given REAL NOT NULL, verdict TEXT NOT NULL,
    words TEXT NOT NULL, questions TEXT NOT NULL, reply TEXT NOT NULL, said TEXT NOT NULL, generation TEXT NOT NULL,
    UNIQUE (owner, exchange)
) STRICT;
CREATE INDEX feedback_of_owner ON feedback (owner, given);
""",
)


class Database:
    """One connection for all threads of a process; other processes may write at any time."""

    def __init__(self, home: Path) -> None:
        """Open the file, or make an empty one.

        Raises:
            RecordsFault: it cannot be opened or made, or was written by a later version.
        """
        self.path = home / FILE_NAME
        self._lock = threading.RLock()
        with self._translated():
            home.mkdir(parents=True, exist_ok=True)
            # SQLite gives its journal the rights of the file, so those are set before there is a journal.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            self.path.chmod(0o600)
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=_WAIT, check_same_thread=False)
            self._connection.row_factory = sqlite3.Row
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for single statements."""
        with self._lock, self._translated():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction; undone by an error."""
        with self._lock, self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    self._connection.execute("ROLLBACK")
                raise

    def truncate_journal(self) -> None:
        """Leave nothing of what was deleted in the journal either, as far as no other process reads it."""
        with self.reading() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA foreign_keys=ON")
        self._connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
        with self.writing() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > len(MIGRATIONS):
                raise RecordsFault(
                    f"对话记录“{self.path}”是更新版本的 PolicyQA 写的（{version}，这里最多认 {len(MIGRATIONS)}）；"
                    "请升级，或移走它重新开始。"
                )
            for migration in MIGRATIONS[version:]:
                for statement in migration.split(";\n"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={len(MIGRATIONS)}")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise RecordsFault(
                f"无法读写对话记录“{self.path}”：{reason}；回答不受影响，请检查权限和磁盘空间，文件损坏时移走它。"
            ) from error
