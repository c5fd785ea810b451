"""Comparing: what a change of the answers changes in what an enterprise gets."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.eligibility.matching import Match


@dataclass(frozen=True, slots=True)
class Change:
    """One benefit before and after."""

    before: Match
    after: Match


def changes(before: Sequence[Match], after: Sequence[Match]) -> tuple[Change, ...]:
    """The benefits whose status or amount differs, in the order given; both are of the same offers."""
    return tuple(
        Change(one, other)
        for one, other in zip(before, after, strict=True)
        if (one.status, _value(one)) != (other.status, _value(other))
    )


def _value(found: Match) -> object:
    return (found.amount.value, found.amount.at_most) if found.amount else None
