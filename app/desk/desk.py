"""Inquiries of many sessions over one assistant and few models."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from app.answering.answer import Answer, Direct, Event, Finished
from app.desk.event import Busy, Loading, Progress, Stopped
from app.desk.inquiry import Inquiry, checked_question
from app.desk.loading import Loader, Opened
from app.desk.run import Answering, Broken, Run
from app.desk.watch import Ended, Watch
from app.errors import CannotServe, Overloaded

_PATIENCE = 120.0  # seconds that a question waits for the index to be opened
_AGAIN = 5  # seconds after which a program that found no room may come again
_TICK = 0.05  # seconds


@dataclass(slots=True)
class Desk:
    """Takes inquiries of many sessions. ``speakers`` models speak at a time, ``queue`` questions wait for one.

    The model-free answer waits for nobody.
    """

    loader: Loader
    speakers: int
    queue: int
    question_limit: int
    asked: int = 0  # questions since the start
    on_end: Callable[[Ended], None] = lambda _: None  # told of every inquiry that has reached an assistant
    _runs: dict[str, Run] = field(default_factory=dict)
    _askers: dict[str, str] = field(default_factory=dict)  # whose they are, by session
    _speaking: asyncio.Semaphore = field(init=False)
    _waiting: int = 0

    def __post_init__(self) -> None:
        self._speaking = asyncio.Semaphore(self.speakers)

    @property
    def waiting(self) -> int:
        """How many inquiries wait for a model."""
        return self._waiting

    @property
    def under_way(self) -> int:
        """How many inquiries are being answered, those that wait for a model among them."""
        return len(self._runs)

    @property
    def full(self) -> bool:
        """Whether another inquiry would find no room to wait for a model."""
        return self._speaking.locked() and self._waiting >= self.queue

    def check_room(self) -> None:
        """Raises Overloaded where as many inquiries are being answered, or wait for a model, as the settings allow.

        For programs, which may come back by themselves; a person gets the model-free answer all the same.
        """
        if self.full or self.under_way >= self.speakers + self.queue:
            raise Overloaded("同时提问的人太多；请几秒后再试。", retry_after=_AGAIN)

    async def opened(self) -> Opened:
        """What answers, once it is open.

        Raises:
            CannotServe: the index is still not open after two minutes.
            PolicyQAError: that with which the opening of the index ended.
        """
        try:
            return await self.loader.opened(timeout=_PATIENCE)
        except TimeoutError as error:
            raise CannotServe("文件和索引还在载入，没有等到；请稍后再问一次。") from error

    def stop(self, session: str, *, replaced: bool = False) -> None:
        """End the session's inquiry, if one is under way; what it has told stays.

        ``replaced`` where whoever asked has turned to something else, and should hear no more of it.
        """
        if run := self._runs.get(session):
            run.stop(replaced=replaced)

    async def ask(self, inquiry: Inquiry, *, session: str, asker: str = "") -> AsyncGenerator[Progress, None]:
        """Answer one inquiry: ``Direct`` first, then ``Wording``, ``Finished`` last; the others where they happen.

        A session has one inquiry at a time: another one replaces it. Closing the iterator cancels the model.
        ``asker`` is the account or the token that asks, empty where nobody had to say who he is: of the room for
        inquiries each gets half at most, in however many sessions.

        Raises:
            InvalidQuestion: there is nothing to ask, or too much.
            Overloaded: this asker has too many inquiries under way.
            CannotServe: the index is still not open after two minutes.
            PolicyQAError: that with which the opening of the index ended.
        """
        inquiry = replace(inquiry, question=checked_question(inquiry.question, limit=self.question_limit))
        self.asked += 1
        watch = Watch()
        if not self.loader.ready:
            yield Loading()
        assistant = (await self.opened()).answering
        async with aclosing(self._answer(assistant, inquiry, session, asker)) as events:
            try:
                async for event in events:
                    watch.see(event)
                    yield event
            finally:
                self.on_end(watch.ended())

    def _check_share(self, asker: str, session: str) -> None:
        share = max(2, (self.speakers + self.queue) // 2)
        theirs = [s for s, of in self._askers.items() if asker and of == asker and s != session]
        if len(theirs) >= share:
            raise Overloaded(
                f"这个账号同时有 {share} 个问题在回答；请等前面的答完再问。", retry_after=_AGAIN, personal=True
            )

    async def _answer(
        self, assistant: Answering, inquiry: Inquiry, session: str, asker: str
    ) -> AsyncGenerator[Progress, None]:
        self._check_share(asker, session)
        if earlier := self._runs.get(session):
            earlier.stop(replaced=True)
        run = self._runs[session] = Run(assistant, inquiry)
        self._askers[session] = asker
        finished = False
        try:
            async with aclosing(self._tell(run)) as events:
                async for event in events:
                    finished = finished or isinstance(event, Finished | Broken | Busy)
                    yield event
        finally:
            run.stop()
            if self._runs.get(session) is run:
                del self._runs[session], self._askers[session]
        if not finished or run.replaced:
            yield Stopped(replaced=run.replaced)

    async def _tell(self, run: Run) -> AsyncGenerator[Event | Broken | Busy, None]:
        """What the run brings. Between its first event and the second it waits for a model to be free."""
        holding = False
        try:
            async for event in run.events():
                yield event
                if isinstance(event, Direct) and not event.final and isinstance(event.reply, Answer):
                    holding = await self._turn(run)
                    if not holding and not run.stopped:
                        yield Busy()
                        return
                run.proceed()
        finally:
            if holding:
                self._speaking.release()

    async def _turn(self, run: Run) -> bool:
        """Wait for a model; False where too many wait already, or the user stopped."""
        if self.full:
            return False
        self._waiting += 1
        try:
            while self._speaking.locked() and not run.stopped:
                await asyncio.sleep(_TICK)
        finally:
            self._waiting -= 1
        return not run.stopped and await self._speaking.acquire()
