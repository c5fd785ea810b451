"""A worker process without a model, which does what the prompt's text says. Run as ``-m scripted_worker``."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.engines.protocol import Ended, Failed, Generate, Reading, Ready, Text
from app.engines.worker import Channel


def until_cancelled(channel: Channel, command: Generate) -> None:
    while not channel.cancelled(command.id):
        channel.send(Text(command.id, "…"))
        time.sleep(0.01)


def obey(channel: Channel, command: Generate) -> Ended:
    """Every word of the prompt is a verb, with a value after ``=`` where it needs one."""
    ending = "stop"
    said = 0
    for word in command.user.split():
        verb, _, value = word.partition("=")
        deeds: dict[str, Callable[[str], object]] = {
            "say": lambda text: channel.send(Text(command.id, text)),
            "stale": lambda _: channel.send(Text(command.id - 1, "from before")),
            "read": lambda tokens: channel.send(Reading(command.id, int(tokens))),
            "garbage": lambda _: os.write(1, b"llama_print: hello\n"),
            "half": lambda _: os.write(1, b'{"kind": "Te'),
            "segfault": lambda _: os.kill(os.getpid(), signal.SIGSEGV),
            "killed": lambda _: os.kill(os.getpid(), signal.SIGKILL),
            "exit": lambda code: os._exit(int(code)),
            "sleep": lambda seconds: time.sleep(float(seconds)),
            "until-cancelled": lambda _: until_cancelled(channel, command),
        }
        said += verb == "say"
        if verb == "end":
            ending = value
        else:
            deeds.get(verb, lambda _: None)(value)
    return Ended(command.id, ending, 7, 3, said, "the reason")


def main() -> None:
    name = Path(sys.argv[1]).stem
    with Path(sys.argv[1]).with_name("starts").open("a") as starts:
        starts.write("x")
    channel = Channel(0, 1)
    if name == "unloadable":
        channel.send(Failed("unknown architecture"))
        return
    if name == "slow":
        time.sleep(90)
    channel.send(Ready(context=int(sys.argv[2])))
    try:
        while True:
            command = channel.next()
            if isinstance(command, Generate):
                channel.send(obey(channel, command))
    except EOFError:
        pass


main()
