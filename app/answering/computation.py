"""What a computation shows: its figures, each asked, quoted or computed, and the line that says the formula in words."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from corpus import Benefit, Condition, Quantity, display
from corpus.quantities.quantity import plain

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a computation shows: ``asked``, ``quoted`` (then with its source quantity) or ``computed``."""

    text: str
    value: Decimal
    unit: str
    source: Quantity | None = None
    asked: bool = False
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Computation:
    """A line for the answer in Chinese, and every figure in it.

    ``step`` is a figure that was worked out on the way and is not what is given: rate × base above the cap. ``result``
    is what is given, in 元, where the computation ends in an amount. ``unmet`` is the condition that the first of the
    figures does not meet, where the line says so.
    """

    line: str
    figures: tuple[Figure, ...]
    benefit: Benefit | None = None
    step: Figure | None = None
    result: Decimal | None = None
    unmet: Condition | None = None


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """A Chinese line that says why nothing was computed."""

    line: str


def uncomputed(reason: str) -> Uncomputed:
    """The refusal to compute, with its reason in Chinese."""
    return Uncomputed(f"未代为计算：{reason}；请按下面的条款核对。")


def asked(quantity: Quantity) -> Figure:
    """A figure of the question."""
    return Figure(display(quantity.value, quantity.unit), quantity.value, quantity.unit, asked=True)


def quoted(quantity: Quantity) -> Figure:
    """A figure of the clause."""
    return Figure(display(quantity.value, quantity.unit), quantity.value, quantity.unit, source=quantity)


def computed(value: Decimal, unit: str, formula: str) -> Figure:
    """A figure that ``formula`` gives."""
    return Figure(display(value, unit), value, unit, formula=formula)


def rate_shown(rate: Quantity) -> str:
    """A rate in the unit that is printed: 0.5‰, which is kept as 0.05 %."""
    return f"{plain(rate.value * 10)}‰" if "‰" in rate.raw else display(rate.value, rate.unit)


def shown(quantity: Quantity) -> str:
    """The figure as it is read in Chinese, without the words of its bound."""
    return display(quantity.value, quantity.unit)


def to_the_cent(value: Decimal) -> tuple[Decimal, str]:
    """An amount in whole 分, rounded down, and the sign that says whether it is exact."""
    cents = value.quantize(Decimal("0.01"), ROUND_DOWN)
    return (value, "=") if cents == value else (cents, "≈")
