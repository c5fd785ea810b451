"""From a question to an answer that names its clause, or to a refusal."""

from app.answering.answer import (
    Answer,
    Conflict,
    Direct,
    Event,
    Finished,
    Number,
    Origin,
    Refusal,
    Reply,
    Timings,
    Turn,
    Wording,
)
from app.answering.assistant import Assistant

__all__ = [
    "Answer",
    "Assistant",
    "Conflict",
    "Direct",
    "Event",
    "Finished",
    "Number",
    "Origin",
    "Refusal",
    "Reply",
    "Timings",
    "Turn",
    "Wording",
]
