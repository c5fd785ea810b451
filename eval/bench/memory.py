"""How much memory a process and everything it started holds, read from ``/proc`` (Linux)."""

import time
from pathlib import Path

_PROC = Path("/proc")
_STEADY_SHARE = 0.01  # of the memory: less change than this is steady
_KIB = 1024


def family(pid: int) -> tuple[int, ...]:
    """A process and its descendants that are alive."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdecimal() and (parent := _parent(int(entry.name))) is not None:
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting += children.get(current, [])
    return tuple(found)


def resident(pid: int) -> int:
    """Bytes that a process and its descendants hold; a page that several share is counted once (PSS).

    Where the kernel does not tell the proportional size, the resident size (RSS) of each is added.
    """
    return sum(_held(p) for p in family(pid))


def peak(pid: int) -> int:
    """The most bytes that one process held at any time (the high-water mark of its RSS); 0 if it has ended."""
    return _kib(_read(pid, "status"), "VmHWM:")


def steady(pid: int, *, patience: float, pause: float, readings: int = 3) -> int:
    """The same, once ``readings`` in a row hardly differ, or ``patience`` seconds are over.

    Several, because a server that has shown its page may pause before it opens the index.
    """
    end = time.monotonic() + patience
    seen = [resident(pid)]
    while time.monotonic() < end:
        time.sleep(pause)
        seen.append(resident(pid))
        last = seen[-readings:]
        if len(last) == readings and max(last) - min(last) <= _STEADY_SHARE * max(last):
            break
    return seen[-1]


def has_mapped(pid: int, suffix: str) -> bool:
    """Whether a process or a descendant has a file mapped whose name ends so."""
    return any(line.endswith(suffix) for p in family(pid) for line in _read(p, "maps").splitlines())


def _held(pid: int) -> int:
    return _kib(_read(pid, "smaps_rollup"), "Pss:") or _kib(_read(pid, "status"), "VmRSS:")


def _kib(text: str, name: str) -> int:
    line = next((line for line in text.splitlines() if line.startswith(name)), None)
    return int(line.split()[1]) * _KIB if line else 0


def _parent(pid: int) -> int | None:
    # The name in parentheses may hold spaces and parentheses of its own: count from its end.
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return int(fields[1]) if len(fields) > 1 else None


def _read(pid: int, name: str) -> str:
    try:
        return (_PROC / str(pid) / name).read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended meanwhile, or is not ours
        return ""
