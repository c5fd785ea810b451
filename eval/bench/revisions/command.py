"""``policyqa eval bench-revisions``: what the comparison of versions is worth."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.cli.options import AsJson, Home, home_directory
from app.cli.terminal import Terminal
from corpus import parse
from corpus.revisions.comparing import compare
from eval.bench.measure import Measure
from eval.bench.revisions.edits import parse_text
from eval.bench.revisions.mutations import MutationResult, is_about, measure_mutations
from eval.bench.revisions.random_revisions import RandomRevisions, measure_random

_CLAUSES = 5_000
_EXACT, _SECONDS = 99.0, 5.0


def bench_revisions(
    shared: Annotated[
        Path | None, typer.Option("--shared", metavar="DIR", help="语料目录；默认 POLICYQA_SHARED 或 ../shared")
    ] = None,
    count: Annotated[int, typer.Option(min=1, help="随机修订的次数")] = 1_000,
    seed: Annotated[int, typer.Option(help="随机数种子")] = 20261122,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """测量版本对照的准确度与用时，以及答案是否跟着文件走；有未达到的目标时退出码为 1。 Measure the comparison of versions."""
    from app.cli.library import default_sources
    from app.cli.progress import Progress
    from app.settings import load_settings
    from eval.bench.material import material
    from eval.casefile import DEFAULT_CASES, load_cases

    with Terminal(as_json=as_json) as terminal, Progress(quiet=as_json) as progress:
        settings = load_settings(home_directory(home))
        documents = [parse(p) for p in sorted((material(shared).root / "policies").glob("*.txt"))]
        found = measure_random(documents, count=count, seed=seed, progress=lambda d, t: progress("随机修订", d, t))
        plan = default_sources() / "plan.pdf"
        cases = [c for c in load_cases([DEFAULT_CASES]) if is_about(c, "plan") and len(c.questions) == 1]
        followed = measure_mutations(plan, cases, settings, progress=lambda d, t: progress("改数", d, t))
        measures = _measures(found, followed, _seconds(material(shared).laws()))
        if as_json:
            terminal.document({"measures": [asdict(m) | {"met": m.met} for m in measures]})
        else:
            _show(measures, found, followed, terminal.console)
    if any(m.met is False for m in measures):
        raise typer.Exit(1)


def _seconds(laws: Sequence[Path]) -> float:
    """The seconds to compare a document of 5,000 clauses, made of laws, with an edited copy; parsing left out."""
    lines: list[str] = []
    clauses = 0
    base = parse(laws[0])
    for law in laws:
        if clauses >= _CLAUSES:
            break
        found = parse(law)
        clauses += len(found.clauses)
        lines += found.document.text.split("\n")
    parsed = parse_text(base.document, "\n".join(lines))
    edited = [
        line.replace("三", "五") if number % 23 == 0 else line for number, line in enumerate(lines) if number % 97
    ]
    changed = parse_text(base.document, "\n".join(edited))
    start = time.perf_counter()
    compare(parsed, changed)
    return time.perf_counter() - start


def _measures(found: RandomRevisions, followed: MutationResult, seconds: float) -> tuple[Measure, ...]:
    kinds = [
        Measure(f"随机修订：{kind} 如实报告", 100 * (share.value or 0), "%", None, share.total, more_is_better=True)
        for kind, share in found.exact.items()
    ]
    every = found.all
    return (
        *kinds,
        Measure("随机修订如实报告", 100 * (every.value or 0), "%", _EXACT, every.total, more_is_better=True),
        Measure(
            "改数后答案跟着文件走", 100 * (followed.followed.value or 0), "%", 100, followed.followed.total,
            f"另有 {followed.unasked} 个数没有题目单独问到", more_is_better=True,
        ),
        Measure(f"对照两份 {_CLAUSES} 条的文件", seconds, "秒", _SECONDS),
    )  # fmt: skip


def _show(measures: tuple[Measure, ...], found: RandomRevisions, followed: MutationResult, console: Console) -> None:
    table = Table(title="版本对照", title_justify="left", title_style="bold")
    for number, column in enumerate(("指标", "结果", "目标", "次数", "说明")):
        table.add_column(column, justify="left" if number in {0, 4} else "right")
    for m in measures:
        value = "—" if m.value is None else f"{m.value:.4g} {m.unit}"
        table.add_row(m.name, value, m.goal_text, str(m.samples), m.note, style="red" if m.met is False else "")
    console.print(table)
    for missed in found.missed:
        console.print(Text(f"✗ {missed.edit.kind} {missed.document}"))
        console.print(Text(f"    没有报告：{[(k, w[:40]) for k, w in sorted(missed.unreported)]}"))
        console.print(Text(f"    多报告了：{[(k, w[:40]) for k, w in sorted(missed.made_up)]}"))
    for case, change, said in followed.stuck:
        console.print(Text(f"✗ {case}：{change}：{said[:200]}"))
