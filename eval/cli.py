"""``policyqa eval``: found by the command line through an entry point, so that ``app`` does not import ``eval``."""

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import AsJson, EngineName, Home, home_directory
from app.cli.terminal import Terminal
from eval.bench.answers.command import bench_answers
from eval.bench.revisions.command import bench_revisions
from eval.compare_command import compare
from eval.draft_command import draft
from eval.impact_command import impact

if TYPE_CHECKING:
    from eval.run import Run

commands = typer.Typer(
    name="eval", help="评测与基准：题库、得分、用时。 Evaluation and benchmarks.", no_args_is_help=True
)
commands.command("bench-answers")(bench_answers)
commands.command("bench-revisions")(bench_revisions)
commands.command()(compare)
commands.command()(impact)
commands.command()(draft)
_ROOT = Path(__file__).parent.parent

Cases = Annotated[
    list[Path] | None,
    typer.Option("--cases", metavar="PATH", help="题库文件或目录，可以给多次；默认为随程序提供的 eval/cases"),
]


@commands.callback()
def _group() -> None:
    """Keep the group a group while it has few commands."""


@commands.command()
def run(
    engine: EngineName = None,
    cases: Cases = None,
    save: Annotated[Path | None, typer.Option("--save", metavar="RUN.json", help="把全部结果存为 JSON")] = None,
    min_correct: Annotated[float, typer.Option(min=0, max=1, help="有答案的题全对的最低比例")] = 0.0,
    min_refused: Annotated[float, typer.Option(min=0, max=1, help="应拒答的题拒答的最低比例")] = 0.0,
    max_false: Annotated[int, typer.Option(min=0, help="最多允许多少个没有出处的数")] = 0,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """逐题提问并计分；有没有出处的数或低于要求时退出码为 1。 Ask every case and score the replies."""
    from app.assembly import open_assistant
    from app.cli.progress import Progress
    from app.settings import load_settings
    from eval.casefile import DEFAULT_CASES, case_files, load_cases
    from eval.provenance import provenance_of
    from eval.run import evaluate
    from eval.staleness import stale_cases

    paths = cases or [DEFAULT_CASES]
    everything = load_cases(paths)
    loaded = tuple(c for c in everything if not c.draft)
    with Terminal(as_json=as_json) as terminal:
        settings = load_settings(home_directory(home))
        with closing(open_assistant(settings, engine=engine)) as assistant, Progress(quiet=as_json) as progress:
            provenance = provenance_of(settings, assistant, case_files(paths))
            result = evaluate(
                loaded,
                assistant,
                provenance=provenance,
                progress=lambda done, total, _: progress("评测", done, total),
            )
            stale = stale_cases(loaded, assistant.index.documents())
        _write(result, terminal, save)
        if len(loaded) < len(everything):
            terminal.note(f"{len(everything) - len(loaded)} 道草稿没有计分；核对后删去 draft: true。")
        for case in stale:
            terminal.note(
                f"题“{case.id}”所依据的条款已改动（{case.path.name} 第 {case.line} 行）；请核对期望值和 hash。"
            )
    if not _holds(result, min_correct=min_correct, min_refused=min_refused, max_false=max_false):
        raise typer.Exit(1)


def _write(result: "Run", terminal: Terminal, save: Path | None) -> None:
    from eval.record import run_json
    from eval.report import show

    if save is not None:
        save.write_text(json.dumps(run_json(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if terminal.as_json:
        terminal.document(run_json(result))
    else:
        show(result, terminal.console)


def _holds(result: "Run", *, min_correct: float, min_refused: float, max_false: int) -> bool:
    answered = result.correct(answerable=True).value
    refused = result.correct(answerable=False).value
    return (
        (answered is None or answered >= min_correct)
        and (refused is None or refused >= min_refused)
        and result.false_figures <= max_false
    )


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
