"""What stands in another order: all that lies outside the longest run that kept its own."""

from bisect import bisect_left
from collections.abc import Sequence


def out_of_order(values: Sequence[int]) -> frozenset[int]:
    """The positions of ``values`` outside their longest increasing subsequence (Schensted 1961): 1 4 2 3 → {1}."""
    ends: list[int] = []  # the position of the smallest last value of a run of each length
    lows: list[int] = []  # that value
    before: list[int | None] = []
    for position, value in enumerate(values):
        length = bisect_left(lows, value)
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [position]
        lows[length : length + 1] = [value]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(range(len(values))) - kept
