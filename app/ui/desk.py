"""The desk: what happens between a question and what the page shows, without any of the page's machinery."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from app.answering.answer import Answer, Direct
from app.errors import InvalidQuestion
from app.ui.conversation import Conversation, turns
from app.ui.escaping import clean
from app.ui.loading import Loader
from app.ui.run import Answering, Run
from app.ui.screen import Screen, Telling, notice
from app.ui.words import WORDS, Language
from corpus import PolicyQAError

_PATIENCE = 120.0  # seconds that a question waits for the index to be opened
_TICK = 0.05  # seconds


@dataclass(slots=True)
class Desk:
    """Takes questions of many sessions. ``speakers`` models speak at a time, ``queue`` questions wait for one.

    The model-free answer waits for nobody.
    """

    loader: Loader
    speakers: int
    queue: int
    question_limit: int
    asked: int = 0  # questions since the start
    _runs: dict[str, Run] = field(default_factory=dict)
    _speaking: asyncio.Semaphore = field(init=False)
    _waiting: int = 0

    def __post_init__(self) -> None:
        self._speaking = asyncio.Semaphore(self.speakers)

    def stop(self, session: str) -> None:
        """End the session's question, if one is under way; what it has shown stays."""
        if run := self._runs.get(session):
            run.stop()

    async def ask(
        self, question: str, conversation: Conversation, *, language: Language, session: str
    ) -> AsyncIterator[Screen]:
        """Answer one question: a screen for each thing that changes. Never raises: a fault becomes a notice."""
        words = WORDS[language]
        try:
            text = self._checked(question)
            self.asked += 1
            if not self.loader.ready:
                yield Screen(notice=notice(words.loading, "wait"))
            assistant = (await self.loader.opened(timeout=_PATIENCE)).answering
        except TimeoutError:
            yield Screen(notice=notice(words.loading, "wait"))
            return
        except PolicyQAError as error:
            yield Screen(notice=notice(str(error), "error"))
            return
        async for screen in self._answer(assistant, text, conversation, language, session):
            yield screen

    async def _answer(
        self, assistant: Answering, text: str, conversation: Conversation, language: Language, session: str
    ) -> AsyncIterator[Screen]:
        if earlier := self._runs.get(session):
            earlier.stop(replaced=True)
        run = self._runs[session] = Run(assistant, text, history=turns(conversation))
        telling = Telling(conversation, text, language)
        try:
            async for screen in self._tell(run, telling):
                yield screen
        finally:
            run.stop()
            if self._runs.get(session) is run:
                del self._runs[session]
        if not run.replaced:
            yield telling.end()

    async def _tell(self, run: Run, telling: Telling) -> AsyncIterator[Screen]:
        """Show what the run brings. Between its first event and the second it waits for a model to be free."""
        holding = False
        try:
            async for event in run.events():
                yield telling.show(event)
                if isinstance(event, Direct) and isinstance(event.reply, Answer):
                    holding = await self._turn(run)
                    if not holding and not run.stopped:
                        telling.busy()
                        return
                run.proceed()
            telling.stopped = run.stopped and not telling.finished
        finally:
            if holding:
                self._speaking.release()

    async def _turn(self, run: Run) -> bool:
        """Wait for a model; False where too many wait already, or the user stopped."""
        if self._speaking.locked() and self._waiting >= self.queue:
            return False
        self._waiting += 1
        try:
            while self._speaking.locked() and not run.stopped:
                await asyncio.sleep(_TICK)
        finally:
            self._waiting -= 1
        return not run.stopped and await self._speaking.acquire()

    def _checked(self, question: str) -> str:
        text = clean(question).strip()
        if not text:
            raise InvalidQuestion("还没有输入问题；请在输入框里写一句要问的话，再按回车。")
        if len(question) > self.question_limit:
            raise InvalidQuestion(
                f"问题太长：共 {len(question)} 个字，最多 {self.question_limit} 个字；请删去无关的部分再问。"
            )
        return text
