"""Stamps: the digest of a big file, remembered for as long as nobody touched the file.

Reading a gigabyte takes seconds, so a digest is taken once and kept in ``<file>.stamp`` together with the file's
size, modification and change times. A replaced or rewritten file has others (the change time cannot be set by a
copy), so its stamp no longer holds.
"""

import contextlib
import hashlib
import json
import os
from pathlib import Path

_CHUNK = 1 << 20


def digest(path: Path) -> str:
    """The sha256 of the file's bytes, lower-case hexadecimal."""
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole.update(chunk)
    return whole.hexdigest()


def write_stamp(path: Path, sha256: str) -> None:
    """Remember the digest of the file as it is now."""
    stamp = _stamp(path)
    temporary = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    # A folder that may only be read gets no stamp: the digest is then taken at every start, which is slow but right.
    with contextlib.suppress(OSError):
        temporary.write_text(json.dumps({"sha256": sha256, **_state(path)}), encoding="utf-8")
        temporary.replace(stamp)


def stamped_digest(path: Path) -> str | None:
    """The remembered digest, or ``None`` when there is none or the file was touched since."""
    try:
        stamp = json.loads(_stamp(path).read_text(encoding="utf-8"))
        if not isinstance(stamp, dict) or any(stamp.get(key) != value for key, value in _state(path).items()):
            return None
    except (OSError, ValueError):
        return None
    found = stamp.get("sha256")
    return found if isinstance(found, str) else None


def drop_stamp(path: Path) -> None:
    """Forget the digest."""
    with contextlib.suppress(OSError):
        _stamp(path).unlink(missing_ok=True)


def _stamp(path: Path) -> Path:
    return path.with_name(f"{path.name}.stamp")


def _state(path: Path) -> dict[str, int]:
    found = path.stat()
    return {"size": found.st_size, "mtime_ns": found.st_mtime_ns, "ctime_ns": found.st_ctime_ns}
