"""Rules that a day tells apart: 2019年4月30日前授权的…, 2019年4月30日后授权的…, and the day or month of a question."""

from collections.abc import Sequence

from corpus import Bound, Kind, Quantity, find_quantities

_FIRST = {"日": (1, 0), "月": (100, 1), "年": (10000, 101)}  # from a figure to the first day of what it names
_LAST = {"日": (1, 0), "月": (100, 31), "年": (10000, 1231)}


def told_apart(words: str, rules: Sequence[str]) -> list[int] | None:
    """Which of ``rules`` the one day of ``words`` falls under, those that name no day too.

    ``None`` where the words have not one day, or where no rule names one.
    """
    days = [q for q in find_quantities(words) if q.kind is Kind.DATE and q.bound is Bound.EQ and q.unit in _FIRST]
    limits = [[q for q in find_quantities(rule) if q.kind is Kind.DATE and q.unit in _FIRST] for rule in rules]
    if len(days) != 1 or not any(limits):
        return None
    return [at for at, own in enumerate(limits) if all(_falls(days[0], limit) for limit in own)]


def _falls(day: Quantity, limit: Quantity) -> bool:
    """Whether all of a day, month or year lies on the side of ``limit`` that a rule is for."""
    first, last = _edge(day, _FIRST), _edge(day, _LAST)
    if limit.bound in {Bound.LE, Bound.LT}:
        end = _edge(limit, _LAST)
        return last < end or (last == end and limit.bound is Bound.LE)
    if limit.bound in {Bound.GE, Bound.GT}:
        start = _edge(limit, _FIRST)
        return first > start or (first == start and limit.bound is Bound.GE)
    return first >= _edge(limit, _FIRST) and last <= _edge(limit, _LAST)


def _edge(quantity: Quantity, edges: dict[str, tuple[int, int]]) -> int:
    factor, rest = edges[quantity.unit]
    return int(quantity.value) * factor + rest
