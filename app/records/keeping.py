"""Keeping exchanges behind the answers' back: no answer waits for the disk, and none fails with it."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from time import monotonic

from app.access import User
from app.errors import RecordsFault
from app.records.exchange import Exchange
from app.records.records import Records

_log = logging.getLogger(__name__)
_MOST_WAITING = 500  # exchanges; a disk that is slower than this many questions is told of, not waited for
_SWEEP = 3600.0  # seconds between looking for conversations that are too old
_BUSY = "对话记录写得太慢，最近的问答没有存下；回答不受影响，请检查磁盘。"


class Keeper:
    """Writes in a thread of its own, in order. ``notice`` is what a user should know: why the last one is not kept."""

    def __init__(self, home: Path, *, days: int) -> None:
        self._open: Callable[[], Records] = lambda: Records(home, days=days)
        self._records: Records | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="policyqa-records")
        self._waiting = 0
        self._lock = Lock()
        self._swept = monotonic()  # opening the records has looked
        self.notice = ""

    def records(self) -> Records:
        """The records, opened when they are first asked for. Raises RecordsFault; the next call tries again."""
        with self._lock:
            if self._records is None:
                self._records = self._open()
            return self._records

    def keep(self, user: User, exchange: Exchange, *, conversation: str) -> "Future[None]":
        """Write an exchange soon; returns at once, and never raises."""
        if self._waiting >= _MOST_WAITING:
            self.notice = _BUSY
            done: Future[None] = Future()
            done.set_result(None)
            return done
        self._waiting += 1
        return self._worker.submit(self._write, user, exchange, conversation)

    def close(self) -> None:
        """Write what waits, then close."""
        self._worker.shutdown(wait=True)
        if self._records is not None:
            self._records.close()

    def _write(self, user: User, exchange: Exchange, conversation: str) -> None:
        try:
            records = self.records()
            records.keep(user, exchange, conversation=conversation)
            if monotonic() - self._swept > _SWEEP:
                records.forget_old()
                self._swept = monotonic()
            self.notice = ""
        except RecordsFault as error:
            self.notice = str(error)
            _log.warning("an exchange was not kept: %s", error)
        finally:
            self._waiting -= 1
