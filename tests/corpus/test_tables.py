"""Tables as clauses: which lines are a table, and what its clauses are called, whatever the file was."""

import pytest

from corpus import Clause, Document, Span, outline
from corpus.structure.tables import find_tables


def clauses(text: str) -> dict[str, Clause]:
    """The clauses of a text by their id's part after ``d#``."""
    found = outline(Document("d", "某", text, "d.txt", "", "")).clauses
    assert "\n".join(clause.text for clause in found) == text  # every character in one clause, in order
    assert all(clause.span.of(text) == clause.text for clause in found)
    assert len({clause.id for clause in found}) == len(found)
    return {clause.id.removeprefix("d#"): clause for clause in found}


TABLE = "级别\t对象\t奖励\n国家级\t链主企业\t最高500万元\n省级\t链主企业\t最高200万元"


def test_rows_are_clauses_below_the_header() -> None:
    found = clauses(
        f"办法\n一、目标\n提高水平。\n二、奖励\n标准如下：\n表1 奖励标准\n{TABLE}\n三、附则\n自公布之日起施行。"
    )
    assert list(found) == ["0", "1", "2", "2.t1", "2.t1.r1", "2.t1.r2", "3"]
    assert found["2"].text.endswith("表1 奖励标准")
    assert (found["2.t1"].text, found["2.t1"].parent) == ("级别\t对象\t奖励", "d#2")
    row = found["2.t1.r2"]
    assert row.path == ("二", "表1", "第2行")
    assert row.headings == ("二、奖励", "级别 对象 奖励", "省级")
    assert (row.text, row.parent) == ("省级\t链主企业\t最高200万元", "d#2.t1")


def test_text_after_a_table_is_a_piece_of_the_parent_and_notes_of_the_table() -> None:
    found = clauses(
        f"一、奖励\n如下：\n{TABLE}\n注：1.含税。\n注2：不重复享受。\n具体由主管部门解释。\n（一）申报\n{TABLE}\n二、附则"
    )
    assert list(found) == [
        "1",
        "1.t1",
        "1.t1.r1",
        "1.t1.r2",
        "1.t1.n1",
        "1.t1z",
        "1.1",
        "1.1.t1",
        "1.1.t1.r1",
        "1.1.t1.r2",
        "2",
    ]
    assert found["1.t1.n1"].text == "注：1.含税。\n注2：不重复享受。"
    assert found["1.t1.n1"].path == ("一", "表1", "注")
    assert (found["1.t1z"].path, found["1.t1z"].text) == (("一", "表1后"), "具体由主管部门解释。")


def test_tables_are_counted_within_their_parent() -> None:
    found = clauses(f"第一条 标准如下：\n{TABLE}\n企业另按下表：\n{TABLE}\n第二条 自公布之日起施行。")
    assert list(found) == ["1", "1.t1", "1.t1.r1", "1.t1.r2", "1.t1z", "1.t2", "1.t2.r1", "1.t2.r2", "2"]


def test_a_table_does_not_disturb_the_numbers_around_it() -> None:
    rows = "序号\t材料\n1.\t申请表\n2.\t营业执照\n（三）其他\t合同\n一、佐证\t发票"
    found = clauses(f"一、条件\n1.合法。\n2.材料：\n{rows}\n3.纳税。\n二、附则")
    assert list(found) == ["1", "1.1", "1.2", "1.2.t1", *(f"1.2.t1.r{n}" for n in range(1, 5)), "1.3", "2"]
    assert [found[f"1.2.t1.r{n}"].headings[-1] for n in range(1, 5)] == ["申请表", "营业执照", "（三）其他", "一、佐证"]


def test_documents_that_begin_with_a_table_or_have_no_labels() -> None:
    assert list(clauses(f"{TABLE}\n说明\n一、目标\n好。")) == ["t1", "t1.r1", "t1.r2", "t1z", "1"]
    assert list(clauses(f"目录\n{TABLE}\n说明文字。")) == ["1", "t1", "t1.r1", "t1.r2", "2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲\t50万元\n乙\t20万元", [2], id="two-rows"),
        pytest.param("甲局\t乙局\n2024年1月1日", [], id="one-row-is-a-line-with-a-gap"),
        pytest.param("第一条\t为了规范。\n第二条\t本办法适用。", [], id="labels-before-their-words"),
        pytest.param("一、\t目标\n二、\t任务\n类别\t金额\n甲\t5万元", [2], id="labelled-lines-above-a-table"),
        pytest.param("类别\t金额\n甲\t5万元\n第三条\t附则", [2], id="article-ends-a-table"),
        pytest.param("类别\t金额\n一、科技类\t\n甲\t5万元", [3], id="section-inside"),
        pytest.param("一、科技类\t\n甲\t5万元\n乙\t6万元", [2], id="section-above-is-no-row"),
        pytest.param("类别\t金额\n甲\t5万元\n表2 其他\n类别\t金额\n甲\t5万元", [2, 2], id="caption-between"),
    ],
)
def test_which_lines_are_a_table(text: str, expected: list[int]) -> None:
    assert [len(table.lines) for table in find_tables(text)] == expected


@pytest.mark.parametrize(
    ("row", "headed"),
    [
        pytest.param("级别\t奖励标准（万元）", True, id="words"),
        pytest.param("\t国家级\t省级", True, id="empty-corner"),
        pytest.param("指标\t2025年\t2026年", True, id="years"),
        pytest.param("指标\t2025\t2026", True, id="bare-years"),
        pytest.param("国家级\t500万元", False, id="amount"),
        pytest.param("国家级\t500", False, id="bare-figure"),
        pytest.param("支持方向\t对符合条件的企业按照实际投入的一定比例给予补助和奖励的", False, id="long"),
        pytest.param("支持方向\t按规定给予。", False, id="sentence"),
        pytest.param("级别\t", False, id="one-cell"),
    ],
)
def test_header(row: str, headed: bool) -> None:
    found = find_tables(f"{row}\n甲\t乙\n丙\t丁")
    assert [table.headed for table in found if table.lines[0] == Span(0, len(row))] == (
        [headed] if row[-1] != "\t" else []
    )


def test_a_table_without_header_is_called_by_its_number() -> None:
    found = clauses("一、奖励\n国家级\t500万元\n省级\t200万元\n二、附则")
    assert (found["1.t1"].text, found["1.t1"].headings[-1]) == ("国家级\t500万元", "表1")


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        pytest.param("1\t国家级\t500万元", "国家级", id="number-column"),
        pytest.param("\t乙\t20万元", "乙", id="empty-cell"),
        pytest.param("500\t20%", "第1行", id="figures-only"),
        pytest.param("对首次认定的企业，给予奖励\t50", "对首次认定的企业", id="cut-at-the-first-stop"),
        pytest.param("对" * 30 + "\t50", "对" * 24 + "…", id="long"),
    ],
)
def test_row_headings(row: str, heading: str) -> None:
    assert clauses(f"一、奖励\n类别\t金额\n{row}")["1.t1.r1"].headings[-1] == heading
