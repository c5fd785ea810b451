"""Table cells: what several lines of a cell are in a row of text."""

from collections.abc import Iterable, Iterator

from corpus.document import Block
from corpus.structure.labels import leading_label

LAYOUT_LIMIT = 400  # characters; a table with longer cells lays out the page
_SENTENCE_END = ("。", "；", ";", "！", "？")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def join_lines(lines: Iterable[str]) -> str:
    """A cell's lines as one text; a blank keeps sentences, items and numbers apart: ``50`` | ``20`` is not 5020."""
    joined = ""
    for line in (line.replace("\t", " ").strip() for line in lines):
        if not line:
            continue
        apart = joined.endswith(_SENTENCE_END) or leading_label(line) or (joined[-1:] + line[0]).isdigit()
        joined += (" " if joined and apart else "") + line
    return joined


def block_lines(block: Block) -> Iterator[str]:
    """The lines of a block in a cell; a row of a table in the cell becomes a list item: ``甲 50万元；``."""
    if block.kind == "row":
        yield " ".join(cell.strip() for cell in block.text.split("\t") if cell.strip()) + "；"
    else:
        yield from block.text.split("\n")


def raised(text: str) -> str:
    """Superscript digits as such: 10⁴ must not become 104, nor a footnote's mark part of a sum."""
    return text.translate(_SUPERSCRIPT)


def row_kind(line: str) -> str:
    """The kind of block that a printed line is, its cells divided by tabs; ``总\\t则`` is a spaced word, no row."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    return "row" if len(cells) > 1 and any(len(cell.strip()) > 1 for cell in cells) else "text"
