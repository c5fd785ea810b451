"""Tables and columns of printed pages: PDFs made by hand, in Adobe's standard Chinese font."""

from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from corpus import parse
from corpus.readers import read
from corpus.text.canonical import canonicalize

SIZE, PITCH = 12, 18  # points


def show(words: str, x: float, y: float, size: int = SIZE) -> str:
    return f"BT /F {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET"


def level(y: float, start: float, end: float) -> str:
    return f"{start} {y} {end - start} 0.7 re f"


def upright(x: float, start: float, end: float) -> str:
    return f"{x} {start} 0.7 {end - start} re f"


def saved(folder: Path, *pages: Sequence[str]) -> Path:
    writer = pypdf.PdfWriter()
    names = {
        "/Registry": TextStringObject("Adobe"),
        "/Ordering": TextStringObject("GB1"),
        "/Supplement": NumberObject(4),
    }
    cid = dictionary("/Font", "/CIDFontType0", "/STSong-Light")
    cid[NameObject("/CIDSystemInfo")] = DictionaryObject({NameObject(key): value for key, value in names.items()})
    cid[NameObject("/DW")] = NumberObject(1000)
    cid[NameObject("/W")] = ArrayObject([NumberObject(1), NumberObject(95), NumberObject(500)])
    font = dictionary("/Font", "/Type0", "/STSong-Light-UniGB-UCS2-H")
    font[NameObject("/Encoding")] = NameObject("/UniGB-UCS2-H")
    font[NameObject("/DescendantFonts")] = ArrayObject([writer._add_object(cid)])
    fonts = DictionaryObject({NameObject("/F"): writer._add_object(font)})
    for content in pages:
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data("\n".join(content).encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    path = folder / "页.pdf"
    writer.write(path)
    return path


def dictionary(kind: str, subtype: str, name: str) -> DictionaryObject:
    values = {"/Type": kind, "/Subtype": subtype, "/BaseFont": name}
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in values.items()})


X = (70, 130, 220, 300, 520)  # the upright rules
HEAD = [
    show("序号", 80, 670), show("级别", 140, 670), show("奖励标准", 330, 680), show("最高", 230, 660), show("比例", 320, 660),
    level(700, 70, 520), level(677, 220, 520), level(655, 70, 520),
    upright(70, 655, 700), upright(130, 655, 700), upright(220, 655, 700), upright(300, 655, 677), upright(520, 655, 700),
]  # fmt: skip
BODY = [  # wrapped cells, a section, a cell that spans rows; column by column, as some programs write
    show("一、平台类", 80, 635), level(625, 70, 520), upright(70, 625, 655), upright(520, 625, 655),
    show("1", 80, 595), show("2", 80, 550), show("国家级和省级", 140, 580), show("重点平台", 140, 562),
    show("最高500万", 230, 604), show("元", 230, 586), show("200万元", 230, 550),
    show("对首次认定的，按照不超过实际投入的", 305, 604), show("30%给予补助", 305, 586), show("20%", 305, 550),
    *(upright(x, 540, 625) for x in X), level(575, 70, 130), level(575, 220, 520), level(540, 70, 520),
]  # fmt: skip
EXPECTED = [
    "序号\t级别\t奖励标准 最高\t奖励标准 比例",
    "一、平台类\t",
    "1\t国家级和省级重点平台\t最高500万元\t对首次认定的，按照不超过实际投入的30%给予补助",
    "2\t国家级和省级重点平台\t200万元\t20%",
]


def test_ruled_table_with_wrapped_and_spanning_cells(tmp_path: Path) -> None:
    lines = [show("一、奖励", 94, 740, 16), show("标准如下：", 94, 715, 16)]
    after = [show("二、附则", 94, 500, 16)]
    canon = canonicalize(read(saved(tmp_path, [*lines, *BODY, *HEAD, *after])))
    assert canon.text.split("\n") == ["一、奖励", "标准如下：", *EXPECTED, "二、附则"]
    ids = [clause.id.partition("#")[2] for clause in parse(tmp_path / "页.pdf").clauses]
    assert ids == ["1", "1.t1", "1.t1.r1", "1.t1.r2", "1.t1.r3", "2"]
    cell = next(line.box for line in canon.page_lines if line.span.of(canon.text).startswith("最高500"))
    assert (round(cell.left), round(cell.top), round(cell.right), round(cell.bottom)) == (220, 217, 300, 267)


@pytest.mark.parametrize("repeats", [True, False], ids=["headings-repeated", "headings-once"])
def test_table_that_goes_on_overleaf_is_one(tmp_path: Path, repeats: bool) -> None:
    def row(y: int, *words: str) -> list[str]:
        cells = [show(word, x + 10, y + 8) for word, x in zip(words, (70, 200), strict=True)]
        return [*cells, level(y, 70, 400), level(y + 30, 70, 400), *(upright(x, y, y + 30) for x in (70, 200, 400))]

    first = [show("一、奖励", 94, 800, 16), *row(90, "级别", "金额"), *row(60, "国家级", "50万元")]
    second = [
        *(row(740, "级别", "金额") if repeats else []),
        *row(710, "省级", "20万元"),
        show("二、附则", 94, 500, 16),
    ]
    document = read(saved(tmp_path, first, second))
    assert canonicalize(document).text.split("\n") == [
        "一、奖励",
        "级别\t金额",
        "国家级\t50万元",
        "省级\t20万元",
        "二、附则",
    ]
    assert [warning.code for warning in document.warnings] == (["page.table_head"] if repeats else [])


def test_frame_and_underline_are_no_table(tmp_path: Path) -> None:
    frame = [level(780, 60, 540), level(60, 60, 540), upright(60, 60, 780), upright(540, 60, 780), level(690, 94, 300)]
    text = [show("支持企业开展技术攻关，对符合条件的项目给予补助，", 94, 700), show("单个项目最高50万元。", 70, 682)]
    canon = canonicalize(read(saved(tmp_path, [*frame, *text])))
    assert canon.text == "支持企业开展技术攻关，对符合条件的项目给予补助，单个项目最高50万元。"


def test_frames_of_single_cells_are_a_table(tmp_path: Path) -> None:
    places = [(x, y) for y in (700, 670) for x in (70, 200)]
    cells = [
        show(word, x + 10, y + 8) for word, (x, y) in zip(("级别", "金额", "国家级", "50万元"), places, strict=True)
    ]
    frames = [f"{x} {y} 130 30 re S" for x, y in places]
    assert canonicalize(read(saved(tmp_path, [*frames, *cells]))).text == "级别\t金额\n国家级\t50万元"


@pytest.mark.parametrize("by_row", [True, False], ids=["written-row-by-row", "written-column-by-column"])
def test_columns_are_read_one_after_the_other(tmp_path: Path, by_row: bool) -> None:
    words = "支持企业开展技术攻关对符合条件的项目给予补助"  # 22 characters
    texts = [f"　　第{n}条 {words * 3}。" for n in "一二三四"]
    left, right = [], []
    for side, own in ((left, texts[:2]), (right, texts[2:])):
        for text in own:
            side.extend(text[at : at + 18] for at in range(0, len(text), 18))
    spots = [(70, line, n) for n, line in enumerate(left)], [(310, line, n) for n, line in enumerate(right)]
    ordered = [spot for pair in zip(*spots, strict=True) for spot in pair] if by_row else [*spots[0], *spots[1]]
    content = [show("示例市公报", 230, 740, 18)]
    content += [show(line, x, 700 - PITCH * n) for x, line, n in ordered]
    lines = canonicalize(read(saved(tmp_path, content))).text.split("\n")
    assert lines == ["示例市公报", *(f"第{n}条 {words * 3}。" for n in "一二三四")]
