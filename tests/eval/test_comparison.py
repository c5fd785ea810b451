"""Two saved runs side by side: what counts as broken, and what the exit code says of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from app.cli import main
from eval.comparison import compare_runs
from eval.comparison_report import html, markdown
from eval.errors import InvalidRun
from eval.saved import load_run
from eval.statistics import mcnemar


def result(name: str, state: str = "right", **more: Any) -> dict[str, Any]:
    """``state``: right, wrong, refused (an answerable case), due (rightly refused), leaked (answered all the same)."""
    answerable = state in {"right", "wrong", "refused"}
    correct = state in {"right", "due"}
    return {
        "id": name,
        "file": "cases.yaml",
        "documents": ["plan"],
        "questions": [f"问{name}"],
        "tags": ["金额"],
        "outcome": {"due": "refused", "leaked": "wrong"}.get(state, state),
        "correct": correct,
        "numbers_exact": (state == "right") if answerable else None,
        "false_figures": [],
        "reasons": [] if correct else ["缺少 15 %"],
        "expected": {
            "refuse": None if answerable else "no_match",
            "figures": ["15 %"] if answerable else [],
            "cite": [["plan 一"]],
            "quotes": [],
        },
        "got": {"refused": None, "text": f"答{name}<b>&", "citations": [{"clause": "plan#1", "label": "一", "quote": "q"}]},
        "milliseconds": 12.5,
    } | more  # fmt: skip


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, *results: dict[str, Any], **provenance: str) -> Path:
        made = (
            dict.fromkeys(("commit", "settings", "engine", "model", "generation", "index", "cases"), "x") | provenance
        )
        path = tmp_path / f"{name}.json"
        path.write_text(
            json.dumps({"format": 1, "provenance": made, "seconds": 1.0, "results": results}), encoding="utf-8"
        )
        return path

    return write


def test_cases_are_compared_one_by_one(saved: Callable[..., Path]) -> None:
    old = saved("a", result("甲"), result("乙", "wrong"), result("丙"), result("丁", "due"))
    new = saved("b", result("甲"), result("乙"), result("丙", "refused"), result("丁", "leaked"), commit="y")
    found = compare_runs(load_run(old), load_run(new))
    assert [p.old.id for p in found.broken] == ["丙", "丁"]
    assert [p.old.id for p in found.fixed] == ["乙"]
    right, refused, numbers = found.measures
    assert (right.old.hits, right.new.hits, right.old.total) == (2, 2, 3)
    assert (refused.old.hits, refused.new.hits, refused.old.total) == (1, 0, 1)
    assert (numbers.fixed, numbers.broken) == (1, 1)
    assert found.drop == 1.0


def test_a_case_whose_expectation_changed_is_listed_and_not_compared(saved: Callable[..., Path]) -> None:
    other = result("甲", "wrong")
    other["expected"] = other["expected"] | {"figures": ["20 %"]}
    found = compare_runs(load_run(saved("a", result("甲"), result("乙"))), load_run(saved("b", other, result("丙"))))
    assert found.pairs == ()
    assert (found.changed_gold, found.only_old, found.only_new) == (("甲",), ("乙",), ("丙",))
    assert any("题面或期望值改过" in limit for limit in found.limits)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(0, 0, 1.0, id="nothing-differs"),
        pytest.param(0, 5, 0.0625, id="five-to-none"),
        pytest.param(0, 6, 0.03125, id="six-to-none"),
        pytest.param(3, 3, 1.0, id="even"),
        pytest.param(1, 7, 0.0703125, id="seven-to-one"),  # 2 · (1 + 8) / 2⁸
    ],
)
def test_mcnemar(before: int, after: int, expected: float) -> None:
    assert mcnemar(before, after) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("new", "options", "code"),
    [
        pytest.param(["right", "right"], [], 0, id="the-same"),
        pytest.param(["right", "wrong"], [], 1, id="a-drop"),
        pytest.param(["right", "wrong"], ["--max-drop", "0.6"], 0, id="a-drop-that-is-allowed"),
    ],
)
def test_the_exit_code(saved: Callable[..., Path], new: list[str], options: list[str], code: int) -> None:
    old_file = saved("a", result("甲"), result("乙"))
    new_file = saved("b", *(result(n, s) for n, s in zip("甲乙", new, strict=True)))
    assert main(["eval", "compare", str(old_file), str(new_file), *options]) == code


def test_a_newly_false_figure_fails_whatever_drop_is_allowed(saved: Callable[..., Path]) -> None:
    old_file, new_file = saved("a", result("甲")), saved("b", result("甲", false_figures=["18%"]))
    assert main(["eval", "compare", str(old_file), str(new_file), "--max-drop", "1"]) == 1


def test_another_false_figure_in_the_place_of_one_is_newly_false(saved: Callable[..., Path]) -> None:
    old = load_run(saved("a", result("甲", false_figures=["18%"]), result("乙", false_figures=["3家"])))
    new = load_run(saved("b", result("甲", false_figures=["21%"]), result("乙", false_figures=["3家"])))
    assert [p.old.id for p in compare_runs(old, new).newly_false] == ["甲"]


def test_further_measures_and_kinds(saved: Callable[..., Path]) -> None:
    plain = {"cited": {"wrong": 0, "missed": 0}, "kinds": {"金额": True, "上限": True}}
    worse = {"cited": {"wrong": 1, "missed": 1}, "kinds": {"金额": True, "上限": False}}
    found = compare_runs(
        load_run(saved("a", result("甲", **plain), result("乙", **plain))),
        load_run(saved("b", result("甲", "wrong", **worse), result("乙", "refused", **plain))),
    )
    assert {d.name: (d.old.hits, d.new.hits) for d in found.further} == {
        "没有误拒": (2, 1), "引用条款齐全": (2, 0), "没有引用不相干条款": (2, 1), "没有无出处的数": (2, 2),
    }  # fmt: skip
    assert {d.name: (d.old.hits, d.new.hits) for d in found.by_kind} == {"金额": (2, 2), "上限": (2, 1)}


def test_the_reports_show_both_answers_and_escape_them(saved: Callable[..., Path], tmp_path: Path) -> None:
    old_file, new_file = (
        saved("a", result("甲"), result("乙", "wrong")),
        saved("b", result("甲", "wrong"), result("乙", "wrong")),
    )
    options = [f"--{kind}={tmp_path / kind}" for kind in ("html", "markdown", "junit")]
    assert main(["eval", "compare", str(old_file), str(new_file), *options]) == 1
    page, text = ((tmp_path / kind).read_text(encoding="utf-8") for kind in ("html", "markdown"))
    assert "答甲&lt;b&gt;&amp;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "答甲\\<b\\>&" in text
    suite = ET.fromstring((tmp_path / "junit").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    assert {k: suite.get(k) for k in ("tests", "failures", "skipped")} == {
        "tests": "2",
        "failures": "1",
        "skipped": "1",
    }


def test_json_has_everything_that_the_reports_have(
    saved: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["eval", "compare", str(saved("a", result("甲"))), str(saved("b", result("甲", "refused"))), "--json"])
        == 1
    )
    found = json.loads(capsys.readouterr().out)
    assert found["broken"] == ["甲"]
    assert found["measures"][0]["new"]["hits"] == 0


@pytest.mark.parametrize(
    "content",
    [pytest.param("{", id="no-json"), pytest.param("{}", id="no-run"), pytest.param('{"format": 9}', id="format")],
)
def test_a_file_that_is_no_run_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidRun, match=r"x\.json"):
        load_run(path)


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["eval", "compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 2
    assert "无法读取" in capsys.readouterr().err


def test_both_reports_are_deterministic(saved: Callable[..., Path]) -> None:
    found = compare_runs(load_run(saved("a", result("甲"))), load_run(saved("b", result("甲", "wrong"))))
    assert html(found) == html(found)
    assert markdown(found) == markdown(found)
