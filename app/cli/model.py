"""Commands about model files: model list, model pull, model verify."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from app.contract import Json
    from app.models import ModelFile

group = typer.Typer(help="内置语言模型：按发布者公布的摘要核对。 Models with pinned digests.", no_args_is_help=True)

_MEBIBYTE = 1 << 20


@group.command("list")
def list_models(home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """列出可用的模型和它们的状态。 List the models."""
    from app.models import PINNED, installed
    from app.settings import load_settings

    with Terminal(as_json=as_json, language=lang) as terminal:
        folder = load_settings(home_directory(home)).models
        files = {f.path.name: f for f in installed(folder)}
        rows: list[Json] = [
            {
                "name": model.name,
                "short": model.short,
                "title": model.title,
                "licence": model.licence,
                "size": model.size,
                "sha256": model.sha256,
                **_state(files.pop(model.name, None)),
            }
            for model in PINNED
        ]
        rows += [{"name": f.path.name, "size": f.size, **_state(f)} for f in files.values()]
        if as_json:
            terminal.document({"models": rows})
            return
        for row in rows:
            terminal.say(f"{terminal.words(str(row['state']))}  {row.get('short', '-')}  {row['name']}", style="bold")
            size = int(str(row["size"])) // _MEBIBYTE
            terminal.say("    " + " · ".join(str(v) for v in (row.get("title"), f"{size} MB", row.get("licence")) if v))


@group.command("pull")
def pull_model(
    name: Annotated[str, typer.Argument(metavar="NAME", help="模型的简称或文件名")] = "1.5b",
    wheelhouse: Annotated[
        Path | None, typer.Option("--wheelhouse", metavar="DIR", help="存有各部分软件包的目录，供没有网络的机器使用")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """下载一个模型，逐部分核对摘要，可中断后继续。 Fetch a model part by part."""
    from app.cli.progress import Progress
    from app.models import find, pull
    from app.settings import load_settings

    with Terminal(as_json=as_json, language=lang) as terminal:
        folder = load_settings(home_directory(home)).models
        model = find(name)
        total = model.size // _MEBIBYTE if model else 0
        with Progress(quiet=as_json) as progress:
            path = pull(
                name,
                folder,
                lambda _part, _parts, done: progress(f"{name} (MB)", done // _MEBIBYTE, total),
                wheelhouse=wheelhouse,
            )
        if as_json:
            terminal.document({"name": path.name, "path": str(path), "state": "present"})
        else:
            terminal.say(f"{terminal.words('present')}  {path}")


@group.command("verify")
def verify_models(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="默认为全部已下载的模型")] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """重新计算模型文件的摘要并核对。 Take the digests again."""
    from app.errors import ModelCorrupt
    from app.models import installed, resolve, verify
    from app.settings import load_settings

    rows: list[Json] = []
    with Terminal(as_json=as_json, language=lang) as terminal:
        folder = load_settings(home_directory(home)).models
        paths = [resolve(name, folder) for name in names] if names else [f.path for f in installed(folder)]
        for path in paths:
            try:
                rows.append({"name": path.name, "path": str(path), **_state(verify(path))})
            except ModelCorrupt as exc:
                rows.append({"name": path.name, "path": str(path), "state": "corrupt", "error": str(exc)})
        if as_json:
            terminal.document({"models": rows})
        else:
            for row in rows:
                terminal.say(f"{terminal.words(str(row['state']))}  {row['path']}")
                if "error" in row:
                    terminal.note(str(row["error"]))
            if not rows:
                terminal.say(terminal.words("absent"))
    if any("error" in row for row in rows):
        raise typer.Exit(1)


def _state(file: "ModelFile | None") -> "Json":
    if file is None:
        return {"state": "absent", "path": None}
    if file.verified and file.pinned is not None:
        return {"state": "present", "path": str(file.path)}
    return {"state": "unchecked" if file.pinned is not None else "unpinned", "path": str(file.path)}
