"""A work: one change of the library under way, and what became of the files."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.access.audit import Action
from app.access.user import User
from app.jobs import Job, Step
from corpus import PolicyQAError

_TICK = 0.1  # seconds between two looks at a work


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a file. ``status`` is a sync's word, ``error`` a Chinese sentence where it failed, ``id`` the
    document's, empty where it is none.
    """

    name: str
    status: str
    clauses: int
    error: str | None = None
    id: str = ""


class State(StrEnum):
    """How far a work is. Files of a work that is done may have failed, each for its own reason."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Work:
    """One change: who does what, how far it is, and what became of the files. ``id`` cannot be guessed."""

    def __init__(self, user: User, action: Action, title: str, job: Job) -> None:
        self.id = secrets.token_urlsafe(9)
        self.user = user
        self.action = action
        self.title = title
        self.job = job
        self.done: asyncio.Task[tuple[Fate, ...]] | None = None

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.done is not None and not self.done.done()

    @property
    def state(self) -> State:
        """How far it is."""
        if self.running:
            return State.RUNNING
        if self.error is None:
            return State.DONE
        return State.CANCELLED if self.job.cancelled else State.FAILED

    @property
    def error(self) -> str | None:
        """Why it did not come to its end, in a sentence."""
        if self.done is None or not self.done.done():
            return None
        if self.done.cancelled():
            return "已取消。"
        error = self.done.exception()
        if error is None or isinstance(error, PolicyQAError):
            return str(error) if error else None
        return "程序内部出错；请再试一次，仍然如此就请管理员查看服务的日志。"

    @property
    def fates(self) -> tuple[Fate, ...]:
        """What became of the files, as far as it is known."""
        done = self.done
        return done.result() if done is not None and done.done() and self.error is None else ()

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What is to be asked about versions now, in the contract's JSON."""
        result = self.job.finished
        return list(result.document.get("questions", ())) if result is not None else []

    async def steps(self) -> AsyncIterator[Step | None]:
        """Each change of the progress, until the end."""
        shown: Step | None = Step("", -1, -1)
        while self.running:
            if self.job.step != shown:
                shown = self.job.step
                yield shown
            await asyncio.sleep(_TICK)

    async def ended(self, *, seconds: float) -> None:
        """Wait for the end, no longer than ``seconds``."""
        if self.done is not None:
            await asyncio.wait({self.done}, timeout=seconds)

    async def outcome(self) -> tuple[Fate, ...]:
        """What became of the files. Raises JobFailed and what else ended it."""
        if self.done is None:
            return ()
        return await asyncio.shield(self.done)
