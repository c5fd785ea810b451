"""A database of the application: SQLite in the home folder, for its owner alone, brought up to date when it is opened."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from app.errors import AppError


class OwnDatabase:
    """One connection for all threads of a process; other processes may write at any time.

    A subclass says which file it is: ``migrations``, of which the n-th brings a file of version n-1 to version n, and
    which are only ever added to; ``wait``, the seconds for another process that writes; the ``fault`` that is raised,
    what users call the file, and what they can do where it cannot be used.
    """

    file_name: ClassVar[str]
    migrations: ClassVar[tuple[str, ...]]
    fault: ClassVar[type[AppError]]
    called: ClassVar[str]
    advice: ClassVar[str]
    wait: ClassVar[float] = 5.0

    def __init__(self, home: Path) -> None:
        """Open the file, or make an empty one. The home folder is made where it is missing.

        Raises:
            AppError: the class's ``fault``: it cannot be opened or made, or was written by a later version.
        """
        self.path = home / self.file_name
        self._lock = threading.RLock()
        with self._translated():
            home.mkdir(parents=True, exist_ok=True)
            # SQLite gives its journal the rights of the file, so those are set before there is a journal.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            self.path.chmod(0o600)
            self._connection = sqlite3.connect(
                self.path, isolation_level=None, timeout=self.wait, check_same_thread=False
            )
            self._connection.row_factory = sqlite3.Row
            try:
                self._prepare()
            except BaseException:  # whatever ends the opening, the connection must not stay
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
                self._connection.execute("COMMIT")
            except BaseException:  # also an interruption: no half of a change may stay
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
            if version > len(self.migrations):
                raise self.fault(
                    f"{self.called}“{self.path}”是更新版本的 PolicyQA 写的（{version}，这里最多认 {len(self.migrations)}）；"
                    "请升级，或移走它重新开始。"
                )
            for migration in self.migrations[version:]:
                for statement in migration.split(";\n"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={len(self.migrations)}")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise self.fault(f"无法读写{self.called}“{self.path}”：{reason}；{self.advice}") from error
