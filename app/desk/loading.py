"""The assistant behind the page: opened in the background, opened again when it failed."""

import logging
import threading
from asyncio import sleep
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from app.desk.run import Answering
from app.errors import CannotServe
from corpus import ParsedDocument, PolicyQAError
from index import Hit

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_UNFORESEEN = "打开索引时出错（{error}）；请运行 policyqa doctor 检查，或用 policyqa sync --rebuild 重建索引。"
_TICK = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Opened:
    """An assistant, and what can be told of it. Functions are asked anew each time: a sync may have changed the index.

    ``model`` is the language model's name, empty without one; ``search`` takes a question and how many clauses to find
    at most; ``generation`` names the index in use.
    """

    answering: Answering
    documents: Callable[[], tuple[ParsedDocument, ...]]
    model: str = ""
    engine: str = "extractive"
    search: Callable[[str, int], tuple[Hit, ...]] = lambda *_: ()
    generation: Callable[[], str] = lambda: ""
    close: Callable[[], None] = lambda: None


@dataclass(slots=True)
class Loader:
    """Opens the assistant in a daemon thread, so that the page is there before the index and the model are.

    ``prepare`` and then ``warm`` run after the opening in the same thread; no question waits for them. A failed opening is
    tried again ``again_after`` seconds later, when somebody asks: a missing index may have been made meanwhile.
    """

    open: Callable[[], Opened]
    prepare: Callable[[Opened], tuple[str, ...]] = lambda _: ()
    warm: Callable[[Opened, tuple[str, ...]], None] = lambda *_: None
    again_after: float = 1.0
    _opened: "Future[Opened] | None" = None
    _examples: "Future[tuple[str, ...]]" = field(default_factory=Future)
    _failed_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> "Future[Opened]":
        """Begin to open, unless it is under way, done, or has failed just now."""
        with self._lock:
            over = self._opened is not None and self._opened.done() and self._opened.exception() is not None
            if self._opened is None or (over and monotonic() - self._failed_at > self.again_after):
                self._opened = Future()
                threading.Thread(target=self._work, args=(self._opened,), name="policyqa-load", daemon=True).start()
            return self._opened

    @property
    def ready(self) -> bool:
        """Whether a question can be answered now."""
        with self._lock:
            return self._opened is not None and self._opened.done() and self._opened.exception() is None

    @property
    def failure(self) -> BaseException | None:
        """What the last opening failed with, until the next one begins."""
        with self._lock:
            return self._opened.exception() if self._opened is not None and self._opened.done() else None

    async def opened(self, *, timeout: float) -> Opened:
        """The assistant. Raises the PolicyQAError that its opening ended with, or TimeoutError after ``timeout`` seconds."""
        return await _result(self.start(), timeout)

    async def examples(self, *, timeout: float) -> tuple[str, ...]:
        """Example questions, once they have been prepared; TimeoutError after ``timeout`` seconds."""
        return await _result(self._examples, timeout)

    def close(self) -> None:
        """Release the assistant, if it was opened."""
        if self._opened is not None and self.ready:
            self._opened.result().close()

    def _work(self, opened: "Future[Opened]") -> None:
        try:
            assistant = self.open()
        except PolicyQAError as error:
            self._fail(opened, error)
            return
        except Exception as error:  # noqa: BLE001 - the index's libraries raise what they like; the page stays
            _log.exception("the assistant cannot be opened")
            self._fail(opened, CannotServe(_UNFORESEEN.format(error=type(error).__name__)))
            return
        opened.set_result(assistant)
        try:
            examples = self.prepare(assistant)
            self._examples.set_result(examples)
            self.warm(assistant, examples)
        except Exception:  # noqa: BLE001 - a courtesy: without examples and unwarmed the page works
            _log.exception("preparing the page failed")
            if not self._examples.done():
                self._examples.set_result(())

    def _fail(self, opened: "Future[Opened]", error: PolicyQAError) -> None:
        self._failed_at = monotonic()
        opened.set_exception(error)


async def _result(future: "Future[_T]", timeout: float) -> _T:
    """Wait without a thread: a page that waits must not take one of the few."""
    until = monotonic() + timeout
    while not future.done():
        if monotonic() > until:
            raise TimeoutError
        await sleep(_TICK)
    return future.result()
