"""The one way into the readers: a path becomes a raw document or a reasoned refusal."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from corpus.document import RawDocument
from corpus.errors import UnreadableFile
from corpus.readers.markup import read_markup
from corpus.readers.pdf import read_pdf
from corpus.readers.plain import read_markdown, read_plain
from corpus.readers.sniff import DOCX, HTML, MARKDOWN, PDF, PLAIN, media_type, renamed
from corpus.readers.source import SourceFile, load
from corpus.readers.word import read_word

_READERS: Mapping[str, Callable[[SourceFile], RawDocument]] = {
    DOCX: read_word,
    HTML: read_markup,
    MARKDOWN: read_markdown,
    PDF: read_pdf,
    PLAIN: read_plain,
}


def read(path: Path) -> RawDocument:
    """The blocks of a TXT, MD, HTML, DOCX or PDF file.

    Raises:
        UnreadableFile: what the file is instead, or why it cannot be read whole, and the way out.
    """
    source = load(path)
    found = media_type(source)
    document = _READERS[found](source)
    if not any(block.text.strip() for block in document.blocks):
        raise UnreadableFile(path, reason="文件里没有文字", remedy="请确认文件内容，或提供含文字的版本")
    warning = renamed(source, found)
    return replace(document, warnings=(warning, *document.warnings)) if warning else document
