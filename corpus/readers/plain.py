"""Plain text and Markdown: one block a line; hard-wrapped lines are marked so that they are joined."""

import re
from collections.abc import Sequence
from itertools import dropwhile, groupby

from corpus.document import Block, RawDocument
from corpus.readers.cells import row_kind
from corpus.readers.encoding import decode
from corpus.readers.sniff import MARKDOWN, PLAIN
from corpus.readers.source import SourceFile
from corpus.structure.tables import is_labelled, is_row
from corpus.text.wrapping import is_wrapped

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_RULE = re.compile(r"\s*(?:\|?\s*:?-{3,}:?\s*)+\|?\s*|\s*(?:\*\s*){3,}|\s*=+\s*")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read_plain(source: SourceFile) -> RawDocument:
    """A TXT file; every line is a paragraph unless the lines were cut at a fixed width."""
    lines = _LINE_BREAK.split(decode(source))
    rows = _rows(lines)
    wrapped = is_wrapped([line for number, line in enumerate(lines) if number not in rows])
    blocks = tuple(
        Block(rows[number], "row") if number in rows else Block(line, line=wrapped)
        for number, line in enumerate(lines)
        if wrapped or line.strip()
    )
    return RawDocument(source.path, PLAIN, source.sha256, blocks)


def _rows(lines: Sequence[str]) -> dict[int, str]:
    """The lines that are rows of a table, by number: cells divided by tabs in two lines at least, one after the other.

    A tab before all of them is an indent; one before the words of a single line is no cell.
    """
    numbers, rows = [number for number, line in enumerate(lines) if line.strip()], dict[int, str]()
    for tabbed, run in groupby(numbers, key=lambda number: is_row(lines[number].lstrip())):
        table = list(dropwhile(lambda number: is_labelled(lines[number]), run))
        if tabbed and sum(row_kind(lines[number]) == "row" for number in table) > 1:
            indented = all(lines[number].startswith("\t") for number in table)
            rows |= {number: lines[number][indented:] for number in table}
    return rows


def read_markdown(source: SourceFile) -> RawDocument:
    """A Markdown file. Headings keep their ``#``, which the outline reads; emphasis, links and comments are dropped."""
    text = decode(source).replace("\r\n", "\n")
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", text))
    blocks = tuple(
        _markdown_block(line) for line in _LINE_BREAK.split(text) if line.strip() and not _RULE.fullmatch(line)
    )
    return RawDocument(source.path, MARKDOWN, source.sha256, blocks)


def _markdown_block(line: str) -> Block:
    text = _ESCAPE.sub(r"\1", _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", line.strip())))
    if text.startswith("|") and text.endswith("|") and len(text) > 1:
        return Block("\t".join(cell.strip() for cell in text[1:-1].split("|")), "row")
    marks = re.match(r"(#{1,6})\s", text)
    if marks:
        return Block(text, "heading", level=len(marks[1]))
    return Block(re.sub(r"^(?:>\s?)+", "", text))
