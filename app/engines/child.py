"""The application's end of a worker process: started, written to, read from with a time limit, ended."""

import os
import select
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import IO

import app
from app.engines.protocol import Cancel, Command, Event, Generate, decode, encode

_GRACE = 2.0  # seconds between asking a worker to end and making it
_QUIET = {
    "GGML_NO_BACKTRACE": "1",  # else a crash starts a debugger
    # Threads that wait by spinning starve everything on a busy machine, themselves included: with eight other
    # processes on two cores, 0.7 tokens a second against 5 (measured).
    "OMP_WAIT_POLICY": "PASSIVE",
}


class ChildGone(Exception):
    """The worker process has ended; the message says how, in Chinese."""


class Child:
    """A worker process. One caller at a time reads; anybody may kill.

    Its standard error goes to ``log``, which is begun anew. It is no member of the terminal's process group, so that
    Ctrl-C reaches the application alone, and it ends when its standard input does.
    """

    def __init__(self, module: str, arguments: list[str], log: Path) -> None:
        root = str(Path(app.__file__).parents[1])  # -P keeps the working directory out, so the package must be named
        path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
        environment = {**_QUIET, **os.environ, "PYTHONPATH": path}
        with _begin(log) as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", module, *arguments],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment,
                start_new_session=True, bufsize=0,
            )  # fmt: skip
        self._rest = b""
        self._events: deque[Event] = deque()

    @property
    def pid(self) -> int:
        """The worker's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def send(self, command: Command) -> None:
        """Give it a command. Raises ChildGone."""
        data = encode(command)
        try:
            while data and self._process.stdin:
                data = data[self._process.stdin.write(data) or 0 :]
        except (OSError, ValueError) as exc:  # ValueError: closed
            raise ChildGone(self._farewell()) from exc

    def receive(self, timeout: float) -> Event | None:
        """Its next event, or ``None`` after ``timeout`` seconds of silence. Raises ChildGone."""
        deadline = time.monotonic() + timeout
        while not self._events:
            out = self._process.stdout
            if out is None or out.closed:
                raise ChildGone(self._farewell())
            ready = select.poll()  # unlike select(), it takes descriptors above 1023
            ready.register(out, select.POLLIN)
            if not ready.poll(max(0.0, deadline - time.monotonic()) * 1000):
                return None
            data = os.read(out.fileno(), 1 << 16)
            if not data:
                raise ChildGone(self._farewell())
            *lines, self._rest = (self._rest + data).split(b"\n")
            messages = [decode(line) for line in lines]
            self._events.extend(m for m in messages if not isinstance(m, Generate | Cancel))
        return self._events.popleft()

    def kill(self) -> None:
        """End it at once; ``release`` must follow when nobody reads any more."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)

    def release(self) -> None:
        """Ask it to end, make it if it does not, and close the pipes. May be called twice."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self.kill()

    def _farewell(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        code = self._process.returncode
        if code == -signal.SIGKILL:
            return "被系统强行结束，常见原因是内存不足"
        if code is not None and code < 0:
            return f"因信号 {signal.Signals(-code).name} 崩溃"
        return f"意外退出（代码 {code}）"


def _begin(log: Path) -> IO[bytes]:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        return log.open("wb")
    except OSError:  # a home that may only be read: the answer matters more than the log
        return Path(os.devnull).open("wb")
