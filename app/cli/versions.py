"""Commands about the library and the versions in it: add, documents."""

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import WrongUse
from app.cli.log import record_sync
from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal
from corpus import Document, PolicyQAError

if TYPE_CHECKING:
    from corpus.lineage.questions import VersionQuestion
    from index import SyncReport

File = Annotated[Path, typer.Argument(metavar="FILE", help="要加入的文件", show_default=False)]


def add(
    file: File,
    supersedes: Annotated[
        list[str] | None,
        typer.Option("--supersedes", metavar="ID", help="它取代的旧版（可写多次）；记在文件旁的 .toml 里"),
    ] = None,
    not_a_version: Annotated[
        bool, typer.Option("--not-a-version", help="它不是所问文件的新版；记在文件旁的 .toml 里")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """加入一份文件；像是库里某份文件的新版时会问。 Add a document, and say whether it is a new version."""
    if supersedes and not_a_version:
        raise WrongUse("--supersedes 和 --not-a-version 只能取一。")
    from app.contract import sync_json

    with Terminal(as_json=as_json, language=lang) as terminal:
        folder = home_directory(home)
        report = _sync(terminal, folder, file)
        record_sync(folder, report)
        if not any(d.error for d in report.documents):
            if supersedes or not_a_version:
                report = _told(terminal, folder, file, supersedes or [])
            elif not as_json and sys.stdin.isatty() and sys.stdout.isatty():
                report = _asked(terminal, folder, report)
        if as_json:
            terminal.document(sync_json(report))
        else:
            from app.cli.library import show_report

            show_report(terminal, report)
    if any(d.error for d in report.documents):
        raise typer.Exit(1)


def documents(home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """列出库里的文件、效力和版本关系。 List the documents and which takes the place of which."""
    from app.contract import library_json
    from index.library import open_library

    with Terminal(as_json=as_json, language=lang) as terminal, open_library(home_directory(home)) as library:
        questions = library.questions()
        if as_json:
            terminal.document(library_json(library.documents, questions, library.lineage))
            return
        for document in library.documents:
            _show_document(terminal, document)
        for problem in library.lineage.problems:
            terminal.say(problem, style="yellow")
        show_questions(terminal, questions)


def show_questions(terminal: Terminal, questions: "Iterable[VersionQuestion]") -> None:
    """Each open question with the commands that answer it."""
    for question in questions:
        path = shlex.quote(question.new.path)
        terminal.say(question.text, style="yellow")
        for one, other in _orders(question):
            says = terminal.words("is_version").format(one.id)
            terminal.say(f"  {says} policyqa add {shlex.quote(one.path)} --supersedes {other.id}")
        terminal.say(f"  {terminal.words('no_version')} policyqa add {path} --not-a-version")


def _orders(question: "VersionQuestion") -> tuple[tuple[Document, Document], ...]:
    """Which may be the new version and which the old one: both ways round where no date tells."""
    forth, back = (question.new, question.old), (question.old, question.new)
    return (forth,) if question.ordered else (forth, back)


def _sync(terminal: Terminal, folder: Path, file: Path) -> "SyncReport":
    from app.cli.progress import Progress
    from app.settings import load_settings
    from index import make_embedder, sync

    with Progress(quiet=terminal.as_json) as progress:
        return sync(folder, [file], make_embedder(load_settings(folder).index), progress=progress)


def _told(terminal: Terminal, folder: Path, file: Path, supersedes: list[str]) -> "SyncReport":
    """Write down what the options say, and take it in."""
    from app.shelving import say_apart, say_supersedes
    from index.library import open_library

    with open_library(folder) as library:
        beside = say_supersedes(library, file, supersedes) if supersedes else say_apart(library, file)
    terminal.note(f"{terminal.words('noted')} {beside}" if beside else terminal.words("nothing_asked"))
    return _sync(terminal, folder, file)


def _asked(terminal: Terminal, folder: Path, report: "SyncReport") -> "SyncReport":
    """Ask at the terminal about each document that looks like a new version; what is not answered stays open."""
    for question in report.questions:
        terminal.say(question.text, style="yellow")
        ask = terminal.words("ask_version" if question.ordered else "ask_order")
        said = typer.prompt(ask, default="", show_default=False).strip().lower()
        try:
            if said in {"y", "yes", "是", "1", "2"}:
                new, old = _orders(question)[-1 if said == "2" else 0]
                report = _told(terminal, folder, Path(new.path), [old.id])
            elif said in {"n", "no", "不是", "否"}:
                report = _told(terminal, folder, Path(question.new.path), [])
        except PolicyQAError as exc:
            terminal.note(str(exc))
    return report


def _show_document(terminal: Terminal, document: Document) -> None:
    words = terminal.words
    terminal.say(f"{words(str(document.status))}  {document.id}  {document.title}", style="bold")
    term = "–".join(d.isoformat() if d else "" for d in (document.effective_from, document.effective_to)).strip("–")
    facts = [document.issuer, document.number, term, document.path]
    terminal.say("    " + " · ".join(f for f in facts if f), style="dim")
    if document.follows:
        terminal.say(f"    {words('follows')} {'、'.join(document.follows)}")
    if (by := document.superseded_by) is not None:
        since = words("since").format(by.since) if by.since else ""
        terminal.say(f"    {words('superseded_by')} {by.title}（{by.id}）{since}")
