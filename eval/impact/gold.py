"""What a case should expect of the new version: proposed from what changed, for a person to approve."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.answering import Answer, Origin, Reply
from corpus import Bound, Clause, Quantity, find_quantities
from corpus.quantities.quantity import plain
from corpus.revisions.carrying import carried
from corpus.revisions.change import ClauseChange, QuantityChange, Revision
from corpus.span import Span
from eval.case import Case, Figure, Place, placed, plain_text
from eval.figures import same_unit
from eval.impact.effect import Proposal
from eval.impact.resting import Resting, is_at


@dataclass(frozen=True, slots=True)
class Replies:
    """What both versions answer to a case."""

    old: Reply
    new: Reply


def propose(case: Case, revision: Revision, resting: Resting, replies: Replies) -> Proposal:
    """Places, quotes and figures of ``case`` carried over to the new version.

    A figure that is computed from changed ones is taken from the new reply, and said to be unchecked.
    """
    quotes = tuple(q for quote in case.quotes if (q := _quote(quote, case, revision)))
    groups = tuple(g for group in case.cite if (g := _group(group, case, quotes, revision)))
    if case.answerable and case.cite and not groups:
        return _withdrawn(case, "no_match", ["所依据的条款已删除"])
    notes = [f"原文“{quote}”在新版里没有了" for quote in case.quotes if not _quote(quote, case, revision)]
    expect = tuple(f for figure in case.expect for f in _figure(figure, resting, replies, notes))
    if case.expect and not expect:
        return _withdrawn(case, "near_miss", [*notes, "所期望的数已删除"])
    proposed = replace(
        case,
        cite=groups,
        may=tuple(p for place in case.may for p in _places(place, case, quotes, revision)),
        quotes=quotes,
        expect=expect,
        steps=tuple(f for figure in case.steps for f in _figure(figure, resting, replies, [])),
        never=tuple(f for f in case.never if f not in expect),
    )
    reworded = [*map(plain_text, quotes)] != [*map(plain_text, case.quotes)]
    return Proposal(proposed, revised=expect != case.expect or reworded, notes=tuple(notes))


def _withdrawn(case: Case, refusal: str, notes: Sequence[str]) -> Proposal:
    gone = replace(case, cite=(), expect=(), quotes=(), steps=(), never=(), may=(), refusal=refusal)
    return Proposal(gone, revised=True, withdrawn=True, notes=tuple(notes))


def _group(group: tuple[Place, ...], case: Case, quotes: Sequence[str], revision: Revision) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(p for place in group for p in _places(place, case, quotes, revision)))


def _places(place: Place, case: Case, quotes: Sequence[str], revision: Revision) -> Iterator[Place]:
    """Where the clauses of a place stand now: those that hold what the case quotes, else all that they became."""
    if place.path is None:
        yield place
        return
    for change in revision.clauses:
        if not any(is_at(place, c) for c in change.old):
            continue
        became = [*change.new]
        printed = [quote for quote in case.quotes if any(plain_text(quote) in plain_text(c.text) for c in change.old)]
        carrying = [c for c in became if _holds(c, quotes)]
        if not carrying and printed:  # the sentence went to another clause
            carrying = [c for c in revision.new.clauses if _holds(c, [q for q in quotes if q in printed])]
        yield from (placed(c, revision.new.clauses, document=place.document) for c in carrying or became)


def _holds(clause: Clause, quotes: Iterable[str]) -> bool:
    return any(plain_text(quote) in plain_text(clause.text) for quote in quotes)


def _quote(quote: str, case: Case, revision: Revision) -> str:
    """The words that took the place of a quote, empty where nothing did; the quote itself where it still stands."""
    wanted = plain_text(quote)
    if any(wanted in plain_text(c.text) for c in revision.new.clauses):
        return quote
    places = [place for group in case.cite for place in group]
    for change in revision.clauses:
        if any(_stands(quote, c) for c in change.old) and any(is_at(p, c) for p in places for c in change.old):
            return _carried(quote, *("".join(c.text for c in side) for side in (change.old, change.new)))
    return ""


def _carried(quote: str, old: str, new: str) -> str:
    """The words of ``new`` that stand for ``quote`` of ``old``, as printed but for blanks; empty where none do."""
    before, after, words = plain_text(old), plain_text(new), plain_text(quote)
    start = before.index(words)
    span = carried(before, after, Span(start, start + len(words)))
    return span.of(after) if span else ""


def _stands(quote: str, clause: Clause) -> bool:
    return plain_text(quote) in plain_text(clause.text)


def _figure(figure: Figure, resting: Resting, replies: Replies, notes: list[str]) -> Iterator[Figure]:
    """What a figure became; nothing where it is gone. ``notes`` gets what a person should know."""
    changed = [q for q in resting.figures if q.old is not None and _is(q.old, figure)]
    if not changed:
        yield _computed(figure, resting, replies, notes)
        return
    kept = _kept(figure, resting.changes)
    if kept and not _same_subject(figure, changed):
        yield figure
        return
    if kept or len({_key(q.new) for q in changed}) > 1:
        notes.append(f"“{figure}”在条款里不止一处，改了的不一定是这一处，请核对")
    old, new = changed[0].old, changed[0].new
    before = old.raw if old else str(figure)
    if new is None:
        notes.append(f"“{before}”已删除")
        return
    notes.append(f"{changed[0].subject}：{before} → {new.raw}")
    follows = _computed(figure, resting, replies, notes) if figure.computed else figure
    yield follows if follows != figure else _with_value(figure, new)


def _computed(figure: Figure, resting: Resting, replies: Replies, notes: list[str]) -> Figure:
    """The result that the new reply computes where the old one computed this one; itself where nothing says so."""
    if not resting.figures:
        return figure
    before, after = _results(replies.old, figure.unit), _results(replies.new, figure.unit)
    if figure.low not in before or figure.low in after or len(before) != len(after):
        return figure
    result = Decimal(plain(after[before.index(figure.low)]))
    notes.append(f"算出的数由 {plain(figure.low)} 变为 {plain(result)} {figure.unit}，请人工核算")
    return replace(figure, low=result, high=result)


def _results(reply: Reply, unit: str) -> list[Decimal]:
    """The computed numbers of a reply in one unit, in the order in which they are said."""
    numbers = reply.numbers if isinstance(reply, Answer) else ()
    return [n.value for n in numbers if n.origin is Origin.COMPUTED and same_unit(n.unit, unit)]


def _kept(figure: Figure, changes: Iterable[ClauseChange]) -> bool:
    """Whether a changed clause still prints the same figure, maybe of something else."""
    return any(_is(q, figure) for change in changes for c in change.new for q in find_quantities(c.text))


def _same_subject(figure: Figure, changed: Sequence[QuantityChange]) -> bool:
    words = plain_text(figure.what)
    return bool(words) and any(
        words[i : i + 2] in plain_text(q.subject) for q in changed for i in range(len(words) - 1)
    )


def _is(quantity: Quantity, figure: Figure) -> bool:
    if not same_unit(quantity.unit, figure.unit):
        return False
    if figure.is_range:
        return (quantity.low, quantity.high) == (figure.low, figure.high)
    return quantity.value == figure.low and figure.bound in {None, quantity.bound}


def _with_value(figure: Figure, quantity: Quantity) -> Figure:
    low, high = _ends(quantity)
    bound = quantity.bound if figure.bound is not None and quantity.bound is not Bound.RANGE else figure.bound
    return replace(figure, low=low, high=high, unit=quantity.unit, bound=bound)


def _ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        return quantity.low, quantity.high
    return quantity.value, quantity.value


def _key(quantity: Quantity | None) -> tuple[object, ...]:
    return () if quantity is None else (quantity.low, quantity.high, quantity.unit, quantity.bound)
