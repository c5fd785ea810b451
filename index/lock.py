"""The writer's lock: one process at a time changes a home."""

import json
import os
import socket
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from index.errors import WriterBusy

_NAME = "index.lock"
_WAIT = 5.0  # seconds


class WriterLock:
    """Held inside a ``with``. The operating system frees it when the process ends, however it ends, so that a lock
    of a dead process needs no taking over; the file stays and says who held it last.
    """

    def __init__(self, home: Path, *, wait: float = _WAIT) -> None:
        self._path = home / _NAME
        self._wait = wait
        # A lock by mere existence, the library's way out where flock is missing, would outlive a crash.
        self._lock = FileLock(self._path, fallback_to_soft=False)

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            WriterBusy: another process has it and keeps it.
        """
        try:
            self._lock.acquire(timeout=self._wait)
        except Timeout as exc:
            raise WriterBusy(
                f"另一个进程（{self._holder()}）正在建库，等了 {self._wait:.0f} 秒仍未结束；请等它完成后再运行。"
            ) from exc
        start = datetime.now().astimezone().isoformat(timespec="seconds")
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "start": start}
        self._path.write_text(json.dumps(holder), encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()

    def _holder(self) -> str:
        try:
            holder = json.loads(self._path.read_text(encoding="utf-8"))
            return f"pid {holder['pid']}，{holder['host']}，{holder['start']} 开始"
        except (OSError, ValueError, KeyError, TypeError):
            return "pid 未知"  # it has just taken the lock and not yet signed
