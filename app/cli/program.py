"""The program: its commands, its plug-ins, and how it ends."""

import io
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points

import typer
from typer.models import TyperInfo

from app.cli import (
    accounts,
    failure,
    health,
    history,
    library,
    log,
    matching,
    model,
    questions,
    removal,
    revision,
    service,
    tokens,
    versions,
)
from app.cli.terminal import Terminal
from app.plugins import PLUGINS

program = typer.Typer(
    name="policyqa",
    help="离线政策问答：没有条款就没有数字。 Offline answers from policy documents: no number without its clause.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    library.sync,
    library.parse,
    library.quantities,
    library.benefits,
    versions.add,
    removal.remove,
    versions.documents,
    revision.diff,
    questions.search,
    questions.ask,
    matching.match,
    service.serve,
    service.mcp,
    health.doctor,
    log.audit,
    history.history,
):
    program.command()(_command)
program.add_typer(model.group, name="model")
program.add_typer(accounts.group, name="user")
program.add_typer(tokens.group, name="token")

_OWN = {
    "sync",
    "parse",
    "quantities",
    "benefits",
    "add",
    "remove",
    "documents",
    "diff",
    "search",
    "ask",
    "match",
    "serve",
    "mcp",
    "doctor",
    "model",
    "user",
    "token",
    "audit",
    "history",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 it does not hold, 2 wrong use or cannot run, 130 stopped."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show Chinese shows its code points
            stream.reconfigure(errors="backslashreplace")
    try:
        _add_plugins(argv)
        # A group without a command shows its help, as it does with --help; the parser alone would make an error of it.
        groups = {g.name for g in program.registered_groups if not _does_without(g)}
        asked = argv if argv and not (len(argv) == 1 and argv[0] in groups) else [*argv, "--help"]
        result = program(asked, prog_name="policyqa", standalone_mode=False)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone; nobody is left to tell
        return 1
    except SystemExit as exc:  # how the parser and the console leave when a pipe breaks
        return exc.code if isinstance(exc.code, int) else 1
    except Exception as exc:  # the program's border: a sentence and an exit code, never a traceback
        if failure.debugging():
            raise
        return _fail(exc, as_json="--json" in argv)
    return result if isinstance(result, int) else 0


def _does_without(group: TyperInfo) -> bool:
    """Whether a group does something without a command."""
    callback = group.typer_instance.registered_callback if group.typer_instance is not None else None
    return callback is not None and bool(callback.invoke_without_command)


def _fail(error: Exception, *, as_json: bool) -> int:
    message = failure.sentence(error)
    with Terminal(as_json=as_json) as terminal:
        if as_json:
            terminal.record({"error": message})
        terminal.note(message)
    return 2


def _add_plugins(argv: Sequence[str]) -> None:
    """Load other packages' commands, but only where one may be meant: looking them up costs a tenth of a second."""
    if next((a for a in argv if not a.startswith("-")), None) in _OWN:
        return
    known = {group.name for group in program.registered_groups}
    for point in entry_points(group=PLUGINS):
        if point.name not in known:
            program.add_typer(point.load(), name=point.name)
