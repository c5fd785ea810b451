"""Figures that changed between the words of a clause and what they became.

Two texts are laid beside each other character by character, each figure as one character: first with its value, so
that what stayed finds itself, then by its place among the words around it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from corpus.clause import Clause
from corpus.quantities.conventions import Conventions
from corpus.quantities.finding import find_quantities
from corpus.quantities.quantity import Kind, Quantity
from corpus.revisions.body import folded, own_words
from corpus.sentences import sentences
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a clause, its span in the canonical text, with the words of its sentence, folded."""

    clause: Clause
    quantity: Quantity
    sentence: str


Token = str | tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as tokens; ``figures`` are those that tokens stand for, by position."""

    tokens: tuple[Token, ...]
    figures: dict[int, Figure]


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether two figures say the same, in whatever words."""
    return _value(one) == _value(other)


def changed_figures(
    old: Sequence[Clause], new: Sequence[Clause], conventions: tuple[Conventions, Conventions]
) -> tuple[list[tuple[Figure, Figure]], list[Figure], list[Figure]]:
    """What became what, what went and what came between clauses that are each other's; ``conventions`` of old and new."""
    before, after = _text(old, conventions[0]), _text(new, conventions[1])
    changed: list[tuple[Figure, Figure]] = []
    removed: list[Figure] = []
    added: list[Figure] = []
    for gone, come in _differing(before, after):
        pairs = _partners(gone, come)
        changed += [(gone[i], come[j]) for i, j in pairs]
        removed += [f for i, f in enumerate(gone) if i not in dict(pairs)]
        added += [f for j, f in enumerate(come) if j not in {j for _, j in pairs}]
    return changed, *_without_twins(removed, added, lambda one, other: same_figure(one.quantity, other.quantity))


def without_moved(removed: list[Figure], added: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Both without the figures of sentences that only stand in another clause now."""
    return _without_twins(
        removed, added, lambda one, other: one.sentence == other.sentence and same_figure(one.quantity, other.quantity)
    )


def _without_twins(
    removed: list[Figure], added: list[Figure], is_twin: Callable[[Figure, Figure], bool]
) -> tuple[list[Figure], list[Figure]]:
    left = list(added)
    gone: list[Figure] = []
    for figure in removed:
        twin = next((i for i, other in enumerate(left) if is_twin(figure, other)), None)
        if twin is None:
            gone.append(figure)
        else:
            del left[twin]
    return gone, left


def _value(q: Quantity) -> tuple[object, ...]:
    return (q.kind, q.unit, q.bound, q.low, q.high, q.includes_low, q.includes_high)


def _text(clauses: Sequence[Clause], conventions: Conventions) -> _Text:
    tokens: list[Token] = []
    figures: dict[int, Figure] = {}
    for clause in clauses:
        start = own_words(clause)
        at = start
        spans = sentences(clause.text)
        for quantity in (q for q in find_quantities(clause.text, conventions) if q.span.start >= start):
            tokens += folded(clause.text[at : quantity.span.start])
            sentence = next((s for s in spans if s.overlaps(quantity.span)), Span(0, len(clause.text)))
            figures[len(tokens)] = Figure(
                clause, quantity.shift(clause.span.start), _without_label(folded(sentence.of(clause.text)), clause)
            )
            tokens.append(_value(quantity))
            at = quantity.span.end
        tokens += folded(clause.text[at:])
    return _Text(tuple(tokens), figures)


def _without_label(sentence: str, clause: Clause) -> str:
    """A sentence without its clause's number, by which it would differ after moving."""
    label = folded(clause.text[: own_words(clause)])
    return sentence.removeprefix(label) if label else sentence


def _differing(old: _Text, new: _Text) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """The figures of each stretch that differs, old and new."""
    gone: list[Figure] = []
    come: list[Figure] = []
    for op in Indel.opcodes(old.tokens, new.tokens):
        if op.tag == "equal":
            if gone or come:
                yield gone, come
            gone, come = [], []
            continue
        gone += [old.figures[i] for i in range(op.src_start, op.src_end) if i in old.figures]
        come += [new.figures[i] for i in range(op.dest_start, op.dest_end) if i in new.figures]
    if gone or come:
        yield gone, come


def _partners(gone: Sequence[Figure], come: Sequence[Figure]) -> list[tuple[int, int]]:
    """Which figure of a stretch became which: in order, of the same kind and unit before the same kind."""
    pairs: list[tuple[int, int]] = []
    for alike in (_same_unit, _same_kind):
        for i, figure in enumerate(gone):
            if i in dict(pairs):
                continue
            taken = {j for _, j in pairs}
            fitting = (j for j, other in enumerate(come) if j not in taken and alike(figure.quantity, other.quantity))
            if (j := next(fitting, None)) is not None:
                pairs.append((i, j))
    return pairs


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind and one.unit == other.unit


def _same_kind(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind or {one.kind, other.kind} <= {Kind.AMOUNT, Kind.RATE}


def figures_of(clause: Clause, conventions: Conventions) -> list[Figure]:
    """Every figure of a clause."""
    return list(_text((clause,), conventions).figures.values())
