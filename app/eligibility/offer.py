"""Offers: a benefit with what has to be known to say whether it is met, and how its amount comes about."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.answering.computation import shown
from app.answering.thresholds import holds
from app.eligibility.field import Field
from corpus import Benefit, Bound, Citation, Clause, Document, Quantity, Span, display

_WORDS = {Bound.GE: "不低于", Bound.GT: "超过", Bound.LE: "不超过", Bound.LT: "低于", Bound.EQ: ""}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure that must be reached or kept to; of several tiers also that of the next one, which must not hold."""

    quantity: Quantity
    next_tier: Quantity | None = None

    def met_by(self, value: Decimal) -> bool:
        """Whether ``value``, in the quantity's unit, lies within the bounds as printed."""
        return holds(self.quantity, value) and not (self.next_tier and holds(self.next_tier, value))

    @property
    def printed(self) -> str:
        """The figure without its bound, as it is read."""
        return shown(self.quantity)

    def __str__(self) -> str:
        """In words that say whether the figure itself is included: ``不低于100万元``, ``超过10亿元，且未达到超过30亿元的一档``."""
        own = bounds(self.quantity)
        return f"{own}，且未达到{bounds(self.next_tier)}的一档" if self.next_tier else own


@dataclass(frozen=True, slots=True)
class Option:
    """The word of a 分别-pair that must be among what was chosen."""

    word: str

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that must be so."""

    def __str__(self) -> str:
        return "是"


Need = Threshold | Option | Fact


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition: its printed words, the field that it asks, and what the answer must be.

    ``either`` says that something else would do as well (获得国家级奖项或者年销售额达到1亿元): a figure that falls short
    decides nothing then.
    """

    text: str
    span: Span
    field: Field
    need: Need
    either: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """Rate × base. ``limit`` is how many pieces count (不超过10台), with the field that says how many there are."""

    rate: Quantity
    base: Field
    limit: Quantity | None = None
    pieces: Field | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What a fixed sum is given for each of: ``number`` of ``field`` (每满一万人); ``full`` says that only whole ones count."""

    field: Field
    number: Decimal
    stepped: bool = False
    full: bool = False
    limit: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A sum, for each of ``pieces`` where there are any."""

    sum: Quantity
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Undetermined:
    """The clause names no sum, or one that nothing may be computed from; ``reason`` says in Chinese why."""

    reason: str


Sum = Rated | Fixed | Undetermined


@dataclass(frozen=True, slots=True)
class Offer:
    """A benefit of a clause, ready to be held against an enterprise.

    ``caps`` are all limits of the amount with the words that say per whom and how often. ``alternatives`` says that one
    of the requirements may be enough. ``unread`` is what was not read completely, in Chinese; nothing is computed then.
    ``remarks`` has to be read beside an amount; with any of them it is an upper limit.
    """

    document: Document
    clause: Clause
    benefit: Benefit
    requirements: tuple[Requirement, ...]
    sum: Sum
    caps: tuple[tuple[Quantity, str], ...] = ()
    alternatives: bool = False
    unread: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The heading of the clause, with the word of a pair that the benefit belongs to."""
        return f"{self.benefit.title}（{self.benefit.variant}）" if self.benefit.variant else self.benefit.title

    @property
    def citation(self) -> Citation:
        """The statement in the clause's own words."""
        span = self.benefit.span
        return Citation(self.document, self.clause, span, span.of(self.document.text))

    @property
    def cap(self) -> Decimal | None:
        """The lowest limit of the amount in 元, or ``None``."""
        return min((q.high for q, _ in self.caps if q.high is not None), default=None)

    def fields(self) -> Iterator[Field]:
        """Everything that it asks, conditions first."""
        yield from (r.field for r in self.requirements)
        yield from measured_fields(self.sum)


def measured_fields(given: Sum) -> Iterator[Field]:
    """What has to be known to compute a sum."""
    if isinstance(given, Rated):
        yield given.base
        if given.pieces is not None:
            yield given.pieces
    elif isinstance(given, Fixed):
        yield from (piece.field for piece in given.pieces)


def bounds(quantity: Quantity) -> str:
    """The bounds of a figure in words: ``超过1000万元``, ``不低于1亿元、低于5亿元``."""
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        low = "不低于" if quantity.includes_low else "超过"
        high = "不超过" if quantity.includes_high else "低于"
        unit = quantity.unit
        return f"{low}{display(quantity.low, unit)}、{high}{display(quantity.high, unit)}"
    return f"{_WORDS[quantity.bound]}{shown(quantity)}"
