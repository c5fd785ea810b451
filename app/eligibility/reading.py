"""Reading: the benefits of a document as offers, each with the fields that it asks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from app.answering.notes import Notes, read_notes
from app.answering.pieces import is_stepwise
from app.answering.rates import all_caps, with_measured_base
from app.answering.steps import read_steps
from app.eligibility.field import Field, merged
from app.eligibility.offer import Fact, Fixed, Offer, Piece, Rated, Requirement, Sum, Threshold, Undetermined
from app.eligibility.pairs import chosen, tiered
from app.eligibility.topics import (
    base_field,
    condition_field,
    described,
    names_alternative,
    pieces_field,
    recipient_field,
    thing_field,
)
from corpus import Benefit, Bound, Clause, Condition, Document, Kind, ParsedDocument, Quantity, find_benefits

_PERIODS = {"月": "个月", "年": "年", "天": "日", "日": "日"}
_STEP = re.compile(r"每(?![年月日季])")
_ONLY_CAP = "条款只写明了上限，没有写明怎么算"
_NO_SUM = "条款没有写明数额"


def read_offers(parsed: ParsedDocument) -> tuple[Offer, ...]:
    """Everything that a document gives, in its order; what a person has reviewed stands in place of what was read."""
    return tuple(offer for clause in parsed.clauses for offer in _of_clause(parsed.document, clause))


def form_of(offers: Iterable[Offer]) -> tuple[Field, ...]:
    """The fields that decide on some offers, each once, in the order of the documents."""
    return merged(field for offer in offers for field in offer.fields())


def _of_clause(document: Document, clause: Clause) -> Iterator[Offer]:
    benefits = find_benefits(document, clause)
    for _, same in groupby(benefits, key=lambda b: b.span):
        statement = list(same)
        offers = [_offer(document, clause, benefit) for benefit in statement]
        yield from (_told(offer) for offer in tiered(chosen(offers)))


def _offer(document: Document, clause: Clause, printed: Benefit) -> Offer:
    notes = _notes(document, clause, printed)
    benefit = with_measured_base(printed)
    requirements = tuple(_requirements(benefit))
    depends = (notes.depends,) if notes.depends else ()
    return Offer(
        document=document, clause=clause, benefit=printed, requirements=requirements,
        sum=_sum(document, benefit, notes, requirements), caps=tuple(all_caps(benefit, notes)),
        alternatives=notes.alternatives, unread=printed.review, remarks=(*depends, *notes.remarks),
    )  # fmt: skip


def _notes(document: Document, clause: Clause, benefit: Benefit) -> Notes:
    """What has to be read beside a benefit: its own notes, and of a reviewed one those of the reading that it confirms.

    A person confirms what the fields say; that a sum counts for each piece, or that one of several conditions is
    enough, stays true of the sentence.
    """
    if not benefit.confirmed:
        return read_notes(benefit)
    drafts = find_benefits(replace(document, reviews=()), clause)
    mine = (benefit.variant, _value(benefit.fixed), _value(benefit.rate), _value(benefit.cap))
    same = [
        d for d in drafts
        if d.span.overlaps(benefit.span) and (d.variant, _value(d.fixed), _value(d.rate), _value(d.cap)) == mine
    ]  # fmt: skip
    return read_notes(same[0]) if len(same) == 1 else Notes()


def _value(quantity: Quantity | None) -> Decimal | None:
    return quantity.value if quantity else None


def _requirements(benefit: Benefit) -> Iterator[Requirement]:
    span = benefit.span
    who = recipient_field(benefit.who)
    if who is not None and not any(benefit.who in c.text for c in benefit.conditions):
        yield Requirement(benefit.who, span, who, Fact())
    before: Field | None = None
    for condition in benefit.conditions:
        if condition.quantity and _STEP.match(condition.text):
            continue  # 每满100亩: counted by the sum, no threshold
        plain = _without_measure(condition)
        field = condition_field(plain, benefit, before=before)
        need = Threshold(plain.quantity) if plain.quantity else Fact()
        yield Requirement(condition.text, condition.span, field, need, either=names_alternative(plain))
        other = described(plain)
        if other is not None and (who is None or other.key != who.key):
            yield Requirement(condition.text, condition.span, other, Fact())
        before = field if plain.quantity else None
    if not benefit.conditions and who is None and (thing := thing_field(benefit)):
        yield Requirement(benefit.who, span, thing, Fact())


def _without_measure(condition: Condition) -> Condition:
    """发展贡献最大的10家, 每年评选10个: a number that only describes is no threshold."""
    quantity = condition.quantity
    describes = quantity is not None and quantity.bound is Bound.EQ and quantity.kind is Kind.COUNT
    return replace(condition, quantity=None) if describes else condition


def _sum(document: Document, benefit: Benefit, notes: Notes, requirements: Sequence[Requirement]) -> Sum:
    if notes.blocks or notes.progressive or notes.staged:
        return Undetermined(notes.blocks or "条款分段或分年度计算")
    if benefit.rate is not None:
        return _rated(benefit, benefit.rate, requirements)
    if benefit.fixed is None:
        return Undetermined(_ONLY_CAP if benefit.cap else _NO_SUM)
    if not is_stepwise(benefit, notes, document.text):
        return Fixed(benefit.fixed)
    return _by_pieces(document, benefit, benefit.fixed, notes)


def _rated(benefit: Benefit, rate: Quantity, requirements: Sequence[Requirement]) -> Sum:
    if not benefit.base or rate.unit != "%" or rate.high is None or rate.bound is Bound.RANGE:
        return Undetermined("条款没有写明比例按什么计算" if not benefit.base else "条款给的比例不是一个定数")
    base = base_field(benefit, [r.field for r in requirements if isinstance(r.need, Threshold)])
    limit = benefit.base_limit
    if limit is None or limit.high is None:
        return Rated(rate, base)
    return Rated(rate, base, limit, pieces_field(benefit, limit.unit, "数量"))


def _by_pieces(document: Document, benefit: Benefit, fixed: Quantity, notes: Notes) -> Sum:
    steps = read_steps(document.text, benefit, fixed)
    if not steps or any(step.grows or step.thing for step in steps):
        return Undetermined("条款按件计算，没有读出按什么计数")
    limits = [q for q in (benefit.base_limit, *notes.limits) if q is not None and q.high is not None]
    pieces = []
    for step in steps:
        unit = _PERIODS.get(step.unit, step.unit)
        limit = next((q for q in limits if q.unit == unit), None)
        pieces.append(Piece(pieces_field(benefit, unit), step.number, step.stepped, step.floor, limit))
    return Fixed(fixed, tuple(pieces))


def _told(offer: Offer) -> Offer:
    """The offer with the words and the clause in each of its fields."""
    words, clauses = offer.benefit.span.of(offer.document.text), (offer.clause.id,)

    def told(field: Field) -> Field:
        return replace(field, help=words, clauses=clauses)

    given = offer.sum
    if isinstance(given, Rated):
        pieces = told(given.pieces) if given.pieces else None
        given = replace(given, base=told(given.base), pieces=pieces)
    elif isinstance(given, Fixed):
        given = replace(given, pieces=tuple(replace(p, field=told(p.field)) for p in given.pieces))
    return replace(offer, sum=given, requirements=tuple(replace(r, field=told(r.field)) for r in offer.requirements))
