"""The audit log: the command that reads it, and what the commands that change the library write into it."""

from collections import deque
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.accounts import operator
from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from index import SyncReport


def audit(
    last: Annotated[int, typer.Option("--last", min=1, help="最近多少条")] = 100,
    user: Annotated[str | None, typer.Option("--user", help="只看一个用户", show_default=False)] = None,
    action: Annotated[
        str | None, typer.Option("--action", help="只看一类操作，如 document.remove", show_default=False)
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """查看审计日志：谁在何时登录、上传、删除、核对、改账号。 Read the audit log."""
    from dataclasses import asdict

    from app.access.audit import Audit, Entry

    with Terminal(as_json=as_json, language=lang) as terminal:
        kept: deque[Entry] = deque(maxlen=last)
        for entry in Audit(home_directory(home)).entries():
            if not isinstance(entry, Entry):
                terminal.note(terminal.words("torn_line").format(file=entry.file, line=entry.line))
            elif user in (None, entry.user) and action in (None, entry.action):
                kept.append(entry)
        if as_json:
            terminal.document({"entries": [asdict(entry) for entry in kept]})
            return
        for entry in kept:
            terminal.say("  ".join(_one_line(v) for v in asdict(entry).values() if v))
        if not kept:
            terminal.say(terminal.words("no_entries"))


def record_sync(home: Path, report: "SyncReport") -> None:
    """Write down what a sync added, changed and removed, a line each; nothing where it found nothing to do."""
    from app.access.audit import Action, Audit

    for status in ("added", "changed", "removed"):
        names = [PurePath(d.path).name for d in report.documents if d.status == status]
        if names:
            Audit(home).record(operator(), Action.SYNC, f"{status} {len(names)}: {', '.join(names)}")


def _one_line(text: str) -> str:
    return text.replace("\n", "\\n").replace("\t", "\\t")
