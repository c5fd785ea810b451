"""Intervals and percentiles of the reports. Shares and milliseconds, never money: floats are right here."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_Z = 1.959963984540054  # 97.5 % point of the normal distribution: 95 % two-sided


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``total`` trials."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The share in [0, 1]; ``None`` of no trials."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson score interval (Wilson 1927), which stays honest at 0 and 1; (0, 1) of no trials."""
        if not self.total:
            return (0.0, 1.0)
        n, p = self.total, self.hits / self.total
        centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        return (max(0.0, centre - half), min(1.0, centre + half))


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The nearest-rank percentile: the smallest value that ``percent`` % of all do not exceed; ``None`` of none."""
    if not values:
        return None
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]


def mcnemar(only_before: int, only_after: int) -> float:
    """The exact two-sided p-value of McNemar's test (McNemar 1947) on the pairs that differ.

    ``only_before`` are right in the first run alone, ``only_after`` in the second alone: how likely so uneven a split
    is if both runs were equally good. 1.0 where nothing differs.
    """
    n = only_before + only_after
    if not n:
        return 1.0
    tail: float = sum(math.comb(n, k) for k in range(min(only_before, only_after) + 1)) / 2**n
    return min(1.0, 2 * tail)


def paired_interval(both: int, only_before: int, only_after: int, neither: int) -> tuple[float, float]:
    """The 95 % interval of the change of a share between two runs of the same cases, in [-1, 1].

    Newcombe's hybrid score interval for paired proportions (Newcombe 1998, method 10): Wilson's intervals of both
    shares, joined with regard to how the pairs hang together. ``both`` are right in both runs. (-1, 1) of no cases.
    """
    n = both + only_before + only_after + neither
    if not n:
        return (-1.0, 1.0)
    before, after = Share(both + only_before, n), Share(both + only_after, n)
    (low1, high1), (low2, high2) = after.interval, before.interval
    p1, p2 = after.hits / n, before.hits / n
    margins = after.hits * (n - after.hits) * before.hits * (n - before.hits)
    product: float = both * neither - only_before * only_after
    if product > 0:
        product = max(product - n / 2, 0)
    phi = product / math.sqrt(margins) if margins else 0.0
    down = (p1 - low1) ** 2 - 2 * phi * (p1 - low1) * (high2 - p2) + (high2 - p2) ** 2
    up = (p2 - low2) ** 2 - 2 * phi * (p2 - low2) * (high1 - p1) + (high1 - p1) ** 2
    change = p1 - p2
    return (max(-1.0, change - math.sqrt(down)), min(1.0, change + math.sqrt(up)))
