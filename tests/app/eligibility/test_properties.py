"""What holds whatever an enterprise answers."""

from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.eligibility import Field, FieldKind, Match, Status, form_of, match, read_offers
from app.eligibility.profile import Value
from corpus import parse

PLAN = Path(__file__).resolve().parents[3] / "corpus" / "sources" / "plan.pdf"
OFFERS = read_offers(parse(PLAN))
FORM = form_of(OFFERS)

MONEY = st.decimals(min_value=0, max_value=10**10, places=2)


def answers(field: Field) -> st.SearchStrategy[Value]:
    if field.kind is FieldKind.FACT:
        return st.booleans()
    if field.kind is FieldKind.CHOICE:
        return st.lists(st.sampled_from(field.options), unique=True).map(tuple)
    return MONEY if field.kind is FieldKind.AMOUNT else st.integers(0, 2000).map(Decimal)


PROFILES = st.fixed_dictionaries({}, optional={f.key: answers(f) for f in FORM})
COMPLETE = st.fixed_dictionaries({f.key: answers(f) for f in FORM})


@given(PROFILES)
def test_no_amount_is_above_its_cap_or_below_nought_and_none_where_a_condition_is_unmet(
    values: dict[str, Value],
) -> None:
    for found in match(OFFERS, values):
        assert (found.status is Status.MET) or found.amount is None
        if found.amount is not None:
            assert found.amount.value >= 0
            assert found.offer.cap is None or found.amount.value <= found.offer.cap
            assert not found.missing
        if any(c.status is Status.UNMET for c in found.conditions):
            assert (found.status, found.ceiling, found.missing) == (Status.UNMET, None, ())


@given(COMPLETE, st.sampled_from([f for f in FORM if f.kind is FieldKind.AMOUNT]), MONEY)
def test_more_of_a_sum_never_gives_less(values: dict[str, Value], field: Field, more: Decimal) -> None:
    old = values[field.key]
    assert isinstance(old, Decimal)
    before, after = match(OFFERS, values), match(OFFERS, {**values, field.key: old + more})
    for one, other in zip(before, after, strict=True):
        assert given_(other) >= given_(one), other.offer.title


@given(COMPLETE)
def test_what_is_not_asked_by_a_benefit_does_not_change_it(values: dict[str, Value]) -> None:
    for found in match(OFFERS, values):
        own = {f.key for f in found.offer.fields()}
        alone = match([found.offer], {k: v for k, v in values.items() if k in own})
        assert alone == (found,)


def given_(found: Match) -> Decimal:
    return found.amount.value if found.amount else Decimal(0)
