"""Cover: the characters of a text that are already taken, asked for in logarithmic time."""

from bisect import bisect_left
from collections.abc import Iterable

from corpus.span import Span


class Cover:
    """A set of spans; ``touches`` says whether any of them shares a character with a range."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            elif len(span):
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, start: int, end: int) -> bool:
        """Whether ``start`` up to, not including, ``end`` shares a character with the set."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self._ends[before] > start
