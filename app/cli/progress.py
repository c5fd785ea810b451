"""Progress on stderr: a bar on a terminal, a line for each step elsewhere; with the rate and the time left.

With ``POLICYQA_PROGRESS=json`` in the environment, JSON lines instead: ``{"stage": "向量化", "done": 3, "total": 40}``.
"""

import json
import os
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.cli.terminal import printable
from app.jobs.job import PROGRESS

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import Task, TaskID

_STEP = 10  # per cent between two lines in a log
_OFTEN = 0.1  # seconds between two JSON lines of a stage


class Progress:
    """Shows how far each named step has come. ``quiet`` shows nothing, except to a program that asks for it."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._told = os.environ.get(PROGRESS) == "json"
        self._quiet = quiet or self._told
        self._last: dict[str, float] = {}  # when each step was last told to a program
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._shown: dict[str, int] = {}
        self._begun: dict[str, tuple[float, int]] = {}  # when each step was first told of, and how far it was then

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            self._bars = _bars()
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` parts of ``step`` are finished."""
        if self._told:
            self._tell(step, done, total)
        if self._quiet:
            return
        if self._bars is None:
            self._log(printable(step), done, total)
            return
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(printable(step), total=total, completed=done)
        self._bars.update(self._tasks[step], completed=done, total=total)

    def _tell(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now - self._last.get(step, 0.0) < _OFTEN:
            return
        self._last[step] = now
        sys.stderr.write(json.dumps({"stage": step, "done": done, "total": total}) + "\n")
        sys.stderr.flush()

    def _log(self, step: str, done: int, total: int) -> None:
        begun, first = self._begun.setdefault(step, (time.monotonic(), done))
        share = 100 * done // total // _STEP * _STEP if total else 100
        if share > self._shown.get(step, -1):
            self._shown[step] = share
            speed = (done - first) / max(time.monotonic() - begun, 1e-9)
            sys.stderr.write(f"{step} {share}%{f'  {_pace(speed, total - done)}' if speed else ''}\n")
            sys.stderr.flush()


def _pace(speed: float, left: int) -> str:
    """``12.3/s 0:01:05`` of ``speed`` a second and what is ``left``; the time alone says nothing at the end."""
    minutes, seconds = divmod(round(left / speed), 60)
    rest = f" {minutes // 60}:{minutes % 60:02d}:{seconds:02d}" if left else ""
    return f"{speed:.1f}/s{rest}"


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    class Speed(ProgressColumn):
        def render(self, task: "Task") -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "")

    return Bars(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Speed(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
