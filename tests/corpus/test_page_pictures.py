import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from corpus.document import Box
from corpus.errors import UnreadableFile
from corpus.readers.page_pictures import PagePicture, Sheet, picture_page

PLAN = Path(__file__).resolve().parents[2] / "corpus" / "sources" / "plan.pdf"
BOX = Box(left=10, top=20, right=60, bottom=40, size=0)


def drawn(path: Path, page: int = 1) -> PagePicture:
    return picture_page(path, page=page, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("sheet", "place"),
    [
        pytest.param(Sheet(0, 0, 200, 300), (10, 20, 60, 40), id="as-it-lies"),
        pytest.param(Sheet(5, 8, 200, 300), (5, 12, 55, 32), id="cropped"),
        pytest.param(Sheet(0, 0, 200, 300, 90), (260, 10, 280, 60), id="turned-to-the-right"),
        pytest.param(Sheet(0, 0, 200, 300, 180), (140, 260, 190, 280), id="on-its-head"),
        pytest.param(Sheet(0, 0, 200, 300, 270), (20, 140, 40, 190), id="turned-to-the-left"),
    ],
)
def test_where_a_box_lies_on_the_picture(sheet: Sheet, place: tuple[float, ...]) -> None:
    found = sheet.place(BOX)
    assert (found.left, found.top, found.right, found.bottom) == place


def test_the_tails_of_letters_are_within() -> None:
    assert Sheet(0, 0, 200, 300).place(Box(0, 0, 9, 100, size=10)).bottom == pytest.approx(102.2)


def test_a_page_of_the_plan() -> None:
    picture = drawn(PLAN, 4)
    assert picture.png.startswith(b"\x89PNG")
    assert picture.pages == 8
    assert picture.sheet.size == pytest.approx((594.96, 841.92), abs=0.01)


def test_a_page_that_is_turned_and_cropped(tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.add_page(PdfReader(PLAN).pages[0])
    page.cropbox = RectangleObject((50, 60, 550, 800))
    page.rotate(90)
    path = tmp_path / "turned.pdf"
    writer.write(path)
    sheet = drawn(path).sheet
    assert (sheet.left, sheet.turned) == (50, 90)
    assert sheet.top == pytest.approx(841.92 - 800, abs=0.01)
    assert sheet.size == pytest.approx((740, 500))


@pytest.mark.parametrize("page", [0, 9, 10**6])
def test_there_is_no_such_page(page: int) -> None:
    with pytest.raises(IndexError):
        drawn(PLAN, page)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(None, "文件不存在", id="gone"),
        pytest.param(b"%PDF-1.4\n" + b"x" * 500, "第1页无法显示", id="no-pdf"),
        pytest.param(b"", "文件为空", id="empty"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason):
        picture_page(path, page=1, sha256=hashlib.sha256(content or b"").hexdigest())


def test_another_file_of_the_same_name_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(PLAN.read_bytes() + b"\n")
    with pytest.raises(UnreadableFile, match="被改过"):
        picture_page(path, page=1, sha256=hashlib.sha256(PLAN.read_bytes()).hexdigest())
