"""Grids: the cells of a table with what they span, as the rows of text that a document's reader sees in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.document import Block
from corpus.readers.cells import LAYOUT_LIMIT
from corpus.readers.rendering import Rect

_TITLE_CELL = 20  # characters of a cell that names a column
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text in one line, the columns and rows that it spans, and whether it is marked as a heading.

    ``place`` is where it is printed, in the page's own coordinates, where the format tells.
    """

    text: str
    across: int = 1
    down: int = 1
    heads: bool = False
    place: Rect | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is read: the text of its columns and where they are printed; ``single`` if one cell fills it."""

    texts: tuple[str, ...]
    places: tuple[Rect | None, ...]
    single: bool = False

    @property
    def block(self) -> Block:
        """The row as a block without places; one cell that heads the rows below it ends with a tab."""
        return Block(self.texts[0] + "\t" if self.single else "\t".join(self.texts), "row")


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as it is read: the captions inside it, above its headings, and its rows, the headings first."""

    captions: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a cell gives to one column of one row."""

    cell: Cell
    first: bool  # its leftmost column
    above: bool  # it began in a row above


def row_blocks(cells: Sequence[Sequence[Cell]], *, heading_rows: int = 0) -> Iterator[Block]:
    """A table's captions as text and its rows, as ``read_rows`` reads them."""
    read = read_rows(cells, heading_rows=heading_rows)
    yield from (Block(row.texts[0]) for row in read.captions)
    yield from (row.block for row in read.rows)


def read_rows(cells: Sequence[Sequence[Cell]], *, heading_rows: int = 0, continued: bool = False) -> Rows:
    """A table's rows as they are read.

    A cell that spans rows belongs to each of them; one that spans columns stands in its first and leaves the others
    empty. Headings in several rows become one (``奖励标准 最高``). A row that is one cell is a caption above the first
    other row, and heads rows below it. ``heading_rows`` are told by the format, else taken from the spans; a table that
    is ``continued`` from another page may begin without.
    """
    grid = _placed(cells)
    width = max((len(row) for row in grid), default=0)
    captions = 0 if continued else sum(1 for _ in takewhile(lambda row: _is_single(row, width), grid))
    body = grid[captions:]
    headings = min(max(heading_rows - captions, _heading_rows(body, width), 1), len(body))
    rows = [_heading_row(body[:headings], width)] if body else []
    rows += [_row(row, width) for row in body[headings:]]
    return Rows(tuple(_row(row, width) for row in grid[:captions]), tuple(row for row in rows if any(row.texts)))


def lays_out(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table only places text on the page: one column, or long cells that no row of short ones heads."""
    if not any(len(row) > 1 for row in rows):
        return True
    if all(len(cell.text) <= LAYOUT_LIMIT for row in rows for cell in row):
        return False
    first = rows[0]
    return len(rows) < 3 or len(first) < 2 or any(not 0 < len(cell.text) <= _TITLE_CELL for cell in first)


def _placed(rows: Sequence[Sequence[Cell]]) -> list[list[_Slot]]:
    """Each row's slots by column, with the cells that reach down from above; rows without text are left out."""
    grid, waiting = list[list[_Slot]](), dict[int, tuple[int, _Slot]]()
    for row in rows:
        slots, cells = list[_Slot](), list(row)
        while (cells or any(column >= len(slots) for column in waiting)) and len(slots) < _MOST_COLUMNS:
            column = len(slots)
            if column in waiting:
                left, slot = waiting.pop(column)
                slots.append(slot)
                _wait(waiting, column, left - 1, slot)
                continue
            cell = cells.pop(0) if cells else Cell("")
            for n in range(min(cell.across, _MOST_COLUMNS - column)):
                slots.append(_Slot(cell, n == 0, above=False))
                _wait(waiting, column + n, cell.down - 1, _Slot(cell, n == 0, above=True))
        if any(slot.cell.text for slot in slots):
            grid.append(slots)
    return grid


def _wait(waiting: dict[int, tuple[int, _Slot]], column: int, left: int, slot: _Slot) -> None:
    if left > 0:
        waiting[column] = (left, slot)


def _is_single(row: Sequence[_Slot], width: int) -> bool:
    """Whether one cell fills a row of several columns."""
    return bool(row) and width > 1 and row[0].cell.across >= width and all(slot.cell is row[0].cell for slot in row)


def _heading_rows(grid: Sequence[Sequence[_Slot]], width: int) -> int:
    """How many rows the headings take, told from the first: some reach down as far as others are divided."""
    first = grid[0] if grid else ()
    marked = sum(1 for _ in takewhile(lambda row: all(slot.cell.heads for slot in row), grid))
    depths = {slot.cell.down for slot in first if slot.cell.across == 1}
    is_divided = any(1 < slot.cell.across < width and slot.cell.down < max(depths, default=1) for slot in first)
    marked = 1 if marked == len(grid) else marked  # a format that marks every cell says nothing
    return max(marked, depths.pop() if is_divided and len(depths) == 1 else 1)


def _heading_row(rows: Sequence[Sequence[_Slot]], width: int) -> Row:
    """The columns' headings: the words of the heading cells from above, each once; of one row, as that stands."""
    if len(rows) == 1:
        return _row(rows[0], width)
    columns = [[row[column].cell for row in rows if column < len(row)] for column in range(width)]
    texts = tuple(" ".join(dict.fromkeys(cell.text for cell in column if cell.text)) for column in columns)
    return Row(texts, tuple(column[-1].place if column else None for column in columns))


def _row(slots: Sequence[_Slot], width: int) -> Row:
    texts = tuple(slot.cell.text if slot.first else "" for slot in slots)
    return Row(texts, tuple(slot.cell.place if slot.first else None for slot in slots), _is_single(slots, width))
