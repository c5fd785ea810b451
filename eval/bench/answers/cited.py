"""Answers that cite numbered passages, as question answering over chunks of text gives them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered source of an answer: words of one document."""

    document_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """An answer in the model's words; ``[n]`` in it means ``passages[n-1]``."""

    text: str
    passages: tuple[Passage, ...]
