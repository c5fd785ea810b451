"""Paragraphs: printed lines joined to what was written, by place where it is known and by form where it is not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Block, Box
from corpus.structure.labels import leading_label
from corpus.text.breaks import find_breaks
from corpus.text.characters import ems, glue, tighten
from corpus.text.columns import INDENT, Column, find_columns
from corpus.text.wrapping import Wrap, find_wrap

_FIRST_LINE = 3.2  # type sizes: the deepest indent of a first line
_SAME_EDGE = 0.5
_FILLED = 0.7  # of the column: a line so long that ends in no sentence goes on in an unindented one below
_OTHER_SIZE = 0.15  # a heading is at least a fifth larger; sizes measured by OCR scatter by a tenth
_UNBREAKABLE = re.compile(r"[（(〔［\[“‘《【]*(?:[!-~]+|.)[，。；：、,;:.)）〕］”’》】]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one printed line, or one cell of a table, contributed to a paragraph, and where it stands."""

    text: str
    page: int | None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its text is that of its pieces, one after the other.

    ``restored`` says that the source had lost the line break before it.
    """

    pieces: tuple[Piece, ...]
    restored: bool = False

    @property
    def text(self) -> str:
        """The whole paragraph."""
        return "".join(piece.text for piece in self.pieces)


def join_paragraphs(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs of a document whose characters are cleaned and whose furniture is gone; none is empty."""
    lines = [block for block in blocks if block.line]
    columns = find_columns(lines)
    wrap = find_wrap([block.text for block in lines if block.box is None])
    drafts = list[_Draft]()
    before: Block | None = None
    for block in blocks:
        if not block.text.strip():
            before = None if before is None or before.box is None else before  # an empty line ends a paragraph
            continue
        if before is not None and before.line and block.line and not _begins(block, before, columns, wrap):
            drafts[-1].blocks.append(block)
        else:
            drafts.extend(_parts(block))
        before = block
    return tuple(paragraph for draft in _unflattened(drafts) if (paragraph := _joined(draft)).text)


@dataclass(slots=True)
class _Draft:
    """The blocks of one paragraph; ``flattened`` says that its blanks are remains of line breaks.

    ``restored`` says that the line break before it was lost.
    """

    blocks: list[Block]
    flattened: bool = False
    restored: bool = False

    @property
    def text(self) -> str:
        """What its blocks say; nothing for a table's row, whose cells are no paragraphs."""
        return "".join(block.text for block in self.blocks if block.kind != "row")


def _parts(block: Block) -> list[_Draft]:
    """A block cut at its line breaks; a heading's are mere layout."""
    texts = [block.text.replace("\n", "")] if block.kind == "heading" else block.text.split("\n")
    return [_Draft([replace(block, text=text)]) for text in texts if text.strip()]


def _unflattened(drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """The drafts, cut where a line break was lost."""
    for draft, cuts in zip(drafts, find_breaks([draft.text for draft in drafts]), strict=True):
        ends = [*cuts.places, len(draft.text)]
        if not cuts.places:
            yield replace(draft, flattened=cuts.flattened)
            continue
        for start, end in zip([0, *cuts.places], ends, strict=True):
            blocks = _between(draft.blocks, start, end)
            if any(block.text.strip() for block in blocks):
                yield _Draft(blocks, cuts.flattened, restored=start > 0)


def _between(blocks: Sequence[Block], start: int, end: int) -> list[Block]:
    """The blocks that hold the characters ``start`` up to ``end`` of a draft, each cut to its share."""
    found, offset = list[Block](), 0
    for block in blocks:
        share = block.text[max(start - offset, 0) : max(end - offset, 0)]
        if share:
            found.append(replace(block, text=share))
        offset += len(block.text)
    return found


def _joined(draft: _Draft) -> Paragraph:
    """The lines as one paragraph, tightened, each of them one piece and each cell of a row."""
    pieces = list[Piece]()
    before = ""
    for block in draft.blocks:
        if block.kind == "row":
            pieces.extend(_cells(block))
            continue
        text = tighten(block.text, flattened=draft.flattened)
        text = glue(before, text) + text
        if text:
            pieces.append(Piece(text, block.page, block.box))
        before = text or before
    return Paragraph(tuple(pieces), draft.restored)


def _cells(block: Block) -> tuple[Piece, ...]:
    """A row's cells, a tab after each but the last; of a row's empty cells only those before its last word stay.

    A row whose first cell is its only one keeps one tab: it heads the rows below it.
    """
    texts = [tighten(cell) for cell in block.text.split("\t")]
    boxes = block.cells or (block.box,) * len(texts)
    last = max((n for n, text in enumerate(texts) if text), default=-1)
    ends = ["\t" if n < last or last == 0 else "" for n in range(last + 1)]
    pieces = (Piece(text + end, block.page, box) for text, end, box in zip(texts, ends, boxes, strict=False))
    if block.cells:
        return tuple(pieces)
    joined = "".join(piece.text for piece in pieces)
    return (Piece(joined, block.page, block.box),) if joined else ()


def _begins(block: Block, before: Block, columns: dict[tuple[int | None, int], Column], wrap: Wrap) -> bool:
    """Whether a printed line begins a paragraph; ``before`` is the line above it."""
    box, above = block.box, before.box
    if box is None or above is None:
        return _begins_by_form(block, before, wrap)
    column, column_above = columns[block.page, block.column], columns[before.page, before.column]
    if "row" in (block.kind, before.kind) or (_is_below(block, before) and box.top < above.top + _SAME_EDGE * box.size):
        return True  # cells of a table, or a text beside it
    if abs(box.size - above.size) > _OTHER_SIZE * max(box.size, above.size):
        return True
    if _is_centred(box, column) and _is_centred(above, column_above):
        return leading_label(block.text) is not None or _is_bracketed(block.text)
    return _begins_in_column(block, before, column, column_above)


def _begins_in_column(block: Block, before: Block, column: Column, column_above: Column) -> bool:
    """The same for lines of running text, told from label, indent and how far the line above is filled."""
    box, above = block.box, before.box
    if box is None or above is None:  # pragma: no cover - the caller has looked
        return True
    indent, indent_above = (box.left - column.left) / box.size, (above.left - column_above.left) / above.size
    if leading_label(block.text) and (indent > INDENT or not column.indented):
        return True
    if _is_short(above, column_above, block.text):
        filled = (above.right - column_above.left) / (column_above.right - column_above.left)
        return not column.indented or indent > INDENT or filled < _FILLED or _is_finished(before.text)
    if indent > INDENT:  # an indented line goes on only in a block that is set in as a whole
        set_in = indent > _FIRST_LINE or not column.indented
        return not (set_in and abs(indent - indent_above) < _SAME_EDGE) or _is_finished(before.text)
    if indent_above > _FIRST_LINE:  # a date or signature at the right edge is no line of running text
        return True
    return _is_below(block, before) and not column.indented and box.top - above.bottom > INDENT * box.size


def _is_below(block: Block, before: Block) -> bool:
    return (block.page, block.column) == (before.page, before.column)


def _begins_by_form(block: Block, before: Block, wrap: Wrap) -> bool:
    """The same where only the words are known: a label, an indent, or a line above that was not filled."""
    if leading_label(block.text.strip()) or block.text[:1] in (" ", "\u3000", "\t"):
        return True
    first = _UNBREAKABLE.match(block.text)
    return wrap.measure(before.text.rstrip()) + wrap.measure(first[0] if first else "") + 1 < wrap.width


def _is_short(box: Box, column: Column, following: str) -> bool:
    """Whether a line ends before the right edge although what follows would have fitted in."""
    first = _UNBREAKABLE.match(following.strip())
    needed = ems(first[0]) if first else 1.0
    return (column.right - box.right) / box.size > needed + 1.0


def _is_centred(box: Box, column: Column) -> bool:
    """Whether a line keeps the same distance from both edges; one in text size at a first line's indent does by chance."""
    left, right = (box.left - column.left) / box.size, (column.right - box.right) / box.size
    by_chance = box.size < (1 + _OTHER_SIZE) * column.size and INDENT < left < _FIRST_LINE
    return left > 0.2 and abs(left - right) < 1.5 and not by_chance


def _is_bracketed(text: str) -> bool:
    text = text.strip()
    return text[:1] in ("(", "（") and text[-1:] in (")", "）")


def _is_finished(text: str) -> bool:
    return text.rstrip().endswith(("。", "；", "！", "？", "：", ";", ":"))
