"""What the application and the llama.cpp worker say to each other: one JSON object a line."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Generate:
    """To the worker: answer. ``max_tokens`` 0 reads the prompt only, so that its state is there for the next one."""

    id: int
    system: str
    user: str
    keys: int
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """To the worker: stop generation ``id``; without effect when it has ended."""

    id: int


@dataclass(frozen=True, slots=True)
class Ready:
    """From the worker: the model is loaded. ``context`` in tokens."""

    context: int


@dataclass(frozen=True, slots=True)
class Failed:
    """From the worker: the model cannot be loaded; it ends."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """From the worker: so many of the prompt's tokens have been read."""

    id: int
    done: int


@dataclass(frozen=True, slots=True)
class Text:
    """From the worker: whole characters."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """From the worker: the generation is over.

    ``reason`` is ``stop`` (the model ended it), ``length``, ``repeat``, ``cancelled``, ``too_long`` (the prompt) or
    ``failed``, which ``detail`` explains. ``prompt`` tokens were asked, ``reused`` of them were still there from the
    prompt before, ``written`` tokens came out.
    """

    id: int
    reason: str
    prompt: int
    reused: int
    written: int
    detail: str = ""


Command = Generate | Cancel
Event = Ready | Failed | Reading | Text | Ended
_KINDS: dict[str, type[Any]] = {k.__name__: k for k in (Generate, Cancel, Ready, Failed, Reading, Text, Ended)}


def encode(message: Command | Event) -> bytes:
    """One line, with its line end."""
    body = {"kind": type(message).__name__, **asdict(message)}
    return json.dumps(body, ensure_ascii=True).encode("ascii") + b"\n"


def decode(line: bytes) -> Command | Event:
    """The message of a line.

    Raises:
        ValueError: it is not one of ours.
    """
    try:
        body = json.loads(line)
        message: Command | Event = _KINDS[body.pop("kind")](**body)
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise ValueError(f"not a message of the worker protocol: {line[:80]!r}") from exc
    return message
