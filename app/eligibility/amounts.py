"""Amounts: what an offer gives for the figures of an enterprise, exactly, with the formula in words."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from app.answering.computation import HUNDRED, shown, to_the_cent
from app.eligibility.offer import Fixed, Offer, Piece, Rated, Sum, Undetermined, measured_fields
from app.eligibility.profile import Values
from corpus import Bound, display


@dataclass(frozen=True, slots=True)
class Amount:
    """What an offer gives, in 元. ``formula`` says how it came about; ``at_most`` that the clause gives up to so much."""

    value: Decimal
    formula: str
    at_most: bool = False


def amount_of(offer: Offer, values: Values) -> Amount | None:
    """The amount that the values give, within every cap; ``None`` where the clause or the values do not tell."""
    product = _product(offer.sum, values)
    if product is None:
        return None
    value, words = product
    raw, equals = to_the_cent(value)
    computed = words != display(raw, "元")
    formula = f"{words} {equals} {display(raw, '元')}" if computed else words
    cap = offer.cap
    at_most = bool(offer.remarks) or (isinstance(offer.sum, Rated) and offer.sum.rate.bound is Bound.LE)
    if cap is None or raw <= cap:
        return Amount(raw, f"{formula}，未超过上限{display(cap, '元')}" if cap is not None else formula, at_most)
    return Amount(cap, f"{formula}，超过上限，按上限{display(cap, '元')}计", at_most)


def not_known(given: Sum, values: Values) -> tuple[str, ...]:
    """The keys of the figures that are still needed to compute a sum."""
    return tuple(field.key for field in measured_fields(given) if field.key not in values)


def _number(values: Values, key: str) -> Decimal | None:
    value = values.get(key)
    return value if isinstance(value, Decimal) else None


def _product(given: Sum, values: Values) -> tuple[Decimal, str] | None:
    if isinstance(given, Undetermined):
        return None
    return _rated(given, values) if isinstance(given, Rated) else _fixed(given, values)


def _rated(given: Rated, values: Values) -> tuple[Decimal, str] | None:
    base = _number(values, given.base.key)
    if base is None:
        return None
    words, rate = display(base, "元"), given.rate.value
    if given.limit is not None and given.limit.high is not None and given.pieces is not None:
        count, most = _number(values, given.pieces.key), given.limit.high
        if count is None or (count == 0 and base):
            return None
        if count > most:
            unit = given.limit.unit
            words = f"{words} × {display(most, unit)} ÷ {display(count, unit)}"
            base = base * most / count
    return base * rate / HUNDRED, f"{words} × {display(rate, '%')}"


def _fixed(given: Fixed, values: Values) -> tuple[Decimal, str] | None:
    total, words = given.sum.value, [shown(given.sum)]
    for piece in given.pieces:
        count = _number(values, piece.field.key)
        counted = _counted(piece, count) if count is not None else None
        if counted is None:
            return None
        total *= counted[0]
        words.append(counted[1])
    return total, " × ".join(words)


def _counted(piece: Piece, count: Decimal) -> tuple[Decimal, str] | None:
    """How many times the sum is given; ``None`` where the clause does not say what becomes of a rest."""
    high = piece.limit.high if piece.limit else None
    kept = count if high is None else min(count, high)
    words = display(kept, piece.field.unit)
    if piece.number == 1 and not piece.full:
        return kept, words
    steps = (kept / piece.number).to_integral_value(ROUND_FLOOR)
    if steps * piece.number != kept and not piece.full:
        return None
    return steps, f"{steps}（{words} ÷ {display(piece.number, piece.field.unit)}，取整）"
