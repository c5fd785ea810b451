"""Ruled tables among the printed lines of a PDF: rows in the place of the lines that were read of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from corpus.document import Anomaly, Block, Box
from corpus.readers.grid import Row, Rows, lays_out, read_rows
from corpus.readers.rendering import Rect
from corpus.readers.ruled import RuledTable

_SAME_TEXT = 0.98  # of the characters of the lines that a table replaces
_BESIDE = 2  # lines above or below a table that may be a page's head or foot
_DENSE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Head:
    """The headings of the last table, and the page at whose end it stands."""

    texts: tuple[str, ...]
    page: int


@dataclass(slots=True)
class PrintedTables:
    """The ruled tables of one document, page after page: one that goes on overleaf is one table."""

    warnings: list[Anomaly] = field(default_factory=list)
    _head: _Head | None = None

    def placed(
        self, blocks: list[Block], tables: Sequence[RuledTable], *, number: int, left: float, top: float
    ) -> list[Block]:
        """A page's blocks with rows for the lines that stand in a table; ``left`` and ``top`` are its media box's."""
        for table in tables:
            area = _box(table.area, left, top, 0.0)
            inside = [at for at, block in enumerate(blocks) if block.box and _contains(area, block.box)]
            if not inside or lays_out(table.rows) or not _says_the_same([blocks[at] for at in inside], table):
                continue
            size = median(block.box.size for at in inside if (block := blocks[at]).box)
            read = self._read(table, number=number, is_first=inside[0] <= _BESIDE)
            rows = [_row_block(row, number, left, top, size) for row in (*read.captions, *read.rows)]
            made = [replace(row, kind="text") if at < len(read.captions) else row for at, row in enumerate(rows)]
            replaced = set(inside)
            rest = [block for at, block in enumerate(blocks) if at > inside[0] and at not in replaced]
            blocks = [*blocks[: inside[0]], *made, *rest]
            if len(rest) > _BESIDE:
                self._head = None
        return blocks

    def _read(self, table: RuledTable, *, number: int, is_first: bool) -> Rows:
        """A table's captions and rows; headings that are repeated overleaf are left out and reported."""
        width = max(sum(cell.across for cell in row) for row in table.rows)
        head = self._head
        goes_on = is_first and head is not None and head.page == number - 1 and len(head.texts) == width
        read = read_rows(table.rows, continued=goes_on)
        rows = read.rows
        if goes_on and head is not None:
            if rows and _dense(rows[0].texts) == _dense(head.texts):
                rows = rows[1:]
                words = " ".join(text for text in head.texts if text)
                self.warnings.append(Anomaly("page.table_head", f"第{number}页重复的表头“{words}”已从正文中去掉"))
            self._head = _Head(head.texts, number)
        else:
            self._head = _Head(rows[0].texts, number) if rows else None
        return Rows(read.captions, rows)


def _dense(texts: Sequence[str]) -> str:
    return _DENSE.sub("", "|".join(texts))


def _says_the_same(lines: Sequence[Block], table: RuledTable) -> bool:
    """Whether a table holds what the lines in its place do; if not, the lines are kept."""
    length = len(_dense([line.text for line in lines]).replace("|", ""))
    told = len(_dense([cell.text for row in table.rows for cell in row]).replace("|", ""))
    return min(length, told) >= _SAME_TEXT * max(length, told)


def _row_block(row: Row, page: int, left: float, top: float, size: float) -> Block:
    places = [place for place in row.places if place is not None]
    whole = Rect(
        min(place.left for place in places),
        min(place.bottom for place in places),
        max(place.right for place in places),
        max(place.top for place in places),
    )
    cells = tuple(_box(place, left, top, size) if place else None for place in row.places)
    return Block(row.block.text, "row", page=page, line=True, box=_box(whole, left, top, size), cells=cells)


def _box(place: Rect, left: float, top: float, size: float) -> Box:
    return Box(place.left - left, top - place.top, place.right - left, top - place.bottom, size)


def _contains(area: Box, box: Box) -> bool:
    middle = (box.top + box.bottom) / 2
    return area.top < middle < area.bottom and area.left - 1 < box.left < area.right
