"""Wall time of whole commands, each in a process of its own, as a user would wait for them."""

import subprocess
import sys
import time
from pathlib import Path

from eval.bench.measure import Measure, median
from eval.errors import BenchmarkFault

_QUESTION = "整机企业采购零部件，每年最多奖励多少？"
_LIMIT = 600  # seconds until a command counts as hanging


def measure_sync(home: Path) -> tuple[Measure, ...]:
    """Sync ``corpus/sources`` into an empty home, then again with nothing changed."""
    fresh = _timed("sync", "--home", str(home))
    unchanged = [_timed("sync", "--home", str(home)) for _ in range(3)]
    return (
        median("首次同步 corpus/sources", [fresh], goal=15.0),
        median("无变化再次同步", unchanged, goal=1.5),
    )


def measure_cold_ask(home: Path) -> Measure:
    """Answer one question from a new process without a model."""
    arguments = ("ask", _QUESTION, "--engine", "extractive", "--home", str(home))
    return median("命令行首答（新进程，不用模型）", [_timed(*arguments) for _ in range(5)], goal=5.0)


def _timed(*arguments: str) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "app", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_LIMIT)
    seconds = time.perf_counter() - start
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["没有输出"])[-1]
        raise BenchmarkFault(f"命令 policyqa {arguments[0]} 失败（退出码 {done.returncode}）：{last}")
    return seconds
