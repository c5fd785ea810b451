from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus import RawDocument, parse
from corpus.readers import read
from corpus.readers.numbering import format_number
from corpus.text.canonical import canonicalize


def saved(tmp_path: Path, document: Document) -> RawDocument:
    path = tmp_path / "办法.docx"
    document.save(str(path))
    return read(path)


def text_of(raw: RawDocument) -> list[str]:
    return canonicalize(raw).text.split("\n")


def add(document: Document, *children: str) -> None:
    """Appends a paragraph made of XML."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{''.join(children)}</w:p>"))


def numbered(list_id: int, level: int, text: str) -> tuple[str, str]:
    numbers = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    return numbers, f"<w:r><w:t>{text}</w:t></w:r>"


LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%2-%4"))


def with_list(document: Document) -> None:
    """List 71 of the usual levels, 72 which restarts it at 5, 73 of bullets."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(LEVELS)
    )
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    first = numbering.find(f"{{{numbering.nsmap['w']}}}num")
    for number, content in ((70, levels), (75, bullets)):
        first.addprevious(
            parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{content}</w:abstractNum>')
        )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    for list_id, abstract, override in ((71, 70, ""), (72, 70, restart), (73, 75, "")):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
            )
        )


def test_automatic_numbers_are_computed(tmp_path: Path) -> None:
    document = docx.Document()
    with_list(document)
    for list_id, level, text in (
        (71, 0, "总体目标"), (71, 1, "产值"), (71, 2, "整机"), (71, 2, "零部件"), (71, 1, "企业"), (71, 2, "龙头"),
        (71, 3, "补充"), (0, 0, "无号"), (71, 0, "重点任务"), (71, 1, "创新"), (72, 0, "附则"), (73, 0, "要点"),
    ):  # fmt: skip
        add(document, *numbered(list_id, level, text))
    assert text_of(saved(tmp_path, document)) == [
        "一、总体目标", "（一）产值", "1.整机", "2.零部件", "（二）企业", "1.龙头", "二-1补充", "无号", "二、重点任务",
        "（一）创新", "五、附则", "要点",
    ]  # fmt: skip


def test_numbers_come_with_a_style(tmp_path: Path) -> None:
    document = docx.Document()
    with_list(document)
    style = document.styles.add_style("条", 1)
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="2"/><w:numId w:val="71"/></w:numPr>')
    )
    document.add_paragraph("整机", style="条")
    document.add_paragraph("零部件", style="条")
    assert text_of(saved(tmp_path, document)) == ["1.整机", "2.零部件"]


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (11, "chineseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "japaneseCounting", "一百一十"),
        (1010, "chineseCounting", "一千零一十"),
        (12, "ideographDigital", "一二"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (3, "ideographTraditional", "丙"),
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (2, "upperLetter", "B"),
        (7, "decimalZero", "07"),
        (7, "decimal", "7"),
        (7, "unheardOf", "7"),
        (0, "chineseCounting", "0"),
    ],
)
def test_number_formats(number: int, style: str, expected: str) -> None:
    assert format_number(number, style) == expected


@pytest.mark.parametrize(
    ("runs", "expected", "code"),
    [
        pytest.param('<w:del><w:r><w:delText>50万元</w:delText></w:r></w:del><w:ins><w:r><w:t>80万元</w:t></w:r></w:ins>', "给予80万元", None, id="tracked-change"),
        pytest.param("<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>", "给予", "word.hidden", id="hidden"),
        pytest.param('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>50万</w:t></w:r>', "给予50万", None, id="hidden-switched-off"),
        pytest.param("<w:r><w:rPr><w:strike/></w:rPr><w:t>50万元</w:t></w:r>", "给予", "word.struck", id="struck"),
        pytest.param('<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r>', "给予10⁴", None, id="superscript"),
        pytest.param("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "给予甲\n乙", None, id="line-break"),
        pytest.param("<w:r><w:t>2</w:t><w:noBreakHyphen/><w:t>3项</w:t></w:r>", "给予2-3项", None, id="no-break-hyphen"),
        pytest.param("<w:r><w:instrText>PAGE 50万元</w:instrText></w:r>", "给予", None, id="field-code"),
        pytest.param('<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>', "给予链接", None, id="hyperlink"),
        pytest.param('<w:r><w:footnoteReference w:id="2"/></w:r>', "给予", "word.footnotes", id="footnote-without-text"),
    ],
)  # fmt: skip
def test_runs(tmp_path: Path, runs: str, expected: str, code: str | None) -> None:
    document = docx.Document()
    add(document, "<w:r><w:t>给予</w:t></w:r>", runs)
    raw = saved(tmp_path, document)
    assert text_of(raw) == expected.split("\n")
    assert [warning.code for warning in raw.warnings] == ([code] if code else [])


def test_content_control_and_text_box_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    add(
        document,
        "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
    )
    assert text_of(saved(tmp_path, document)) == ["控件", "框内"]


def test_table_of_contents_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("TOC 1", 1)
    document.add_paragraph("一、目标\t1", style="TOC 1")
    document.add_heading("一、目标", 1)
    raw = saved(tmp_path, document)
    assert [(block.text, block.kind, block.level) for block in raw.blocks] == [("一、目标", "heading", 1)]
    assert [warning.code for warning in raw.warnings] == ["page.contents"]


def test_tables_become_rows_in_their_place(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("标准如下：")
    table = document.add_table(3, 3)
    for row, texts in enumerate((("级别", "类别", "金额"), ("国家级", "甲", "50\n万元"), ("", "乙", "20万元"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("另有规定的除外。")
    assert text_of(saved(tmp_path, document)) == [
        "标准如下：", "级别\t类别\t金额", "国家级\t甲\t50万元", "国家级\t乙\t20万元", "另有规定的除外。",
    ]  # fmt: skip


def test_table_that_lays_out_the_page_becomes_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "第一条 为了规范，制定本办法。"
    table.cell(0, 1).text = "政策" * 250
    assert text_of(saved(tmp_path, document)) == ["第一条 为了规范，制定本办法。", "政策" * 250]


def test_title_of_the_file(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "示例办法"
    document.add_paragraph("正文")
    assert saved(tmp_path, document).title == "示例办法"


NOTES = """<w:footnotes {namespaces}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> 不含外地</w:t></w:r></w:p><w:p><w:r><w:t>企业。</w:t></w:r></w:p>
</w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>按上年度计算。</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def test_footnotes_follow_what_refers_to_them(tmp_path: Path) -> None:
    document = docx.Document()
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        NOTES.format(namespaces=nsdecls("w")).encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    add(document, '<w:r><w:t>第一条 给予企业奖励</w:t><w:footnoteReference w:id="2"/><w:t>。</w:t></w:r>')
    add(document, "<w:r><w:t>奖励按季度发放。</w:t></w:r>")
    table = document.add_table(2, 2)
    for column, text in enumerate(("级别", "金额")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "国家级"
    table.cell(1, 1).paragraphs[0]._p.append(
        parse_xml(f'<w:r {nsdecls("w")}><w:t>50万元</w:t><w:footnoteReference w:id="3"/></w:r>')
    )
    raw = saved(tmp_path, document)
    assert text_of(raw) == [
        "第一条 给予企业奖励。", "注：不含外地企业。", "奖励按季度发放。", "级别\t金额", "国家级\t50万元", "注：按上年度计算。",
    ]  # fmt: skip
    assert raw.warnings == ()
    ids = [clause.id.partition("#")[2] for clause in parse(raw.path).clauses]
    assert ids == ["1", "1.p2", "1.p2.t1", "1.p2.t1.r1", "1.p2.t1.n1"]
