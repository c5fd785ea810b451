"""What is kept of a question and its answer."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from app.answering.answer import Reply
from app.desk import Inquiry

_TITLE = 60  # characters


def new_id() -> str:
    """A name for a conversation or an exchange that nobody guesses."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its reply, as they were. ``said`` is the model's wording as it was shown.

    The inquiry is without its history, which is the exchanges before. The documents of a reply that was kept are
    excerpts: what it cites stands at its place in their text, the rest is blank.
    """

    inquiry: Inquiry
    reply: Reply
    said: str = ""
    stopped: bool = False
    generation: str = ""  # of the index that answered
    asked: datetime = field(default_factory=lambda: datetime.now().astimezone())
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in a user's list."""

    id: str
    title: str
    updated: datetime
    exchanges: int


def title_of(question: str) -> str:
    """What a conversation is called at first: its first question, on one line."""
    line = " ".join(question.split())
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
