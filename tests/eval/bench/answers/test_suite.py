import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from app.cli import main
from app.errors import EngineUnavailable
from eval.bench.answers.command import PartName
from eval.bench.answers.part import Bench, Grid, Part, share_measure, share_text
from eval.bench.answers.report import answers_json, show_answers, show_part, value_text
from eval.bench.answers.suite import PARTS, AnswersBenchmark, benchmark_answers
from eval.bench.machine import Machine
from eval.bench.measure import Measure
from eval.errors import PartUnavailable
from eval.statistics import Share

Make = Callable[..., Bench]
MISSED = Measure("甲", 80.0, "%", 97.0, more_is_better=True)
DETAIL = Grid("按标签", ("标签", "题数"), (("[金额]", "3"),), is_detail=True)
IDLE = Machine("某处理器", 2, 4.0, "Linux 6", "3.11.1")


def lacking(bench: Bench) -> Part:
    raise PartUnavailable("找不到语料目录。")


def test_the_command_names_the_parts_that_there_are() -> None:
    assert [str(p) for p in PartName] == [*PARTS]


def test_what_lacks_something_is_left_out_and_says_why(bench: Make) -> None:
    parts = {"one": lambda _: Part("one", "一", (MISSED,)), "two": lacking}
    result = benchmark_answers(bench(), commit="c0ffee", parts=parts)
    assert [(p.name, p.skipped) for p in result.parts] == [("one", ""), ("two", "找不到语料目录。")]


def test_what_was_named_and_lacks_something_is_an_error(bench: Make) -> None:
    with pytest.raises(PartUnavailable):
        benchmark_answers(bench(), commit="c0ffee", only=["two"], parts={"two": lacking})


def test_a_part_that_breaks_off_does_not_take_the_others_along(bench: Make) -> None:
    def broken(_: Bench) -> Part:
        raise EngineUnavailable("本机模型进程意外退出。")

    parts = {"one": broken, "two": lambda _: Part("two", "二")}
    result = benchmark_answers(bench(), commit="c0ffee", only=["one", "two"], parts=parts)
    assert [(p.name, p.failed) for p in result.parts] == [("one", "本机模型进程意外退出。"), ("two", "")]
    assert not result.holds
    out = StringIO()
    show_answers(result, Console(file=out, width=160))
    assert "没有测完，本机模型进程意外退出。" in out.getvalue()


def test_what_is_left_out_is_no_failure(bench: Make) -> None:
    assert benchmark_answers(bench(), commit="c0ffee", parts={"two": lacking}).holds


def test_only_what_was_named_runs(bench: Make) -> None:
    parts = {"one": lambda _: Part("one", "一"), "two": lacking}
    assert [p.name for p in benchmark_answers(bench(), commit="c0ffee", only=["one"], parts=parts).parts] == ["one"]


@pytest.mark.parametrize(
    ("named", "build"),
    [
        pytest.param([], True, id="everything"),
        pytest.param(["stard"], True, id="named"),
        pytest.param(["speed"], False, id="another-part-alone"),
    ],
)
def test_the_laws_are_indexed_where_everything_or_they_are_measured(bench: Make, named: list[str], build: bool) -> None:
    seen: list[bool] = []

    def part(given: Bench) -> Part:
        seen.append(given.build)
        return Part("stard", "法")

    benchmark_answers(bench(), commit="c0ffee", only=named, parts={(named or ["stard"])[0]: part})
    assert seen == [build]


@pytest.mark.parametrize(
    ("full", "missed"), [pytest.param(True, ["甲"], id="full"), pytest.param(False, [], id="a-sample-misses-no-goal")]
)
def test_missed_goals(full: bool, missed: list[str]) -> None:
    result = AnswersBenchmark(IDLE, "c0ffee", (Part("p", "部分", (MISSED, Measure("乙", 1.0, "%")), full=full),))
    assert [m.name for m in result.missed] == missed


@pytest.mark.parametrize(("verbose", "shown"), [(False, False), (True, True)])
def test_the_report_names_goals_machine_and_what_was_left_out(verbose: bool, shown: bool) -> None:
    parts = (
        Part("p", "部分", (MISSED,), (DETAIL,), made_of=(("索引", "gen-7"),)),
        Part("q", "q", skipped="没有模型。"),
        Part("r", "抽样", (MISSED,), full=False),
    )
    out = StringIO()
    console = Console(file=out, width=160)
    for part in parts:
        show_part(part, console, verbose=verbose, show_misses=False)
    show_answers(AnswersBenchmark(IDLE, "c0ffee", parts), console)
    text = out.getvalue()
    for words in ("80.0 %", "≥ 97 %", "否", "索引 gen-7", "没有测，没有模型。", "不计入退出码", "某处理器", "c0ffee"):
        assert words in text
    assert ("[金额]" in text) is shown


REACHED = Measure("乙", 12.0, "题", 10.0, more_is_better=True)
UNMEASURED = Measure("丙", None, "毫秒", 80.0)


@pytest.mark.parametrize(
    ("parts", "ends"),
    [
        pytest.param(
            (Part("p", "部分", (REACHED, Measure("丁", 1.0, "%"))),),
            "目标 1 项：达到 1，未达到 0。计入的全部达到，退出码 0。",
            id="all-reached",
        ),
        pytest.param(
            (Part("p", "部分", (MISSED, REACHED, UNMEASURED)),),
            "目标 3 项：达到 1，未达到 2。有未达到或没有测完的，退出码 1。",
            id="what-was-not-measured-is-not-reached",
        ),
        pytest.param(
            (Part("p", "部分", (REACHED,)), Part("r", "抽样", (MISSED,), full=False), Part("q", "q", skipped="缺")),
            "目标 2 项：达到 1，未达到 0，抽样或替代而不计的 1；1 个部分没有结果。计入的全部达到，退出码 0。",
            id="samples-and-missing-parts-do-not-count",
        ),
        pytest.param(
            (Part("p", "部分", (REACHED,)), Part("q", "q", failed="断了")),
            "目标 1 项：达到 1，未达到 0；1 个部分没有结果。有未达到或没有测完的，退出码 1。",
            id="what-broke-off-counts",
        ),
    ],
)
def test_the_report_ends_with_all_goals_and_the_exit_code(parts: tuple[Part, ...], ends: str) -> None:
    out = StringIO()
    show_answers(AnswersBenchmark(IDLE, "c0ffee", parts), Console(file=out, width=160))
    text = out.getvalue()
    assert ends in text
    for measure in (m for part in parts for m in part.measures):
        assert (measure.name in text) is (measure.goal is not None)


def test_each_part_is_told_of_when_it_is_done(bench: Make) -> None:
    told: list[list[str]] = []
    parts = {"one": lambda _: Part("one", "一"), "two": lacking, "three": lambda _: Part("three", "三")}
    benchmark_answers(
        bench(), commit="c0ffee", parts=parts, finished=lambda so_far: told.append([p.name for p in so_far.parts])
    )
    assert told == [["one"], ["one", "two"], ["one", "two", "three"]]


def test_the_record_holds_every_part() -> None:
    parts = (Part("p", "部分", (MISSED,), (DETAIL,), record={"curve": [1]}), Part("q", "q", skipped="没有模型。"))
    record = json.loads(json.dumps(answers_json(AnswersBenchmark(IDLE, "c0ffee", parts)), ensure_ascii=False))
    assert record["missed"] == ["甲"]
    assert record["parts"]["p"]["measures"][0]["met"] is False
    assert record["parts"]["p"]["tables"][0]["rows"] == [["[金额]", "3"]]
    assert record["parts"]["p"]["record"] == {"curve": [1]}
    assert record["parts"]["q"]["skipped"] == "没有模型。"


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        pytest.param(Measure("m", None, "%"), "未测到", id="not-measured"),
        pytest.param(Measure("m", 97.25, "%"), "97.2 %", id="per-cent"),
        pytest.param(Measure("m", 12.0, "题"), "12 题", id="count"),
        pytest.param(Measure("m", 0.9125, ""), "0.912", id="without-unit"),
    ],
)
def test_values(measure: Measure, text: str) -> None:
    assert value_text(measure) == text


def test_shares_carry_their_interval() -> None:
    assert share_text(Share(12, 15)) == "12/15  80.0%（54.8%–93.0%）"
    assert share_text(Share(0, 0)) == "—"
    assert share_measure("m", Share(0, 0), 97.0).met is False


def test_the_command_runs_a_part_and_fails_where_a_goal_is_missed(
    case_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "saved.json"
    options = ["--part", "cases", "--cases", str(case_folder), "--home", str(tmp_path), "--save", str(saved)]
    assert main(["eval", "bench-answers", *options, "--json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert [*record["parts"]] == ["cases"]
    assert "题目：方案与通知" in record["missed"]
    assert json.loads(saved.read_text(encoding="utf-8")) == record
