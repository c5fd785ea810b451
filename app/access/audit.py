"""The audit log: who changed what, and who logged in. No question, password or token is ever written into it.

JSON lines, one file a month in ``<home>/audit``, for their owner alone. Everything but ASCII is escaped, so that
nothing in a name can end a line, forge another, or turn the text around; what is told is kept until somebody deletes
the file of that month.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from app.access.user import User
from app.errors import AuditFault

FOLDER = "audit"
_LONGEST = 300  # characters of a name or an object


class Action(StrEnum):
    """What is written down."""

    UPLOAD = "document.upload"
    REMOVE = "document.remove"
    SYNC = "library.sync"
    VERSION = "document.version"
    REVIEW = "benefit.review"
    USER_ADD = "user.add"
    USER_REMOVE = "user.remove"
    USER_PASSWORD = "user.password"  # noqa: S105 - the name of an action
    USER_ROLE = "user.role"
    TOKEN_ADD = "token.add"  # noqa: S105 - the name of an action
    TOKEN_REVOKE = "token.revoke"  # noqa: S105 - the name of an action
    LOGIN = "login"
    LOGIN_FAILED = "login.failed"
    LOGOUT = "logout"
    REFUSED = "refused"  # a reader asked for something that editors may do


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``time`` is UTC, ISO 8601; ``address`` is empty for the command line."""

    time: str
    user: str
    address: str
    action: str
    object: str


@dataclass(frozen=True, slots=True)
class Torn:
    """A line that cannot be read: the power failed, or somebody edited the file."""

    file: Path
    line: int  # counted from 1


class Audit:
    """The log in a home folder."""

    def __init__(self, home: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._folder = home / FOLDER
        self._clock = clock

    def record(self, user: User, action: Action, object: str = "", *, address: str = "") -> None:  # noqa: A002
        """Write one line, at once and on the disk. ``object`` names what was done to, such as a document's id;
        ``address`` is the user's own where none is given.

        Raises:
            AuditFault: it cannot be written.
        """
        now = self._clock()
        entry = Entry(
            now.isoformat(timespec="milliseconds"),
            _short(user.name),
            address or user.address,
            str(action),
            _short(object),
        )
        file = self._folder / f"{now:%Y-%m}.jsonl"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _append(file, json.dumps(asdict(entry), ensure_ascii=True).encode("ascii"))
        except OSError as error:
            raise AuditFault(
                f"无法写入审计日志“{file}”：{error.strerror or error}；请检查权限和磁盘空间后重试。"
            ) from error

    def entries(self) -> Iterator[Entry | Torn]:
        """Every line, oldest first.

        Raises:
            AuditFault: a file cannot be read.
        """
        for file in sorted(self._folder.glob("*.jsonl")):
            try:
                lines = file.read_bytes().split(b"\n")
            except OSError as error:
                raise AuditFault(f"无法读取审计日志“{file}”：{error.strerror or error}；请检查权限。") from error
            yield from (_entry(file, number, line) for number, line in enumerate(lines, 1) if line)


def _append(file: Path, line: bytes) -> None:
    """One write of one whole line; behind a line that was cut short, on a line of its own."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        os.write(descriptor, (b"\n" if torn else b"") + line + b"\n")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _entry(file: Path, number: int, line: bytes) -> Entry | Torn:
    try:
        found = json.loads(line)
        return Entry(**{name: str(found[name]) for name in Entry.__dataclass_fields__})
    except (ValueError, KeyError, TypeError):
        return Torn(file, number)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
