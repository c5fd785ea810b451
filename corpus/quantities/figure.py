"""A figure: what a numeral, or a word in its place, and its unit say before any bound is read."""

from dataclasses import dataclass
from decimal import Decimal

from corpus.quantities.quantity import Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure or range with its unit, in base units. ``article`` marks 一个, ``more`` 300余家."""

    kind: Kind
    unit: str
    low: Decimal
    high: Decimal
    start: int
    end: int
    is_range: bool = False
    includes_low: bool = True
    includes_high: bool = True
    article: bool = False
    more: bool = False
