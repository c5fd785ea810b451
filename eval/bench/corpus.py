"""The corpus benchmark: what reading and parsing cost, and how much of real documents they get right.

``python -m eval.bench.corpus`` is ``policyqa eval bench-corpus``.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.bench.agreement import Tally
from eval.bench.gold_figures import GOLD, HELD_OUT, GoldResult, gold_measures, score_gold
from eval.bench.laws import measure_flat, measure_growth, measure_laws, parse_laws
from eval.bench.long_document import measure_long_pdf
from eval.bench.machine import Machine, this_machine
from eval.bench.material import Material
from eval.bench.measure import Measure
from eval.bench.typography import measure_typography

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class CorpusBenchmark:
    """The figures of one machine and one commit; ``held_out`` are documents that nobody worked with."""

    machine: Machine
    commit: str
    measures: tuple[Measure, ...]
    gold: GoldResult
    held_out: GoldResult
    explained: tuple[str, ...] = ()

    @property
    def missed(self) -> tuple[Measure, ...]:
        """What does not reach its goal."""
        return tuple(m for m in self.measures if m.met is False)


def benchmark_corpus(
    material: Material, *, commit: str, progress: Progress, gold_only: bool = False, only: Sequence[str] = ()
) -> CorpusBenchmark:
    """Measure everything, one after the other.

    ``gold_only`` leaves out all but the gold files; ``only`` takes those of them whose names begin so.
    """
    machine = this_machine()  # before anything runs: its load is other people's
    measures, explained = ((), ()) if gold_only else _without_gold(material, progress)
    progress("标准答案", 0, 2)
    gold = score_gold(material, only=only)
    progress("标准答案", 1, 2)
    held_out = score_gold(material, HELD_OUT, only=only)
    progress("标准答案", 2, 2)
    measures = (
        *measures,
        *gold_measures(gold, name="标准答案", has_goals=True),
        *gold_measures(held_out, name="未参与开发的文件", has_goals=False),
    )
    return CorpusBenchmark(machine, commit, measures, gold, held_out, explained)


def _without_gold(material: Material, progress: Progress) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """The figures that need no gold file, and in words what is behind those that are not perfect."""
    laws = parse_laws(material.laws(), lambda done, total: progress("读取法律", done, total))
    read, gaps = measure_laws(laws)
    flat, moved = measure_flat(laws, lambda done, total: progress("去掉换行", done, total))
    levels, misplaced = measure_typography(material)
    progress("长文件", 0, 2)
    growth = measure_growth(laws)
    progress("长文件", 1, 2)
    long = measure_long_pdf()
    progress("长文件", 2, 2)
    return (*read, growth, *flat, *levels, *long), (*gaps, *moved, *misplaced)


def corpus_json(result: CorpusBenchmark) -> dict[str, object]:
    """The whole benchmark, with ``met`` beside each goal, the figures of each document and every disagreement."""
    return {
        "machine": asdict(result.machine),
        "busy": result.machine.is_busy,
        "commit": result.commit,
        "measures": [{**asdict(m), "met": m.met} for m in result.measures],
        "explained": list(result.explained),
        "gold": _gold_json(result.gold),
        "held_out": _gold_json(result.held_out),
    }


def show_corpus(result: CorpusBenchmark, console: Console, *, verbose: bool, show_misses: bool) -> None:
    """The figures as a table; with ``verbose`` those of each document, with ``show_misses`` each disagreement."""
    table = _table("语料基准", "项目", "结果", "目标", "达到", "说明")
    for m in result.measures:
        value = "未测到" if m.value is None else f"{m.value:.2f}".removesuffix(".00") + f" {m.unit}"
        table.add_row(m.name, value, m.goal_text, {True: "是", False: "否", None: ""}[m.met], m.note)
    console.print(table)
    for gold, folder in ((result.gold, GOLD), (result.held_out, HELD_OUT)):
        if verbose and (gold.clauses or gold.quantities):
            console.print(_documents(gold, folder))
        for about, miss in gold.misses if show_misses else ():
            console.print(Text(f"{about}  {miss.document}\n  标准 {miss.gold or '—'}\n  得到 {miss.found or '—'}"))
    for line in result.explained:
        console.print(Text(line))
    if result.machine.is_busy:
        console.print(f"开始时机器正忙（负载 {result.machine.load:.1f}）：用时不能与目标比较，请在空闲时重测。")
    console.print(f"{result.machine} · 提交 {result.commit}", style="dim", highlight=False)


def _documents(gold: GoldResult, folder: Path) -> Table:
    table = _table(str(folder), "文件", "查准率", "查全率", "对象", "不符")
    for clauses in gold.clauses:
        table.add_row(f"条款 {clauses.document}", *_percents(clauses.tally), "", str(len(clauses.misses)))
    for figures in gold.quantities:
        subjects = f"{figures.subjects.hits}/{figures.subjects.total}"
        table.add_row(f"数量 {figures.document}", *_percents(figures.tally), subjects, str(len(figures.misses)))
    return table


def _percents(tally: Tally) -> tuple[str, str]:
    shares = (tally.precision.value, tally.recall.value)
    first, second = ("—" if share is None else f"{100 * share:.1f}%" for share in shares)
    return first, second


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column)
    return table


def _gold_json(gold: GoldResult) -> dict[str, object]:
    return {
        "clauses": [{"document": s.document, **asdict(s.tally), "exact": s.exact} for s in gold.clauses],
        "quantities": [
            {"document": s.document, **asdict(s.tally), "subjects": s.subjects.hits, "subjects_of": s.subjects.total}
            for s in gold.quantities
        ],
        "misses": [{"about": about, **asdict(miss)} for about, miss in gold.misses],
    }


if __name__ == "__main__":
    from app.cli import main

    sys.exit(main(["eval", "bench-corpus", *sys.argv[1:]]))
