"""Leaving a model that is silent: the stop button must not wait for the end of a sentence."""

from collections.abc import Callable, Generator
from contextlib import closing
from contextvars import ContextVar

from app.engines.model import LanguageModel, Prompt

# Whether whoever asked has gone. A context variable, because between the thread that asks and the model stands the
# assistant, which knows nothing of pages; each thread has a context of its own.
gone: ContextVar[Callable[[], bool]] = ContextVar("gone", default=lambda: False)


class Interruptible:
    """A model that ends its text when ``gone`` says so. Engines give empty texts while they wait, so that is soon."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    @property
    def engine(self) -> str:
        """As the model says."""
        return self._model.engine

    @property
    def model(self) -> str:
        """As the model says."""
        return self._model.model

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """The model's text, up to the moment when nobody wants it any more."""
        with closing(self._model.stream(prompt, max_tokens=max_tokens)) as pieces:
            for piece in pieces:
                if gone.get()():
                    return
                yield piece

    def close(self) -> None:
        """Release the model."""
        self._model.close()
