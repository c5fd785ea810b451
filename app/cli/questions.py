"""Commands that ask: search, ask, and both over a file of questions."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import WrongUse
from app.cli.options import AsJson, EngineName, Home, Language, day, home_directory
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.cli.batch import Item
    from app.contract import Json
    from index import Hit

Question = Annotated[str | None, typer.Argument(metavar="Q", help="问题", show_default=False)]
Batch = Annotated[
    Path | None,
    typer.Option("--batch", metavar="FILE.jsonl", help="每行一个问题的 JSONL 文件，- 为标准输入；逐行输出 JSON"),
]


def search(
    question: Question = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="最多返回多少条")] = 10,
    batch: Batch = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """只检索，不回答。 Retrieval only."""
    text = _one_of(question, batch)
    from app.answering.question import checked
    from app.contract import hits_json
    from app.settings import load_settings
    from index import make_embedder, open_index

    with Terminal(as_json=as_json or batch is not None, language=lang) as terminal:
        folder = home_directory(home)
        with closing(open_index(folder, make_embedder(load_settings(folder).index))) as index:
            if batch is not None:
                _run_batch(terminal, batch, lambda item: hits_json(index.search(checked(item.question), k=k)))
                return
            hits = index.search(checked(text), k=k)
        if as_json:
            terminal.document(hits_json(hits))
        else:
            _show_hits(terminal, hits)


def ask(
    question: Question = None,
    engine: EngineName = None,
    as_of: Annotated[
        date | None, typer.Option("--as-of", metavar="DATE", parser=day, help="按这一天的有效文件回答")
    ] = None,
    document: Annotated[str | None, typer.Option("--document", metavar="ID", help="只依据这一份文件")] = None,
    batch: Batch = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """回答一个问题，并给出条款依据。 One answer with its clauses."""
    text = _one_of(question, batch)
    from app.assembly import open_assistant
    from app.cli.reply import show_stream
    from app.contract import reply_json
    from app.settings import load_settings

    with Terminal(as_json=as_json or batch is not None, language=lang) as terminal:
        settings = load_settings(home_directory(home))
        with closing(open_assistant(settings, engine=engine)) as assistant:
            for warning in assistant.index.warnings:
                terminal.note(warning.message)
            if batch is not None:
                _run_batch(
                    terminal,
                    batch,
                    lambda item: reply_json(
                        assistant.ask(item.question, history=item.history, as_of=as_of, document=document)
                    ),
                )
            elif as_json:
                terminal.document(reply_json(assistant.ask(text, as_of=as_of, document=document)))
            else:
                show_stream(terminal, assistant.stream(text, as_of=as_of, document=document))


def _one_of(question: str | None, batch: Path | None) -> str:
    if (question is None) == (batch is None):
        raise WrongUse("请给出一个问题，或者用 --batch 给出一个问题文件，二者只能取一。")
    return question or ""


def _run_batch(terminal: Terminal, batch: Path, answer: "Callable[[Item], Json]") -> None:
    from app.cli.batch import opened, run

    failed = False
    with opened(batch) as lines:
        for record in run(lines, answer):
            terminal.record(record)
            failed = failed or "error" in record
    if failed:
        raise typer.Exit(1)


def _show_hits(terminal: Terminal, hits: "tuple[Hit, ...]") -> None:
    if not hits:
        terminal.say(terminal.words("no_hits"))
    for rank, hit in enumerate(hits, start=1):
        terminal.say(f"{rank}. {hit.clause.label or hit.clause.id}", style="bold")
        terminal.say(*(f"   {s.text}" for s in hit.sentences[:2]))
        status = terminal.words(str(hit.document.status))
        terminal.say(f"   {hit.document.title} · {status} · {hit.clause.id} · {hit.score:.3f}", style="dim")
