"""A measured figure beside its goal."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from eval.statistics import percentile


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` in ``unit``; ``None`` where it could not be measured, and ``note`` says why.

    ``goal`` is the most that is accepted, the least where ``more_is_better``, ``None`` where there is no goal.
    ``samples`` is how many trials it is of.
    """

    name: str
    value: float | None
    unit: str
    goal: float | None = None
    samples: int = 1
    note: str = ""
    more_is_better: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; ``None`` where there is no goal."""
        if self.goal is None:
            return None
        if self.value is None:
            return False
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal

    @property
    def goal_text(self) -> str:
        """The goal as a table shows it: ``≤ 30 秒``, ``≥ 98 %``, ``—``."""
        if self.goal is None:
            return "—"
        return f"{'≥' if self.more_is_better else '≤'} {self.goal:g} {self.unit}"


def quantiles(name: str, milliseconds: Sequence[float], *, p50: float | None, p95: float | None) -> tuple[Measure, ...]:
    """The median and the 95th percentile of a series, with their goals."""
    size = len(milliseconds)
    return (
        Measure(f"{name} 中位数", percentile(milliseconds, 50), "毫秒", p50, size),
        Measure(f"{name} 95 分位", percentile(milliseconds, 95), "毫秒", p95, size),
    )


def median(name: str, seconds: Sequence[float], *, goal: float | None, note: str = "") -> Measure:
    """The median of a few trials that take seconds each."""
    return Measure(name, statistics.median(seconds), "秒", goal, len(seconds), note)
