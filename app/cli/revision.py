"""The command that compares two versions of a document."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import WrongUse
from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from corpus.revisions.change import Revision

Old = Annotated[Path, typer.Argument(metavar="OLD", help="旧版文件", show_default=False)]
New = Annotated[Path, typer.Argument(metavar="NEW", help="新版文件", show_default=False)]


def diff(
    old: Old,
    new: New,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="写一个可以直接打开的对照网页")] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """对照一份文件的两个版本：条款和数字有哪些变化。 What a revision changes."""
    from app.contract_revision import revision_json
    from app.reports.revision import revision_page
    from corpus.parsing import parse
    from corpus.revisions.comparing import compare

    with Terminal(as_json=as_json, language=lang) as terminal:
        home_directory(home)  # accepted everywhere, and wrong everywhere in the same way
        revision = compare(parse(old), parse(new))
        if html is not None:
            _write(html, revision_page(revision, language=terminal.words.language))
        if as_json:
            terminal.document(revision_json(revision))
        else:
            show_revision(terminal, revision)
            if html is not None:
                terminal.say("", f"{terminal.words('written')} {html}")


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


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise WrongUse(f"无法写入“{path}”：{exc.strerror}；请检查目录和权限。") from exc
