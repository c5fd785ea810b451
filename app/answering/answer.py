"""Answers and refusals: what every surface shows."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from time import perf_counter

from corpus import Citation, Quantity
from index import Hit


class Origin(StrEnum):
    """Where a figure that is shown comes from. There is no fourth place."""

    QUOTED = "quoted"  # it stands in a cited span
    ASKED = "asked"  # it stands in the question
    COMPUTED = "computed"  # the formula beside it gives it


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of the answer. ``citation`` is the key of the citation it stands in or is computed from."""

    text: str
    value: Decimal
    unit: str
    origin: Origin
    citation: int | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two places of the documents that give different figures for what looks like the same thing.

    ``keys`` are the citations of the two places; ``message`` is Chinese and names both figures.
    """

    keys: tuple[int, int]
    quantities: tuple[Quantity, Quantity]
    message: str


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds since the question arrived; ``None`` where the step did not happen."""

    retrieve: float = 0.0
    direct: float = 0.0
    first_token: float | None = None
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Clock:
    """Runs from the moment ``start`` (``perf_counter``) at which the question arrived."""

    start: float

    def ms(self, at: float | None = None) -> float:
        """Milliseconds since then, now or at the moment ``at``."""
        return round(((at if at is not None else perf_counter()) - self.start) * 1000, 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """A supported answer.

    ``direct`` is the model-free answer with ``[n]`` marks; ``text`` is what to show: the model's verified sentences,
    or ``direct`` where there is no model or nothing of it could be verified. ``citations[n-1]`` is what ``[n]`` means.
    ``withheld`` counts statements of the model that failed verification. ``incomplete`` is a Chinese sentence when the
    model failed or broke off, else empty. ``support`` is the score by which support was decided, in [0, 1].
    """

    question: str
    text: str
    direct: str
    citations: tuple[Citation, ...]
    numbers: tuple[Number, ...]
    conflicts: tuple[Conflict, ...] = ()
    engine: str = "extractive"
    model: str | None = None
    withheld: int = 0
    incomplete: str = ""
    timings: Timings = field(default_factory=Timings)
    support: float = 0.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """The documents do not answer. ``nearest`` are clauses that come closest and are no answer.

    ``reason`` is a stable code: ``no_match`` (nothing about it), ``near_miss`` (the topic is there, the point asked
    about is not), ``empty_index``; ``message`` is the Chinese sentence that is shown. ``support`` is as in ``Answer``.
    """

    question: str
    reason: str
    message: str
    nearest: tuple[Hit, ...] = ()
    timings: Timings = field(default_factory=Timings)
    support: float = 0.0


Reply = Answer | Refusal


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of the conversation and what was answered.

    ``documents`` and ``clauses`` are the ids of what the answer cited; empty where the caller does not know them. A
    follow-up stays with them.
    """

    question: str
    answer: str
    documents: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: str, reply: Reply) -> "Turn":
        """The turn that ``question`` and its ``reply`` make."""
        if isinstance(reply, Refusal):
            return cls(question, reply.message)
        documents = dict.fromkeys(c.document.id for c in reply.citations)
        clauses = dict.fromkeys(c.clause.id for c in reply.citations)
        return cls(question, reply.text, tuple(documents), tuple(clauses))


@dataclass(frozen=True, slots=True)
class Direct:
    """First event of a stream: the model-free reply, complete in itself. ``final`` where no model will add to it."""

    reply: Reply
    final: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A further verified sentence of the model, to be appended to what was shown of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Last event of a stream: the final reply."""

    reply: Reply


Event = Direct | Wording | Finished
