"""One question on its way: the assistant in a thread of its own, its events in the server's event loop."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.answering.answer import Direct, Event, Turn
from app.desk.inquiry import Inquiry
from app.desk.interrupt import gone
from corpus import PolicyQAError

_log = logging.getLogger(__name__)


class Answering(Protocol):
    """What the desk needs of an assistant. It is called from several threads."""

    def stream(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        as_of: date | None = None,
        document: str | None = None,
        within: frozenset[str] | None = None,
    ) -> Iterator[Event]:
        """``Direct`` first, then any number of ``Wording``, ``Finished`` last; closing the iterator cancels."""
        ...


@dataclass(frozen=True, slots=True)
class Broken:
    """The assistant failed. ``message`` is one sentence for the user, empty for a fault that nobody foresaw.

    ``error`` is what it failed with, where that was foreseen.
    """

    message: str
    error: PolicyQAError | None = None


class Run:
    """Answers one question in a daemon thread. After ``Direct`` the thread waits for ``proceed``: models are few."""

    def __init__(self, assistant: Answering, inquiry: Inquiry) -> None:
        self._assistant = assistant
        self._inquiry = inquiry
        self._stopped = threading.Event()
        self._go = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._queue: asyncio.Queue[Event | Broken | None] = asyncio.Queue()
        self.replaced = False

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it."""
        return self._stopped.is_set()

    def stop(self, *, replaced: bool = False) -> None:
        """End it: whoever asked gets no further event, the model is cancelled as soon as it comes up for air."""
        self.replaced = self.replaced or replaced
        self._stopped.set()
        self._go.set()
        self._put(None)

    def proceed(self) -> None:
        """Let the model speak."""
        self._go.set()

    async def events(self) -> AsyncIterator[Event | Broken]:
        """What the assistant yields, and ``Broken`` where it fails. Ends early when stopped."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._work, name="policyqa-ask", daemon=True).start()
        try:
            while not self.stopped and (event := await self._queue.get()) is not None:
                yield event
        finally:
            self.stop()

    def _work(self) -> None:
        gone.set(lambda: self.stopped)
        try:
            self._pump()
        except PolicyQAError as error:
            self._put(Broken(str(error), error))
        except Exception:  # noqa: BLE001 - the thread's border: whoever asked must hear of the end, whatever it was
            _log.exception("answering failed")
            self._put(Broken(""))
        self._put(None)

    def _pump(self) -> None:
        asked = self._inquiry
        stream = self._assistant.stream(
            asked.question, history=asked.history, as_of=asked.as_of, document=asked.document, within=asked.within
        )
        try:
            for event in stream:
                self._put(event)
                if isinstance(event, Direct):
                    self._go.wait()
                if self.stopped:
                    return
        finally:
            close = getattr(stream, "close", None)
            if close is not None:
                close()

    def _put(self, item: Event | Broken | None) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has closed: the server is going down and nobody listens
                self._loop.call_soon_threadsafe(self._queue.put_nowait, item)
