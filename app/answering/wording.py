"""A model's wording of an answer: only the statements that hold, one by one as they come."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from time import perf_counter

from app.answering.statement import joined, statements
from app.answering.verify import Sources, verify
from app.engines.model import LanguageModel, Prompt
from app.errors import EngineFault

_MOST_STATEMENTS = 12


@dataclass(slots=True)
class Worded:
    """What came of asking the model; filled while ``word`` runs."""

    shown: list[str] = field(default_factory=list)
    withheld: int = 0
    incomplete: str = ""
    first_text: float | None = None  # perf_counter() when the model's first characters arrived

    @property
    def text(self) -> str:
        """The statements that hold, in order."""
        return "".join(self.shown)


def _timed(pieces: Iterator[str], worded: Worded) -> Iterator[str]:
    for piece in pieces:
        if piece and worded.first_text is None:  # an engine yields empty text while it reads
            worded.first_text = perf_counter()
        yield piece


def word(model: LanguageModel, prompt: Prompt, sources: Sources, worded: Worded, *, max_tokens: int) -> Iterator[str]:
    """Yield the statements of ``model`` that hold. A failing engine ends the wording and leaves its reason in ``worded``.

    Closing the iterator cancels the model.
    """
    stream = model.stream(prompt, max_tokens=max_tokens)
    try:
        with closing(stream):
            seen: set[str] = set()
            for number, statement in enumerate(joined(statements(_timed(stream, worded)))):
                verdict = verify(statement, sources)
                shown = statement.shown(verdict.keys)
                if not verdict.holds:
                    worded.withheld += 1
                elif shown not in seen:
                    seen.add(shown)
                    worded.shown.append(shown)
                    yield shown
                if number + 1 >= _MOST_STATEMENTS:
                    break
    except EngineFault as fault:
        worded.incomplete = str(fault)
