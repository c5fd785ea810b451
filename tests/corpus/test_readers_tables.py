"""One table in every format: the same text, the same clauses."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus import parse
from corpus.readers import read
from corpus.text.canonical import canonicalize

BEFORE, AFTER = (
    ("示例市支持机器人产业若干措施", "一、奖励", "标准如下："),
    ("注：同一事项不重复享受。", "具体由主管部门解释。", "二、附则", "自公布之日起施行。"),
)
ROWS = (
    "序号\t级别\t奖励标准 最高\t奖励标准 比例",
    "一、平台类",
    "1\t国家级\t500万元\t30%",
    "2\t国家级\t200万元\t20%",
    "二、企业类",
    "3\t省级\t100万元",
)  # fmt: skip
TEXT = "\n".join((*BEFORE, *(row + "\t" * ("\t" not in row) for row in ROWS), *AFTER))
HTML = """<table><thead>
<tr><th rowspan=2>序号<th rowspan=2>级别<th colspan=2>奖励标准<tr><th>最高<th>比例</thead>
<tr><td colspan=4>一、平台类
<tr><td>1<td rowspan=2>国家级<td>500万元<td>30%<tr><td>2<td>200万元<td>20%
<tr><td colspan=4>二、企业类<tr><td>3<td>省级<td colspan=2>100万元</table>"""


def as_text(folder: Path) -> Path:
    path = folder / "措施.txt"
    path.write_text(TEXT.replace("类\t", "类\t\t\t"), "utf-8")
    return path


def as_markdown(folder: Path) -> Path:
    full = [row + "\t" * (3 - row.count("\t")) for row in ROWS]
    rows = ["| " + row.replace("\t", " | ") + " |" for row in full]
    rows.insert(1, "| --- | --- | ---: | ---: |")
    path = folder / "措施.md"
    path.write_text("\n".join((*BEFORE, *rows, "", *AFTER)), "utf-8")
    return path


def as_html(folder: Path) -> Path:
    path = folder / "措施.html"
    body = "".join(f"<p>{line}</p>" for line in BEFORE) + HTML + "".join(f"<p>{line}</p>" for line in AFTER)
    path.write_text(f"<!doctype html><title>示例市支持机器人产业若干措施</title><body>{body}", "utf-8")
    return path


def as_word(folder: Path) -> Path:
    document = docx.Document()
    for line in BEFORE:
        document.add_paragraph(line)
    table = document.add_table(7, 4)
    words = [
        ("序号", "级别", "奖励标准", ""), ("", "", "最高", "比例"), ("一、平台类", "", "", ""), ("1", "国家级", "500万元", "30%"),
        ("2", "", "200万元", "20%"), ("二、企业类", "", "", ""), ("3", "省级", "100万元", ""),
    ]  # fmt: skip
    for row, texts in enumerate(words):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((2, 0), (2, 3)), ((3, 1), (4, 1)),
                        ((5, 0), (5, 3)), ((6, 2), (6, 3))):  # fmt: skip
        table.cell(*first).merge(table.cell(*last))
    for line in AFTER:
        document.add_paragraph(line)
    path = folder / "措施.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("written", [as_text, as_markdown, as_html, as_word])
def test_the_same_table_has_the_same_text_and_clauses(tmp_path: Path, written: object) -> None:
    assert callable(written)
    parsed = parse(written(tmp_path))
    assert parsed.document.text == TEXT
    assert [warning.code for warning in parsed.warnings] == []
    found = {clause.id.partition("#")[2]: clause for clause in parsed.clauses}
    assert list(found) == ["0", "1", "1.t1", *(f"1.t1.r{n}" for n in range(1, 6)), "1.t1.n1", "1.t1z", "2"]
    assert found["1.t1.r3"].headings == ("一、奖励", "序号 级别 奖励标准 最高 奖励标准 比例", "国家级")


def canonical(path: Path) -> list[str]:
    return canonicalize(read(path)).text.split("\n")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("<caption>表1 标准<tr><td>甲<td>乙", ["表1标准", "甲\t乙"], id="caption"),
        pytest.param("<tr><th colspan=2>奖励标准<tr><th>甲<th>乙<tr><td>1<td>2", ["奖励标准", "甲\t乙", "1\t2"], id="title-in-the-table"),
        pytest.param("<tr><td>甲<td>乙<td>丙<tr><td>1<td colspan=2>2", ["甲\t乙\t丙", "1\t2"], id="columns-stay-aligned"),
        pytest.param("<tr><td>甲<td>乙<td>丙<tr><td colspan=2>1<td>2", ["甲\t乙\t丙", "1\t\t2"], id="empty-cell-for-the-spanned"),
        pytest.param("<tr><td>甲<td>乙<td rowspan=3>丙<tr><td>1<tr><td>2<td>3", ["甲\t乙\t丙", "1\t\t丙", "2\t3\t丙"], id="rowspan-beyond-the-cells"),
        pytest.param("<tr><td>甲<td>乙<tr><td rowspan=0>1<td colspan=x>2", ["甲\t乙", "1\t2"], id="senseless-spans"),
        pytest.param(
            "<tr><th>级别<th>奖励<tr><td>国家级<td><table><tr><td>首次<td>50万元<tr><td>再次<td>20万元</table><tr><td>省级<td>5万元",
            ["级别\t奖励", "国家级\t首次50万元；再次20万元；", "省级\t5万元"],
            id="table-in-a-cell",
        ),
        pytest.param(f"<tr><td>措施<td>单位<tr><td>{'长' * 450}<td>甲局<tr><td>短<td>乙局", ["措施\t单位", f"{'长' * 450}\t甲局", "短\t乙局"], id="long-cells-under-a-header"),
        pytest.param(f"<tr><td>{'长' * 450}<td>侧栏", ["长" * 450, "侧栏"], id="long-cells-in-a-layout"),
    ],
)  # fmt: skip
def test_html_tables(tmp_path: Path, table: str, expected: list[str]) -> None:
    path = tmp_path / "表.html"
    path.write_text(f"<!doctype html><body><table>{table}</table>", "utf-8")
    assert canonical(path) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("\t级别\t金额\n\t甲\t50万元", ["级别\t金额", "甲\t50万元"], id="indented-table"),
        pytest.param("级别\t金额\n\n甲\t50 万元", ["级别\t金额", "甲\t50万元"], id="empty-lines-between"),
        pytest.param("级别\t类\t金额\n甲\t子\t50万元\n\t丑\t20万元", ["级别\t类\t金额", "甲\t子\t50万元", "\t丑\t20万元"], id="empty-first-cell"),
        pytest.param("\t第一条 为了规范。\n\t第二条 适用。", ["第一条 为了规范。", "第二条 适用。"], id="indents"),
        pytest.param("一、\t强化创新\n二、\t优化服务", ["一、强化创新", "二、优化服务"], id="labels"),
        pytest.param("1.\t申请表\n2.\t执照", ["1.申请表", "2.执照"], id="list"),
        pytest.param("总\t则\n附\t则", ["总则", "附则"], id="spaced-words"),
        pytest.param("甲局\t乙局\n2024年1月1日", ["甲局 乙局", "2024年1月1日"], id="one-line"),
    ],
)  # fmt: skip
def test_tabs_in_plain_text(tmp_path: Path, lines: str, expected: list[str]) -> None:
    path = tmp_path / "表.txt"
    path.write_text(lines, "utf-8")
    assert canonical(path) == expected


def test_word_table_in_a_text_box(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>' for cell in row)}</w:tr>"
        for row in (("级别", "金额"), ("甲", "50万元"))
    )
    document = docx.Document()
    paragraph = document.add_paragraph("标准：")._p
    paragraph.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:tbl>{rows}</w:tbl></w:txbxContent></w:pict></w:r>")
    )
    path = tmp_path / "框.docx"
    document.save(str(path))
    assert canonical(path) == ["标准：", "级别\t金额", "甲\t50万元"]


@pytest.mark.parametrize(
    ("line", "expected", "warned"),
    [
        pytest.param(
            "类别\t金额\t甲\t5万元\t乙\t3万元", ["类别\t金额", "甲\t5万元", "乙\t3万元"], False, id="two-columns"
        ),
        pytest.param(
            "序号\t级别\t奖励\t1\t国家级\t50万元\t2\t省级\t20万元",
            ["序号\t级别\t奖励", "1\t国家级\t50万元", "2\t省级\t20万元"],
            False,
            id="three-columns",
        ),
        pytest.param(
            "级别\t单位\t国家级\t甲局\t省级\t乙局", ["级别 单位 国家级 甲局 省级 乙局"], True, id="words-alone"
        ),
        pytest.param("甲\t5万元\t乙\t3万元\t丙\t2万元", ["甲 5万元 乙 3万元 丙 2万元"], True, id="no-header"),
        pytest.param("甲局\t乙局\t丙局", ["甲局 乙局 丙局"], False, id="issuers"),
    ],
)
def test_table_in_one_line(tmp_path: Path, line: str, expected: list[str], warned: bool) -> None:
    path = tmp_path / "表.txt"
    path.write_text(f"标准如下：\n{line}\n另有规定的除外。", "utf-8")
    canon = canonicalize(read(path))
    assert canon.text.split("\n")[1:-1] == expected
    assert ("table.flattened" in [anomaly.code for anomaly in canon.anomalies]) == warned
