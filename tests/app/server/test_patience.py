"""Connections and bodies that never come to an end, and those that take their time for a reason."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send

from app.server import answer, patience
from app.server.answer import Limited
from app.server.patience import Impatient

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def slow(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(1.0)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def served(talk: Callable[[Callable[[], Awaitable[Streams]]], Awaitable[None]]) -> None:
    """Talk to a server whose answers take longer than its patience."""

    async def run() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            config = uvicorn.Config(slow, http=Impatient, lifespan="off", log_level="critical", timeout_keep_alive=60)
            server = uvicorn.Server(config)
            task = asyncio.create_task(server.serve(sockets=[listening]))
            while not server.started:
                await asyncio.sleep(0.01)
            await talk(lambda: asyncio.open_connection(*listening.getsockname()))
            server.should_exit = True
            await task

    asyncio.run(run())


async def answered(streams: Streams) -> bytes:
    streams[1].write(HEAD + b"\r\n")
    return await asyncio.wait_for(streams[0].readuntil(b"ok"), 20)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        pytest.param(False, b"", id="silent"),
        pytest.param(False, HEAD, id="half-a-head"),
        pytest.param(True, HEAD, id="half-a-second-head"),
    ],
)
def test_who_says_nothing_is_hung_up_on(monkeypatch: pytest.MonkeyPatch, before: bool, said: bytes) -> None:
    monkeypatch.setattr(patience, "HEAD_PATIENCE", 0.3)

    async def talk(connect: Callable[[], Awaitable[Streams]]) -> None:
        streams = await connect()
        if before:
            await answered(streams)
        streams[1].write(said)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(streams[0].readexactly(1), 20)
        streams[1].close()

    served(talk)


def test_who_waits_for_an_answer_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEAD_PATIENCE", 0.3)

    async def talk(connect: Callable[[], Awaitable[Streams]]) -> None:
        streams = await connect()
        for _ in range(2):
            assert (await answered(streams)).startswith(b"HTTP/1.1 200")
        streams[1].close()

    served(talk)


@pytest.mark.parametrize(
    ("pieces", "kinds"),
    [
        pytest.param([(b"a", 0.0), (b"b", 0.0)], ["http.request", "http.request", "http.disconnect"], id="at-once"),
        pytest.param([(b"a", 0.0), (b"b", 30.0)], ["http.request", "http.disconnect"], id="trickle"),
        pytest.param([(b"a" * 9, 0.0)], ["http.disconnect"], id="too-large"),
    ],
)
def test_a_body_has_its_time(
    monkeypatch: pytest.MonkeyPatch, pieces: list[tuple[bytes, float]], kinds: list[str]
) -> None:
    monkeypatch.setattr(answer, "_BODY_PATIENCE", 0.2)
    left = [*pieces]

    async def receive() -> Message:
        if not left:  # the body has come; what follows is the caller's leaving, however late
            await asyncio.sleep(0.5)
            return {"type": "http.disconnect"}
        body, pause = left.pop(0)
        await asyncio.sleep(pause)
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    async def read() -> list[str]:
        limited, seen = Limited(receive, 8), list[str]()
        while not seen or seen[-1] != "http.disconnect":
            seen.append((await limited())["type"])
        return seen

    assert asyncio.run(read()) == kinds
