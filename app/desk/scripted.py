"""An assistant for tests of the desk and the page: queued events, recorded questions."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.answering.answer import Direct, Event, Finished, Refusal, Turn
from app.desk.inquiry import Inquiry

Script = Sequence[Event | Exception | float]


@dataclass(slots=True)
class ScriptedAssistant:
    """Plays the script that the question names, else ``otherwise``; a float in it is a pause in seconds.

    An exception in a script is raised. ``closed`` counts the streams that were closed before their end, and
    ``on_close`` is told of each.
    """

    scripts: dict[str, Script]
    otherwise: str = "文件中没有找到相关规定"
    asked: list[str] = field(default_factory=list)
    inquiries: list[Inquiry] = field(default_factory=list)
    closed: int = 0
    on_close: Callable[[], None] = lambda: None

    def stream(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        as_of: date | None = None,
        document: str | None = None,
        within: frozenset[str] | None = None,
    ) -> Iterator[Event]:
        """Play a script."""
        self.asked.append(question)
        self.inquiries.append(Inquiry(question, history, as_of, document, within))
        refusal = Refusal(question, "no_match", self.otherwise)
        try:
            for step in self.scripts.get(question, (Direct(refusal), Finished(refusal))):
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, float):
                    time.sleep(step)
                else:
                    yield step
        except GeneratorExit:
            self.closed += 1
            self.on_close()
            raise
