from datetime import date
from pathlib import Path

import pytest

from corpus import InvalidMetadata, Metadata, Status
from corpus.facts.metadata import load_metadata

SOURCES = Path(__file__).resolve().parents[2] / "corpus" / "sources"


def load(tmp_path: Path, content: str | bytes) -> Metadata:
    beside = tmp_path / "办法.pdf.toml"
    beside.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_metadata(tmp_path / "办法.pdf")


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert load_metadata(tmp_path / "办法.pdf") == Metadata()


def test_every_key(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        'id = "example-2"\ntitle = " 办法 "\nissuer = "某局"\nnumber = "某政〔2025〕1号"\nstatus = "in_force"\n'
        'issued = 2025-01-02\neffective_from = 2025-02-01\neffective_to = 2027-12-31\nversion = "2"\ndepartment = "某处"\n',
    )
    assert found == Metadata(
        "example-2", "办法", "某局", "某政〔2025〕1号", Status.IN_FORCE,
        date(2025, 1, 2), date(2025, 2, 1), date(2027, 12, 31), "2", "某处",
    )  # fmt: skip


def test_byte_order_mark_and_comments_are_accepted(tmp_path: Path) -> None:
    assert load(tmp_path, '\ufeff# 说明\nid = "a"\n').id == "a"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param('titel = "办法"', "不认识的键“titel”", id="unknown-key"),
        pytest.param("title = 办法", "不是合法的TOML", id="no-toml"),
        pytest.param("title = 2025", "“title”应为非空文字", id="number-for-text"),
        pytest.param('title = "  "', "“title”应为非空文字", id="blank-text"),
        pytest.param('issued = "2025-01-02"', "“issued”应为日期", id="date-in-quotes"),
        pytest.param("issued = 2025-01-02T10:00:00", "“issued”应为日期", id="time"),
        pytest.param('status = "valid"', "draft、in_force、superseded、expired、unknown", id="unknown-status"),
        pytest.param("status = true", "“status”只能是", id="status-of-another-kind"),
        pytest.param('id = "计划"', "小写字母", id="chinese-id"),
        pytest.param('id = "../plan"', "小写字母", id="path-as-id"),
        pytest.param("effective_from = 2025-02-01\neffective_to = 2025-01-01", "晚于", id="ends-before-it-begins"),
        pytest.param('title = "办法"'.encode("gbk"), "不是UTF-8编码", id="gbk"),
        pytest.param("#" * 70_000, "过大", id="too-large"),
    ],
)
def test_wrong_files_are_named_with_what_is_wrong(tmp_path: Path, content: str | bytes, reason: str) -> None:
    with pytest.raises(InvalidMetadata, match=reason) as caught:
        load(tmp_path, content)
    assert "“办法.pdf.toml”" in str(caught.value)


def test_the_plan_is_a_draft_and_has_no_invented_dates() -> None:
    plan, notice = load_metadata(SOURCES / "plan.pdf"), load_metadata(SOURCES / "notice.txt")
    assert (plan.id, plan.status, plan.issuer) == ("plan", Status.DRAFT, "杭州市经济和信息化局")
    assert (notice.id, notice.status, notice.issuer) == ("notice", None, "杭州市经济和信息化局")
    assert {known.issued or known.effective_from or known.effective_to or known.number for known in (plan, notice)} == {
        None
    }
