"""``policyqa eval``: found by the command line through an entry point, so that ``app`` does not import ``eval``."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import AsJson, Home, home_directory
from app.cli.terminal import Terminal
from eval.bench.answers.command import bench_answers
from eval.bench.revisions.command import bench_revisions
from eval.compare_command import compare
from eval.draft_command import draft
from eval.impact_command import impact
from eval.run_command import run

commands = typer.Typer(
    name="eval", help="评测与基准：题库、得分、用时。 Evaluation and benchmarks.", no_args_is_help=True
)
commands.command()(run)
commands.command("bench-answers")(bench_answers)
commands.command("bench-revisions")(bench_revisions)
commands.command()(compare)
commands.command()(impact)
commands.command()(draft)
_ROOT = Path(__file__).parent.parent


@commands.callback()
def _group() -> None:
    """Keep the group a group while it has few commands."""


@commands.command()
def bench(home: Home = None, as_json: AsJson = False) -> None:
    """在本机测量用时与内存，并与目标对照；约需几分钟。 Measure time and memory beside their goals."""
    from app.cli.progress import Progress
    from app.settings import load_settings
    from eval.bench.suite import benchmark, benchmark_json, show_benchmark
    from eval.casefile import DEFAULT_CASES, load_cases
    from eval.provenance import commit_of

    with Terminal(as_json=as_json) as terminal, Progress(quiet=as_json) as progress:
        result = benchmark(
            load_settings(home_directory(home)),
            load_cases([DEFAULT_CASES]),
            commit=commit_of(_ROOT),
            progress=lambda done, total: progress("基准测试", done, total),
        )
        if as_json:
            terminal.document(benchmark_json(result))
        else:
            show_benchmark(result, terminal.console)


@commands.command("bench-corpus")
def bench_corpus(
    shared: Annotated[
        Path | None, typer.Option("--shared", metavar="DIR", help="语料目录；默认 POLICYQA_SHARED 或 ../shared")
    ] = None,
    gold_only: Annotated[bool, typer.Option("--gold-only", help="只与标准答案对照")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="只取名称以此开头的标准答案，可以给多次")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="列出每个文件的结果")] = False,
    show_misses: Annotated[bool, typer.Option("--show-misses", help="列出每一处不符，供人工判断")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """测量读取与解析的用时和准确度，并与目标对照；有未达到的目标时退出码为 1。 Measure reading and parsing."""
    from app.cli.progress import Progress
    from eval.bench.corpus import benchmark_corpus, corpus_json, show_corpus
    from eval.bench.material import material
    from eval.provenance import commit_of

    home_directory(home)  # accepted everywhere, and wrong everywhere in the same way
    with Terminal(as_json=as_json) as terminal, Progress(quiet=as_json) as progress:
        result = benchmark_corpus(
            material(shared),
            commit=commit_of(_ROOT),
            progress=progress,
            gold_only=gold_only,
            only=only or (),
        )
        if as_json:
            terminal.document(corpus_json(result))
        else:
            show_corpus(result, terminal.console, verbose=verbose, show_misses=show_misses)
    if result.missed:
        raise typer.Exit(1)
