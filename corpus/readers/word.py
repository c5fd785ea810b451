"""Word documents (DOCX): paragraphs with their automatic numbers, and tables as rows, in reading order."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING

from corpus.document import Anomaly, Block, RawDocument
from corpus.errors import UnreadableFile
from corpus.readers.cells import block_lines, join_lines, raised
from corpus.readers.grid import Cell, lays_out, row_blocks
from corpus.readers.numbering import Numbering, W, read_numbering
from corpus.readers.package import check_package
from corpus.readers.sniff import DOCX
from corpus.readers.source import SourceFile, refuse_long_text
from corpus.readers.word_parts import Style, list_of, notes, numbering_root, styles

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Not part of the text as it stands: deleted or moved away, formatting, fields' codes, phonetic guides, alternatives.
_UNREAD = frozenset(
    (
        *(W + name for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sectPr")),
        f"{_MC}Fallback",
    )
)
_SIGNS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_LEFT_OUT = {"hidden": "隐藏", "struck": "删除线"}


@dataclass(slots=True)
class _Reading:
    """A document while it is read."""

    source: SourceFile
    styles: dict[str, Style]
    numbering: Numbering
    left_out: Counter[str] = field(default_factory=Counter)
    notes: dict[tuple[str, str], "BaseOxmlElement"] = field(default_factory=dict)
    boxes: list["BaseOxmlElement"] = field(default_factory=list)  # text boxes anchored in the open paragraph
    referred: list["BaseOxmlElement"] = field(default_factory=list)  # notes of the open paragraph or table
    tables: int = 0  # that are open
    length: int = 0


def read_word(source: SourceFile) -> RawDocument:
    """A DOCX file's text; hidden, struck out and deleted text and tables of contents are left out and reported."""
    check_package(source)
    import docx

    try:
        document = docx.Document(BytesIO(source.data))
        reading = _Reading(source, styles(document.styles.element), read_numbering(numbering_root(document.part)))
        reading.notes = notes(document.part)
        blocks = tuple(_blocks(document.element.body, reading))
        title = document.core_properties.title or None
    except UnreadableFile:
        raise
    except Exception as exc:  # the library raises whatever a damaged part makes of it: KeyError, AttributeError, lxml's
        raise UnreadableFile(
            source.path, reason="Word文档已损坏，无法解析", remedy="请用Word打开核对，另存为新的.docx后重新导入"
        ) from exc
    return RawDocument(source.path, DOCX, source.sha256, blocks, title=title, warnings=tuple(_reports(reading)))


def _blocks(parent: "BaseOxmlElement", reading: _Reading) -> Iterator[Block]:
    """The paragraphs and tables below an element, those in content controls included."""
    for element in parent:
        if element.tag == f"{W}p":
            block = _paragraph(element, reading)
            if block is not None:
                yield block
            boxes, reading.boxes = reading.boxes, []
            for box in boxes:
                yield from _blocks(box, reading)
            yield from _note_lines(reading)
        elif element.tag == f"{W}tbl":
            reading.tables += 1
            yield from _table(element, reading)
            reading.tables -= 1
            yield from _note_lines(reading)
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(element, reading)


def _note_lines(reading: _Reading) -> Iterator[Block]:
    """The notes that the paragraph or table above refers to, a line each."""
    if reading.tables:
        return
    referred, reading.referred = reading.referred, []
    for note in referred:
        words = join_lines(line for block in _blocks(note, reading) for line in block_lines(block))
        if words:
            yield Block(words if words.startswith("注") else f"注：{words}")


def _paragraph(element: "BaseOxmlElement", reading: _Reading) -> Block | None:
    properties = element.find(f"{W}pPr")
    style_element = properties.find(f"{W}pStyle") if properties is not None else None
    style_id = (style_element.get(f"{W}val") or "") if style_element is not None else ""
    style = reading.styles.get(style_id, Style())
    text = "".join(_text(element, reading))
    if style.contents:
        reading.left_out["contents"] += bool(text.strip())
        return None
    list_id, depth = list_of(properties)
    if properties is None or properties.find(f"{W}numPr") is None:
        list_id, depth = style.list_id, style.depth
    label = reading.numbering.label(list_id or style.list_id, depth) if list_id != "0" else ""
    if not text.strip():
        return None
    reading.length += len(text)
    refuse_long_text(reading.source.path, reading.length)
    return Block(f"{label} {text}" if label else text, "heading" if style.level else "text", style.level)


def _text(element: "BaseOxmlElement", reading: _Reading) -> Iterator[str]:
    """The text of a paragraph as it is printed now."""
    for child in element:
        tag = child.tag
        if tag in _UNREAD or not isinstance(tag, str):
            continue
        if tag in (f"{W}t", f"{_MATH}t"):
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}br":
            yield "" if child.get(f"{W}type") in ("page", "column") else "\n"
        elif tag in _NOTES:
            note = reading.notes.pop((_NOTES[tag], child.get(f"{W}id") or ""), None)
            reading.left_out[_NOTES[tag]] += note is None
            reading.referred.extend([note] if note is not None else [])
        elif tag == f"{W}txbxContent":
            reading.boxes.append(child)
        elif tag == f"{W}r":
            yield _run(child, reading)
        else:
            yield from _text(child, reading)


def _run(run: "BaseOxmlElement", reading: _Reading) -> str:
    """A run's text, empty and counted where it is hidden or struck out."""
    text = "".join(_text(run, reading))
    properties = run.find(f"{W}rPr")
    if properties is None:
        return text
    for names, kind in ((("vanish",), "hidden"), (("strike", "dstrike"), "struck")):
        if any(_is_on(properties, name) for name in names):
            reading.left_out[kind] += len(text.strip())
            return ""
    raising = properties.find(f"{W}vertAlign")
    return raised(text) if raising is not None and raising.get(f"{W}val") == "superscript" else text


def _is_on(properties: "BaseOxmlElement", name: str) -> bool:
    switch = properties.find(f"{W}{name}")
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "off")


def _table(table: "BaseOxmlElement", reading: _Reading) -> Iterator[Block]:
    """A table's rows; a table that lays out the page becomes its paragraphs."""
    rows = table.findall(f"{W}tr")
    elements = [_cells(row) for row in rows]
    read = [[list(_blocks(cell, reading)) for cell in row] for row in elements]
    merged = _merged(elements, read)
    if lays_out(merged):
        yield from (block for row in read for cell in row for block in cell)
    else:
        yield from row_blocks(merged, heading_rows=sum(1 for _ in takewhile(_is_heading_row, rows)))


def _merged(elements: list[list["BaseOxmlElement"]], read: list[list[list[Block]]]) -> list[list[Cell]]:
    """The cells with the columns and rows that they span; what Word repeats below a merged cell is left out."""
    rows = list[list[Cell]]()
    open_cells = dict[int, tuple[int, int]]()  # by column: the row and the place in it of the cell that may go on
    for number, (row, texts) in enumerate(zip(elements, read, strict=True)):
        column, cells = 0, list[Cell]()
        for element, blocks in zip(row, texts, strict=True):
            across, goes_on = _cell_shape(element)
            if goes_on and column in open_cells:
                above, place = open_cells[column]
                rows[above][place] = replace(rows[above][place], down=number - above + 1)
            else:
                open_cells[column] = (number, len(cells))
                cells.append(Cell(join_lines(line for block in blocks for line in block_lines(block)), across))
            column += across
        rows.append(cells)
    return rows


def _is_heading_row(row: "BaseOxmlElement") -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and _is_on(properties, "tblHeader")


def _cells(row: "BaseOxmlElement") -> list["BaseOxmlElement"]:
    """A row's own cells, those in content controls included and those of nested tables not."""
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _cell_shape(cell: "BaseOxmlElement") -> tuple[int, bool]:
    """How many columns a cell spans, and whether it continues the one above."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, False
    span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
    width = span.get(f"{W}val") or "1" if span is not None else "1"
    continues = merge is not None and merge.get(f"{W}val") != "restart"
    return int(width) if re.fullmatch("[0-9]{1,3}", width) else 1, continues


def _reports(reading: _Reading) -> Iterator[Anomaly]:
    for kind, name in _LEFT_OUT.items():
        if reading.left_out[kind]:
            yield Anomaly(f"word.{kind}", f"文档中有{reading.left_out[kind]}个字的{name}文字未读入正文")
    if reading.left_out["contents"]:
        yield Anomaly("page.contents", f"目录共{reading.left_out['contents']}行，已从正文中去掉")
    for kind, name in (("footnote", "脚注"), ("endnote", "尾注")):
        if reading.left_out[kind]:
            yield Anomaly(f"word.{kind}s", f"文档提到{reading.left_out[kind]}条{name}，文件中没有其内容，请核对原文")
