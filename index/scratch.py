"""Private folders of one process, gone when it ends.

Chroma writes into the folder that it opens, even for reading (measured: its first transaction rewrites
``chroma.sqlite3`` at every opening), and two processes must never write into one folder. So each process opens a
copy of its own, and a finished generation keeps the bytes that were checked.

Small folders lie in memory: building an empty Chroma database takes some 150 synchronous writes, 0.1 s on an idle
disk and 11 s on a busy one.
"""

import os
import shutil
import tempfile
import time
import weakref
from pathlib import Path

from filelock import FileLock, Timeout

_MEMORY = Path("/dev/shm")  # noqa: S108 - only as the parent of a folder that mkdtemp makes for us alone
_IN_MEMORY_LIMIT = 64 << 20  # bytes
_YOUNG = 60.0  # seconds within which a folder without a lock may be one that is just being made
_LOCK = "owner.lock"


class Scratch:
    """A folder for ``size`` bytes, removed by ``close``, at the end of the process, or by a later process after a
    crash, which finds its lock free.
    """

    def __init__(self, size: int) -> None:
        base = _base(size)
        _sweep(base)
        self.path = Path(tempfile.mkdtemp(prefix=_prefix(), dir=base))
        lock = FileLock(self.path / _LOCK, fallback_to_soft=False, thread_local=False)
        lock.acquire()
        self._remove = weakref.finalize(self, _remove, self.path, lock)

    def close(self) -> None:
        """Remove the folder. May be called twice."""
        self._remove()


def _base(size: int) -> Path:
    usable = size <= _IN_MEMORY_LIMIT and _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    if usable and shutil.disk_usage(_MEMORY).free > 2 * size:
        return _MEMORY
    return Path(tempfile.gettempdir())


def _prefix() -> str:
    return f"policyqa-{os.getuid()}-"


def _sweep(base: Path) -> None:
    """Remove folders of processes that are gone: the system has freed their locks."""
    for path in base.glob(_prefix() + "*"):
        try:
            if time.time() - path.stat().st_mtime < _YOUNG:
                continue
            with FileLock(path / _LOCK, timeout=0, fallback_to_soft=False):
                shutil.rmtree(path, ignore_errors=True)
        except (OSError, Timeout):
            continue  # in use, or somebody else was faster


def _remove(path: Path, lock: FileLock) -> None:
    shutil.rmtree(path, ignore_errors=True)
    lock.release()
