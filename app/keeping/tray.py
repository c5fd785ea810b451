"""The tray: uploaded files until they are taken in, each its sender's alone."""

import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.access.user import User
from app.errors import InvalidUpload
from app.keeping.names import file_name

_FOLDER = "uploads"
_KEPT = 3600.0  # seconds
_ROOM = 1 << 30  # bytes that must stay free: an index and its successor want room


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file under a name of our own, and the name that it is to have."""

    id: str
    user: str
    name: str
    path: Path
    begun: float = field(default_factory=time.monotonic)


class Tray:
    """Uploads of all users in a folder of the home for this process's user alone. Used from one event loop."""

    def __init__(self, home: Path, *, largest: int, count: int) -> None:
        """``largest`` in bytes, ``count`` files that a user may have waiting."""
        self._folder = home / "page" / _FOLDER
        self.largest = largest
        self.count = count
        self._held: dict[str, Upload] = {}

    def clear(self) -> None:
        """Delete what an earlier server left; what is new may be another server's of the same home."""
        for file in self._folder.glob("*"):
            with suppress(OSError):  # gone meanwhile, or not ours: the next start tries again
                if time.time() - file.stat().st_mtime > _KEPT:
                    file.unlink()

    def begin(self, user: User, said: str) -> Upload:
        """A place for a file that its sender calls ``said``.

        Raises:
            InvalidUpload: it is no document by its name, too many are waiting, or there is no room.
        """
        name = file_name(said)
        self._expire()
        if sum(u.user == user.name for u in self._held.values()) >= self.count:
            raise InvalidUpload(f"一次最多上传 {self.count} 份文件；请等前面的收入完成后再传。")
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(self._folder).free < _ROOM + self.largest:
            raise InvalidUpload("服务器的磁盘空间不足，不能上传；请通知管理员腾出空间后再试。")
        token = secrets.token_urlsafe(18)
        upload = Upload(token, user.name, name, self._folder / secrets.token_hex(16))
        self._held[token] = upload
        return upload

    def take(self, user: User, tokens: list[str]) -> tuple[Upload, ...]:
        """The user's uploads of these tokens, which leave the tray; what is not this user's is not there."""
        mine = [t for t in dict.fromkeys(tokens) if (u := self._held.get(t)) is not None and u.user == user.name]
        return tuple(self._held.pop(t) for t in mine)

    def drop(self, upload: Upload) -> None:
        """Throw an upload away."""
        self._held.pop(upload.id, None)
        upload.path.unlink(missing_ok=True)

    def _expire(self) -> None:
        now = time.monotonic()
        for upload in [u for u in self._held.values() if now - u.begun > _KEPT]:
            self.drop(upload)
