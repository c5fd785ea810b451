"""Where a command writes: one JSON document or readable text on stdout, everything else on stderr."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, redirect_stdout
from typing import TYPE_CHECKING, Literal, Self, TextIO

from app.cli.words import Words

if TYPE_CHECKING:
    from rich.console import Console

# C0 and C1 controls, bidirectional overrides and isolates: a document's or a file's name must not steer the terminal.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without characters that steer a terminal; lone surrogates are shown escaped."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def reserved_stdout() -> Iterator[TextIO]:
    """Standard output for the caller alone; what a library prints meanwhile, in Python or in C, goes to stderr."""
    sys.stdout.flush()
    with ExitStack() as stack:
        try:
            replaced = sys.stdout.fileno() != 1
        except OSError:  # a stream without a file, as tests use
            replaced = True
        if replaced:
            stream = sys.stdout
        else:
            saved = os.dup(1)
            stream = stack.enter_context(
                os.fdopen(saved, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
            )
            stack.callback(os.dup2, saved, 1)
            os.dup2(2, 1)
        stack.enter_context(redirect_stdout(sys.stderr))
        yield stream


class Terminal:
    """The two outputs of a command. Use it as a context manager around everything that the command does."""

    def __init__(self, *, as_json: bool = False, language: Literal["zh", "en"] | None = None) -> None:
        self.as_json = as_json
        self.words = Words(language)
        self._stack = ExitStack()
        self._stdout: TextIO = sys.stdout
        self._console: Console | None = None

    def __enter__(self) -> Self:
        if self.as_json:
            self._stdout = self._stack.enter_context(reserved_stdout())
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def document(self, value: dict[str, object]) -> None:
        """Write the command's one JSON document."""
        self._write(json.dumps(value, ensure_ascii=False, indent=2))

    def record(self, value: dict[str, object]) -> None:
        """Write one JSON object as one line, at once."""
        self._write(json.dumps(value, ensure_ascii=False))

    def say(self, *lines: str, style: str = "") -> None:
        """Write lines of readable text to stdout, with nothing in them taken as markup."""
        for line in lines:
            self.console.print(printable(line), style=style or None)

    def note(self, line: str) -> None:
        """Write a line to stderr that is no part of the result."""
        sys.stderr.write(printable(line) + "\n")

    def waiting(self, message: str) -> AbstractContextManager[object]:
        """Show on a terminal that something takes its time, for as long as the context is open."""
        if not sys.stderr.isatty():
            return nullcontext()
        from rich.console import Console

        return Console(stderr=True).status(message)

    @property
    def console(self) -> "Console":
        """A console on stdout that neither wraps lines for a pipe nor reads markup in documents' text."""
        if self._console is None:
            from rich.console import Console

            console = Console(file=self._stdout, markup=False, highlight=False, emoji=False, soft_wrap=True)
            if not console.is_terminal:
                console.width = 400
            self._console = console
        return self._console

    def _write(self, text: str) -> None:
        self._stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
        self._stdout.flush()
