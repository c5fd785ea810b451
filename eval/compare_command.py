"""``policyqa eval compare A B``: two saved runs side by side."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.failure import WrongUse
from app.cli.options import AsJson, Home, home_directory
from app.cli.terminal import Terminal

Saved = Annotated[Path, typer.Argument(help="policyqa eval run --save 写的文件", show_default=False)]


def compare(
    old: Saved,
    new: Saved,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="写一个自包含的网页")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="写一份 Markdown")] = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help="写一份 JUnit XML，供持续集成读取")
    ] = None,
    max_drop: Annotated[
        float, typer.Option("--max-drop", min=0, max=1, help="总体指标最多允许下降多少（0.01 为一个百分点）")
    ] = 0.0,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """对比两次评测；有新的没有出处的数，或指标下降超过限度，退出码为 1。 Compare two saved runs."""
    from eval import comparison_report as report
    from eval.comparison import compare_runs
    from eval.comparison_record import comparison_json
    from eval.saved import load_run

    with Terminal(as_json=as_json) as terminal:
        home_directory(home)  # accepted everywhere, and wrong everywhere in the same way
        result = compare_runs(load_run(old), load_run(new))
        for path, render in ((html, report.html), (markdown, report.markdown), (junit, report.junit)):
            if path is not None:
                write_report(path, render(result))
        if as_json:
            terminal.document(comparison_json(result))
        else:
            report.show_comparison(result, terminal.console)
    if result.newly_false or result.drop > max_drop:
        raise typer.Exit(1)


def write_report(path: Path, text: str) -> None:
    """Write a report where the user wants it.

    Raises:
        WrongUse: it cannot be written there.
    """
    try:
        path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    except OSError as exc:
        raise WrongUse(f"无法写入“{path}”：{exc.strerror}；请检查目录和权限。") from exc
