"""Which machine the figures are of."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Machine:
    """``cores`` are those that this process may use; ``memory`` in GiB; ``load`` the processes that wanted a core."""

    cpu: str
    cores: int
    memory: float
    system: str
    python: str
    load: float = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether others were at work: times taken then say nothing about a goal."""
        return self.load > self.cores / 4

    def __str__(self) -> str:
        """One line for a report."""
        return f"{self.cpu}，{self.cores} 核，内存 {self.memory:.1f} GiB，{self.system}，Python {self.python}"


def this_machine() -> Machine:
    """The machine that runs this."""
    return Machine(
        cpu=_cpu(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB,
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        load=os.getloadavg()[0],
    )


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
