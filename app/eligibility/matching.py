"""Matching: offers held against an enterprise, condition by condition."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.eligibility.amounts import Amount, amount_of, not_known
from app.eligibility.field import FieldKind
from app.eligibility.offer import Fact, Offer, Option, Requirement, Threshold, Undetermined
from app.eligibility.profile import NONE_OF_THEM, Value, Values
from corpus import display


class Status(StrEnum):
    """Whether a condition, or all of a benefit's, holds."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """A requirement held against the answers; ``have`` is the answer in words, empty where there is none."""

    requirement: Requirement
    have: str
    status: Status


@dataclass(frozen=True, slots=True)
class Match:
    """What an enterprise gets of one offer.

    ``amount`` is there only where every condition is met and the clause says how much. ``ceiling`` is the clause's cap
    in 元 where the amount is open and no condition is unmet. ``missing`` are the keys of the fields still to be
    answered; none where a condition is unmet. ``why_no_amount`` says in Chinese why there is none although all is met.
    """

    offer: Offer
    status: Status
    conditions: tuple[Checked, ...]
    amount: Amount | None = None
    ceiling: Decimal | None = None
    missing: tuple[str, ...] = ()
    why_no_amount: str = ""


def match(offers: Iterable[Offer], values: Values) -> tuple[Match, ...]:
    """Each offer held against the answers of one enterprise, in the order given."""
    return tuple(_match(offer, values) for offer in offers)


def _match(offer: Offer, values: Values) -> Match:
    checked = tuple(_checked(r, values.get(r.field.key)) for r in offer.requirements)
    status = _status(offer, checked)
    if status is Status.UNMET:
        return Match(offer, status, checked)
    open_ = [c.requirement.field.key for c in checked if c.status is Status.UNKNOWN]
    missing = tuple(dict.fromkeys((*open_, *not_known(offer.sum, values))))
    amount = amount_of(offer, values) if status is Status.MET and not offer.unread else None
    why = _why(offer, missing) if amount is None and status is Status.MET else ""
    return Match(offer, status, checked, amount, offer.cap if amount is None else None, missing, why)


def _status(offer: Offer, checked: tuple[Checked, ...]) -> Status:
    found = {c.status for c in checked}
    if offer.alternatives and found != {Status.UNMET}:  # 或: which of them go together was not read
        return Status.MET if found == {Status.MET} and not offer.unread else Status.UNKNOWN
    if Status.UNMET in found:
        return Status.UNMET
    return Status.MET if found == {Status.MET} and not offer.unread else Status.UNKNOWN


def _why(offer: Offer, missing: tuple[str, ...]) -> str:
    if isinstance(offer.sum, Undetermined):
        return offer.sum.reason
    return "" if missing else "所填的数不是计算单位的整数倍，条款没有写明余下的怎么算"


def _checked(requirement: Requirement, value: Value | None) -> Checked:
    if value is None:
        return Checked(requirement, "", Status.UNKNOWN)
    short = Status.UNKNOWN if requirement.either else Status.UNMET
    return Checked(requirement, in_words(requirement, value), Status.MET if _holds(requirement, value) else short)


def _holds(requirement: Requirement, value: Value) -> bool:
    match requirement.need:
        case Threshold() as need:
            return isinstance(value, Decimal) and need.met_by(value)
        case Option(word):
            return isinstance(value, tuple) and word in value
        case Fact():
            return value is True


def in_words(requirement: Requirement, value: Value) -> str:
    """An answer as it is shown: ``8000万元``, ``是``, ``国家级、省级``."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value) or NONE_OF_THEM
    field = requirement.field
    return display(value, field.unit) if field.kind is not FieldKind.DATE else display(value, "日")
