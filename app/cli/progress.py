"""Progress on stderr: a bar on a terminal, a line for each step elsewhere."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.cli.terminal import printable

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_STEP = 10  # per cent between two lines in a log


class Progress:
    """Shows how far each named step has come. ``quiet`` shows nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._shown: dict[str, int] = {}

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
        if self._quiet:
            return
        if self._bars is None:
            self._log(printable(step), done, total)
            return
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(printable(step), total=total)
        self._bars.update(self._tasks[step], completed=done, total=total)

    def _log(self, step: str, done: int, total: int) -> None:
        share = 100 * done // total // _STEP * _STEP if total else 100
        if share > self._shown.get(step, -1):
            self._shown[step] = share
            sys.stderr.write(f"{step} {share}%\n")
            sys.stderr.flush()


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    return Bars(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
