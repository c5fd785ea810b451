from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from eval.bench.machine import Machine, this_machine
from eval.bench.measure import Measure, quantiles
from eval.bench.suite import Benchmark, benchmark_json, show_benchmark

MACHINE = Machine("某处理器", 2, 4.0, "Linux 6", "3.11.1")


@pytest.mark.parametrize(
    ("value", "goal", "met"),
    [
        pytest.param(80.0, 80.0, True, id="exactly-the-goal"),
        pytest.param(80.1, 80.0, False, id="above"),
        pytest.param(None, 80.0, False, id="not-measured-is-not-met"),
        pytest.param(5.0, None, None, id="no-goal"),
    ],
)
def test_met(value: float | None, goal: float | None, met: bool | None) -> None:
    assert Measure("m", value, "毫秒", goal).met is met


@pytest.mark.parametrize(
    ("value", "met"),
    [
        pytest.param(98.0, True, id="exactly-the-goal"),
        pytest.param(97.99, False, id="below"),
        pytest.param(None, False, id="not-measured-is-not-met"),
    ],
)
def test_met_where_more_is_better(value: float | None, met: bool) -> None:
    measure = Measure("m", value, "%", 98.0, more_is_better=True)

    assert (measure.met, measure.goal_text) == (met, "≥ 98 %")


def test_quantiles() -> None:
    p50, p95 = quantiles("回答", [float(n) for n in range(1, 101)], p50=80, p95=90)
    assert (p50.value, p50.met, p95.value, p95.met, p95.samples) == (50.0, True, 95.0, False, 100)


def test_the_table_and_the_record_show_goals_and_machine() -> None:
    result = Benchmark(
        MACHINE, "c0ffee", (Measure("甲", 12.5, "秒", 15.0), Measure("乙", None, "GB", 3.5, note="没有模型"))
    )
    out = StringIO()
    show_benchmark(result, Console(file=out, width=160))
    for words in ("甲", "12.5 秒", "≤ 15 秒", "未测到", "没有模型", "某处理器", "c0ffee"):
        assert words in out.getvalue()
    rows = benchmark_json(result)["measures"]
    assert [(r["value"], r["met"]) for r in rows] == [(12.5, True), (None, False)]  # type: ignore[attr-defined]
    assert [m.name for m in result.missed] == ["乙"]


@pytest.mark.parametrize(
    ("load", "busy"),
    [pytest.param(0.1, False, id="idle"), pytest.param(0.5, False, id="a-quarter"), pytest.param(9.5, True, id="busy")],
)
def test_a_busy_machine_says_so(load: float, busy: bool) -> None:
    result = Benchmark(replace(MACHINE, load=load), "c0ffee", (Measure("甲", 12.5, "秒", 15.0),))
    out = StringIO()
    show_benchmark(result, Console(file=out, width=160))
    assert ("机器正忙" in out.getvalue()) is busy
    assert benchmark_json(result)["busy"] is busy


def test_this_machine_is_named() -> None:
    machine = this_machine()
    assert machine.cores >= 1
    assert machine.memory > 0
    assert machine.python in str(machine)
