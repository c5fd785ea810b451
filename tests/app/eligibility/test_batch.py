"""Batches of enterprises, and the tables that go out."""

import csv
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.eligibility import Catalogue, InvalidAnswer, catalogue_of
from app.eligibility.batch import MOST_ROWS, read_batch, template
from app.eligibility.tables import COLUMNS, as_csv, as_xlsx, rows_of
from corpus import parse

POLICY = (
    "某市促进机器人产业发展若干措施\n一、支持政策\n"
    "1.采购奖励。整机制造企业采购非关联零部件年度采购量达100万元的,按年度采购量的10%予以奖励,单家企业每年最高奖励500万元。\n"
    "2.大赛奖励。对获得国家级、省级创新创业大赛奖项的企业,分别给予50万元、20万元奖励。\n"
)
FIRM, BOUGHT, PRIZE = "属于“整机制造企业”", "采购非关联零部件年度采购量", "获得国家级、省级创新创业大赛奖项"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    file = tmp_path_factory.mktemp("policy") / "policy.txt"
    file.write_text(POLICY, encoding="utf-8")
    return catalogue_of([parse(file)])


def table(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def amounts(catalogue: Catalogue, data: bytes) -> dict[str, Decimal | None]:
    """What each enterprise gets for its purchases."""
    batch = read_batch(data, catalogue.form)
    first = {e.name: catalogue.of(e.profile).matches[0].amount for e in batch.enterprises}
    return {name: amount.value if amount else None for name, amount in first.items()}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(table(f"企业,{FIRM},{BOUGHT}", "甲,是,8000万元", "乙,否,8000万元"), id="labels"),
        pytest.param(table(f"企业,属于·整机制造企业,{BOUGHT}", "甲,是,8000万元", "乙,否,8000万元"), id="keys"),
        pytest.param(table(f"企业名称,{FIRM},{BOUGHT}（万元）", "甲,是,8000", "乙,否,8000"), id="unit-in-the-heading"),
        pytest.param(table(f"企业,{FIRM},{BOUGHT}(元)", '甲,是,"80,000,000"', "乙,否,1"), id="base-unit-in-brackets"),
        pytest.param(table(f"企业\t{FIRM}\t{BOUGHT}", "甲\t是\t8000万元", "乙\t否\t1"), id="tabs"),
        pytest.param(table(f"企业;{FIRM};{BOUGHT}", "甲;是;8000万元", "乙;否;1"), id="semicolons"),
        pytest.param(
            b"\xef\xbb\xbf" + table(f"企业,{FIRM},{BOUGHT}", "甲,是,8000万元", "乙,否,1"), id="byte-order-mark"
        ),
        pytest.param(f"企业,{FIRM},{BOUGHT}\n甲,是,8000万元\n\n乙,否,1".encode("gb18030"), id="gb18030-and-empty-row"),
    ],
)
def test_a_table_in_any_spelling_is_read(catalogue: Catalogue, data: bytes) -> None:
    assert amounts(catalogue, data) == {"甲": Decimal(5_000_000), "乙": None}


def test_a_bad_cell_is_named_by_row_and_column_and_the_other_rows_are_done(catalogue: Catalogue) -> None:
    data = table(f"企业,{FIRM},{BOUGHT},备注", "甲,是,8000万元,", "乙,也许,很多,", "丙,是,100万元,", "丁,是,1,2,3")
    batch = read_batch(data, catalogue.form)
    assert [e.name for e in batch.enterprises] == ["甲", "丙"]
    assert [(b.row, b.column) for b in batch.bad] == [(3, FIRM), (3, BOUGHT), (5, "")]
    assert "很多" in batch.bad[1].reason
    assert str(batch.bad[1]).startswith(f"第3行“{BOUGHT}”列：")
    assert batch.unused == ("备注",)


def test_a_row_without_a_name_is_called_by_its_number(catalogue: Catalogue) -> None:
    assert amounts(catalogue, table(f"{FIRM},{BOUGHT}", "是,100万元")) == {"第2行": Decimal(100_000)}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "没有一列", id="empty"),
        pytest.param(table("企业,备注", "甲,x"), "没有一列", id="no-field-in-the-heading"),
        pytest.param(table(f"{BOUGHT},{BOUGHT}", "1,2"), "两列", id="one-field-twice"),
        pytest.param(table(f"{BOUGHT},{BOUGHT}（万元）", "1,2"), "两列", id="one-field-in-two-units"),
        pytest.param(table(f"企业,{BOUGHT}", '甲,"1'), "不合 CSV 的格式", id="open-quotation-mark"),
        pytest.param(b"PK\x03\x04\x00\x00" + bytes(range(256)), "不是文字表格", id="a-workbook"),
        pytest.param(table(BOUGHT, *["1"] * (MOST_ROWS + 1)), "超过5000行", id="too-many-rows"),
        pytest.param(b"x" * 10_000_001, "超过10MB", id="too-large"),
        pytest.param(table("企业," * 200_000), "最多1000列", id="too-many-columns"),
    ],
)
def test_what_is_no_table_of_enterprises_is_refused(catalogue: Catalogue, data: bytes, says: str) -> None:
    with pytest.raises(InvalidAnswer, match=says):
        read_batch(data, catalogue.form)


def test_the_template_is_read_back_with_every_field(catalogue: Catalogue) -> None:
    heading = as_csv([], template(catalogue.form))
    batch = read_batch(heading, catalogue.form)
    assert batch.unused == ()
    assert template(catalogue.form) == ["企业", FIRM, f"{BOUGHT}（元）", PRIZE]


NASTY = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "＝1+1", " =HYPERLINK(1)"]


def test_no_name_becomes_a_formula(catalogue: Catalogue) -> None:
    rows = [r for name in NASTY for r in rows_of(catalogue.outcome({}).matches, catalogue.form, name=name)]
    out = [*csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"), newline=""))]
    assert {row[0] for row in out[1:]} == {f"'{name}" for name in NASTY}
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx(rows))).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_the_workbook_holds_amounts_as_numbers_and_survives_control_characters(catalogue: Catalogue) -> None:
    outcome = catalogue.outcome({FIRM: "是", BOUGHT: "123456.78万元"})
    rows = rows_of(outcome.matches, catalogue.form, name="甲\x00\x1b[2J")
    book = zipfile.ZipFile(io.BytesIO(as_xlsx(rows)))
    cells = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    assert [c.text for c in cells.findall(".//m:c[@r='H2']/m:v", space)] == ["5000000"]
    assert "\x1b" not in book.read("xl/sharedStrings.xml").decode()
    assert COLUMNS[7] == "数额（元）"


def test_one_row_for_each_enterprise_and_benefit(catalogue: Catalogue) -> None:
    outcome = catalogue.outcome({FIRM: "是", BOUGHT: "800万元", PRIZE: "省级"})
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(outcome.matches, catalogue.form, name="甲")]
    assert [(r["支持内容"], r["结论"], r["数额（元）"]) for r in rows] == [
        ("采购奖励", "符合", Decimal(800_000)),
        ("大赛奖励（国家级）", "不符合", None),
        ("大赛奖励（省级）", "符合", Decimal(200_000)),
    ]
    assert rows[0]["计算"] == "800万元 × 10% = 80万元，未超过上限500万元"
    assert Path(str(rows[0]["文件"])).name == "某市促进机器人产业发展若干措施"
