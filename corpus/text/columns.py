"""Columns: between which edges the text of each page stands, told from where its printed lines begin and end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.document import Block, Box
from corpus.structure.labels import leading_label

INDENT = 1.2  # type sizes: policy documents indent by two, OCR sees ±0.4
_FULL_PAGE = 0.4  # of a page's lines: as many end at the right edge where it holds running text
_FULL_WIDTH = 0.5  # of the usual column: narrower lines of one length are a list


@dataclass(frozen=True, slots=True)
class Column:
    """The text column of a page: its edges, the document's text size, and whether its paragraphs are indented."""

    left: float
    right: float
    size: float
    indented: bool


def find_columns(lines: Sequence[Block]) -> dict[tuple[int | None, int], Column]:
    """The text columns of every page by its number and theirs (0: across the page).

    A page whose own lines say little takes the document's.
    """
    pages = defaultdict[tuple[int | None, int], list[Box]](list)
    for block in lines:
        if block.box is not None:
            pages[block.page, block.column].append(block.box)
    everything = [box for boxes in pages.values() for box in boxes]
    if not everything:
        return {}
    size = median(box.size for box in everything)
    usual = _edges(everything, size)
    near = {
        place: _edges(boxes, size) if place[1] else _page_edges(boxes, usual, size) for place, boxes in pages.items()
    }
    labelled = [block for block in lines if block.box and leading_label(block.text)]
    indents = [b for b in labelled if b.box and b.box.left - near[b.page, b.column][0] > INDENT * size]
    indented = len(indents) * 2 > len(labelled) if labelled else True
    return {page: Column(*edges, size, indented) for page, edges in near.items()}


def _page_edges(boxes: Sequence[Box], usual: tuple[float, float], size: float) -> tuple[float, float]:
    """A page's own edges where it is set differently from the others, or shifted a little; else the usual ones."""
    left, right = _edges(boxes, size)
    filled = sum(right - size < box.right <= right for box in boxes)
    wide = right - left > _FULL_WIDTH * (usual[1] - usual[0])
    if right > usual[1] + size or (wide and filled >= 5 and filled > _FULL_PAGE * len(boxes)):
        return left, right
    return (
        left if abs(left - usual[0]) < size else usual[0],
        right if abs(right - usual[1]) < size else usual[1],
    )


def _edges(boxes: Sequence[Box], size: float) -> tuple[float, float]:
    """The outermost left and right at which several lines begin and end: a twentieth of them, at least two."""
    several = max(2, len(boxes) // 20)
    lefts = sorted(box.left for box in boxes)
    rights = sorted((box.right for box in boxes), reverse=True)
    left = next((at for at in lefts if sum(at <= other < at + size / 2 for other in lefts) >= several), lefts[0])
    right = next((at for at in rights if sum(at - size < other <= at for other in rights) >= several), rights[0])
    return left, right
