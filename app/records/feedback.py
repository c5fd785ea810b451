"""Feedback: what a user says of an answer, with all that is needed to make a case of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.answering.answer import Reply
from app.errors import RecordsFault

LONGEST = 1000  # characters of a user's words
PER_HOUR = 30  # of one user


class Verdict(StrEnum):
    """What is said of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"  # something is not there that should be


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on a reply. ``questions`` are the conversation's up to the one that is judged, which is the last."""

    id: str
    owner: str
    given: datetime
    verdict: Verdict
    words: str
    questions: tuple[str, ...]
    reply: Reply
    said: str
    generation: str


def checked_words(words: str) -> str:
    """The words without outer spaces. Raises RecordsFault where they are too long."""
    words = words.strip()
    if len(words) > LONGEST:
        raise RecordsFault(f"说明太长：共 {len(words)} 个字，最多 {LONGEST} 个字；请写得短一些再提交。")
    return words
