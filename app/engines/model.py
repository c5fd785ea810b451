"""The one thing that every language model does."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked.

    ``system`` never changes between questions, and ``user`` starts with the sources and ends with the question, so
    that an engine can reuse the state of the common prefix. ``keys`` is how many sources there are: the model may
    write ``[1]`` … ``[keys]`` and nothing else in brackets; an engine with grammars enforces it.
    """

    system: str
    user: str
    keys: int


class LanguageModel(Protocol):
    """A language model behind an engine."""

    @property
    def engine(self) -> str:
        """``embedded``, ``ollama`` or ``openai``."""
        ...

    @property
    def model(self) -> str:
        """The model's name as the user knows it."""
        ...

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer's text in whole characters. Closing the generator cancels the generation.

        Raises:
            EngineUnavailable: before the first text.
            AnswerIncomplete: after some text, when the stream did not come to its proper end.
        """
        ...

    def close(self) -> None:
        """Release what the engine holds. May be called twice."""
        ...
