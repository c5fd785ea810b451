"""``policyqa eval run`` from the command line over a small made-up document, with everything real."""

import json
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app.cli import main
from eval.junit import CaseTest, junit_xml

POLICY = """\
某市节能改造支持办法
一、改造补助
(一)企业年度节能改造投资达200万元的,按年度投资的15%给予补助,单家企业每年最高补助400万元。
(二)对被评定为省级节能示范的项目给予60万元奖励。
"""
CASES = """\
document: jieneng
cases:
  - id: 比例
    question: 企业年度节能改造投资的补助比例是多少？
    expect: [{value: "15", unit: "%", what: 补助比例}]
    cite: [一, (一)]
    quotes: ["按年度投资的15%给予补助"]
    tags: [比例]
  - id: 无关
    question: 明天会下雨吗？
    refuse: no_match
    tags: [拒答]
"""
WRONG = CASES.replace('"15"', '"18"')


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / "policy.txt").write_text(POLICY, encoding="utf-8")
    (folder / "policy.txt.toml").write_text('id = "jieneng"\n', encoding="utf-8")
    assert main(["sync", str(folder / "policy.txt"), "--home", str(folder)]) == 0
    return folder


def _run(home: Path, cases: str, *options: str) -> int:
    (home / "cases.yaml").write_text(cases, encoding="utf-8")
    chosen = ["--home", str(home), "--engine", "extractive", "--cases", str(home / "cases.yaml")]
    return main(["eval", "run", *chosen, *options])


def test_the_report_in_chinese(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(home, CASES) == 0
    text = capsys.readouterr().out
    assert "有答案的题" in text
    assert "引擎 extractive" in text
    assert "✗" not in text


def test_the_record_is_one_document_and_is_saved_alike(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(home, CASES, "--json", "--save", str(home / "run.json")) == 0
    printed = json.loads(capsys.readouterr().out)
    saved = json.loads((home / "run.json").read_text(encoding="utf-8"))
    assert printed == saved
    assert printed["totals"]["answerable"] == {"right": 1, "wrong": 0, "refused": 0}
    assert printed["totals"]["unanswerable"] == {"right": 0, "wrong": 0, "refused": 1}
    assert printed["provenance"]["engine"] == "extractive"
    assert printed["results"][0]["got"]["citations"][0]["clause"].startswith("jieneng#")


@pytest.mark.parametrize(
    ("cases", "options", "code"),
    [
        pytest.param(WRONG, (), 0, id="a-wrong-answer-alone-is-no-failure"),
        pytest.param(WRONG, ("--min-correct", "0.9"), 1, id="below-the-least-share-of-right-answers"),
        pytest.param(CASES, ("--min-correct", "1", "--min-refused", "1"), 0, id="all-right"),
        pytest.param(
            CASES.replace("明天会下雨吗？", "省级节能示范项目奖励多少？"), ("--min-refused", "1"), 1, id="answered"
        ),
        pytest.param(CASES.replace("expect:", "expct:"), (), 2, id="mistake-in-the-cases"),
    ],
)
def test_exit_code(home: Path, cases: str, options: tuple[str, ...], code: int) -> None:
    assert _run(home, cases, *options) == code


def test_a_case_of_another_library_does_not_count(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(home, CASES.replace("    refuse: no_match", "    refuse: no_match\n    among: [shuzi]")) == 0
    text = capsys.readouterr()
    assert "1 道题没有计分" in text.out + text.err
    assert _run(home, CASES.replace("    refuse: no_match", "    refuse: no_match\n    among: [jieneng]")) == 0
    text = capsys.readouterr()
    assert "没有计分" not in text.out + text.err


def test_what_users_said_is_loaded_as_drafts_that_do_not_count(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From a question over the feedback on its answer to the file of cases that the evaluation takes beside its own."""
    from app.access import LOCAL
    from app.assembly import open_assistant
    from app.desk import Inquiry
    from app.records import Exchange, Records, Verdict
    from app.settings import load_settings

    questions = ("企业年度节能改造投资的补助比例是多少？", "明天会下雨吗？")
    with closing(open_assistant(load_settings(home), engine="extractive")) as assistant:
        exchanges = [Exchange(Inquiry(q), assistant.ask(q), generation="gen-1") for q in questions]
    with closing(Records(home, days=1)) as records:
        records.judge(LOCAL, exchanges[0], Verdict.RIGHT, "", before=())
        records.judge(LOCAL, exchanges[1], Verdict.WRONG, "应当能答", before=())
    said = home / "said.yaml"
    assert main(["feedback", "export", "-o", str(said), "--home", str(home)]) == 0
    assert _run(home, CASES, "--cases", str(said), "--json") == 0
    text = capsys.readouterr()
    assert "2 道草稿没有计分" in text.err
    totals = json.loads(text.out[text.out.index("{") :])["totals"]
    assert totals["answerable"] == {"right": 1, "wrong": 0, "refused": 0}
    assert totals["unanswerable"] == {"right": 0, "wrong": 0, "refused": 1}
    said.write_text(said.read_text(encoding="utf-8").replace("\n    draft: true", "", 1), encoding="utf-8")
    assert _run(home, CASES, "--cases", str(said), "--json") == 0  # what a person has approved counts
    text = capsys.readouterr()
    assert json.loads(text.out)["totals"]["answerable"] == {"right": 2, "wrong": 0, "refused": 0}


def test_a_mistake_in_the_cases_is_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(home, CASES.replace("expect:", "expct:")) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert "“cases.yaml”第 5 行" in lines[0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param((), ["接着上次中断的评测：1/2 题已有结果"], id="what-was-broken-off-goes-on"),
        pytest.param(("--fresh",), [], id="unless-it-is-to-begin-anew"),
    ],
)
def test_resuming(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    said: list[str],
) -> None:
    from eval.journal import Journal

    with monkeypatch.context() as patch:  # a journal that stays, as after a kill
        patch.setattr(Journal, "discard", lambda _: None)
        assert _run(home, CASES, "--json") == 0
    (file,) = (home / "eval").glob("*.jsonl")
    file.write_text(file.read_text(encoding="utf-8").rsplit("\n", 1)[0], encoding="utf-8")
    capsys.readouterr()
    assert _run(home, CASES, "--json", *options) == 0
    out = capsys.readouterr()
    assert [line.partition("（")[0] for line in out.err.splitlines() if "接着" in line] == said
    assert len(json.loads(out.out)["results"]) == 2


def test_a_run_that_could_not_be_saved_is_not_asked_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(home, CASES, "--fresh", "--save", str(home / "nowhere" / "run.json")) == 2
    assert "无法写入" in capsys.readouterr().err
    assert _run(home, CASES, "--save", str(home / "run.json")) == 0
    assert "2/2 题已有结果" in capsys.readouterr().err


def test_the_reports_of_a_run_escape_what_they_show_and_agree(home: Path, tmp_path: Path) -> None:
    options = [f"--{kind}={tmp_path / kind}" for kind in ("html", "markdown", "junit")]
    cases = WRONG.replace("id: 比例", 'id: "比例<b>|*"')
    assert _run(home, cases, *options) == 0
    page, text, xml = ((tmp_path / kind).read_text(encoding="utf-8") for kind in ("html", "markdown", "junit"))
    for report in (page, text):
        assert "2 题：全对 1，不全对 1；没有出现无出处的数。" in report
        assert "18 %" in report
        assert "15%" in report
    assert "比例&lt;b&gt;|*" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "比例\\<b\\>\\|\\*" in text
    suite = ET.fromstring(xml)  # noqa: S314 - our own file
    assert [suite.get(k) for k in ("tests", "failures", "skipped")] == ["2", "1", "0"]
    assert [(t.get("name"), t.find("failure") is not None) for t in suite] == [("比例<b>|*", True), ("无关", False)]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("退格\b、换页\f、NUL\0", id="control"),
        pytest.param("半个字符\ud800", id="half-a-pair"),
        pytest.param("]]><failure/>&amp;", id="markup"),
        pytest.param("\ufffe", id="no-character"),
    ],
)
def test_junit_is_xml_whatever_an_answer_holds(said: str) -> None:
    suite = ET.fromstring(junit_xml("n", [CaseTest("a", "f", 1.0, failure=said, details=said)]))  # noqa: S314 - ours
    message = suite[0][0].get("message")
    assert message is not None
    assert len(message) == len(said)
    assert message.replace("\ufffd", "") == "".join(c for c in said if c.isprintable())
