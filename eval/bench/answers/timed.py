"""Timed: what one question took with a model, and what the bare model took with the same prompt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timed:
    """One question with the model: seconds of the whole answer, and of the bare model with the same prompt.

    ``bare`` is 0 where the model was not asked. ``prompt`` and ``written`` are tokens. ``first_token`` in milliseconds
    since the question, ``None`` without text.
    """

    id: str
    whole: float
    bare: float
    prompt: int
    written: int
    first_token: float | None

    @property
    def cost(self) -> float:
        """By how many per cent the whole takes longer than the bare model."""
        return 100 * (self.whole / self.bare - 1)
