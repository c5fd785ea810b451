"""A printed page with what is cited drawn on it, and its words below for whoever cannot see pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.viewing.address import document_address, page_address, picture_address
from app.viewing.asked import Asked
from app.viewing.marking import Block, blocks, highlight
from app.viewing.rendering import render, words_of
from corpus import Document, ParsedDocument, Span
from corpus.readers.page_pictures import PagePicture, Sheet

_UP = "../../../"  # from this page's folder to the page's own


@dataclass(frozen=True, slots=True)
class Area:
    """A highlighted place of the picture, in points from its top left corner."""

    left: float
    top: float
    width: float
    height: float


def sheet_page(parsed: ParsedDocument, picture: PagePicture, asked: Asked, *, number: int) -> str:
    """The HTML of page ``number`` (from 1) of a document whose file is a PDF."""
    document, words = parsed.document, words_of(asked.language)
    marked = highlight(document, parsed.clauses, asked.span) if asked.span is not None else None
    figures = [a for s in (marked.figures if marked else ()) for a in areas(document, s, number, picture.sheet)]
    quoted = areas(document, asked.span, number, picture.sheet) if asked.span is not None else []
    elsewhere = document.page_of(asked.span.start) if asked.span is not None and not quoted else None
    lang = "en" if asked.language == "en" else ""

    def to(page: int) -> str:
        return _UP + page_address(document.id, page, span=asked.span, language=lang)

    width, height = picture.sheet.size
    spans = [p.span for p in document.page_spans if p.page == number]
    return render(
        "sheet.html.j2",
        asked.language,
        document=document,
        up=_UP,
        other=_UP + page_address(document.id, number, span=asked.span, language="zh" if lang else "en"),
        number=number,
        pages=picture.pages,
        picture=_UP + picture_address(document.id, number),
        width=round(width, 2),
        height=round(height, 2),
        quoted=quoted,
        figures=figures,
        elsewhere=elsewhere if elsewhere != number else None,
        elsewhere_address=to(elsewhere) if elsewhere else "",
        previous=to(number - 1) if number > 1 else "",
        next=to(number + 1) if number < picture.pages else "",
        text_address=_UP + _text_address(parsed, asked, spans, lang),
        blocks=_words(document, spans, asked),
        clauses=[
            (c.label, _UP + document_address(document.id, clause=c.id, language=lang))
            for c in parsed.clauses
            if any(s.overlaps(c.span) for s in spans)
        ],
        alt=words["page_alt"].format(title=document.title, page=number),
        marked=marked,
    )


def areas(document: Document, span: Span, page: int, sheet: Sheet) -> list[Area]:
    """Where the characters of ``span`` stand on a page, line by line."""
    boxes = [sheet.place(b.box) for b in document.boxes_of(span) if b.page == page]
    return [Area(*(round(v, 2) for v in (b.left, b.top, b.right - b.left, b.bottom - b.top))) for b in boxes]


def _text_address(parsed: ParsedDocument, asked: Asked, spans: Sequence[Span], lang: str) -> str:
    """The same words in the text; without any, the first clause of the page."""
    if asked.span is not None:
        return document_address(parsed.document.id, span=asked.span, language=lang)
    first = next((c.id for c in parsed.clauses if any(s.overlaps(c.span) for s in spans)), "")
    return document_address(parsed.document.id, clause=first, language=lang)


def _words(document: Document, spans: Sequence[Span], asked: Asked) -> list[Block]:
    marked = highlight(document, (), asked.span) if asked.span is not None else None
    return [block for span in spans for block in blocks(document.text, span, marked)]
