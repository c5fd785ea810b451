"""Wording: what a model adds to the model-free answers, what is withheld of it, and what our part of it costs."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict

from eval.bench.answers.accuracy import made_of
from eval.bench.answers.part import Bench, Part, share_measure
from eval.bench.answers.sampled import plain_run, timings, worded_run
from eval.bench.answers.timed import Timed
from eval.bench.measure import Measure, quantiles
from eval.run import Run
from eval.statistics import Share

_MODELS = ("0.5b", "1.5b")
_POINTS = 1.0  # percentage points of figures that a model may lose
_COST = 5.0  # per cent over the bare run
_PROMPT = 600.0  # tokens of a usual question's prompt


def measure_wording(bench: Bench) -> Part:
    """The embedded models beside no model, on a sample; the times on a few cases of it."""
    for model in _MODELS:
        bench.with_model(model)  # what is missing is said before an hour of the other one
    plain = plain_run(bench)
    measures: list[Measure] = [share_measure("数字全部准确（不用模型）", plain.numbers())]
    runs: list[tuple[str, Run]] = [("不用模型", plain)]
    found: dict[str, list[dict[str, object]]] = {}
    for model in _MODELS:
        run, timed = worded_run(bench, model), timings(bench, model)
        measures += _measures(model, plain, run, timed)
        runs.append((model, run))
        found[model] = [asdict(t) for t in timed]
    models = tuple((f"模型 {name}", run.provenance.model) for name, run in runs[1:])
    title = f"由模型表述（{len(plain.results)} 题）"
    return Part(
        "model", title, tuple(measures), (), tuple(runs), (*made_of(plain), *models), found, full=bench.suffices
    )


def _measures(name: str, plain: Run, run: Run, timed: Sequence[Timed]) -> tuple[Measure, ...]:
    reached = [t for t in timed if t.bare]
    first = [t.first_token for t in timed if t.first_token is not None]
    return (
        share_measure(f"数字全部准确（{name}）", run.numbers()),
        Measure(f"比不用模型少（{name}）", lost_points(plain.numbers(), run.numbers()), "个百分点", _POINTS),
        Measure(f"没有出处的数（{name}）", float(run.false_figures), "个", 0.0, len(run.results)),
        Measure(f"未通过核对而未显示的语句（{name}）", float(run.withheld), "句", samples=len(run.results)),
        *(quantiles(f"首个词元（{name}）", first, p50=None, p95=None) if timed else ()),
        *(_costs(name, reached) if timed else ()),
    )


def _costs(name: str, reached: Sequence[Timed]) -> tuple[Measure, ...]:
    tokens = [float(t.prompt) for t in reached]
    costs = [t.cost for t in reached]
    return (
        Measure(
            f"提示长度中位数（{name}）", statistics.median(tokens) if tokens else None, "词元", _PROMPT, len(tokens)
        ),
        Measure(
            f"比只运行模型多用（{name}）",
            statistics.median(costs) if costs else None,
            "%",
            _COST,
            len(costs),
            f"同一提示，{len(costs)} 题的中位数",
        ),
    )


def lost_points(plain: Share, worded: Share) -> float | None:
    """By how many percentage points figures are right less often with a model; negative where more often."""
    if plain.value is None or worded.value is None:
        return None
    return 100 * (plain.value - worded.value)
