"""The receiver operating characteristic: how well one score tells two groups apart, whatever the threshold."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """At ``threshold`` and above lie ``kept`` of those that should and ``passed`` of those that should not; shares."""

    threshold: float
    kept: float
    passed: float


def area(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """The chance that a positive's score is above a negative's, a tie counting half (Mann and Whitney 1947).

    It is the area under the curve; ``None`` where a group is empty.
    """
    if not positives or not negatives:
        return None
    ranked = sorted(negatives)
    wins = sum(bisect_left(ranked, p) + bisect_right(ranked, p) for p in positives) / 2
    return wins / (len(positives) * len(negatives))


def curve(positives: Sequence[float], negatives: Sequence[float]) -> tuple[Point, ...]:
    """A point for each score that occurs, from the highest threshold down."""
    above, below = sorted(positives), sorted(negatives)
    return tuple(
        Point(t, _share_from(above, t), _share_from(below, t)) for t in sorted({*positives, *negatives}, reverse=True)
    )


def histogram(scores: Sequence[float], bins: int) -> tuple[int, ...]:
    """How many scores lie in each of ``bins`` equal parts of [0, 1]; 1 belongs to the last."""
    counts = [0] * bins
    for score in scores:
        counts[min(bins - 1, max(0, int(score * bins)))] += 1
    return tuple(counts)


def _share_from(ranked: Sequence[float], threshold: float) -> float:
    return (len(ranked) - bisect_left(ranked, threshold)) / len(ranked) if ranked else 0.0
