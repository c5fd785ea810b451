"""The llama.cpp worker: a process of its own, so that a crash of native code takes nobody with it.

It reads commands from its standard input and writes events to its standard output, and ends when the input does,
which is when the application closes it or dies. Usage: ``python -P -m app.engines.worker MODEL CONTEXT THREADS``.
"""

import os
import select
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path

from app.engines.llama import Llama, LlamaFault
from app.engines.protocol import Cancel, Command, Ended, Event, Failed, Generate, Reading, Ready, Text, decode, encode

_ORPHAN_CHECK = 5.0  # seconds between two looks at whether the parent still lives


class Channel:
    """Commands in, events out. Raises EOFError when the application is gone."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._parent = os.getppid()
        self._rest = b""
        self._commands: deque[Command] = deque()

    def send(self, event: Event) -> None:
        """Write one event, whole."""
        data = encode(event)
        try:
            while data:
                data = data[os.write(self._outgoing, data) :]
        except BrokenPipeError as exc:
            raise EOFError from exc

    def next(self) -> Command:
        """The next command, waiting for it."""
        while not self._commands:
            self._fill(_ORPHAN_CHECK)
        return self._commands.popleft()

    def cancelled(self, generation: int) -> bool:
        """Whether the application has cancelled it by now."""
        self._fill(0)
        return any(isinstance(c, Cancel) and c.id == generation for c in self._commands)

    def _fill(self, timeout: float) -> None:
        while select.select([self._incoming], [], [], timeout)[0]:
            data = os.read(self._incoming, 1 << 16)
            if not data:
                raise EOFError
            *lines, self._rest = (self._rest + data).split(b"\n")
            messages = [decode(line) for line in lines]
            self._commands.extend(m for m in messages if isinstance(m, Generate | Cancel))
            timeout = 0
        if os.getppid() != self._parent:  # a forked sibling may hold the pipe open after the parent's death
            raise EOFError


def generate(llama: Llama, command: Generate, channel: Channel) -> Ended:
    """Answer one prompt, looking between tokens and batches whether it is still wanted."""
    prompt = llama.tokens(command.system, command.user)
    reused = llama.reusable(prompt)
    if len(prompt) + command.max_tokens > llama.context:
        return Ended(command.id, "too_long", len(prompt), 0, 0)
    try:
        reason, written = answer(llama, command, prompt, channel)
    except LlamaFault as fault:
        return Ended(command.id, "failed", len(prompt), reused, 0, str(fault))
    return Ended(command.id, reason, len(prompt), reused, written)


def answer(llama: Llama, command: Generate, prompt: list[int], channel: Channel) -> tuple[str, int]:
    """Read the prompt and write the answer to the channel; why it ended, and how many tokens were written."""
    for done in llama.read(prompt):
        channel.send(Reading(command.id, done))
        if channel.cancelled(command.id):
            return "cancelled", 0
    texts = llama.write(keys=command.keys, max_tokens=command.max_tokens)
    tokens = 0
    while True:
        try:
            text = next(texts)
        except StopIteration as ended:
            result: tuple[str, int] = ended.value
            return result
        tokens += 1
        if text:
            channel.send(Text(command.id, text))
        if channel.cancelled(command.id):
            return "cancelled", tokens


def serve(channel: Channel, path: Path, context: int, threads: int) -> None:
    """Load the model and answer until the application is gone."""
    try:
        llama = Llama(path, context, threads)
    except LlamaFault as fault:
        channel.send(Failed(str(fault)))
        return
    channel.send(Ready(llama.context))
    while True:
        command = channel.next()
        if isinstance(command, Generate):
            channel.send(generate(llama, command, channel))


def main() -> None:
    """Take over the standard streams, so that nothing that native code prints gets between the events."""
    outgoing = os.dup(1)
    os.dup2(2, 1)
    path, context, threads = sys.argv[1:]
    with suppress(EOFError):
        serve(Channel(0, outgoing), Path(path), int(context), int(threads))
    os._exit(0)  # llama.cpp's own clearing up at exit can crash, and there is nothing to save


if __name__ == "__main__":
    main()
