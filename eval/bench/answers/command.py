"""``policyqa eval bench-answers``."""

import json
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Self

import typer

from app.cli.options import AsJson, Home, home_directory
from app.cli.progress import Progress
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from eval.bench.answers.part import Bench, Step
    from eval.bench.answers.suite import AnswersBenchmark

_ROOT = Path(__file__).parents[3]


class PartName(StrEnum):
    """The parts, as ``suite.PARTS`` has them; written down here so that the command line starts without them."""

    CASES = "cases"
    ALONE = "alone"
    BESIDE = "beside"
    LEFT_OUT = "left-out"
    STARD = "stard"
    SPEED = "speed"
    MODEL = "model"
    BASELINE = "baseline"


class Engine(StrEnum):
    """The engines that can be named; ``auto`` would not say what was measured."""

    EXTRACTIVE = "extractive"
    EMBEDDED = "embedded"
    OLLAMA = "ollama"
    OPENAI = "openai"


class _Bars:
    """Progress of one part at a time, so that its tables come below its bars and not between them."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._open = ExitStack()
        self._bars: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.rest()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say how much of a stage is done."""
        if self._bars is None:
            self._bars = self._open.enter_context(Progress(quiet=self._quiet))
        self._bars(stage, done, total)

    def rest(self) -> None:
        """Close the bars; the next stage opens new ones."""
        self._open.close()
        self._bars = None


Parts = Annotated[list[PartName] | None, typer.Option("--part", help="只测这一部分，可以给多次；默认全部")]
CaseFiles = Annotated[
    list[Path] | None,
    typer.Option("--cases", metavar="PATH", help="题库文件或目录（连同其 policies/），可以给多次；默认 eval/cases"),
]
Engines = Annotated[
    list[Engine] | None,
    typer.Option("--engine", help="alone 与 beside 所用的引擎，可以给多次；默认 extractive"),
]
Sample = Annotated[
    int, typer.Option("--sample", min=0, metavar="N", help="用语言模型的部分抽多少题（按题号散列，固定）；0 为全部")
]
TimedCases = Annotated[
    int, typer.Option("--timed", min=0, metavar="N", help="用语言模型的部分为多少题计时；0 为不计时")
]
Shared = Annotated[
    Path | None, typer.Option("--shared", metavar="DIR", help="语料目录；默认 POLICYQA_SHARED 或 ../shared")
]
Cache = Annotated[Path | None, typer.Option("--home-cache", metavar="DIR", help="保存索引的目录；默认 <home>/bench")]
LexicalOnly = Annotated[bool, typer.Option("--lexical-only", help="stard 用散列向量快速查看，不用向量模型")]
Save = Annotated[Path | None, typer.Option("--save", metavar="FILE.json", help="把全部结果存为 JSON")]
Verbose = Annotated[bool, typer.Option("--verbose", help="另按标签列出结果")]
ShowMisses = Annotated[bool, typer.Option("--show-misses", help="列出每一道未全对的题，供人工判断")]


def bench_answers(  # noqa: PLR0913, PLR0917 - each one is an option of the command
    part: Parts = None,
    cases: CaseFiles = None,
    engine: Engines = None,
    sample: Sample = 50,
    timed: TimedCases = 8,
    shared: Shared = None,
    home_cache: Cache = None,
    lexical_only: LexicalOnly = False,
    save: Save = None,
    verbose: Verbose = False,
    show_misses: ShowMisses = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """测量回答、拒答、检索与用时，并与目标对照；有未达到的目标时退出码为 1。中断后再运行会接着做。 Measure the answers."""
    from eval.bench.answers.report import answers_json, show_answers, show_part
    from eval.bench.answers.suite import benchmark_answers
    from eval.provenance import commit_of

    with Terminal(as_json=as_json) as terminal, _Bars(quiet=as_json) as bars:

        def finished(so_far: "AnswersBenchmark") -> None:
            bars.rest()
            if save is not None:
                save.write_text(json.dumps(answers_json(so_far), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            if not as_json:
                show_part(so_far.parts[-1], terminal.console, verbose=verbose, show_misses=show_misses)

        bench = _bench(home, home_cache, cases or [], engine or [Engine.EXTRACTIVE], bars)
        bench = _limited(bench, shared, sample, timed, lexical_only=lexical_only)
        only = [*map(str, part or ())]
        result = benchmark_answers(bench, commit=commit_of(_ROOT), only=only, finished=finished)
        if as_json:
            terminal.document(answers_json(result))
        else:
            show_answers(result, terminal.console)
    if not result.holds:
        raise typer.Exit(1)


def _bench(home: Path | None, cache: Path | None, cases: list[Path], engines: list[Engine], step: "Step") -> "Bench":
    from app.settings import load_settings
    from eval.bench.answers.part import Bench
    from eval.bench.answers.sets import load_sets

    folder = home_directory(home)
    kept = (cache or folder / "bench").expanduser().absolute()
    return Bench(load_settings(folder), kept, load_sets(cases), step, tuple(dict.fromkeys(map(str, engines))))


def _limited(bench: "Bench", shared: Path | None, sample: int, timed: int, *, lexical_only: bool) -> "Bench":
    from dataclasses import replace

    return replace(bench, shared=shared, sample=sample, timed=timed, lexical_only=lexical_only)
