"""Places on pages: whatever is cited can be highlighted where it is printed."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from corpus import Block, Box, Document, PageBox, PageLine, ParsedDocument, RawDocument, Span
from corpus.document import Metadata
from corpus.parsing import interpret, parse
from corpus.text.canonical import canonicalize
from corpus.text.characters import clean

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "corpus/sources/plan.pdf"
TODAY = date(2025, 10, 1)


def tight(text: str) -> str:
    return re.sub(r"\s", "", clean(text))


def printed(boxes: tuple[PageBox, ...]) -> str:
    """What PDFium finds in these places of the plan."""
    return tight("".join(_words(found) for found in boxes))


def _words(found: PageBox) -> str:
    (height, text), box = _page(found.page), found.box
    return str(text.get_text_bounded(box.left, height - box.bottom, box.right, height - box.top))


@cache
def _page(number: int) -> tuple[float, pypdfium2.PdfTextPage]:
    page = pypdfium2.PdfDocument(PLAN)[number - 1]
    return page.get_height(), page.get_textpage()


def test_the_boxes_of_every_clause_hold_its_words() -> None:
    plan = parse(PLAN)
    for clause in plan.clauses:
        assert printed(plan.document.boxes_of(clause.span)) == tight(clause.text)


def test_the_box_of_a_figure_holds_it_and_hardly_more() -> None:
    plan = parse(PLAN).document
    for found in re.finditer(r"[0-9]+万元", plan.text):
        words = printed(plan.boxes_of(Span(found.start(), found.end())))
        assert found[0] in words
        assert len(words) <= len(found[0]) + 2


def test_the_boxes_of_a_scanned_clause_lie_on_its_words(scanned_plan: RawDocument) -> None:
    """The scan shows the pages of the PDF, a little shifted: the middle of each box must lie on the clause's words."""
    scan: ParsedDocument = interpret(replace(scanned_plan, path=PLAN), Metadata(), today=TODAY)
    for clause in scan.clauses:
        boxes = scan.document.boxes_of(clause.span)
        middles = tuple(replace(b, box=replace(b.box, top=b.box.top + 4, bottom=b.box.bottom - 4)) for b in boxes)
        first = tight(clause.text)[:8]
        assert first[2:6] in printed(middles)


LINE = Box(100.0, 200.0, 300.0, 220.0, 20.0)  # ten ideographs of 20 points
NEXT = Box(60.0, 230.0, 300.0, 250.0, 20.0)


def document(*blocks: Block) -> Document:
    canon = canonicalize(RawDocument(Path("a.pdf"), "application/pdf", "", blocks, pages=1))
    return Document("a", "a", canon.text, "a.pdf", "", "", page_lines=canon.page_lines)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param("支持企业创新发展人才", [LINE], id="whole-line"),
        pytest.param("企业", [replace(LINE, left=140.0, right=180.0)], id="part"),
        pytest.param("人才甲乙", [replace(LINE, left=260.0), replace(NEXT, right=100.0)], id="over-the-line-end"),
    ],
)
def test_boxes_are_cut_to_the_characters(part: str, expected: list[Box]) -> None:
    found = document(
        Block("支持企业创新发展⼈才", page=1, line=True, box=LINE),
        Block("甲乙丙丁戊己庚辛壬癸子丑", page=1, line=True, box=NEXT),
    )
    start = found.text.index(part)
    assert [b.box for b in found.boxes_of(Span(start, start + len(part)))] == expected


def test_the_cells_of_a_row_have_boxes_of_their_own() -> None:
    high = Box(200.0, 200.0, 300.0, 260.0, 20.0)
    row = Block("国家级\t最高五百万元\t", "row", page=3, box=LINE, cells=(LINE, high, None))
    found = document(row)
    assert found.page_lines == (PageLine(Span(0, 4), 3, LINE), PageLine(Span(4, 10), 3, high))
    assert found.boxes_of(Span(6, 8)) == (PageBox(3, high),)  # a cell of several lines is shown whole


def test_a_text_without_pages_has_no_boxes() -> None:
    assert document(Block("一、目标")).boxes_of(Span(0, 4)) == ()
