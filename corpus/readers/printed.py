"""Printed lines of a PDF page: pypdf's text with the place of each line, and tabs between the cells of a row."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.document import Block, Box
from corpus.readers.cells import row_kind
from corpus.readers.rendering import PrintedText, Rect
from corpus.text.characters import ems

if TYPE_CHECKING:
    import pypdf

_CELL_GAP = 1.5  # type sizes: justified lines stretch less


@dataclass(slots=True)
class PrintedLine:
    """A printed line while its chunks arrive; places are in the page's own coordinates."""

    text: str = ""
    left: float = math.inf
    right: float = -math.inf
    base: float = 0.0
    size: float = 0.0


def printed_lines(page: "pypdf.PageObject") -> list[PrintedLine]:
    """A page's lines in the order of its content."""
    lines = [PrintedLine()]
    page.extract_text(visitor_text=_line_visitor(lines))
    return [line for line in lines if line.text.strip()]


def _line_visitor(
    lines: list[PrintedLine],
) -> Callable[[str, Sequence[float], Sequence[float], Mapping[str, object] | None, float], None]:
    """Collects the chunks that pypdf reports, each with the place where it starts, into lines."""

    def visit(
        text: str,
        page_matrix: Sequence[float],
        text_matrix: Sequence[float],
        _font: Mapping[str, object] | None,
        size: float,
    ) -> None:
        head, *rest = text.split("\n")
        _add(lines[-1], head, page_matrix, text_matrix, size)
        for part in rest:
            lines.append(PrintedLine())
            _add(lines[-1], part, page_matrix, text_matrix, size)

    return visit


def _add(line: PrintedLine, text: str, page_matrix: Sequence[float], text_matrix: Sequence[float], size: float) -> None:
    line.text += text
    words = text.strip()
    a, b, c, d, e, f = page_matrix
    across, up = text_matrix[0] * a + text_matrix[1] * c, text_matrix[0] * b + text_matrix[1] * d
    if not words or abs(up) > abs(across):  # a line that runs upwards keeps no place
        return
    x, y = text_matrix[4] * a + text_matrix[5] * c + e, text_matrix[4] * b + text_matrix[5] * d + f
    printed = abs(size * across)
    x += printed * ems(text[: len(text) - len(text.lstrip())])
    line.left, line.right = min(line.left, x), max(line.right, x + printed * ems(words))
    if printed > line.size:
        line.base, line.size = y, printed


def line_blocks(
    lines: Sequence[PrintedLine], page: "pypdf.PageObject", *, number: int, printed: PrintedText
) -> list[Block]:
    """The lines as blocks. PDFium knows where text ends, pypdf only where it starts."""
    media = page.mediabox
    left, top = float(media.left), float(media.top)
    blocks = list[Block]()
    for line in lines:
        box, text, cells = None, line.text, tuple[Box, ...]()
        if line.size > 0:
            level = [
                rect
                for rect in printed.rects
                if line.base - 0.3 * line.size < (rect.bottom + rect.top) / 2 < line.base + 0.9 * line.size
            ]
            level = [rect for rect in level if rect.right > line.left]  # beside it may stand another column
            near = [rect.right for rect in level if rect.left < line.right + 2 * line.size]
            text, places = _with_cells(line, level, printed.words)
            right = places[-1].right if places else max(near, default=line.right)
            box = Box(line.left - left, top - line.base - line.size, right - left, top - line.base, line.size)
            if len(places) > 1:
                cells = tuple(replace(box, left=place.left - left, right=place.right - left) for place in places)
        blocks.append(Block(text, row_kind(text), page=number, line=True, box=box, cells=cells))
    return blocks


def _with_cells(line: PrintedLine, level: Sequence[Rect], words: Callable[[Rect], str]) -> tuple[str, Sequence[Rect]]:
    """A line's text with tabs at its wide gaps, which pypdf shows as one blank or none, and their places.

    Of the text on its level only the cells are the line's that hold as many characters; others stand beside it.
    """
    cells = list[Rect]()
    for rect in sorted(level, key=lambda rect: rect.left):
        if cells and rect.left - cells[-1].right <= _CELL_GAP * line.size:
            last = cells[-1]
            cells[-1] = Rect(
                last.left, min(last.bottom, rect.bottom), max(last.right, rect.right), max(last.top, rect.top)
            )
        else:
            cells.append(rect)
    lengths, signs = list[int](), len("".join(line.text.split()))
    for cell in cells if len(cells) > 1 else ():
        lengths.append(len("".join(words(cell).split())))
        if 0 in lengths or sum(lengths) >= signs:
            break
    if 0 in lengths or sum(lengths) != signs:  # the two libraries do not see the same line
        return line.text, ()
    texts = [_first_signs(line.text, sum(lengths[:n]), length) for n, length in enumerate(lengths)]
    return "\t".join(texts), cells[: len(lengths)]


def _first_signs(text: str, start: int, length: int) -> str:
    """``length`` characters of ``text`` from the ``start``-th that is no blank, with the blanks between them."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    return text[places[start] : places[start + length - 1] + 1]
