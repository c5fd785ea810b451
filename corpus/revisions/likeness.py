"""How alike the words of two clauses are, and which clauses are worth comparing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

_FEW = 24  # clauses: pairs of characters that stand in more of them tell nothing apart
_NEAREST = 6


def likeness(one: str, other: str) -> float:
    """The share of characters, in [0, 1], that one text keeps of the other in order (normalised indel similarity)."""
    return fuzz.ratio(one, other) / 100


def contained(part: str, whole: str) -> float:
    """How much of ``part`` stands in the stretch of ``whole`` that is most like it, in [0, 1]."""
    return fuzz.partial_ratio(part, whole) / 100 if len(part) <= len(whole) else likeness(part, whole)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


class Likely:
    """Finds the clauses of one version that share rare words with a text."""

    def __init__(self, bodies: Mapping[int, str]) -> None:
        self._at: dict[str, list[int]] = defaultdict(list)
        for position, body in bodies.items():
            for pair in _pairs(body):
                self._at[pair].append(position)

    def of(self, body: str) -> tuple[int, ...]:
        """Up to six positions, those that share most first."""
        shared: Counter[int] = Counter()
        for pair in _pairs(body):
            places = self._at.get(pair, ())
            if len(places) <= _FEW:
                shared.update(places)
        return tuple(position for position, _ in shared.most_common(_NEAREST))


def near(positions: Iterable[int], low: int, high: int) -> tuple[int, ...]:
    """Those of ``positions`` that lie strictly between ``low`` and ``high``."""
    return tuple(p for p in positions if low < p < high)
