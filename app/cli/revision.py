"""The command that compares two versions of a document."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import WrongUse
from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal
from corpus import Document
from corpus.facts.title import is_draft

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

if TYPE_CHECKING:
    from corpus import ParsedDocument
    from corpus.revisions.change import Revision

Old = Annotated[str, typer.Argument(metavar="OLD", help="旧版文件，或库里的文件标识", show_default=False)]
New = Annotated[
    str | None,
    typer.Argument(metavar="[NEW]", help="新版文件或标识；不写时把 OLD 与库里它的前一版对照", show_default=False),
]


def diff(
    old: Old,
    new: New = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="写一个可以直接打开的对照网页")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="写一份 Markdown")] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """对照一份文件的两个版本：条款和数字有哪些变化。 What a revision changes."""
    from app.contract import revision_json
    from app.reports.revision import revision_page
    from app.reports.revision_text import revision_markdown
    from corpus.revisions.comparing import compare

    with Terminal(as_json=as_json, language=lang) as terminal:
        folder = home_directory(home)
        before, after = _predecessor(folder, old) if new is None else (_read(folder, old), _read(folder, new))
        revision = compare(before, after)
        made = [(p, render) for p, render in ((html, revision_page), (markdown, revision_markdown)) if p is not None]
        for path, render in made:
            _write(path, render(revision, language=terminal.words.language))
        if as_json:
            terminal.document(revision_json(revision))
        else:
            show_revision(terminal, revision)
            if made:
                terminal.say("", *(f"{terminal.words('written')} {path}" for path, _ in made))


def show_revision(terminal: Terminal, revision: "Revision") -> None:
    """The changed figures in words, then the changed clauses."""
    from app.reports.revision import figure_rows, place_of, words_of

    words = words_of(terminal.words.language)
    if not revision.changed and not revision.quantities:
        terminal.say(words["nothing"])
        return
    figures = figure_rows(revision)
    terminal.say(f"{words['quantities']}（{len(figures)}）" if figures else words["no_quantities"], style="bold")
    for figure in figures:
        terminal.say(f"  {figure.subject}：{figure.old or '—'} → {figure.new or '—'}  [{figure.place}]")
    terminal.say("", f"{words['clauses']}（{len(revision.changed)}）", style="bold")
    for change in revision.changed:
        places = " → ".join(p for p in (place_of(change.old), place_of(change.new)) if p)
        terminal.say(f"  {words[str(change.kind)]}  {places}")


def held_as(home: Path, name: str) -> Document | None:
    """The library's document of this id; ``None`` where ``name`` is a file's.

    Raises WrongUse where it is neither.
    """
    from index.library import open_library

    if Path(name).exists() or not _ID.fullmatch(name):
        return None
    with open_library(home) as library:
        document = library.document(name)
    if document is None:
        raise WrongUse(f"“{name}”既不是文件，也不是库里的标识；用 policyqa documents 查看全部标识。")
    return document


def _read(home: Path, name: str) -> "ParsedDocument":
    """The document in a file, or the one of the library that has this id."""
    from corpus.parsing import parse
    from index.library import open_library

    document = held_as(home, name)
    if document is None:
        return parse(Path(name))
    with open_library(home) as library:
        return library.parsed(document.id)


def _predecessor(home: Path, name: str) -> "tuple[ParsedDocument, ParsedDocument]":
    """The version right before a document of the library, and the document; named by its id or its file."""
    from index.library import open_library

    with open_library(home) as library:
        document = library.document(name) or library.at(Path(name))
        if document is None:
            raise WrongUse(
                f"库里没有“{name}”；只写一个参数时，它应是库里的标识或文件，否则请写 policyqa diff OLD NEW。"
            )
        before = [d for i in document.follows if (d := library.document(i)) is not None]
        final = [d for d in before if not is_draft(d.title)] or before
        if len(final) != 1:
            listed = "、".join(d.id for d in final) or "没有"
            raise WrongUse(f"“{document.id}”在库里的前一版：{listed}；请写明 policyqa diff OLD NEW。")
        return library.parsed(final[0].id), library.parsed(document.id)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise WrongUse(f"无法写入“{path}”：{exc.strerror}；请检查目录和权限。") from exc
