"""What a revision does to a case."""

from dataclasses import dataclass
from enum import StrEnum

from app.answering import Reply
from corpus.revisions.change import ClauseChange, QuantityChange, Revision
from eval.case import Case


class Effect(StrEnum):
    """What becomes of a case when the new version takes the old one's place."""

    UNTOUCHED = "untouched"  # rests on nothing that changed, and is answered as well as before
    RENUMBERED = "renumbered"  # likewise, but its clause has another number
    CONFIRMED = "confirmed"  # rests on a changed clause; what it expects still holds, and is answered
    REVISED = "revised"  # the answer follows the revision: what the case expects must change
    WITHDRAWN = "withdrawn"  # what it rested on is gone, and the question is refused
    BROKEN = "broken"  # was answered rightly, and is not by the new version
    UNJUDGED = "unjudged"  # was not answered rightly before either


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a case should expect of the new version, for a person to approve.

    ``case`` cites the new version's clauses. ``revised`` says whether anything but the clause numbers differs.
    ``notes`` say in Chinese what was changed, and what a person must decide.
    """

    case: Case
    revised: bool
    withdrawn: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseImpact:
    """One case under a revision: what it rests on that changed, both replies, and what should be expected now."""

    case: Case
    effect: Effect
    changes: tuple[ClauseChange, ...]
    figures: tuple[QuantityChange, ...]
    old_reply: Reply
    new_reply: Reply
    proposal: Proposal
    reasons: tuple[str, ...] = ()

    @property
    def affected(self) -> bool:
        """Whether a person should look at it."""
        return self.effect not in {Effect.UNTOUCHED, Effect.RENUMBERED}


@dataclass(frozen=True, slots=True)
class Impact:
    """All cases under a revision, in the order of the case files."""

    revision: Revision
    cases: tuple[CaseImpact, ...]

    def of(self, effect: Effect) -> tuple[CaseImpact, ...]:
        """The cases with one effect."""
        return tuple(c for c in self.cases if c.effect is effect)

    @property
    def affected(self) -> tuple[CaseImpact, ...]:
        """The cases that a person should look at."""
        return tuple(c for c in self.cases if c.affected)
