"""Columns of a printed page: text that is set side by side is read one column after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from corpus.document import Block, Box

_LEAST = 5  # lines of a column
_WIDE = 12.0  # type sizes: the narrowest column of running text; cells of tables are narrower
_FILLED = 0.8  # of a column's width: what half of its lines fill
_MIDDLE = (0.3, 0.7)  # of the text's width: where the gap between two columns lies


@dataclass(frozen=True, slots=True)
class _Part:
    """A line, or one of its cells: a program may write both columns' lines as one."""

    block: Block
    box: Box


def by_column(blocks: Sequence[Block]) -> list[Block]:
    """A page's blocks, those of two columns one after the other; lines across both keep their place."""
    parts = [part for block in blocks for part in _parts(block)]
    gap = _gap([part.box for part in parts])
    if gap is None:
        return list(blocks)
    ordered, open_parts = list[Block](), list[_Part]()
    for block in blocks:
        pieces = list(_parts(block))
        if pieces and not any(_crosses(piece.box, gap) for piece in pieces):
            open_parts.extend(pieces)
        else:
            ordered.extend(_columns(open_parts, gap))
            ordered.append(block)
            open_parts.clear()
    return [*ordered, *_columns(open_parts, gap)]


def _parts(block: Block) -> Iterator[_Part]:
    if block.cells and all(block.cells) and len(block.cells) == block.text.count("\t") + 1:
        for text, box in zip(block.text.split("\t"), block.cells, strict=True):
            if box is not None:
                yield _Part(replace(block, text=text, kind="text", box=box, cells=()), box)
    elif block.box is not None:
        yield _Part(block, block.box)


def _gap(boxes: Sequence[Box]) -> float | None:
    """Where a page's two columns part, or ``None``: both hold lines that fill them, over the same height."""
    if len(boxes) < 2 * _LEAST:
        return None
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    for place in sorted({box.left for box in boxes if _MIDDLE[0] < (box.left - left) / (right - left) < _MIDDLE[1]}):
        sides = [box for box in boxes if box.right < place], [box for box in boxes if box.left >= place - 0.1]
        crossing = len(boxes) - len(sides[0]) - len(sides[1])
        if crossing * 4 <= len(boxes) and all(_is_column(side) for side in sides) and _beside(*sides):
            return place - 0.1
    return None


def _is_column(boxes: Sequence[Box]) -> bool:
    if len(boxes) < _LEAST:
        return False
    width = max(box.right for box in boxes) - min(box.left for box in boxes)
    usual = median(box.right - box.left for box in boxes)
    return usual >= _FILLED * width and usual >= _WIDE * median(box.size for box in boxes)


def _beside(one: Sequence[Box], other: Sequence[Box]) -> bool:
    """Whether two columns share most of the lower one's height."""
    tops, ends = (
        [min(b.top for b in side) for side in (one, other)],
        [max(b.bottom for b in side) for side in (one, other)],
    )
    shared = min(ends) - max(tops)
    return shared > 0.5 * min(end - top for top, end in zip(tops, ends, strict=True))


def _crosses(box: Box, gap: float) -> bool:
    return box.left < gap < box.right


def _columns(parts: Sequence[_Part], gap: float) -> Iterator[Block]:
    for column in (1, 2):
        yield from (replace(part.block, column=column) for part in parts if (part.box.left < gap) == (column == 1))
