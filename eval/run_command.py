"""``policyqa eval run``: every case put to the real pipeline, and scored."""

import json
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import AsJson, EngineName, Home, home_directory
from app.cli.terminal import Terminal
from eval.options import CasePaths, Html, JUnit, Markdown, write_report

if TYPE_CHECKING:
    from app.answering import Assistant
    from app.settings import Settings
    from eval.case import Case
    from eval.provenance import Provenance
    from eval.run import Run

Save = Annotated[Path | None, typer.Option("--save", metavar="RUN.json", help="把全部结果存为 JSON")]
MinCorrect = Annotated[float, typer.Option(min=0, max=1, help="有答案的题全对的最低比例")]
MinRefused = Annotated[float, typer.Option(min=0, max=1, help="应拒答的题拒答的最低比例")]
MaxFalse = Annotated[int, typer.Option(min=0, help="最多允许多少个没有出处的数")]
Fresh = Annotated[bool, typer.Option("--fresh", help="从头做，不接着上次中断的评测")]
Jobs = Annotated[
    int, typer.Option("--jobs", min=0, metavar="N", help="同时用几个进程（不用模型时）；0 为按处理器核数，1 为不并行")
]
_CASES_A_PROCESS = 40  # one takes some seconds to start: below, it is not worth its while
_MOST_PROCESSES = 4  # each holds the index and the embedder, about 0.4 GB


def run(  # noqa: PLR0913, PLR0917 - the options of a command
    engine: EngineName = None,
    cases: CasePaths = None,
    save: Save = None,
    html: Html = None,
    markdown: Markdown = None,
    junit: JUnit = None,
    min_correct: MinCorrect = 0.0,
    min_refused: MinRefused = 0.0,
    max_false: MaxFalse = 0,
    fresh: Fresh = False,
    jobs: Jobs = 0,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """逐题提问并计分；有没有出处的数或低于要求时退出码为 1。中断后再运行会接着做。 Ask every case and score the replies."""
    from app.assembly import open_assistant
    from app.settings import load_settings
    from eval import run_report
    from eval.case import counted
    from eval.casefile import DEFAULT_CASES, case_files, load_cases
    from eval.provenance import provenance_of
    from eval.staleness import stale_cases

    paths = cases or [DEFAULT_CASES]
    everything = load_cases(paths)
    with Terminal(as_json=as_json) as terminal:
        settings = load_settings(home_directory(home))
        with closing(open_assistant(settings, engine=engine)) as assistant:
            provenance = provenance_of(settings, assistant, case_files(paths))
            loaded = counted(everything, (p.document.id for p in assistant.index.documents()))
            asking = _Asking(settings, assistant, provenance, terminal)
            result = asking.evaluate(loaded, fresh=fresh, jobs=jobs)
            stale = stale_cases(loaded, assistant.index.documents())
        for path, render in ((html, run_report.html), (markdown, run_report.markdown), (junit, run_report.junit)):
            if path is not None:
                write_report(path, render(result))
        _write(result, terminal, save)
        asking.journal.discard()  # not before everything is written
        if drafts := sum(c.draft for c in everything):
            terminal.note(f"{drafts} 道草稿没有计分；核对后删去 draft: true。")
        if left := len(everything) - len(loaded) - drafts:
            terminal.note(f"{left} 道题没有计分：库里还有 among 没有列出的文件，可能正答得了它们。")
        for case in stale:
            terminal.note(
                f"题“{case.id}”所依据的条款已改动（{case.path.name} 第 {case.line} 行）；请核对期望值和 hash。"
            )
    if not _holds(result, min_correct=min_correct, min_refused=min_refused, max_false=max_false):
        raise typer.Exit(1)


class _Asking:
    """One run of the command: what is asked, what was kept of a run that was broken off, and what the user sees."""

    def __init__(
        self, settings: "Settings", assistant: "Assistant", provenance: "Provenance", terminal: Terminal
    ) -> None:
        from eval.journal import Journal

        self._settings = settings
        self._assistant = assistant
        self._provenance = provenance
        self._terminal = terminal
        self.journal = Journal(settings.home, provenance)

    def evaluate(self, cases: Sequence["Case"], *, fresh: bool, jobs: int) -> "Run":
        """All results, in the order of the cases, whoever answered them and when."""
        from app.cli.progress import Progress
        from eval.run import Run, ask_case
        from eval.workers import ask_all, workers

        start = time.perf_counter()
        if fresh:
            self.journal.discard()
        found = self.journal.results(cases, self._assistant.index.documents())
        if found:
            self._terminal.note(
                f"接着上次中断的评测：{len(found)}/{len(cases)} 题已有结果"
                "（程序、设置、模型、索引和题库都没有变）；从头做请加 --fresh。"
            )
        todo = [c for c in cases if c.id not in found]
        with (
            Progress(quiet=self._terminal.as_json) as progress,
            workers(self._settings, self._workers(len(todo), jobs)) as others,
        ):
            progress("评测", len(found), len(cases))
            try:
                for result in ask_all(todo, [lambda case: ask_case(case, self._assistant), *others]):
                    self.journal.add(result)
                    found[result.case.id] = result
                    progress("评测", len(found), len(cases))
            except KeyboardInterrupt:
                self._terminal.note(f"已中断；{len(found)} 题的结果已保存，再运行同一命令会接着做。")
                raise
        return Run(tuple(found[c.id] for c in cases), self._provenance, time.perf_counter() - start)

    def _workers(self, cases: int, jobs: int) -> int:
        """How many processes to ask beside this one: none with a model, which answers one question at a time."""
        from app.engines.cores import usable_cores

        if self._assistant.model is not None:
            return 0
        return (jobs or min(usable_cores(), _MOST_PROCESSES, 1 + cases // _CASES_A_PROCESS)) - 1


def _write(result: "Run", terminal: Terminal, save: Path | None) -> None:
    from eval.record import run_json
    from eval.report import show

    if save is not None:
        write_report(save, json.dumps(run_json(result), ensure_ascii=False, indent=1))
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
