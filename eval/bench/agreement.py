"""Agreement: two lists aligned in order, and how much of each the other has."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from eval.statistics import Share


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries of the gold and of what was found match."""

    matched: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.matched + other.matched, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> Share:
        """The share of what was found that is right."""
        return Share(self.matched, self.found)

    @property
    def recall(self) -> Share:
        """The share of the gold that was found."""
        return Share(self.matched, self.gold)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Entry ``gold`` of the gold list and entry ``found`` of the other; one of them ``None``: it has no partner."""

    gold: int | None
    found: int | None

    @property
    def is_match(self) -> bool:
        """Whether both lists have the entry."""
        return self.gold is not None and self.found is not None


def align(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[Pairing, ...]:
    """The two lists in reading order, equal entries side by side, every entry once."""
    return tuple(_pairings(gold, found))


def tally(pairings: Sequence[Pairing]) -> Tally:
    """The counts of an alignment."""
    return Tally(
        sum(p.is_match for p in pairings),
        sum(p.gold is not None for p in pairings),
        sum(p.found is not None for p in pairings),
    )


def _pairings(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Iterator[Pairing]:
    matcher = SequenceMatcher(None, gold, found, autojunk=False)
    for tag, gold_from, gold_to, found_from, found_to in matcher.get_opcodes():
        if tag == "equal":
            yield from (
                Pairing(g, f) for g, f in zip(range(gold_from, gold_to), range(found_from, found_to), strict=True)
            )
            continue
        yield from (Pairing(g, None) for g in range(gold_from, gold_to))
        yield from (Pairing(None, f) for f in range(found_from, found_to))
