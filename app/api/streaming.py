"""An answer as server-sent events: ``direct`` first, then ``wording`` for each checked sentence, ``finished`` last."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing

from app.answering.answer import Direct, Finished, Reply, Wording
from app.api.faults import classified
from app.contract import Json, reply_json
from app.contract.values import error_json
from app.desk import Loading, Progress
from app.desk.lookup import broken_off
from corpus import PolicyQAError

_SILENCE = 15.0  # seconds after which a comment tells proxies that the connection lives


async def as_events(progress: AsyncGenerator[Progress, None], first: Progress) -> AsyncGenerator[bytes, None]:
    """The lines of the stream. ``first`` has been taken off ``progress`` already; closing frees the model."""
    reply: Reply | None = None
    event: Progress | None = first
    try:
        async with aclosing(_with_pauses(progress)) as events:
            while True:
                reply = event.reply if isinstance(event, Direct | Finished) else reply
                yield b": waiting\n\n" if event is None else _line(*_told(event, reply))
                event = await anext(events)
    except StopAsyncIteration:
        pass
    except PolicyQAError as error:
        yield _line("error", error_json(classified(error)[1], str(error)))


async def _with_pauses(progress: AsyncGenerator[Progress, None]) -> AsyncGenerator[Progress | None, None]:
    """The same events, and ``None`` wherever there is none for a while. Closing closes ``progress``."""
    pending: asyncio.Task[Progress | None] | None = None
    try:
        while True:
            pending = pending or asyncio.create_task(_next(progress))
            done, _ = await asyncio.wait({pending}, timeout=_SILENCE)
            if not done:
                yield None
                continue
            event, pending = pending.result(), None
            if event is None:
                return
            yield event
    finally:
        if pending is not None:
            pending.cancel()
            await asyncio.wait({pending})
        await progress.aclose()


async def _next(progress: AsyncGenerator[Progress, None]) -> Progress | None:
    """The next event, ``None`` at the end."""
    return await anext(progress, None)


def _told(event: Progress, reply: Reply | None) -> tuple[str, Json]:
    """The name and the data of an event. Raises PolicyQAError where the answer broke off before there was any."""
    match event:
        case Loading():
            return "loading", {}
        case Wording(text):
            return "wording", {"text": text}
        case Direct(direct):
            return "direct", reply_json(direct)
        case Finished(finished):
            return "finished", reply_json(finished)
        case _:
            return "finished", reply_json(broken_off(reply, event))


def _line(name: str, data: Json) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
