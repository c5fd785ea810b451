"""What a revision does to cases, on a small document that we made up and on the plan with its made-up revision."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.cli.library import default_sources
from app.settings import load_settings
from eval.case import Place
from eval.casefile import DEFAULT_CASES, load_cases
from eval.impact.effect import Effect, Impact
from eval.impact.judging import judge
from eval.impact.library import both_versions

OLD = """云川市节能改造支持办法
一、改造补助
（一）企业年度节能改造投资达200万元的，按年度投资的15%给予补助，单家企业每年最高补助400万元。
（二）对被评定为省级节能示范的项目给予60万元奖励。
（三）企业购置节能监测设备的，每台补助3万元。
（四）节能服务机构开展免费诊断的，每次补助5000元。
"""
NEW = """云川市节能改造支持办法
一、改造补助
（一）企业年度节能改造投资达200万元的，按年度投资的12%给予补助，单家企业每年最高补助400万元。
（二）企业购置节能监测设备的，每台补助3万元。
（三）节能服务机构开展免费上门诊断的，每次补助5000元。
"""
CASES = """\
document: jieneng
cases:
  - id: 比例
    question: 企业年度节能改造投资的补助比例是多少？
    expect: [{value: "15", unit: "%", what: 补助比例}]
    cite: [一, （一）]
    quotes: ["按年度投资的15%给予补助"]
  - id: 上限
    question: 节能改造投资补助单家企业每年最高多少？
    expect: [{value: "4000000", unit: 元, bound: "<=", what: 上限}]
    cite: [一, （一）]
    quotes: ["单家企业每年最高补助400万元"]
  - id: 计算
    question: 企业今年节能改造投资1000万元，能补助多少？
    expect: [{value: "1500000", unit: 元, computed: true, what: 补助}]
    cite: [一, （一）]
    quotes: ["按年度投资的15%给予补助"]
  - id: 示范
    question: 评定为省级节能示范的项目奖励多少？
    expect: [{value: "600000", unit: 元, what: 奖励}]
    cite: [一, （二）]
    quotes: ["给予60万元奖励"]
  - id: 设备
    question: 购置节能监测设备每台补助多少？
    expect: [{value: "30000", unit: 元, what: 补助}]
    cite: [一, （三）]
    quotes: ["每台补助3万元"]
  - id: 诊断
    question: 节能服务机构开展免费诊断每次补助多少？
    expect: [{value: "5000", unit: 元, what: 补助}]
    cite: [一, （四）]
    quotes: ["每次补助5000元"]
  - id: 无关
    question: 明天会下雨吗？
    refuse: no_match
"""
EFFECTS = {
    "比例": Effect.REVISED,
    "上限": Effect.CONFIRMED,
    "计算": Effect.REVISED,
    "示范": Effect.WITHDRAWN,
    "设备": Effect.RENUMBERED,
    "诊断": Effect.RENUMBERED,
    "无关": Effect.UNTOUCHED,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("revision")
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("cases.yaml", CASES)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "old.txt.toml").write_text('id = "jieneng"\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def impact(folder: Path) -> Impact:
    with both_versions(folder / "old.txt", folder / "new.txt", [], load_settings(folder), engine="extractive") as both:
        return judge(load_cases([folder / "cases.yaml"]), both.revision, both.old, both.new)


def test_each_case_has_its_effect(impact: Impact) -> None:
    assert {c.case.id: c.effect for c in impact.cases} == EFFECTS


def test_the_proposed_expectations_follow_the_revision(impact: Impact) -> None:
    proposed = {c.case.id: c.proposal.case for c in impact.cases}
    assert [str(f) for f in proposed["比例"].expect] == ["12 %"]
    assert proposed["比例"].quotes == ("按年度投资的12%给予补助",)
    assert [str(f) for f in proposed["计算"].expect] == ["1200000 元"]
    assert proposed["示范"].refusal == "no_match"
    assert proposed["设备"].cite == ((Place("jieneng", ("一", "（二）")),),)
    assert proposed["诊断"].cite == ((Place("jieneng", ("一", "（三）")),),)


def test_the_command_writes_cases_to_approve_that_the_new_version_passes(folder: Path, tmp_path: Path) -> None:
    wanted = [f"--{kind}={tmp_path / kind}" for kind in ("html", "markdown")]
    target = tmp_path / "proposed.yaml"
    files = [str(folder / "old.txt"), str(folder / "new.txt"), "--cases", str(folder / "cases.yaml")]
    assert main(["eval", "impact", *files, *wanted, "--propose", str(target), "--home", str(tmp_path)]) == 0
    assert [c.id for c in load_cases([target])] == ["比例", "计算", "示范", "设备", "诊断"]
    assert "须由人批准" in target.read_text(encoding="utf-8")
    assert "12%" in (tmp_path / "html").read_text(encoding="utf-8")
    assert "15%" in (tmp_path / "markdown").read_text(encoding="utf-8")


def test_a_document_of_the_library_is_named_by_its_id(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.toml").write_text('[index]\nembedder = "hashing"\n', encoding="utf-8")
    assert main(["sync", str(folder / "old.txt"), "--home", str(tmp_path), "--json"]) == 0
    draft = [str(folder / "new.txt"), "--home", str(tmp_path)]
    markdown = tmp_path / "diff.md"
    capsys.readouterr()
    assert main(["diff", "jieneng", *draft, "--json", "--markdown", str(markdown)]) == 0
    assert json.loads(capsys.readouterr().out)["quantities"]
    assert "| 15% | 12% |" in markdown.read_text(encoding="utf-8")
    assert main(["eval", "impact", "jieneng", *draft, "--cases", str(folder / "cases.yaml"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {c["id"]: c["effect"] for c in found["cases"]}["比例"] == "revised"
    assert main(["eval", "impact", "nothing-here", *draft, "--cases", str(folder / "cases.yaml")]) == 2
    assert "既不是文件，也不是库里的标识" in capsys.readouterr().err
    assert main(["documents", "--home", str(tmp_path), "--json"]) == 0
    assert [d["id"] for d in json.loads(capsys.readouterr().out)["documents"]] == ["jieneng"]


def test_an_answer_that_breaks_is_an_exit_code(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    worse = tmp_path / "worse.txt"
    worse.write_text(NEW.replace("每台补助3万元", "按有关规定给予补助"), encoding="utf-8")
    files = [str(folder / "old.txt"), str(worse), "--cases", str(folder / "cases.yaml"), "--home", str(tmp_path)]
    code = main(["eval", "impact", *files, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert {c["id"]: c["effect"] for c in found["cases"]}["设备"] == "withdrawn"
    assert code == 0


# The places of the plan that its made-up revision changes in substance, written down with the fixture.
CHANGED = [
    ("一", "(三)", "1"), ("三", "(一)", "3"), ("三", "(二)", "1"), ("三", "(二)", "2"), ("三", "(二)", "3"),
    ("三", "(三)", "2"), ("三", "(三)", "3"),
]  # fmt: skip


@pytest.fixture(scope="module")
def plan_impact(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Impact]:
    home = tmp_path_factory.mktemp("plan")
    new = Path(__file__).parents[2] / "corpus" / "fixtures" / "revisions" / "plan-revised-invented.txt"
    with both_versions(default_sources() / "plan.pdf", new, [], load_settings(home), engine="extractive") as both:
        yield judge(load_cases([DEFAULT_CASES / "plan.yaml"]), both.revision, both.old, both.new)


def test_no_affected_case_of_the_plan_is_missed_and_none_is_made_up(plan_impact: Impact) -> None:
    places = [Place("plan", path) for path in CHANGED]
    changed = {c.id for c in plan_impact.revision.old.clauses if any(p.is_at(c) for p in places)}
    resting = {
        c.case.id for c in plan_impact.cases
        if c.case.answerable
        and any(p.is_at(x) for g in c.case.cite for p in g for x in plan_impact.revision.old.clauses if x.id in changed)
    }  # fmt: skip
    affected = {c.case.id for c in plan_impact.affected if c.case.answerable}
    assert affected == resting | {"总体-是否正式"}  # the head says no longer that it is a draft


def test_the_figures_of_the_plan_that_changed_are_proposed(plan_impact: Impact) -> None:
    proposed = {c.case.id: [str(f) for f in c.proposal.case.expect] for c in plan_impact.of(Effect.REVISED)}
    assert proposed["整零-比例"] == ["8 %"]
    assert proposed["整零-上限"] == ["<= 3000000 元"]
    assert proposed["整零-算-八千万元"] == ["3000000 元"]
    assert proposed["整零-算-小数"] == ["280400 元"]
    assert proposed["氛围-获奖-国家级"] == ["600000 元"]
