"""One account that asks in many sessions leaves room for the others."""

import asyncio
from collections.abc import AsyncGenerator
from types import ModuleType

import pytest

from app.answering.answer import Direct, Finished
from app.desk import Desk, Inquiry, Loader, Opened, Progress
from app.desk.scripted import ScriptedAssistant
from app.errors import Overloaded


@pytest.mark.parametrize(
    ("asker", "taken"),
    [
        pytest.param("wang", 3, id="one-account-half-of-the-room"),
        pytest.param("", 6, id="who-sits-at-this-machine-all-of-it"),
    ],
)
def test_nobody_takes_all_of_the_room(samples: ModuleType, asker: str, taken: int) -> None:
    reward = samples.reward()
    assistant = ScriptedAssistant({"问": [Direct(reward), 0.2, Finished(reward)]})
    desk = Desk(Loader(lambda: Opened(assistant, lambda: ())), speakers=2, queue=4, question_limit=50)

    async def begun(session: str, of: str) -> AsyncGenerator[Progress, None] | None:
        stream = desk.ask(Inquiry("问"), session=session, asker=of)
        try:
            while not isinstance(await anext(stream), Direct):
                pass
        except Overloaded as error:
            if not error.personal:
                raise
            return None
        return stream

    async def run() -> None:
        open_ = [await begun(f"s{n}", asker) for n in range(6)]
        held = [stream for stream in open_ if stream is not None]
        assert len(held) == taken
        again = await begun("s0", asker)  # another question in the same session takes the place of the first
        other = await begun("t", "li")
        assert again is not None
        assert other is not None
        for stream in (*held, again, other):
            await stream.aclose()
        assert await begun("u", asker) is not None  # what has ended holds no room

    asyncio.run(run())
