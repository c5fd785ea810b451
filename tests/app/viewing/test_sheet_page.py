import asyncio
import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from app.errors import CannotServe
from app.viewing import page_address
from app.viewing.pictures import Pictures, TooMany
from corpus import ParsedDocument, Span
from corpus.readers.page_pictures import PagePicture, Sheet

QUOTE = "具身智能机器人企业采购符合条件的数据产品及服务的,按照年度采购金额30%、最高30万元给予补助。"


def drawing(path: Path, *, page: int, sha256: str) -> PagePicture:
    """Draws nothing, at once: the reading of files is tested where it is."""
    if page > 8:
        raise IndexError(page)
    return PagePicture(b"\x89PNG", 8, Sheet(0, 0, 594.96, 841.92))


@pytest.fixture
def get(viewer: Callable, plan: ParsedDocument) -> Callable:
    return viewer(plan, pictures=Pictures(drawing))


def test_the_quote_is_drawn_where_it_is_printed(get: Callable, plan: ParsedDocument) -> None:
    start = plan.document.text.index(QUOTE)
    span = Span(start, start + len(QUOTE))
    page = get("/" + page_address("plan", 4, span=span)).text
    assert len(re.findall(r'<rect class="quoted"', page)) == 2  # two printed lines
    assert len(re.findall(r'<rect class="figure"', page)) == 2
    left, top = map(float, re.search(r'<rect class="quoted" x="([\d.]+)" y="([\d.]+)"', page).groups())
    assert 200 < left < 220  # points, seen on the page
    assert 220 < top < 235
    assert '<img src="../../../documents/plan/pages/4.png"' in page
    assert f'href="../../../documents/plan?start={span.start}&amp;end={span.end}#quote"' in page
    marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page[page.index('class="below"') :]))
    assert marked == QUOTE


def test_another_page_says_where_the_quote_is(get: Callable, plan: ParsedDocument) -> None:
    start = plan.document.text.index(QUOTE)
    page = get("/" + page_address("plan", 5, span=Span(start, start + len(QUOTE)))).text
    assert "在第 4 页" in page
    assert "<rect" not in page


@pytest.mark.parametrize(
    ("page", "previous", "following"), [pytest.param(1, False, True), pytest.param(4, True, True), (8, True, False)]
)
def test_turning_pages(get: Callable, page: int, previous: bool, following: bool) -> None:
    html = get(f"/documents/plan/pages/{page}").text
    assert ('rel="prev"' in html) == previous
    assert ('rel="next"' in html) == following


@pytest.mark.parametrize("page", ["0", "00", "9", "99999", "999999999999", "-1", "1.5", "x", "%D9%A1", "1%00"])
@pytest.mark.parametrize("ending", ["", ".png"])
def test_there_is_no_such_page(get: Callable, page: str, ending: str) -> None:
    found = get(f"/documents/plan/pages/{page}{ending}")
    assert found.status_code == 404
    assert "Traceback" not in found.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(None, "来源文件已不在原处", id="gone"),
        pytest.param(b"%PDF-1.7 another", "被改过", id="changed"),
    ],
)
def test_without_its_file_a_document_has_text_only(
    viewer: Callable, plan: ParsedDocument, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "plan.pdf"
    if content is not None:
        path.write_bytes(content)
    moved = replace(plan, document=replace(plan.document, path=str(path)))
    get = viewer(moved, pictures=Pictures(drawing))
    text = get("/documents/plan")
    assert words in text.text
    assert "pages/" not in text.text
    assert get("/documents/plan/pages/1").status_code == 404
    assert get("/documents/plan/pages/1.png").status_code == 404


def test_the_text_leads_to_the_page(get: Callable) -> None:
    page = get("/documents/plan?clause=3.2.2").text
    assert 'href="../documents/plan/pages/5"' in page
    assert "来源文件" in page
    assert "被改过" not in page


def test_pictures_are_kept_and_drawn_once(plan: ParsedDocument) -> None:
    drawn: list[int] = []

    def slow(path: Path, *, page: int, sha256: str) -> PagePicture:
        drawn.append(page)
        time.sleep(0.05)
        return drawing(path, page=page, sha256=sha256)

    async def visits() -> None:
        pictures = Pictures(slow)
        await asyncio.gather(*(pictures.of(plan.document, 1) for _ in range(8)))
        await pictures.of(plan.document, 1)

    asyncio.run(visits())
    assert drawn == [1]


def test_whoever_comes_too_many_is_told_so(plan: ParsedDocument) -> None:
    go = threading.Event()

    def stuck(path: Path, *, page: int, sha256: str) -> PagePicture:
        go.wait(5)
        return drawing(path, page=1, sha256=sha256)

    async def visits() -> list[object]:
        pictures = Pictures(stuck)
        crowd = [asyncio.create_task(pictures.of(plan.document, n)) for n in range(1, 31)]
        await asyncio.sleep(0.1)
        go.set()
        return await asyncio.gather(*crowd, return_exceptions=True)

    found = asyncio.run(visits())
    assert sum(isinstance(f, PagePicture) for f in found) == 12
    assert sum(isinstance(f, TooMany) for f in found) == 18


def test_an_index_that_cannot_be_opened_is_said(viewer: Callable, samples: ModuleType) -> None:
    def broken() -> None:
        raise CannotServe("索引坏了；请运行 policyqa sync --rebuild。")

    found = viewer(opened=broken)("/documents/plan")
    assert found.status_code == 503
    assert "policyqa sync --rebuild" in found.text
    assert found.headers["retry-after"] == "5"
