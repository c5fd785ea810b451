"""Drafts for a document that we made up: what is asked, and that no draft ever counts."""

import json
from pathlib import Path

import pytest

from app.cli import main
from corpus import ParsedDocument, parse
from eval.casefile import load_cases
from eval.drafting import draft_cases
from eval.staleness import stale_cases

POLICY = """云川市节能改造支持办法
一、改造补助
（一）企业年度节能改造投资达200万元的，按年度投资的15%给予补助，单家企业每年最高补助400万元。
（二）对国家级、省级节能示范项目分别给予60万元、25万元奖励。
（三）至2027年建成节能示范项目不少于8个。
"""


@pytest.fixture
def parsed(tmp_path: Path) -> ParsedDocument:
    (tmp_path / "policy.txt").write_text(POLICY, encoding="utf-8")
    (tmp_path / "policy.txt.toml").write_text('id = "jieneng"\nversion = "2026"\n', encoding="utf-8")
    return parse(tmp_path / "policy.txt")


def test_every_benefit_and_every_other_figure_is_asked_for_once(parsed: ParsedDocument) -> None:
    drafts = draft_cases(parsed)
    assert len({c.question for c in drafts}) == len(drafts)
    assert {str(f) for c in drafts for f in c.expect} == {
        "15 %", "<= 4000000 元", "600000 元", "250000 元", ">= 2000000 元", ">= 8 个", "<= 2027 年"
    }  # fmt: skip


WORDY = """云川市海绵产业扶持办法
一、支持企业做大做强
（一）对年产值达2000万元、用工超过30人、在本市经营满3年的企业，给予一次性奖励20万元。
（二）对获评国家级、省级示范的企业，分别奖励50万元、20万元。
二、鼓励开拓市场
参加境外展会的企业，展位面积不超过36平方米，每家企业每年最高补助10万元，资金申请于2027年6月30日前提交。
三、招商引荐
对组织游客的旅行社，每满一万人奖励一万元。
"""


def test_questions_say_what_they_are_about_and_ask_for_what_a_figure_bounds(tmp_path: Path) -> None:
    (tmp_path / "policy.txt").write_text(WORDY, encoding="utf-8")
    drafts = {c.question: [str(f) for f in c.expect] for c in draft_cases(parse(tmp_path / "policy.txt"))}
    for question, figures in {
        "关于“企业做大做强”，年产值要达到多少钱？": [">= 20000000 元"],
        "关于“企业做大做强”，用工要达到多少人？": ["> 30 人"],
        "关于“企业做大做强”，企业能得到多少支持？": ["200000 元"],
        "关于“开拓市场”，展位面积最多多少平方米？": ["<= 36 平方米"],
    }.items():
        assert drafts.get(question) == figures, [*drafts]
    assert not any("奖励一万元" in question for question in drafts), "a figure is no subject"


def test_what_one_clause_says_to_one_question_is_one_case(tmp_path: Path) -> None:
    text = "云川市奖励办法\n一、参展奖励\n对参展企业，首次参展的奖励2万元；对参展企业，再次参展的奖励1万元。\n"
    (tmp_path / "policy.txt").write_text(text, encoding="utf-8")
    (case,) = draft_cases(parse(tmp_path / "policy.txt"))
    assert [str(f) for f in case.expect] == ["20000 元", "10000 元"]


def test_a_draft_can_be_read_as_a_case_and_names_what_it_rests_on(parsed: ParsedDocument, tmp_path: Path) -> None:
    target = tmp_path / "drafts.yaml"
    assert main(["eval", "draft", parsed.document.path, "-o", str(target), "--home", str(tmp_path)]) == 0
    drafts = load_cases([target])
    assert len(drafts) == len(draft_cases(parsed))
    assert all(c.draft and c.version == "2026" and len(c.digest) == 64 for c in drafts)
    for case in drafts:
        (place,) = case.cite[0]
        (clause,) = [c for c in parsed.clauses if place.is_at(c)]
        assert case.quotes[0] in clause.text


def test_drafts_never_count(parsed: ParsedDocument, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "drafts.yaml"
    home = str(tmp_path / "home")
    main(["eval", "draft", parsed.document.path, "-o", str(target), "--home", home])
    main(["sync", parsed.document.path, "--home", home])
    capsys.readouterr()
    main(["eval", "run", "--cases", str(target), "--engine", "extractive", "--home", home, "--json"])
    captured = capsys.readouterr()
    assert '"cases": 0,' in captured.out
    assert "道草稿没有计分" in captured.err


def test_a_case_is_stale_once_its_clause_reads_differently(parsed: ParsedDocument, tmp_path: Path) -> None:
    drafts = draft_cases(parsed)
    assert stale_cases(drafts, [parsed]) == ()
    changed = tmp_path / "policy.txt"
    changed.write_text(POLICY.replace("15%", "18%"), encoding="utf-8")
    stale = stale_cases(drafts, [parse(changed)])
    assert {c.cite[0][0].path for c in stale} == {("一", "（一）")}
    assert stale_cases(drafts, []) == ()


def test_json_has_the_same_drafts(parsed: ParsedDocument, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "draft", parsed.document.path, "--json", "--home", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)["cases"]
    assert [c["question"] for c in found] == [c.question for c in draft_cases(parsed)]
    assert all(c["draft"] for c in found)
