"""The answers benchmark as tables in Chinese, and as JSON."""

from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.bench.answers.part import Grid, Part
from eval.bench.answers.suite import AnswersBenchmark
from eval.bench.measure import Measure
from eval.record import run_json
from eval.report import show_failure

FORMAT = 1
_MET = {True: "是", False: "否", None: ""}


def answers_json(result: AnswersBenchmark) -> dict[str, object]:
    """The whole benchmark: every part's measures with ``met``, tables, runs with every case, and further records."""
    return {
        "format": FORMAT,
        "machine": asdict(result.machine),
        "busy": result.machine.is_busy,
        "commit": result.commit,
        "missed": [m.name for m in result.missed],
        "parts": {part.name: _part_json(part) for part in result.parts},
    }


def show_answers(result: AnswersBenchmark, console: Console) -> None:
    """Every goal beside what was measured, what was not measured, and how it ends."""
    if result.goals:
        console.print(_goals(result))
    for part in result.unmeasured:
        _show_nothing(part, console)
    met = sum(g.measure.met is True for g in result.goals)
    ends = "计入的全部达到" if result.holds else "有未达到或没有测完的"
    missed, sampled = len(result.missed), len(result.goals) - met - len(result.missed)
    console.print(
        f"目标 {len(result.goals)} 项：达到 {met}，未达到 {missed}"
        + (f"，抽样或替代而不计的 {sampled}" if sampled else "")
        + (f"；{len(result.unmeasured)} 个部分没有结果" if result.unmeasured else "")
        + f"。{ends}，退出码 {0 if result.holds else 1}。",
        style="bold",
        highlight=False,
    )
    if result.machine.is_busy:
        console.print(f"开始时机器正忙（负载 {result.machine.load:.1f}）：用时不能与目标比较，请在空闲时重测。")
    console.print(f"{result.machine} · 提交 {result.commit}", style="dim", highlight=False)


def show_part(part: Part, console: Console, *, verbose: bool, show_misses: bool) -> None:
    """Its tables; with ``verbose`` the tags, too, with ``show_misses`` every case that is not fully right."""
    if part.skipped or part.failed:
        _show_nothing(part, console)
        return
    console.print(_measures(part))
    if not part.full:
        console.print("这一部分只测了抽样或替代：未达到目标不计入退出码。", style="dim")
    for grid in part.grids:
        if verbose or not grid.is_detail:
            console.print(_table(grid))
    for name, run in part.runs if show_misses else ():
        console.print(Text(f"{name}：未全对 {len(run.failures)} 题", style="bold"))
        for failure in run.failures:
            show_failure(failure, console)
    if part.made_of:
        console.print(" · ".join(f"{name} {value}" for name, value in part.made_of), style="dim", highlight=False)


def _show_nothing(part: Part, console: Console) -> None:
    if part.skipped:
        console.print(Text(f"{part.name}：没有测，{part.skipped}", style="dim"))
    else:
        console.print(Text(f"{part.name}：没有测完，{part.failed}", style="bold red"))


def _goals(result: AnswersBenchmark) -> Table:
    table = Table(title="目标", title_justify="left", title_style="bold")
    for column in ("部分", "项目", "结果", "目标", "达到"):
        table.add_column(column, justify="right" if column in {"结果", "目标"} else "left")
    for goal in result.goals:
        m = goal.measure
        met = _MET[m.met] if goal.part.full else f"{_MET[m.met]}（不计）"
        table.add_row(goal.part.name, m.name, value_text(m), m.goal_text, met)
    return table


def _measures(part: Part) -> Table:
    table = Table(title=f"{part.title}（{part.name}）", title_justify="left", title_style="bold")
    for column, justify in (("项目", "left"), ("结果", "right"), ("目标", "right"), ("达到", "left"), ("说明", "left")):
        table.add_column(column, justify="right" if justify == "right" else "left")
    for m in part.measures:
        table.add_row(
            m.name, value_text(m), m.goal_text, _MET[m.met], m.note or (f"{m.samples} 次" if m.samples > 1 else "")
        )
    return table


def value_text(measure: Measure) -> str:
    """``97.1 %``, ``84 毫秒``, ``0.913``, ``12 题``."""
    if measure.value is None:
        return "未测到"
    if measure.unit in {"题", "份", "个", "句", "词元", "毫秒"}:
        return f"{measure.value:.0f} {measure.unit}"
    return f"{measure.value:.1f} {measure.unit}" if measure.unit else f"{measure.value:.3f}"


def _table(grid: Grid) -> Table:
    table = Table(title=grid.title, title_justify="left", title_style="bold")
    for column in grid.columns:
        table.add_column(column)
    for row in grid.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _part_json(part: Part) -> dict[str, object]:
    return {
        "title": part.title,
        "skipped": part.skipped or None,
        "failed": part.failed or None,
        "full": part.full,
        "made_of": dict(part.made_of),
        "measures": [
            {**asdict(m), "value": None if m.value is None else round(m.value, 4), "met": m.met} for m in part.measures
        ],
        "tables": [
            {"title": g.title, "columns": list(g.columns), "rows": [list(r) for r in g.rows]} for g in part.grids
        ],
        "runs": {name: run_json(run) for name, run in part.runs},
        "record": dict(part.record),
    }
