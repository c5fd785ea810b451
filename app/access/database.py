"""The file of accounts, sessions, tokens and failed logins: SQLite in the home folder, for its owner alone."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import AccessDamaged

FILE_NAME = "access.sqlite3"
_VERSION = 1
_WAIT = 5.0  # seconds for another process that writes
_SCHEMA = """
CREATE TABLE accounts (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created REAL NOT NULL
) STRICT;
CREATE TABLE sessions (
    digest BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    created REAL NOT NULL, seen REAL NOT NULL
) STRICT;
CREATE INDEX sessions_of_account ON sessions (account);
CREATE TABLE tokens (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, digest BLOB NOT NULL UNIQUE,
    created REAL NOT NULL, expires REAL, used REAL
) STRICT;
CREATE TABLE failures (subject BLOB PRIMARY KEY, failed INTEGER NOT NULL, last REAL NOT NULL) STRICT;
"""


class Database:
    """One connection for all threads of a process; other processes may change the file at any time."""

    def __init__(self, home: Path) -> None:
        """Open the file, or make an empty one. The home folder is made where it is missing.

        Raises:
            AccessDamaged: it cannot be opened or made, or is of another version.
        """
        self.path = home / FILE_NAME
        self._lock = threading.RLock()
        with self._translated():
            home.mkdir(parents=True, exist_ok=True)
            # SQLite gives its journal the rights of the file, so those are set before there is a journal.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            self.path.chmod(0o600)
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=_WAIT, check_same_thread=False)
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
        """The connection in a transaction that no other writer can come between; undone by an error."""
        with self._lock, self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA foreign_keys=ON")
        with self.writing() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                for statement in _SCHEMA.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={_VERSION}")
            elif version != _VERSION:
                raise AccessDamaged(
                    f"账号文件“{self.path}”是另一个版本（{version}）的 PolicyQA 写的，这里只认版本 {_VERSION}；"
                    "请用写它的版本打开，或移走它重新建账号。"
                )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise AccessDamaged(
                f"无法读写账号文件“{self.path}”：{reason}；请检查权限和磁盘空间，文件损坏时移走它并重新建账号。"
            ) from error
