"""How an inquiry ended and how long it took: for the figures that operators watch, never its words."""

from dataclasses import dataclass, field
from enum import StrEnum
from time import perf_counter

from app.answering.answer import Answer, Direct, Finished
from app.desk.event import Busy, Progress, Stopped
from app.desk.run import Broken


class Outcome(StrEnum):
    """How an inquiry ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    BUSY = "busy"  # answered without the model, because too many waited for it
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ended:
    """Seconds from the question to the model-free reply (``None``: there was none) and to the end."""

    outcome: Outcome
    direct: float | None
    total: float


@dataclass(slots=True)
class Watch:
    """Runs from its making."""

    _start: float = field(default_factory=perf_counter)
    _outcome: Outcome = Outcome.STOPPED
    _direct: float | None = None
    _finished: bool = False

    def see(self, event: Progress) -> None:
        """Note an event."""
        match event:
            case Direct(reply) | Finished(reply):
                self._outcome = Outcome.ANSWERED if isinstance(reply, Answer) else Outcome.REFUSED
                self._finished = isinstance(event, Finished)
                self._direct = self._direct if self._direct is not None else perf_counter() - self._start
            case Broken():
                self._outcome = Outcome.FAILED
            case Busy():
                self._outcome = Outcome.BUSY
            case Stopped() if not self._finished:
                self._outcome = Outcome.STOPPED
            case _:
                pass

    def ended(self) -> Ended:
        """How it ended, now."""
        return Ended(self._outcome, self._direct, perf_counter() - self._start)
