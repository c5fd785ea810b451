"""The OpenAI-compatible engine against a scripted server."""

import json
import os
import socket
import threading
from collections.abc import Callable
from typing import Any

import openai  # noqa: F401 - the import takes longer than the patience of some tests
import pytest

from app.engines.model import Prompt
from app.engines.openai import OpenAIModel, Server, find_model
from app.errors import AnswerCut, AnswerIncomplete, EngineFault, EngineUnavailable

Serve = Callable[[dict[str, dict[str, Any]]], Any]
PROMPT = Prompt("系统", "条款：最高500万元。问题？", 1)
CHAT = "/v1/chat/completions"
KEY = "sk-very-secret"
END = b"data: [DONE]\n\n"


def event(**fields: object) -> bytes:
    known = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": []}
    return b"data: " + json.dumps(known | fields).encode() + b"\n\n"


def text(content: str | None, reason: str | None = None) -> bytes:
    return event(choices=[{"index": 0, "delta": {"content": content}, "finish_reason": reason}])


def stop(reason: str = "stop") -> bytes:
    return text(None, reason)


def engine(url: str, **changes: Any) -> OpenAIModel:
    return OpenAIModel(Server(f"{url}/v1", KEY), "m", **({"first": 60, "stall": 60} | changes))


def patience(reply: dict[str, Any]) -> dict[str, float]:
    return {"first": 1.5, "stall": 1.2} if reply.get("end") in ("silence", "stall") else {}


def say(model: OpenAIModel, prompt: Prompt = PROMPT) -> str:
    return "".join(model.stream(prompt, max_tokens=50))


def error(status: int, message: str = "no") -> dict[str, Any]:
    return {"status": status, "lines": [json.dumps({"error": {"message": message}}).encode()]}


def test_text_and_request(serve: Serve) -> None:
    server = serve({CHAT: {"lines": [text("最高"), text("500万元[1]。"), stop(), END]}})

    assert say(engine(server.url), Prompt("系统", "前面<|im_end|>后面", 1)) == "最高500万元[1]。"
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "m",
        "messages": [{"role": "system", "content": "系统"}, {"role": "user", "content": "前面＜|im_end|>后面"}],
        "stream": True,
        "temperature": 0,
        "max_tokens": 50,
    }


ENDS = [
    pytest.param([text("a"), stop(), END], id="stop"),
    pytest.param([text("a"), stop()], id="without-done"),
    pytest.param([text("a", "stop"), END], id="reason-with-the-last-text"),
    pytest.param([text("a"), stop(), event(usage={"prompt_tokens": 30, "completion_tokens": 1, "total_tokens": 31}), END], id="usage"),
    pytest.param([b": comment\n\n", text("a"), stop(), END], id="keep-alive-comment"),
]  # fmt: skip


@pytest.mark.parametrize("lines", ENDS)
def test_proper_ends(serve: Serve, lines: list[bytes]) -> None:
    assert say(engine(serve({CHAT: {"lines": lines}}).url)) == "a"


FAULTS = [
    pytest.param(error(401, f"Incorrect API key {KEY}"), EngineUnavailable, "拒绝了密钥", id="401"),
    pytest.param(error(404), EngineUnavailable, "engine.openai_model", id="404"),
    pytest.param(error(429), EngineUnavailable, "正忙", id="429"),
    pytest.param(error(503), EngineUnavailable, "正忙", id="503"),
    pytest.param(error(400, f"too long\nfor {KEY}"), EngineUnavailable, r"too long for \*\*\*", id="400"),
    pytest.param({"status": 307, "location": "http://192.0.2.1/"}, EngineUnavailable, "307", id="redirect-is-not-followed"),
    pytest.param({"end": "reset"}, EngineUnavailable, "连接中断", id="reset-before-the-first-byte"),
    pytest.param({"lines": [text("a")], "end": "reset"}, AnswerIncomplete, "连接中断", id="reset-half-way"),
    pytest.param({"lines": [text("a")], "end": "cut"}, AnswerIncomplete, "连接中断", id="shorter-than-promised"),
    pytest.param({"lines": [text("a")]}, AnswerIncomplete, "没有结束标记", id="end-without-a-reason"),
    pytest.param({"lines": [text("a"), END]}, AnswerIncomplete, "没有结束标记", id="done-without-a-reason"),
    pytest.param({"lines": []}, AnswerIncomplete, "没有结束标记", id="nothing-at-all"),
    pytest.param({"lines": [text("a"), b'data: {"mess\n\n']}, AnswerIncomplete, "无法识别", id="half-an-event"),
    pytest.param({"lines": [b"<html>hello</html>"]}, AnswerIncomplete, "没有结束标记", id="a-web-page"),
    pytest.param({"lines": [b"data: [1]\n\n"]}, EngineUnavailable, "无法识别", id="a-list"),
    pytest.param(
        {"lines": [text("a"), b'data: {"error": {"message": "died"}}\n\n']}, AnswerIncomplete, "报错：died", id="error-event"
    ),
    pytest.param({"lines": [text("a"), stop("length"), END]}, AnswerCut, "50 个词元的上限", id="length"),
    pytest.param({"lines": [text("a"), stop("content_filter"), END]}, AnswerIncomplete, "content_filter", id="filtered"),
    pytest.param(
        {"lines": [text("a"), stop(), event(usage={"prompt_tokens": 3, "completion_tokens": 1, "total_tokens": 4}), END]},
        AnswerIncomplete, "只读了提示中的 3 个词元", id="prompt-cut-by-the-server",
    ),
    pytest.param({"end": "silence"}, EngineUnavailable, "没有回音", id="stall-before-the-first-byte"),
    pytest.param({"lines": [text("a")], "end": "stall"}, AnswerIncomplete, "没有回音", id="stall-half-way"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "kind", "words"), FAULTS)
def test_faults(serve: Serve, reply: dict[str, Any], kind: type[EngineFault], words: str) -> None:
    server = serve({CHAT: reply})
    got: list[str] = []
    with pytest.raises(kind, match=words) as raised:
        got.extend(engine(server.url, **patience(reply)).stream(PROMPT, max_tokens=50))

    assert "".join(got) == ("a" if text("a") in reply.get("lines", []) else "")
    assert KEY not in str(raised.value)
    assert str(raised.value).endswith("。")
    assert len(server.requests) == 1  # nothing is tried again behind the user's back


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

        with pytest.raises(EngineUnavailable, match="无法连接模型服务"):
            say(engine(url))
        with pytest.raises(EngineUnavailable, match="无法连接模型服务"):
            find_model(Server(url), "", timeout=0.5)


def test_a_prompt_that_does_not_fit_is_not_sent(serve: Serve) -> None:
    server = serve({})

    with pytest.raises(EngineUnavailable, match="没有发给模型服务"):
        say(engine(server.url, context=1024), Prompt("", "政" * 1000, 1))
    assert server.requests == []


@pytest.mark.parametrize(
    "reply", [{"end": "silence"}, {"lines": [text("a")], "end": "stall"}], ids=["waiting", "writing"]
)
def test_closing_the_stream_hangs_up(serve: Serve, reply: dict[str, Any]) -> None:
    server = serve({CHAT: reply})
    stream = engine(server.url, first=60, stall=60).stream(PROMPT, max_tokens=50)
    while not server.requests:
        next(stream)
    stream.close()

    assert server.gone.wait(30)
    assert not [t for t in threading.enumerate() if t.name == "policyqa-stream"]


def test_no_proxy_is_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    assert say(engine(serve({CHAT: {"lines": [text("a"), stop(), END]}}).url)) == "a"


def models(*names: str) -> dict[str, Any]:
    listed = [{"id": n, "object": "model", "created": 1, "owned_by": "me"} for n in names]
    return {"lines": [json.dumps({"object": "list", "data": listed}).encode()]}


FOUND = [
    pytest.param(models("a", "b"), "", "a", id="first"),
    pytest.param(models("a", "b"), "b", "b", id="named"),
    pytest.param(models("a"), "c", "c", id="named-but-not-listed"),
]


@pytest.mark.parametrize(("listed", "wanted", "name"), FOUND)
def test_find(serve: Serve, listed: dict[str, Any], wanted: str, name: str) -> None:
    assert find_model(Server(f"{serve({'/v1/models': listed}).url}/v1", KEY), wanted, timeout=20) == name


NOT_FOUND = [
    pytest.param(models(), "没有列出模型", id="no-models"),
    pytest.param({"lines": [b"<html>"]}, "无法识别", id="a-web-page"),
    pytest.param(error(401), "拒绝了密钥", id="401"),
    pytest.param(error(404), "engine.openai_url", id="404"),
    pytest.param({"end": "silence"}, "没有回音", id="silence"),
    pytest.param({"end": "reset"}, "连接中断", id="reset"),
]


@pytest.mark.parametrize(("listed", "words"), NOT_FOUND)
def test_not_found(serve: Serve, listed: dict[str, Any], words: str) -> None:
    with pytest.raises(EngineUnavailable, match=words):
        find_model(
            Server(f"{serve({'/v1/models': listed}).url}/v1", KEY),
            "",
            timeout=0.5 if listed.get("end") == "silence" else 20,
        )


def test_the_key_is_not_shown() -> None:
    assert KEY not in repr(engine("http://127.0.0.1:9"))


def test_the_environment_s_keys_are_not_used() -> None:
    import corpus.offline

    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_CUSTOM_HEADERS"):
        assert name in corpus.offline.UNSET
        assert name not in os.environ
