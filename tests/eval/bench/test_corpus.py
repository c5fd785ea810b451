"""The corpus benchmark as a whole: what it prints and its exit code, over small made-up material."""

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from app.cli import main
from eval.bench.corpus import CorpusBenchmark, corpus_json, show_corpus
from eval.bench.gold_figures import gold_measures, score_gold
from eval.bench.long_document import measure_long_pdf
from eval.bench.machine import Machine
from eval.bench.material import Material
from eval.bench.measure import Measure

MACHINE = Machine("某处理器", 2, 4.0, "Linux 6", "3.11.1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents and gold of which one clause and one quantity disagree."""
    for name in ("policies", "public/laws", "gold/clauses", "gold/quantities"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "policies" / "a.txt").write_text("# source: 某处\n某办法\n一、奖励50万元。\n二、补助10%。", "utf-8")
    (tmp_path / "gold" / "clauses" / "a.yaml").write_text(
        "document: a.txt\nclauses:\n  - [序, 某办法]\n  - [一, 一、奖励]\n  - [三, 二、补助]\n", "utf-8"
    )
    (tmp_path / "gold" / "quantities" / "a.yaml").write_text(
        "document: a.txt\nquantities:\n"
        '  - {raw: 50万元, kind: 金额, bound: "=", value: 500000, unit: 元, subject: [奖励]}\n'
        '  - {raw: 10%, kind: 比例, bound: "<=", high: 10, unit: "%", subject: [补助]}\n',
        "utf-8",
    )
    return tmp_path


@pytest.fixture
def result(folder: Path) -> CorpusBenchmark:
    gold = score_gold(Material(folder), folder / "gold")
    empty = score_gold(Material(folder), folder / "nothing")
    measures = (*gold_measures(gold, name="甲", has_goals=True), *gold_measures(empty, name="乙", has_goals=False))
    return CorpusBenchmark(MACHINE, "c0ffee", measures, gold, empty, ("某法：缺第二条",))


def test_figures(result: CorpusBenchmark) -> None:
    values = {m.name: (m.value, m.met) for m in result.measures}

    assert values["甲：条款全对的文件"] == (0, False)
    assert values["甲：数量查准率（含界限与单位）"] == (50, False)
    assert values["甲：数量的对象"] == (100, True)
    assert values["乙：条款全对的文件"] == (None, None)
    assert len(result.missed) == 3


def test_table_documents_and_misses(result: CorpusBenchmark) -> None:
    out = StringIO()
    show_corpus(result, Console(file=out, width=200), verbose=True, show_misses=True)

    for words in (
        "50 %",
        "≥ 98 %",
        "条款 a.txt",
        "标准 三  二、补助",
        "得到 二  二、补助10%",
        "<= 10 %",
        "某法：缺第二条",
        "c0ffee",
    ):
        assert words in out.getvalue()


def test_without_asking_no_document_is_listed(result: CorpusBenchmark) -> None:
    out = StringIO()
    show_corpus(result, Console(file=out, width=200), verbose=False, show_misses=False)

    assert "a.txt" not in out.getvalue()


def test_the_record(result: CorpusBenchmark) -> None:
    record = json.loads(json.dumps(corpus_json(result)))

    assert record["gold"]["quantities"] == [
        {"document": "a.txt", "matched": 1, "gold": 2, "found": 2, "subjects": 1, "subjects_of": 1}
    ]
    assert [m["about"] for m in record["gold"]["misses"]] == ["条款", "条款", "数量", "数量"]
    assert [m["met"] for m in record["measures"]][:2] == [False, None]


def test_a_missing_folder_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "bench-corpus", "--shared", str(tmp_path)]) == 2
    assert "语料目录" in capsys.readouterr().err


def test_a_missed_goal_is_an_exit_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No gold file has this name, so that nothing is measured and no goal is reached."""
    assert main(["eval", "bench-corpus", "--gold-only", "--only", "nothing", "--shared", str(folder), "--json"]) == 1
    measures = json.loads(capsys.readouterr().out)["measures"]
    assert {m["value"] for m in measures} == {None}


def test_a_long_pdf_is_read_in_the_child() -> None:
    memory, seconds = measure_long_pdf(3)

    assert memory.value is not None
    assert memory.value > 10
    assert memory.note.startswith("3 页")
    assert isinstance(seconds, Measure)
