"""Sums for each piece that one sentence gives to different cases: 低保老人80元/人/日, 其他老人50元/人/日."""

from collections.abc import Sequence

from app.answering.members import Member, meant
from app.answering.notes import read_notes
from app.answering.question import Question, normalise
from corpus import Benefit, Quantity


def other_cases(benefits: Sequence[Benefit], question: Question) -> list[Benefit]:
    """Those of ``benefits`` that are for another case than the question's; all of them where it does not tell which.

    Nothing where they are tiers of one measure (每亩: 500亩以上…), or where there is only one.
    """
    group = [b for b in benefits if not b.variant and _each(b) is not None]
    units = {q.unit for b in group if (q := _each(b))}
    if len(group) < 2 or len(units) != 1 or any(c.quantity for b in group for c in b.conditions):
        return []
    found = [Member(_words(b), q) for b in group if (q := _each(b))]
    one = meant(question.search, found)
    return [b for b in group if one is None or _each(b) is not one.figure]


def _each(benefit: Benefit) -> Quantity | None:
    sum_ = benefit.fixed or (benefit.cap if benefit.rate is None else None)
    stepwise = sum_ is not None and ("/" in sum_.unit or read_notes(benefit).stepwise)
    return sum_ if stepwise else None


def _words(benefit: Benefit) -> str:
    return normalise("\n".join([benefit.who, *(c.text for c in benefit.conditions)]))
