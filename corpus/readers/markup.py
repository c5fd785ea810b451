"""HTML: the text that a browser would show, block by block, tables as rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.document import Anomaly, Block, RawDocument
from corpus.errors import UnreadableFile
from corpus.readers.cells import block_lines, join_lines, raised
from corpus.readers.encoding import decode
from corpus.readers.grid import Cell, lays_out, row_blocks
from corpus.readers.sniff import HTML
from corpus.readers.source import SourceFile
from corpus.structure.labels import leading_label
from corpus.text.characters import IDEOGRAPH

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SILENT = re.compile(
    "script|style|noscript|template|head|iframe|object|embed|svg|math|canvas|audio|video|select|button|input|textarea"
    "|datalist|map|rt|rp|meta|link|title|-(?!text).*"
)
_BESIDE = frozenset(("nav", "footer", "aside"))  # visible, but of the site and not of the document
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STRUCK = frozenset(("del", "s", "strike"))
_BLOCK = re.compile(
    "address|article|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]"
    "|header|hr|html|legend|li|main|menu|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d])"
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BROKEN_LINE = re.compile(rf"(?<=[{IDEOGRAPH}，。；：、）”])[ \t]*[\r\n]\s*(?=[{IDEOGRAPH}（“《])")

# Tags that stay open until closed. The parser's time grows with the square of their depth.
_NESTING = re.compile(
    rb"<(/?)(?!(?:p|li|td|tr|th|dt|dd|option|br|hr|img|input|meta|link|col|tbody|thead|tfoot)\b)[a-zA-Z][^>]*>"
)
_DEEPEST = 5000


@dataclass(slots=True)
class _Page:
    """What has been read so far: finished blocks, the open one, and what was left out."""

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    level: int | None = None
    left_out: dict[str, list[str]] = field(default_factory=dict)

    def close(self) -> None:
        """Ends the open block."""
        text = "\n".join(line.strip(" ") for line in "".join(self.text).split("\n")).strip("\n")
        if text.strip():
            self.blocks.append(Block(text, "heading" if self.level else "text", self.level))
        self.text.clear()


def read_markup(source: SourceFile) -> RawDocument:
    """An HTML file's visible text; what is hidden, struck out or belongs to the site is left out and reported."""
    from selectolax.lexbor import LexborHTMLParser

    text = decode(source, markup=True)
    _refuse_deep(source)
    tree = LexborHTMLParser(text)
    page = _Page()
    if tree.body is not None:
        _read(tree.body, page)
    page.close()
    title = tree.css_first("title")
    return RawDocument(
        source.path,
        HTML,
        source.sha256,
        tuple(page.blocks),
        title=_SPACE.sub(" ", title.text()).strip() or None if title is not None else None,
        warnings=tuple(_reports(page)),
    )


def _refuse_deep(source: SourceFile) -> None:
    depth = 0
    for tag in _NESTING.finditer(source.data):
        depth += -1 if tag[1] else 0 if tag[0].endswith(b"/>") else 1
        if depth > _DEEPEST:
            raise UnreadableFile(source.path, reason="网页的标签嵌套过深", remedy="请把正文另存为TXT或DOCX后重新导入")


def _read(root: "LexborNode", page: _Page) -> None:
    """Reads a tree without recursion: pages nest deeper than Python's stack."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        if leaving:
            page.close()
            page.level = None
        elif tag == "-text":
            page.text.append(_inline(node, page))
        elif tag == "br":
            page.text.append("\n")
        elif _SILENT.fullmatch(tag):
            continue
        elif reason := _reason_to_skip(node):
            page.left_out.setdefault(reason, []).append(node.text(deep=True).strip())
        elif tag == "table" and (rows := _rows(node)) is not None:
            page.close()
            page.blocks.extend(rows)
        else:
            if _BLOCK.fullmatch(tag):
                page.close()
                page.level = int(tag[1]) if tag in _HEADINGS else None
                page.text.append(_number(node) if tag == "li" else "")
                stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))


def _inline(node: "LexborNode", page: _Page) -> str:
    text = str(node.text_content or "")
    parent = node.parent
    if parent is not None and parent.tag == "pre":
        return text
    text = _SPACE.sub(" ", _BROKEN_LINE.sub("", text))
    if parent is not None and parent.tag == "sup":
        text = raised(text)
    at_start = not page.text or page.text[-1].endswith((" ", "\n"))
    return text.lstrip(" ") if at_start else text


def _reason_to_skip(node: "LexborNode") -> str:
    """Why an element is not read, or nothing."""
    attributes = node.attributes
    if "hidden" in attributes or _HIDING.search((attributes.get("style") or "").lower()):
        return "隐藏"
    if node.tag in _STRUCK:
        return "删除线"
    if node.tag in _BESIDE or attributes.get("role") in ("navigation", "contentinfo"):
        return "网站导航"
    return ""


def _number(item: "LexborNode") -> str:
    """The number that a browser prints before an item of an ordered list, unless the item brings its own."""
    parent = item.parent
    if parent is None or parent.tag != "ol" or "list-style" in (parent.attributes.get("style") or ""):
        return ""
    if leading_label(item.text(deep=True).strip()):
        return ""
    place, before = 0, item.prev
    while before is not None:
        place += before.tag == "li"
        before = before.prev
    start = parent.attributes.get("start") or "1"
    return f"{place + (int(start) if re.fullmatch('[0-9]{1,4}', start) else 1)}."


def _rows(table: "LexborNode") -> list[Block] | None:
    """A table's rows as blocks, or ``None`` where the table only lays out the page."""
    own = [row for row in table.css("tr") if _table_of(row) == table.mem_id and not _is_hidden_within(row, table)]
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th") and not _reason_to_skip(cell)] for row in own]
    if _lays_out(table, rows):
        return None
    read = [[_cell(cell) for cell in row] for row in rows]
    if lays_out(read):
        return None
    headings = sum(row.parent is not None and row.parent.tag == "thead" for row in own)
    caption = next((child for child in table.iter() if child.tag == "caption" and not _reason_to_skip(child)), None)
    above = [Block(words)] if caption is not None and (words := _cell_text(caption)) else []
    return [*above, *row_blocks(read, heading_rows=headings)]


def _lays_out(table: "LexborNode", rows: list[list["LexborNode"]]) -> bool:
    """Whether a table holds what no row of text can hold: headings, or further tables and little beside them."""
    if table.css_first("h1, h2, h3") is not None:
        return True
    inner = [found.mem_id for found in table.css("table") if found.mem_id != table.mem_id]
    plain = [[cell for cell in row if cell.css_first("table") is None and cell.text(deep=True).strip()] for row in rows]
    return (
        bool(inner) and sum(len(row) > 1 or len(row) == len(cells) for row, cells in zip(plain, rows, strict=True)) < 2
    )


def _table_of(row: "LexborNode") -> int | None:
    node = row.parent
    while node is not None and node.tag != "table":
        node = node.parent
    return node.mem_id if node is not None else None


def _cell(node: "LexborNode") -> Cell:
    across, down = (_span(node.attributes.get(name)) for name in ("colspan", "rowspan"))
    return Cell(_cell_text(node), across, down, heads=node.tag == "th")


def _cell_text(node: "LexborNode") -> str:
    """A cell's text in one line; a table in it becomes its rows, divided by semicolons."""
    inner = _Page()
    _read_children(node, inner)
    return join_lines(line for block in inner.blocks for line in block_lines(block))


def _span(declared: str | None) -> int:
    """``colspan`` and ``rowspan``; 0 (to the end) and nonsense count as 1."""
    return max(1, int(declared)) if declared and re.fullmatch("[0-9]{1,3}", declared) else 1


def _read_children(node: "LexborNode", page: _Page) -> None:
    for child in node.iter(include_text=True):
        _read(child, page)
    page.close()


def _is_hidden_within(row: "LexborNode", table: "LexborNode") -> bool:
    node: LexborNode | None = row
    while node is not None and node.mem_id != table.mem_id:
        if _reason_to_skip(node):
            return True
        node = node.parent
    return False


def _reports(page: _Page) -> Iterator[Anomaly]:
    codes = {"隐藏": "html.hidden", "删除线": "html.struck", "网站导航": "html.navigation"}
    for reason, texts in page.left_out.items():
        length = sum(len(text) for text in texts)
        if length:
            yield Anomaly(codes[reason], f"网页中有{len(texts)}处{reason}内容（共{length}字）未读入正文")
