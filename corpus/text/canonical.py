"""The canonical text: what the user sees and what every span points into, the same whatever format it was read from.

One paragraph a line, no empty lines, no newline at the end. Characters are ordinary ones (``corpus.text.characters``),
printed lines are joined (``corpus.text.paragraphs``), page furniture is gone and reported (``corpus.text.furniture``).
Punctuation is kept as printed; only a page read by OCR, which mixes the widths, gets one of them in its reader.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

from corpus.document import Anomaly, Box, PageLine, PageSpan, RawDocument
from corpus.span import Span
from corpus.text.characters import clean
from corpus.text.flattened import restore_rows
from corpus.text.furniture import strip_furniture
from corpus.text.paragraphs import Paragraph, join_paragraphs


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text; ``page_spans`` are in reading order and, where the format has pages, cover the whole text.

    ``page_lines`` are in the order of the text: all printed lines whose place is known. ``beside`` are the lines of
    a saved web page that were left out.
    """

    text: str
    page_spans: tuple[PageSpan, ...]
    page_lines: tuple[PageLine, ...]
    anomalies: tuple[Anomaly, ...]
    beside: tuple[str, ...] = ()


def canonicalize(raw: RawDocument) -> Canonical:
    """The canonical text of what a reader found, with the reader's warnings and those of the normalisation."""
    cleaned = [replace(block, text=clean(block.text)) for block in raw.blocks]
    stripped = strip_furniture(cleaned)
    restored = restore_rows(stripped.blocks)
    paragraphs = join_paragraphs(restored.blocks)
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return Canonical(
        text=text,
        page_spans=_page_spans(paragraphs, len(text)),
        page_lines=tuple(_page_lines(paragraphs)),
        anomalies=(
            *raw.warnings,
            *stripped.anomalies,
            *restored.anomalies,
            *_restored(paragraphs),
            *_strange_characters(text),
        ),
        beside=stripped.removed,
    )


def _page_spans(paragraphs: Sequence[Paragraph], length: int) -> tuple[PageSpan, ...]:
    """Each page from its first character to the next page's first; none where the format has no pages."""
    starts, offset = list[tuple[int, int]](), 0
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if piece.page is not None and (not starts or starts[-1][0] != piece.page):
                starts.append((piece.page, offset if starts else 0))
            offset += len(piece.text)
        offset += 1
    ends = [start for _, start in starts[1:]] + [length]
    return tuple(PageSpan(page, Span(start, end)) for (page, start), end in zip(starts, ends, strict=False))


def _page_lines(paragraphs: Sequence[Paragraph]) -> Iterator[PageLine]:
    offset = 0
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            end = offset + len(piece.text)
            if piece.page is not None and piece.box is not None and piece.text.strip():
                places = (round(at, 2) for at in astuple(piece.box))
                yield PageLine(Span(offset, end), piece.page, Box(*places))
            offset = end
        offset += 1


def _restored(paragraphs: Sequence[Paragraph]) -> Iterator[Anomaly]:
    """How many line breaks the text had lost, with the first of the paragraphs that begin at one."""
    count, offset, first = 0, 0, None
    for paragraph in paragraphs:
        if paragraph.restored:
            count += 1
            first = first or Span(offset, offset + len(paragraph.text))
        offset += len(paragraph.text) + 1
    if first:
        yield Anomaly("text.flattened", f"原文有{count}处换行丢失，已按编号、句末空格和落款恢复，请核对分段", first)


def _strange_characters(text: str) -> Iterator[Anomaly]:
    """Characters without a meaning of their own; the first place of each kind, and how many there are."""
    signs = set(text)  # a few thousand, however long the text
    for code, name, category in (
        ("characters.private_use", "自造字符", "Co"),
        ("characters.unassigned", "未定义字符", "Cn"),
        ("characters.lost", "无法识别的字符", "\ufffd"),
    ):
        strange = [sign for sign in signs if category in (unicodedata.category(sign), sign)]
        if strange:
            first = min(text.index(sign) for sign in strange)
            count = sum(text.count(sign) for sign in strange)
            around = text[max(0, first - 5) : first + 6].replace("\n", " ")
            yield Anomaly(code, f"正文有{count}处{name}，首处在“{around}”，请核对原文", Span(first, first + 1))
