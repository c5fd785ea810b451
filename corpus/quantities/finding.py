"""Quantities of a text: every amount, rate, count, period and date with its bound and subject.

The stages, each in its module: fixed words are set aside, dates are read, numerals become figures with units, bounds
are read around them, and the subject is what the sentence says is limited. It serves documents, questions and a
model's sentences alike. 一个 and its like are articles and reported only where a bound makes a number of them.
"""

import re
from dataclasses import replace

from corpus.quantities.bounds import Limit, read_limit
from corpus.quantities.conventions import Conventions
from corpus.quantities.dates import find_dates
from corpus.quantities.figure import Figure
from corpus.quantities.figures import find_figures
from corpus.quantities.fixed_words import fixed_words
from corpus.quantities.numerals import fold
from corpus.quantities.quantity import Bound, Kind, Quantity
from corpus.quantities.subjects import find_subject
from corpus.span import Span

_NONE = Conventions()
_PAIR = re.compile(r"[ ]*(?:、|和|或|及|或者|以及)[ ]*")
_TOGETHER = re.compile(rf"{_PAIR.pattern}|[ ]*[且但并]?[ ]*")
_REPEATED = re.compile(r"[ ]*(?:及|和|或|或者|以及)[ ]*")
_SEGMENT = re.compile(r"[。；;\n]")


def find_quantities(text: str, conventions: Conventions = _NONE) -> tuple[Quantity, ...]:
    """Every quantity of a text in order of appearance; each span holds exactly ``raw``.

    ``conventions`` are those of the document that the text is a piece of (``corpus.quantities.conventions``).
    ``年度采购量达100万元的，单家企业最高奖励50万元`` → >= 1000000 元 of 年度采购量, <= 500000 元 of 单家企业最高奖励.
    """
    folded = fold(text)
    fixed = fixed_words(folded)
    dates = find_dates(folded, fixed)
    figures = find_figures(folded, (*fixed, *(Span(d.start, d.end) for d in dates)))
    ordered = sorted([*dates, *figures], key=lambda f: f.start)
    read = _with_limits(folded, ordered, conventions)
    return _with_shared_subjects(text, [_quantity(text, *reading) for reading in _shared_bounds(folded, read)])


def _with_limits(text: str, figures: list[Figure], conventions: Conventions) -> list[tuple[Figure, Limit, int]]:
    """Figures with their limits and the place before which words belong to an earlier figure."""
    read: list[tuple[Figure, Limit, int]] = []
    left = 0
    for printed in figures:
        if printed.start < left:
            continue  # the figure that （含1000万元） repeats
        figure = _in_working_days(printed, conventions)
        limit = read_limit(text, figure, conventions, left=_segment_start(text, left, figure.start))
        if figure.article and limit.bound is Bound.EQ:
            continue
        read.append((figure, limit, left))
        left = max(limit.end, figure.end)
    return _without_repetition(text, read)


def _without_repetition(text: str, read: list[tuple[Figure, Limit, int]]) -> list[tuple[Figure, Limit, int]]:
    """三轴及三轴以上, 两项或两项以上 say one figure twice: the first is left out, its words stay in the second."""
    kept: list[tuple[Figure, Limit, int]] = []
    for figure, limit, left in read:
        last = kept[-1] if kept else None
        if last and last[1].bound is Bound.EQ is not limit.bound and _repeats(text, last[0], figure, limit):
            kept[-1] = (figure, replace(limit, start=last[1].start), last[2])
        else:
            kept.append((figure, limit, left))
    return kept


def _repeats(text: str, first: Figure, second: Figure, limit: Limit) -> bool:
    same = (first.kind, first.unit, first.low, first.high) == (second.kind, second.unit, second.low, second.high)
    return same and limit.start == second.start and _REPEATED.fullmatch(text, first.end, second.start) is not None


def _in_working_days(figure: Figure, conventions: Conventions) -> Figure:
    if figure.kind is Kind.PERIOD and figure.unit == "日" and conventions.counts_working_days(figure.high):
        return replace(figure, unit="工作日")
    return figure


def _segment_start(text: str, left: int, right: int) -> int:
    ends = [m.end() for m in _SEGMENT.finditer(text, left, right)]
    return ends[-1] if ends else left


def _shared_bounds(text: str, read: list[tuple[Figure, Limit, int]]) -> list[tuple[Figure, Limit, int]]:
    """A bound said once for a list holds for its members: 不超过5000元、8000元; 500家、1000家以上."""
    shared = list(read)
    for index in range(1, len(shared)):
        shared[index] = _inherit(text, shared[index - 1], shared[index], shared[index])
    for index in range(len(shared) - 2, -1, -1):
        shared[index] = _inherit(text, shared[index], shared[index + 1], shared[index])
    return shared


def _inherit(
    text: str, first: tuple[Figure, Limit, int], second: tuple[Figure, Limit, int], target: tuple[Figure, Limit, int]
) -> tuple[Figure, Limit, int]:
    giver = second if target is first else first
    alike = first[0].kind is second[0].kind and first[0].unit == second[0].unit
    if target[1].bound is not Bound.EQ or giver[1].bound in {Bound.EQ, Bound.RANGE} or not alike:
        return target
    if not _PAIR.fullmatch(text, first[1].end, second[1].start):
        return target
    return target[0], replace(target[1], bound=giver[1].bound), target[2]


def _quantity(text: str, figure: Figure, limit: Limit, left: int) -> Quantity:
    span = Span(limit.start, limit.end)
    low = None if limit.bound in {Bound.LE, Bound.LT} else figure.low
    high = None if limit.bound in {Bound.GE, Bound.GT} else figure.high
    subject = find_subject(text, figure.kind, span, left=min(left, span.start), bound=limit.bound)
    return Quantity(
        raw=span.of(text), kind=figure.kind, bound=limit.bound, low=low, high=high, unit=figure.unit, span=span,
        subject=subject, includes_low=limit.includes_low, includes_high=limit.includes_high,
    )  # fmt: skip


def _with_shared_subjects(text: str, quantities: list[Quantity]) -> tuple[Quantity, ...]:
    """The later members of a list have the subject of the first: 按贡献的70%、80%和90%, 超过1年未满5年."""
    found: list[Quantity] = []
    for quantity in quantities:
        last = found[-1] if found else None
        if last and last.subject and _listed(text, last, quantity):
            found.append(replace(quantity, subject=last.subject))
        else:
            found.append(quantity)
            if last and not last.subject and _listed(text, last, quantity):
                found[-2] = replace(last, subject=quantity.subject)
    return tuple(found)


def _listed(text: str, first: Quantity, second: Quantity) -> bool:
    alike = (first.kind, first.unit) == (second.kind, second.unit)
    return alike and _TOGETHER.fullmatch(text, first.span.end, second.span.start) is not None
