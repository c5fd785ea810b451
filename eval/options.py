"""Options that several commands of the evaluation take, and how they write their reports."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.failure import WrongUse

CasePaths = Annotated[
    list[Path] | None,
    typer.Option("--cases", metavar="PATH", help="题库文件或目录，可以给多次；默认为随程序提供的 eval/cases"),
]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="写一个自包含的网页")]
Markdown = Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="写一份 Markdown")]
JUnit = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="写一份 JUnit XML，供持续集成读取")]


def write_report(path: Path, text: str) -> None:
    """Write a report where the user wants it.

    Raises:
        WrongUse: it cannot be written there.
    """
    try:
        path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    except OSError as exc:
        raise WrongUse(f"无法写入“{path}”：{exc.strerror}；请检查目录和权限。") from exc
