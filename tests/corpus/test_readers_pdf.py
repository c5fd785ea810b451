from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from corpus.readers import read
from corpus.readers.pdf import needs_ocr
from corpus.text.canonical import canonicalize

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
MEASURES = [
    "示例市关于支持机器人产业发展的若干措施",
    "（2024年修订）",
    "第一条 为了支持机器人产业发展，根据有关规定，结合本市实际，制定本措施。本措施所称企业，是指在本市登记注册、"
    "具有独立法人资格的机器人整机、零部件和软件企业。",
    "第二条 对首次认定的国家级、省级制造业创新中心，分别给予1.20亿元、200万元的一次性补助。补助资金按照项目进度分三年拨付，"
    "第一年拨付50%，第二年拨付30%，第三年拨付20%。同一企业同一年度同一类别的补助不重复享受，每个项目三年奖励累计不超过300万元。",
    "第三条 支持企业参加国内外展会。对经批准参加的展会，按照展位费的80%给予补助，单个企业每次最高10万元，每年最高30万元。"
    "展位费以展会主办方出具的票据为准，补助名单由主管部门在网站上公示，公示期不少于5个工作日。公示期间有异议的，"
    "由主管部门会同有关部门核查，并在15个工作日内答复。",
    "第四条 申请补助的企业应当如实提供材料。弄虚作假骗取补助资金的，由主管部门追回资金，三年内不再受理其申请；"
    "构成犯罪的，依法追究刑事责任。",
    "第五条 本措施自2024年3月1日起施行，有效期3年。",
    "示例市经济和信息化局",
    "2024年2月1日",
]


@pytest.mark.parametrize("name", ["headed.pdf", "owner-only.pdf"])
def test_running_head_and_page_numbers_are_removed_and_paragraphs_joined_over_pages(name: str) -> None:
    canon = canonicalize(read(FIXTURES / name))
    assert canon.text.split("\n") == MEASURES
    assert [anomaly.code for anomaly in canon.anomalies] == ["page.head", "page.number"]
    first, second = canon.page_spans
    assert "公示期" in first.span.of(canon.text) + second.span.of(canon.text)
    assert not first.span.of(canon.text).endswith("\n")  # the page breaks within a paragraph


def test_lines_have_their_page_and_place() -> None:
    document = read(ROOT / "corpus/sources/plan.pdf")
    assert document.pages == 8
    assert document.title == "杭州市具身智能机器人“强链补链”三年行动方案(2025-2027年)(征求意见稿)"
    assert all(block.line and block.box and block.page for block in document.blocks)
    title, _, subtitle, first, second, *_ = (block.box for block in document.blocks)
    assert title
    assert subtitle
    assert first
    assert second
    assert title.size == pytest.approx(22, abs=0.1)
    assert first.size == pytest.approx(16, abs=0.1)
    assert first.left - second.left == pytest.approx(32, abs=1)  # a first line is indented by two characters
    assert first.right == pytest.approx(second.right, abs=6)
    assert title.top < subtitle.top < first.top < second.top < 842


def written(tmp_path: Path, content: bytes) -> Path:
    """A PDF of one page with the given content stream and Helvetica as /F1."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream)
    font = pypdf.generic.DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {NameObject("/Font"): pypdf.generic.DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    path = tmp_path / "page.pdf"
    writer.write(path)
    return path


def test_latin_lines_are_joined_with_a_blank(tmp_path: Path) -> None:
    lines = ["Interim measures for the support of the robot", "industry of the city, in force from 2024"]
    content = b"BT /F1 16 Tf 80 700 Td " + b" 0 -29 Td ".join(f"({line}) Tj".encode() for line in lines) + b" ET"
    assert canonicalize(read(written(tmp_path, content))).text == " ".join(lines)


def test_cells_of_a_printed_row_are_divided(tmp_path: Path) -> None:
    content = b"BT /F1 16 Tf 80 700 Td (Level) Tj 200 0 Td (Amount) Tj ET BT /F1 16 Tf 80 671 Td (State) Tj 200 0 Td (50) Tj ET"
    document = read(written(tmp_path, content))
    assert [block.kind for block in document.blocks] == ["row", "row"]
    assert canonicalize(document).text == "Level\tAmount\nState\t50"


def test_trailing_rubbish_after_the_end_is_no_truncation(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes((FIXTURES / "headed.pdf").read_bytes() + b"\r\n<!-- served in 3 ms -->" * 100)
    assert canonicalize(read(path)).text.split("\n") == MEASURES


def test_pages_in_reading_order_of_the_file(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(FIXTURES / "headed.pdf")
    writer = pypdf.PdfWriter()
    for page in reversed(reader.pages):
        writer.add_page(page)
    target = BytesIO()
    writer.write(target)
    path = tmp_path / "turned.pdf"
    path.write_bytes(target.getvalue())
    assert [block.page for block in read(path).blocks] == sorted(block.page or 0 for block in read(path).blocks)


@pytest.mark.parametrize(
    ("text", "scan"),
    [
        pytest.param("国家级专精/g64A1新“小巨人”企业三家以上，给予奖励。", True, id="glyph-names"),
        pytest.param("\ufffd\u0e2a\u0e20" * 10, True, id="senseless"),
        pytest.param("— 12 —", True, id="page-number-alone"),
        pytest.param("网址：https://example.cn/g12/index1，申报材料见附件。", False, id="address"),
        pytest.param("按每平方米/年计算，给予五十万元补助。", False, id="slash"),
    ],
)
def test_text_that_is_none_is_left_to_ocr(text: str, scan: bool) -> None:
    assert needs_ocr(text, picture=0.0) == scan


def test_running_head_over_a_picture_of_the_page_is_no_text() -> None:
    assert needs_ocr("某市人民政府公报2024年第3期", picture=0.9)
    assert not needs_ocr("某市人民政府公报2024年第3期", picture=0.2)
