"""A model that was named and is not there yet: answers stand without it, and each question looks for it once more."""

from collections.abc import Callable, Generator
from contextlib import closing
from threading import Lock

from app.engines.model import LanguageModel, Prompt


class Awaited:
    """``find`` makes the model, or raises EngineUnavailable with what the user is told below the answer."""

    def __init__(self, engine: str, find: Callable[[], LanguageModel | None]) -> None:
        self._engine = engine
        self._find = find
        self._found: LanguageModel | None = None
        self._lock = Lock()

    @property
    def engine(self) -> str:
        """As it was named."""
        return self._engine

    @property
    def model(self) -> str:
        """The model's name, empty until it is found."""
        return self._found.model if self._found is not None else ""

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """The model's text. Raises EngineUnavailable where it is still not there."""
        with self._lock:
            if self._found is None:
                self._found = self._find()
        if self._found is not None:
            with closing(self._found.stream(prompt, max_tokens=max_tokens)) as pieces:
                yield from pieces

    def close(self) -> None:
        """Release the model, if it was found."""
        if self._found is not None:
            self._found.close()
