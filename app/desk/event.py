"""What the desk tells of an inquiry beside the assistant's own events."""

from dataclasses import dataclass

from app.answering.answer import Event
from app.desk.run import Broken


@dataclass(frozen=True, slots=True)
class Loading:
    """The index is not open yet; the inquiry waits."""


@dataclass(frozen=True, slots=True)
class Busy:
    """The model is not asked, because too many wait for it already. The model-free reply stands."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Whoever asked has stopped it, or (``replaced``) has asked something else. What was told so far stands."""

    replaced: bool = False


Progress = Event | Broken | Loading | Busy | Stopped
