"""Streams from a server, read in a thread of their own, so that whoever waits for them can leave at any time.

A client library gives no way to stop a request that waits for its first byte, and one time limit for all of its
reads. Here the waiting is done on a queue, with a limit for the first item and another one between items, and leaving
shuts the connection's socket down, which ends the thread and tells the server to stop generating.
"""

import queue
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

_BEAT = 1.0  # seconds: how often a waiting caller gets ``None``, and with it the chance to leave
_JOIN = 5.0  # seconds: a connection that is just being opened is cut when it is open

T = TypeVar("T")


class Stalled(Exception):
    """Nothing came for too long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f}")
        self.seconds = seconds


class Line:
    """The connection of one request, which may be cut by another thread than the one that reads from it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._cut = False

    def hook(self, request: Any) -> None:
        """Watch a request of httpx, or of its successor, through their ``trace`` extension; an event hook."""
        request.extensions["trace"] = self._watch

    def cut(self) -> None:
        """Shut the connection down, now or as soon as it is open."""
        with self._lock:
            self._cut = True
            self._shut()

    def _watch(self, name: str, info: dict[str, Any]) -> None:
        if name.endswith(("connect_tcp.complete", "start_tls.complete")):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self._cut:
                    self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                # The plain method, because that of a TLS socket also drops what the reading thread is using.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class _Item(Generic[T]):
    value: T


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None


def pump(
    source: Callable[[], Iterable[T]], line: Line, *, first: float, stall: float
) -> Generator[T | None, None, None]:
    """Yield what ``source`` gives, and ``None`` for every second without anything; closing it cuts the line.

    ``source`` runs in a thread; what it raises is raised here.

    Raises:
        Stalled: nothing for ``first`` seconds from the start, or for ``stall`` seconds after an item.
    """
    items: queue.SimpleQueue[_Item[T] | _End] = queue.SimpleQueue()

    def run() -> None:
        try:
            for value in source():
                items.put(_Item(value))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to whoever waits
            items.put(_End(error))
        else:
            items.put(_End(None))

    thread = threading.Thread(target=run, name="policyqa-stream", daemon=True)
    thread.start()
    try:
        patience = first
        while isinstance(item := (yield from _wait(items, patience)), _Item):
            patience = stall
            yield item.value
        if item.error is not None:
            raise item.error
    finally:
        line.cut()
        thread.join(_JOIN)


def _wait(items: "queue.SimpleQueue[_Item[T] | _End]", patience: float) -> Generator[None, None, "_Item[T] | _End"]:
    deadline = time.monotonic() + patience
    while True:
        left = deadline - time.monotonic()
        try:
            return items.get(timeout=max(0.0, min(_BEAT, left)))
        except queue.Empty:
            if left <= _BEAT:
                raise Stalled(patience) from None
            yield None
