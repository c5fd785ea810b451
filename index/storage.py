"""Files that survive a crash, and the disk's errors in the user's words."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexDamaged, StorageFault

_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额用完",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EIO: "磁盘读写出错",
}
_SQLITE = {
    "SQLITE_FULL": "磁盘空间不足",
    "SQLITE_READONLY": "没有写入权限",
    "SQLITE_CANTOPEN": "无法打开数据库文件",
    "SQLITE_IOERR": "磁盘读写出错",
    "SQLITE_BUSY": "数据库正被别的程序占用",
}
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@contextmanager
def storage(home: Path) -> Iterator[None]:
    """Turn what the disk and SQLite raise into the index's errors.

    Raises:
        StorageFault: the home cannot be read or written.
        IndexDamaged: the truth is no readable database.
    """
    try:
        yield
    except sqlite3.Error as exc:
        name: str = getattr(exc, "sqlite_errorname", "") or ""
        if name.startswith(DAMAGED):
            raise damaged_truth(home, str(exc)) from exc
        reason = next((text for code, text in _SQLITE.items() if name.startswith(code)), str(exc))
        raise _fault(home, reason) from exc
    except OSError as exc:
        raise _fault(home, _REASONS.get(exc.errno or 0, exc.strerror or str(exc))) from exc


def damaged_truth(home: Path, detail: str) -> IndexDamaged:
    """The error for a truth that cannot be trusted; the way out is to read the files again."""
    return IndexDamaged(
        f"“{home}”里的数据库已损坏（{detail}）；请运行 policyqa sync --rebuild 并列出所有要索引的文件夹，旧文件会另存保留。"
    )


def require_space(home: Path, needed: int) -> None:
    """Refuse to begin what would fill the disk. ``needed`` in bytes.

    Raises:
        StorageFault: less is free.
    """
    free = shutil.disk_usage(home).free
    if free < needed:
        raise _fault(home, f"磁盘空间不足，需要 {needed >> 20} MB，只剩 {free >> 20} MB")


def replace_file(path: Path, text: str) -> None:
    """Write ``text`` so that a crash leaves the old file or the new one, never a part."""
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_path(path.parent)


def sync_path(path: Path) -> None:
    """Have the disk keep a file's bytes, or a folder's list of names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Have the disk keep everything below ``folder``, names included."""
    for path in sorted(folder.rglob("*"), reverse=True):
        sync_path(path)
    sync_path(folder)


def _fault(home: Path, reason: str) -> StorageFault:
    return StorageFault(f"无法读写索引目录“{home}”：{reason}；现有索引未受影响，请解决后重试。")
