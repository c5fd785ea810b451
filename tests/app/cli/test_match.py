"""``policyqa match``: the form, one enterprise, a file of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

FIRM, BOUGHT = "属于·整机制造企业", "采购非关联零部件年度采购量"


@pytest.fixture
def profile(tmp_path: Path) -> Callable[..., Path]:
    def write(answers: object) -> Path:
        file = tmp_path / "profile.json"
        file.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
        return file

    return write


@pytest.mark.usefixtures("library")
def test_without_a_profile_the_form_is_printed_and_its_empty_profile_is_a_profile(
    policyqa: Callable, profile: Callable[..., Path]
) -> None:
    ended = policyqa("match", "--json")
    assert ended.code == 0
    fields = {f["key"]: f for f in ended.json["fields"]}
    assert (fields[BOUGHT]["kind"], fields[BOUGHT]["unit"]) == ("amount", "元")
    assert "年度采购量达100万元" in fields[BOUGHT]["help"]
    assert ended.json["profile"] == dict.fromkeys(fields)
    again = policyqa("match", "--profile", profile(ended.json["profile"]), "--json")
    assert {b["status"] for b in again.json["benefits"]} == {"unknown"}


@pytest.mark.usefixtures("library")
def test_the_contract_of_one_enterprise(policyqa: Callable, profile: Callable[..., Path]) -> None:
    ended = policyqa("match", "--profile", profile({FIRM: "是", BOUGHT: "8000万元", "错字": 1}), "--json")
    assert ended.code == 0
    assert list(ended.json) == ["benefits", "totals", "fields", "unused"]
    first = ended.json["benefits"][0]
    assert list(first)[:8] == ["clause", "citation", "title", "status", "conditions", "amount", "formula", "cap"]
    assert (first["status"], first["amount"], first["cap"]) == ("met", "5000000", "5000000")
    assert first["formula"] == "8000万元 × 10% = 800万元，超过上限，按上限500万元计"
    assert first["conditions"][1] == {
        "text": "采购非关联零部件年度采购量达100万元", "field": BOUGHT, "need": "不低于100万元", "have": "8000万元",
        "status": "met",
    }  # fmt: skip
    assert first["citation"]["quote"].startswith("整机制造企业采购非关联零部件")
    assert first["standing"].startswith("征求意见稿")
    assert ended.json["unused"] == ["错字"]
    assert "错字" in ended.err


@pytest.mark.usefixtures("library")
def test_people_read_what_is_met_first_with_its_formula_and_clause(
    policyqa: Callable, profile: Callable[..., Path]
) -> None:
    ended = policyqa("match", "--profile", profile({FIRM: "否", "每年": 1, "评选为典型应用场景": "是"}))
    lines = ended.out.splitlines()
    assert any(line.startswith("✗ 不符合  采购奖励") for line in lines)
    assert "征求意见稿，尚未施行" in ended.out


@pytest.mark.usefixtures("library")
def test_a_batch_names_bad_cells_and_does_the_rest(policyqa: Callable, tmp_path: Path) -> None:
    file, out = tmp_path / "firms.csv", tmp_path / "out.csv"
    file.write_text(f"企业,{FIRM},{BOUGHT}（万元）\n甲,是,8000\n乙,是,很多\n", encoding="utf-8")
    ended = policyqa("match", "--batch", file, "--output", out)
    assert ended.code == 1
    assert f"第3行“{BOUGHT}（万元）”列" in ended.err
    rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("企业,文件,")
    assert [r.split(",")[0] for r in rows[1:]] == ["甲", "甲"]
    found = policyqa("match", "--batch", file, "--json").json
    assert found["enterprises"][0]["benefits"][0]["amount"] == "5000000"
    assert found["problems"][0]["row"] == 3


@pytest.mark.usefixtures("library")
def test_an_output_without_enterprises_is_the_template_of_a_batch(policyqa: Callable, tmp_path: Path) -> None:
    out = tmp_path / "template.csv"
    assert policyqa("match", "--output", out).code == 0
    assert f"{BOUGHT}（元）" in out.read_text(encoding="utf-8-sig")


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--document", "nowhere"], "没有文件“nowhere”", id="unknown-document"),
        pytest.param(["--output", "out.pdf"], "不是 .xlsx 或 .csv", id="another-format"),
        pytest.param(["--profile", "a.json", "--batch", "b.csv"], "只能取一", id="both"),
        pytest.param(["--profile", "missing.json"], "missing.json”不存在", id="no-such-profile"),
    ],
)
def test_wrong_use_is_one_sentence(policyqa: Callable, arguments: list[str], says: str) -> None:
    ended = policyqa("match", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.usefixtures("library")
def test_an_answer_that_is_none_is_named(policyqa: Callable, profile: Callable[..., Path]) -> None:
    ended = policyqa("match", "--profile", profile({BOUGHT: "约八千万"}))
    assert ended.code == 2
    assert BOUGHT in ended.err


def test_without_a_library_it_says_what_to_do(policyqa: Callable) -> None:
    ended = policyqa("match")
    assert ended.code == 2
    assert "policyqa sync" in ended.err
