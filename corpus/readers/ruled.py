"""Ruled tables of a PDF page: from the rules that are drawn to cells, whatever the order of the page's content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.cells import join_lines
from corpus.readers.grid import Cell
from corpus.readers.rendering import PrintedText, Rect

_THIN = 2.5  # points; a drawn shape as thin is a rule
_NEAR = 3.0  # points between a rule's end and the rule that it meets
_LEAST = 6.0  # points: the smallest cell
_MOST_RULES = 5000  # on a page: more are a drawing
_MOST_LINES = 300  # of a table in one direction


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of a page: where it stands and its rows of cells, in the page's own coordinates."""

    area: Rect
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A straight rule: where it lies across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


def ruled_tables(shapes: Sequence[Rect], text: PrintedText) -> tuple[RuledTable, ...]:
    """The tables with at least two rows and two columns that the thin ones of the drawn ``shapes`` form, from the top."""
    if len(shapes) > _MOST_RULES:
        return ()
    level = _merged(_Rule((s.bottom + s.top) / 2, s.left, s.right) for s in shapes if s.top - s.bottom <= _THIN)
    upright = _merged(_Rule((s.left + s.right) / 2, s.bottom, s.top) for s in shapes if s.right - s.left <= _THIN)
    tables = [table for group in _groups(level, upright) if (table := _table(*group, text))]
    return tuple(sorted(tables, key=lambda table: -table.area.top))


def _merged(rules: Iterator[_Rule]) -> list[_Rule]:
    """Rules without the breaks at their crossings; dots and the short sides of other rules are left out."""
    merged = list[_Rule]()
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _NEAR), rule.start)):
        last = merged[-1] if merged else None
        if last and abs(last.at - rule.at) <= _NEAR and last.start - _NEAR <= rule.start <= last.end + _NEAR:
            merged[-1] = _Rule(last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return [rule for rule in merged if rule.end - rule.start >= _LEAST]


def _groups(level: Sequence[_Rule], upright: Sequence[_Rule]) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """The rules that hang together."""
    rest = list(upright)
    groups = [([rule], list[_Rule]()) for rule in level]
    for rule in rest:
        met = [group for group in groups if any(_meet(across, rule) for across in group[0])]
        if met:
            first = met[0]
            first[1].append(rule)
            for other in met[1:]:
                first[0].extend(other[0])
                first[1].extend(other[1])
            groups = [group for group in groups if not any(group is other for other in met[1:])]
    yield from (group for group in groups if len(group[0]) > 1 and len(group[1]) > 0)


def _meet(level: _Rule, upright: _Rule) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _table(level: list[_Rule], upright: list[_Rule], text: PrintedText) -> RuledTable | None:
    """The grid that the rules form; its left and right sides may be open."""
    left, right = min(rule.start for rule in level), max(rule.end for rule in level)
    across = _lines([left, *(rule.at for rule in upright), right])
    down = _lines([rule.at for rule in level])[::-1]
    if not (2 < len(across) <= _MOST_LINES and 2 < len(down) <= _MOST_LINES):
        return None
    grid = _Grid(across, down, level, upright)
    rows = tuple(tuple(grid.cells(row, text)) for row in range(len(down) - 1))
    told = [sum(bool(cell.text) for cell in row) for row in rows]
    return RuledTable(Rect(across[0], down[-1], across[-1], down[0]), rows) if sum(n > 1 for n in told) > 1 else None


def _lines(places: Sequence[float]) -> list[float]:
    """Ascending places, those nearer than a cell as one."""
    found = list[float]()
    for place in sorted(places):
        if not found or place - found[-1] >= _LEAST:
            found.append(place)
    return found


class _Grid:
    """The elementary cells between the rules, put together where no rule divides them."""

    def __init__(
        self, across: Sequence[float], down: Sequence[float], level: Sequence[_Rule], upright: Sequence[_Rule]
    ) -> None:
        self._columns, self._rows = list(pairwise(across)), list(pairwise(down))
        self._level, self._upright = level, upright
        self._taken = set[tuple[int, int]]()

    def cells(self, row: int, text: PrintedText) -> Iterator[Cell]:
        """The cells that begin in a row (0 at the top)."""
        for column in range(len(self._columns)):
            if (row, column) not in self._taken:
                yield self._cell(row, column, text)

    def _cell(self, row: int, column: int, text: PrintedText) -> Cell:
        last, low = column, row
        while last + 1 < len(self._columns) and not self._is_divided(row, last):
            last += 1
        while low + 1 < len(self._rows) and not any(self._is_closed(low, n) for n in range(column, last + 1)):
            low += 1
        self._taken.update((y, x) for y in range(row, low + 1) for x in range(column, last + 1))
        place = Rect(self._columns[column][0], self._rows[low][1], self._columns[last][1], self._rows[row][0])
        inside = Rect(place.left + 1, place.bottom + 1, place.right - 1, place.top - 1)
        words = join_lines(text.words(inside).replace("\r", "\n").split("\n"))
        return Cell(words, last - column + 1, low - row + 1, place=place)

    def _is_divided(self, row: int, column: int) -> bool:
        """Whether a rule stands at the right of an elementary cell."""
        at, (top, bottom) = self._columns[column][1], self._rows[row]
        return _covers(self._upright, at, (top + bottom) / 2)

    def _is_closed(self, row: int, column: int) -> bool:
        """Whether a rule lies under an elementary cell."""
        at, (left, right) = self._rows[row][1], self._columns[column]
        return _covers(self._level, at, (left + right) / 2)


def _covers(rules: Sequence[_Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) < _LEAST and rule.start <= middle <= rule.end for rule in rules)
