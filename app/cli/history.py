"""The command for whoever revises the documents: which kept answers rest on clauses that have changed since."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from app.records import Change, Exchange

Affected = tuple["Exchange", tuple["Change", ...]]


def history(
    changed: Annotated[bool, typer.Option("--changed", help="只列引用的条款在回答之后有变化的")] = False,
    forget: Annotated[
        str | None,
        typer.Option("--forget", metavar="NAME", help="删除一个账号的全部对话和反馈（“本机”是不用账号时的用户）"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """列出网页存下的问答，以及引用的条款哪些已经变了；不显示是谁问的。 Kept answers whose clauses changed."""
    from app.access import Role, User
    from app.records.records import open_records
    from app.settings import load_settings

    with Terminal(as_json=as_json, language=lang) as terminal:
        folder = home_directory(home)
        days = load_settings(folder).server.history_days
        with open_records(folder, days=days) as records:
            if forget is not None:
                count = records.delete_all(User(forget, Role.READER))
                if as_json:
                    terminal.document({"forgotten": forget, "conversations": count})
                else:
                    terminal.say(terminal.words("history_forgotten").format(forget, count))
                return
            kept = [exchange for _, exchange in records.everything()]
        found = _compared(folder, kept)
        show(terminal, [a for a in found if a[1]] if changed else found, total=len(kept))


def _compared(home: "Path", kept: "list[Exchange]") -> list[Affected]:
    """Every kept answer with those of its citations that are no longer as they were."""
    from functools import cache

    from app.records import changes
    from corpus import ParsedDocument
    from index.library import open_library

    if not kept:
        return []
    with open_library(home) as library:

        @cache
        def today(document_id: str) -> ParsedDocument | None:
            return library.parsed(document_id) if library.document(document_id) is not None else None

        return [(e, tuple(c for c in changes(e.reply, today) if c.to_tell)) for e in kept]


def show(terminal: Terminal, answers: list[Affected], *, total: int) -> None:
    """The answers, oldest first, each with what has become of its clauses."""
    if terminal.as_json:
        terminal.document({"answers": [_json(*a) for a in answers]})
        return
    words = terminal.words
    affected = sum(bool(c) for _, c in answers)
    if not total:
        terminal.say(words("history_none"))
        return
    terminal.say(
        words("history_counted").format(total, affected) if affected else words("history_unchanged").format(total)
    )
    for exchange, found in answers:
        terminal.say("", f"{exchange.asked:%Y-%m-%d %H:%M}  {exchange.inquiry.question}", style="bold")
        for change in found:
            fate = words("status_changed") if change.fate == "same" else words(f"fate_{change.fate}")
            terminal.say(f"  [{change.key}] {fate}  {change.citation.document.title}  {change.citation.clause.label}")


def _json(exchange: "Exchange", found: "tuple[Change, ...]") -> dict[str, object]:
    return {
        "asked": exchange.asked.isoformat(timespec="seconds"),
        "question": exchange.inquiry.question,
        "generation": exchange.generation,
        "changes": [
            {
                "key": c.key,
                "document": c.citation.document.id,
                "clause": c.citation.clause.id,
                "label": c.citation.clause.label,
                "quote": c.citation.quote,
                "fate": str(c.fate),
                "now": c.now.id if c.now is not None else None,
                "quoted": c.at is not None,
                "status_changed": c.replaced,
            }
            for c in found
        ],
    }
