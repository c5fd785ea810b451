"""A job: a command of ours in a child process.

The page does nothing long by itself: it runs what a user would run in a terminal. So both do the same, a crash or a
full memory takes the child alone, and nothing that is long keeps anybody's answer waiting.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import AppError

PROGRESS = "POLICYQA_PROGRESS"  # set to ``json``, a command tells its progress as JSON lines on stderr
_TICK = 0.1  # seconds between two looks at a job
_GRACE = 15.0  # seconds that a cancelled command has to leave in order
_LONGEST_LINE = 1 << 20  # bytes
_NOTES = 40  # lines of stderr that are kept


class JobFailed(AppError):
    """A command could not run; the sentence is the command's own."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job has come: a Chinese word for the stage, ``done`` of ``total`` parts of it."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a command said. ``code`` 1: it ran, and what was asked for does not hold. ``notes`` are its lines on stderr."""

    code: int
    document: dict[str, Any]
    notes: tuple[str, ...] = ()


class Job:
    """Runs ``policyqa ARGUMENTS --json``. Any number of watchers may look on; it does not need one to go on."""

    def __init__(self, arguments: Sequence[str], *, home: Path) -> None:
        self._command = [sys.executable, "-m", "app", *arguments, "--json", "--home", str(home)]
        self._process: Process | None = None
        self._task: asyncio.Task[Result] | None = None
        self._notes: list[str] = []
        self.step: Step | None = None
        self.cancelled = False

    @property
    def running(self) -> bool:
        """Whether it has been started and has not ended."""
        return self._task is not None and not self._task.done()

    @property
    def finished(self) -> Result | None:
        """What it said, once it has come to its end."""
        task = self._task
        ended = task is not None and task.done() and not task.cancelled() and task.exception() is None
        return task.result() if task is not None and ended else None

    def start(self) -> None:
        """Begin, in the running event loop."""
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def steps(self) -> AsyncIterator[Step | None]:
        """Each change of the progress, until the job ends; ``None`` while it has not told any."""
        shown: Step | None = Step("", -1, -1)
        while self.running:
            if self.step != shown:
                shown = self.step
                yield shown
            await asyncio.sleep(_TICK)

    async def result(self) -> Result:
        """What the command said, once it has ended.

        Raises:
            JobFailed: it could not run, was cancelled, or said nothing that is a result.
        """
        self.start()
        task = self._task
        if task is None:
            raise JobFailed("没有开始。")
        return await asyncio.shield(task)

    async def cancel(self) -> None:
        """End the command as Ctrl-C would, and wait until it has ended; one that does not listen is killed."""
        self.cancelled = True
        process, task = self._process, self._task
        if process is None or task is None or task.done():
            return
        _signal(process, signal.SIGINT)
        _, still = await asyncio.wait({task}, timeout=_GRACE)
        if still:
            _signal(process, signal.SIGKILL)
            await asyncio.wait({task})

    async def _run(self) -> Result:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
            env={**os.environ, PROGRESS: "json"},
            limit=_LONGEST_LINE,
            start_new_session=True,  # its workers end with it
        )
        assert process.stdout is not None and process.stderr is not None  # noqa: PT018, S101 - pipes were asked for
        if self.cancelled:  # nothing has begun that would have to be left in order; SIGINT can be lost before exec
            _signal(process, signal.SIGKILL)
        try:
            said, _ = await asyncio.gather(process.stdout.read(), self._listen(process.stderr))
            code = await process.wait()
        finally:
            _signal(process, signal.SIGKILL)  # whatever of its session is left
        return self._judged(code, said)

    async def _listen(self, stderr: asyncio.StreamReader) -> None:
        async for line in stderr:
            if (step := _step(line)) is not None:
                self.step = step
            elif text := line.decode("utf-8", "replace").strip():
                self._notes = [*self._notes, text][-_NOTES:]

    def _judged(self, code: int, said: bytes) -> Result:
        if self.cancelled:
            raise JobFailed("已取消。")
        try:
            document = json.loads(said.decode("utf-8")) if said.strip() else {}
        except ValueError:
            document = {}
        if code in {0, 1} and document:
            return Result(code, document, tuple(self._notes))
        last = self._notes[-1] if self._notes else f"退出码 {code}"
        raise JobFailed(str(document.get("error") or f"命令没有完成：{last}；请运行 policyqa doctor 检查。"))


def _step(line: bytes) -> Step | None:
    """A line of progress, as ``app.cli.progress`` writes it."""
    if not line.startswith(b'{"stage"'):
        return None
    try:
        found = json.loads(line)
        return Step(str(found["stage"]), int(found["done"]), int(found["total"]))
    except (ValueError, KeyError, TypeError):
        return None


def _signal(process: Process, number: signal.Signals) -> None:
    """To the process and to what it has started; gone already is no fault."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
