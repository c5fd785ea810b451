"""Source files: the bytes of a document, taken from the disk once and within limits."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnreadableFile

MEBI = 1024 * 1024
FILE_LIMIT = 200 * MEBI
TEXT_LIMIT = 20 * MEBI  # the longest law of the country has 0.3 MB


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's bytes and where they came from."""

    path: Path
    data: bytes

    @property
    def sha256(self) -> str:
        """The digest of the bytes, lower-case hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def load(path: Path, *, limit: int = FILE_LIMIT) -> SourceFile:
    """The bytes of a regular file.

    Raises:
        UnreadableFile: missing, not a regular file (links and pipes are not followed), empty, above ``limit`` bytes
            (told before reading), or the system refuses.
    """
    try:
        _refuse_unusual(path, path.lstat(), limit)
        # O_NOFOLLOW and O_NONBLOCK: what was checked may have been replaced by a link or a pipe since
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            _refuse_unusual(path, os.fstat(descriptor), limit)
            data = stream.read(limit + 1)
    except FileNotFoundError as exc:
        raise UnreadableFile(path, reason="文件不存在", remedy="请检查路径") from exc
    except PermissionError as exc:
        raise UnreadableFile(path, reason="没有读取权限", remedy="请修改文件权限后重试") from exc
    except (OSError, ValueError) as exc:  # ValueError: a NUL in the path
        raise UnreadableFile(path, reason=f"系统报告错误（{exc}）", remedy="请检查磁盘和路径后重试") from exc
    if not data:
        raise UnreadableFile(path, reason="文件为空（0字节）", remedy="请重新下载或导出该文件")
    if len(data) > limit:
        raise _too_large(path, len(data), limit)
    return SourceFile(path, data)


def refuse_long_text(path: Path, characters: int) -> None:
    """Raises ``UnreadableFile`` where a document's text exceeds the limit; ``characters`` count the text so far."""
    if characters > TEXT_LIMIT:
        raise UnreadableFile(
            path, reason=f"正文超过{TEXT_LIMIT // MEBI}百万字符的上限", remedy="请确认是政策文件，或拆分后分别导入"
        )


def _refuse_unusual(path: Path, status: os.stat_result, limit: int) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise UnreadableFile(path, reason="是符号链接，为安全起见不跟随", remedy="请复制原文件到此处")
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(path, reason="是文件夹", remedy="请指定其中的文件")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(path, reason="不是普通文件（管道、设备或套接字）", remedy="请指定普通文件")
    if status.st_size > limit:
        raise _too_large(path, status.st_size, limit)


def _too_large(path: Path, size: int, limit: int) -> UnreadableFile:
    reason = f"文件有{size / MEBI:.0f}MB，超过{limit // MEBI}MB的上限"
    return UnreadableFile(path, reason=reason, remedy="请拆分文件或压缩其中的图片")
