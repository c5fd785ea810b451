"""A named model that is missing takes no answer away, and is used as soon as it is there."""

import asyncio
from collections.abc import Generator
from pathlib import Path

import pytest

from app.answering.answer import Answer
from app.cli import main
from app.desk import Inquiry, final_reply
from app.desk.awaited import Awaited
from app.desk.opening import make_desk
from app.engines.model import Prompt
from app.errors import EngineUnavailable
from app.settings import load_settings

POLICY = "某市支持办法\n一、奖励\n对被评定为省级节能示范的项目给予60万元奖励。\n"


class Model:
    engine, model = "ollama", "qwen"

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        del prompt, max_tokens
        yield "好"

    def close(self) -> None:
        pass


def test_it_is_looked_for_with_each_question_until_it_is_there() -> None:
    tries = iter([EngineUnavailable("没有启动；请先启动。"), Model()])

    def find() -> Model:
        found = next(tries)
        if isinstance(found, Exception):
            raise found
        return found

    awaited, prompt = Awaited("ollama", find), Prompt("系统", "问", 1)
    with pytest.raises(EngineUnavailable):
        list(awaited.stream(prompt, max_tokens=5))
    assert (awaited.engine, awaited.model) == ("ollama", "")
    assert list(awaited.stream(prompt, max_tokens=5)) == ["好"]
    assert awaited.model == "qwen"
    assert list(awaited.stream(prompt, max_tokens=5)) == ["好"]  # found once


def test_without_the_named_model_the_page_answers_from_the_text_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "policy.txt").write_text(POLICY, encoding="utf-8")
    assert main(["sync", str(tmp_path / "policy.txt"), "--home", str(tmp_path)]) == 0
    desk = make_desk(load_settings(tmp_path), "embedded", for_people=False)  # its file is not there
    desk.loader.start()
    reply = asyncio.run(final_reply(desk, Inquiry("省级节能示范项目奖励多少？"), session="s"))
    desk.loader.close()
    assert isinstance(reply, Answer)
    assert "60万元" in reply.direct
    assert "policyqa model pull" in (reply.incomplete or "")
