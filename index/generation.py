"""Generations: immutable folders ``<home>/index/gen-N`` and the file ``CURRENT`` that names the one in use."""

import re
import shutil
from collections.abc import Collection
from pathlib import Path

from index.storage import replace_file

_NAME = re.compile(r"gen-(\d{1,9})")
_POINTER = "CURRENT"
UNFINISHED = ".tmp"

Stamp = tuple[int, int, int]


def folder(home: Path) -> Path:
    """Where the generations of a home are."""
    return home / "index"


def directory(home: Path, name: str) -> Path:
    """The folder of one generation."""
    return folder(home) / name


def names(home: Path) -> tuple[str, ...]:
    """Every finished generation, newest first."""
    if not folder(home).is_dir():
        return ()
    found = [p.name for p in folder(home).iterdir() if _NAME.fullmatch(p.name) and p.is_dir()]
    return tuple(sorted(found, key=_number, reverse=True))


def next_name(home: Path) -> str:
    """A name that no generation has had."""
    return f"gen-{max(map(_number, names(home)), default=0) + 1}"


def current(home: Path) -> str | None:
    """The generation in use, or ``None`` where the pointer is missing or is not one."""
    try:
        name = (folder(home) / _POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) and directory(home, name).is_dir() else None


def stamp(home: Path) -> Stamp | None:
    """Changes whenever the pointer does; cheap enough for every question."""
    try:
        status = (folder(home) / _POINTER).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino, status.st_size


def point(home: Path, name: str) -> None:
    """Make ``name`` the generation in use, atomically."""
    replace_file(folder(home) / _POINTER, name + "\n")


def keep_only(home: Path, kept: Collection[str]) -> None:
    """Remove every other generation and what an interrupted build left."""
    for path in folder(home).iterdir():
        if path.is_dir() and path.name not in kept and path.name.startswith("gen-"):
            shutil.rmtree(path, ignore_errors=True)  # a leftover is tried again next time


def _number(name: str) -> int:
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0
