"""A kept conversation as a file: complete, faithful, and for its user alone."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.access import Role, User, with_user
from app.contract import reply_json
from app.desk import Inquiry
from app.records import Exchange, Keeper
from app.ui.asking.routes import ROUTES, conversation_routes

LI, WANG = User("李", Role.READER), User("王", Role.EDITOR)


@pytest.fixture
def keeper(tmp_path: Path, samples: ModuleType) -> Iterator[Keeper]:
    made = Keeper(tmp_path, days=90)
    answer = replace(samples.reward(), model="qwen", engine="embedded")
    first = Exchange(Inquiry(samples.ASK_REWARD, as_of=date(2026, 1, 1)), answer, said="改*写。", generation="gen-7")
    made.records().keep(LI, first, conversation="c1")
    made.records().keep(LI, Exchange(Inquiry("个人呢？"), samples.refusal()), conversation="c1")
    made.records().rename(LI, "c1", "热线/设备 #1")
    yield made
    made.close()


def get(keeper: Keeper, user: User, path: str) -> tuple[int, dict[str, str], str]:
    app = Starlette(routes=conversation_routes(keeper))

    async def known(scope: Scope, receive: Receive, send: Send) -> None:
        await app(with_user(scope, user), receive, send)

    reply = TestClient(known).get(path)
    return reply.status_code, dict(reply.headers), reply.text


def test_json_has_what_the_command_line_gives(keeper: Keeper, samples: ModuleType) -> None:
    status, headers, text = get(keeper, LI, "/conversations/c1.json")
    assert (status, headers["content-type"]) == (200, "application/json")
    assert headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%E7%83%AD%E7%BA%BF%2F%E8%AE%BE%E5%A4%87%20%231.json"
    )
    told = json.loads(text)
    assert told["conversation"] == {"id": "c1", "title": "热线/设备 #1"}
    first, second = told["exchanges"]
    answer = reply_json(replace(samples.reward(), model="qwen", engine="embedded"))
    assert first["reply"] == json.loads(json.dumps(answer))
    assert (first["generation"], first["as_of"], first["wording"]) == ("gen-7", "2026-01-01", "改*写。")
    assert second["reply"]["refused"] is True


def test_markdown_has_question_answer_clauses_generation_and_model(keeper: Keeper, samples: ModuleType) -> None:
    _, headers, text = get(keeper, LI, "/conversations/c1.md")
    assert headers["content-type"].startswith("text/markdown")
    for part in (
        "# 热线/设备 \\#1", samples.ASK_REWARD, samples.REWARD, "第二部分（一）", "征求意见稿", "按2026年1月1日有效的文件回答",
        "改\\*写。", "索引 gen-7", "模型 qwen", "文件没有回答：", "没有使用语言模型",
    ):  # fmt: skip
        assert part in text


@pytest.mark.parametrize(
    ("user", "path"),
    [
        pytest.param(WANG, "/conversations/c1.json", id="another-users"),
        pytest.param(LI, "/conversations/c2.md", id="unknown"),
    ],
)
def test_nobody_gets_what_is_not_his(keeper: Keeper, user: User, path: str) -> None:
    status, headers, text = get(keeper, user, path)
    assert status == 404
    assert headers["content-type"].startswith("text/plain")
    assert "没有这段对话" in text


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        pytest.param("/conversations/aB-_9.md", True, id="as-we-name-them"),
        pytest.param("/conversations/a.json", True, id="json"),
        pytest.param("/conversations/a.html", False, id="no-other-form"),
        pytest.param("/conversations/../records.sqlite3", False, id="no-way-out"),
        pytest.param("/conversations/.md", False, id="no-name"),
    ],
)
def test_what_the_guard_lets_through(path: str, taken: bool) -> None:
    assert any(re.fullmatch(route.pattern, path) for route in ROUTES) is taken
