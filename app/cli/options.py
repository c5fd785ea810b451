"""The options that every command takes, and what they default to."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.failure import WrongUse

Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="DIR",
        help="全部状态所在目录；默认取 POLICYQA_HOME，否则为当前目录下的 .policyqa",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="标准输出只写一个 JSON 文档，其余信息写到标准错误")]
Language = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--lang", help="界面用语；默认取 POLICYQA_LANG，否则为中文", show_default=False),
]
EngineName = Annotated[
    Literal["auto", "extractive", "embedded", "ollama", "openai"] | None,
    typer.Option("--engine", help="语言模型：默认按设置文件选择（auto 依次取 Ollama、内置模型、不用模型）"),
]


def home_directory(home: Path | None) -> Path:
    """The folder that holds all state, absolute; it need not exist yet."""
    chosen = home or Path(os.environ.get("POLICYQA_HOME") or ".policyqa")
    if chosen.exists() and not chosen.is_dir():
        raise WrongUse(f"“{chosen}”不是目录；请用 --home 指定一个目录。")
    return chosen.expanduser().absolute()


def day(text: str) -> date:
    """``2026-03-01`` as a date; used as a typer parser."""
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise WrongUse(f"“{text}”不是 YYYY-MM-DD 形式的日期；请写成 2026-03-01 这样。") from exc
