"""``policyqa eval compare A B``: two saved runs side by side."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import AsJson, Home, home_directory
from app.cli.terminal import Terminal
from eval.options import Html, JUnit, Markdown, write_report

Saved = Annotated[Path, typer.Argument(help="policyqa eval run --save 写的文件", show_default=False)]

MaxDrop = Annotated[
    float, typer.Option("--max-drop", min=0, max=1, help="总体指标最多允许下降多少（0.01 为一个百分点）")
]


def compare(
    old: Saved,
    new: Saved,
    html: Html = None,
    markdown: Markdown = None,
    junit: JUnit = None,
    max_drop: MaxDrop = 0.0,
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
