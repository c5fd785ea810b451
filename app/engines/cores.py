"""How many processor cores this process may use."""

import math
import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # "<microseconds or max> <of how many>", of a container


def usable_cores(quota: Path = _QUOTA) -> int:
    """The cores that the scheduler allows, or fewer where a container has a share of them.

    llama.cpp's threads wait for each other by spinning: one thread more than there are cores makes it many times
    slower (measured).
    """
    allowed = len(os.sched_getaffinity(0))
    try:
        share, period = quota.read_text(encoding="ascii").split()
        return max(1, min(allowed, math.ceil(int(share) / int(period))))
    except (OSError, ValueError, ZeroDivisionError):  # no container, no limit ("max"), or another kind of system
        return allowed
