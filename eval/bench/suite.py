"""All benchmarks in a home of their own, so that the user's index is neither used nor touched."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.settings import FILE_NAME, Settings
from eval.bench.answering import measure_answers
from eval.bench.clerk import measure_clerk
from eval.bench.commands import measure_cold_ask, measure_sync
from eval.bench.crowd import measure_crowd
from eval.bench.machine import Machine, this_machine
from eval.bench.measure import Measure
from eval.bench.server import measure_page, measure_page_with_model
from eval.case import Case


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The figures of one machine and one commit."""

    machine: Machine
    commit: str
    measures: tuple[Measure, ...]

    @property
    def missed(self) -> tuple[Measure, ...]:
        """What does not reach its goal."""
        return tuple(m for m in self.measures if m.met is False)


def benchmark(
    settings: Settings, cases: Sequence[Case], *, commit: str, progress: Callable[[int, int], None]
) -> Benchmark:
    """Measure everything, one after the other. Without a model file the figures with a model are left out."""
    machine = this_machine()  # before anything runs: its load is other people's
    with _own_home(settings) as own:
        steps: list[Callable[[], Sequence[Measure]]] = [
            lambda: measure_sync(own.home),
            lambda: (measure_cold_ask(own.home),),
            lambda: measure_answers(own, cases),
            lambda: measure_page(own.home),
            lambda: measure_crowd(own.home, cases),
            lambda: measure_clerk(own.home),
        ]
        if any(settings.models.glob("*.gguf")):
            steps.append(lambda: measure_page_with_model(own.home))
        measures: list[Measure] = []
        for done, step in enumerate(steps):
            progress(done, len(steps))
            measures += step()
        progress(len(steps), len(steps))
    return Benchmark(machine, commit, tuple(measures))


def benchmark_json(result: Benchmark) -> dict[str, object]:
    """The whole benchmark, with ``met`` beside each goal."""
    rows = [
        {**asdict(m), "value": None if m.value is None else round(m.value, 4), "met": m.met} for m in result.measures
    ]
    return {
        "machine": asdict(result.machine),
        "busy": result.machine.is_busy,
        "commit": result.commit,
        "measures": rows,
    }


def show_benchmark(result: Benchmark, console: Console) -> None:
    """The figures as a table, each beside its goal."""
    table = Table(title="基准测试", title_justify="left", title_style="bold")
    for number, column in enumerate(("项目", "结果", "目标", "达到", "次数", "说明")):
        table.add_column(column, justify="right" if number in {1, 2, 4} else "left")
    for m in result.measures:
        value = "未测到" if m.value is None else f"{_rounded(m.value)} {m.unit}"
        met = {True: "是", False: "否", None: ""}[m.met]
        table.add_row(m.name, value, m.goal_text, met, str(m.samples), m.note)
    console.print(table)
    if result.machine.is_busy:
        console.print(
            f"开始时机器正忙（负载 {result.machine.load:.1f}，{result.machine.cores} 核）：用时不能与目标比较，请在空闲时重测。"
        )
    console.print(f"{result.machine} · 提交 {result.commit}", style="dim", highlight=False)


@contextmanager
def _own_home(settings: Settings) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="policyqa-bench-") as folder:
        home = Path(folder)
        if (settings.home / FILE_NAME).is_file():
            shutil.copy2(settings.home / FILE_NAME, home / FILE_NAME)
        if settings.models.is_dir():
            (home / "models").symlink_to(settings.models.resolve(), target_is_directory=True)
        yield replace(settings, home=home)


def _rounded(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
