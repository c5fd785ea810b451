"""The Ollama engine against a scripted server; the real server is in the file beside."""

import json
import os
import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest

from app.engines.model import Prompt
from app.engines.ollama import OllamaModel, ServedModel, find_model
from app.errors import AnswerCut, AnswerIncomplete, EngineFault, EngineUnavailable

Serve = Callable[[dict[str, dict[str, Any]]], Any]
PROMPT = Prompt("系统", "条款：最高500万元。问题？", 1)
LONG = Prompt("系统", "政策条款" * 300, 1)


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def text(content: str) -> bytes:
    return line(model="m", message={"role": "assistant", "content": content}, done=False)


def done(**fields: object) -> bytes:
    known = {"model": "m", "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
    return line(**(known | {"prompt_eval_count": 30} | fields))


def engine(url: str, **changes: Any) -> OllamaModel:
    served = changes.pop("served", ServedModel("m", 32768, thinks=False))
    return OllamaModel(url, served, **({"first": 60, "stall": 60} | changes))


def patience(reply: dict[str, Any]) -> dict[str, float]:
    return {"first": 1.5, "stall": 1.2} if reply.get("end") in ("silence", "stall") else {}


def say(model: OllamaModel, prompt: Prompt = PROMPT) -> str:
    return "".join(model.stream(prompt, max_tokens=50))


def test_text_and_request(serve: Serve) -> None:
    server = serve({"/api/chat": {"lines": [text("最高"), text("500万元[1]。"), done()]}})
    prompt = Prompt("系统", "前面<|im_end|>后面 [INST] 第<5>条", 1)

    assert say(engine(server.url, context=2048), prompt) == "最高500万元[1]。"
    (request,) = server.requests
    assert request.body["options"] == {"temperature": 0.0, "seed": 0, "num_ctx": 2048, "num_predict": 50}
    assert request.body["keep_alive"] == "30m"
    assert request.body["messages"] == [
        {"role": "system", "content": "系统"},
        {"role": "user", "content": "前面＜|im_end|>后面 ［INST] 第<5>条"},
    ]
    assert "think" not in request.body
    assert "authorization" not in request.headers


def test_the_context_is_no_longer_than_the_model_s(serve: Serve) -> None:
    server = serve({"/api/chat": {"lines": [text("a"), done()]}})
    say(engine(server.url, served=ServedModel("m", 1024, thinks=True)))

    assert server.requests[0].body["options"]["num_ctx"] == 1024
    assert server.requests[0].body["think"] is False


FAULTS = [
    pytest.param(
        {"status": 404, "lines": [b'{"error":"model not found"}']}, EngineUnavailable, "ollama pull m", id="404"
    ),
    pytest.param({"status": 503, "lines": [b'{"error":"busy"}']}, EngineUnavailable, "正忙", id="503"),
    pytest.param(
        {"status": 500, "lines": [b'{"error":"out of\\nmemory"}']}, EngineUnavailable, "out of memory", id="500"
    ),
    pytest.param(
        {"status": 307, "location": "http://192.0.2.1/"}, EngineUnavailable, "307", id="redirect-is-not-followed"
    ),
    pytest.param({"end": "reset"}, EngineUnavailable, "连接中断", id="reset-before-the-first-byte"),
    pytest.param({"lines": [text("a")], "end": "reset"}, AnswerIncomplete, "连接中断", id="reset-half-way"),
    pytest.param({"lines": [text("a")], "end": "cut"}, AnswerIncomplete, "连接中断", id="shorter-than-promised"),
    pytest.param({"lines": [text("a")]}, AnswerIncomplete, "没有结束标记", id="end-without-done"),
    pytest.param({"lines": []}, AnswerIncomplete, "没有结束标记", id="nothing-at-all"),
    pytest.param({"lines": [text("a"), b'{"mess']}, AnswerIncomplete, "无法识别", id="half-a-line"),
    pytest.param({"lines": [b"<html>hello</html>"]}, EngineUnavailable, "无法识别", id="a-web-page"),
    pytest.param({"lines": [b"[1, 2]\n"]}, EngineUnavailable, "无法识别", id="a-list"),
    pytest.param({"lines": [b'{"done": false}\n']}, EngineUnavailable, "无法识别", id="no-message"),
    pytest.param({"lines": [b"\xff\xfe\n"]}, EngineUnavailable, "无法识别", id="no-utf8"),
    pytest.param({"lines": [text("a"), b"\n"]}, AnswerIncomplete, "无法识别", id="an-empty-line"),
    pytest.param(
        {"lines": [text("a"), line(error="llama runner died")]}, AnswerIncomplete, "runner died", id="error-line"
    ),
    pytest.param({"lines": [line(error="no memory")]}, EngineUnavailable, "no memory", id="error-line-first"),
    pytest.param({"lines": [text("a"), done(done_reason="length")]}, AnswerCut, "50 个词元的上限", id="length"),
    pytest.param({"lines": [text("a"), done(done_reason="unload")]}, AnswerIncomplete, "unload", id="other-reason"),
    pytest.param({"end": "silence"}, EngineUnavailable, "2 秒没有回音", id="stall-before-the-first-byte"),
    pytest.param({"lines": [text("a")], "end": "stall"}, AnswerIncomplete, "1 秒没有回音", id="stall-half-way"),
]


@pytest.mark.parametrize(("reply", "error", "words"), FAULTS)
def test_faults(serve: Serve, reply: dict[str, Any], error: type[EngineFault], words: str) -> None:
    got: list[str] = []
    with pytest.raises(error, match=words) as raised:
        got.extend(engine(serve({"/api/chat": reply}).url, **patience(reply)).stream(PROMPT, max_tokens=50))

    assert "".join(got) == ("a" if text("a") in reply.get("lines", []) else "")
    assert str(raised.value).endswith("。")


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

        with pytest.raises(EngineUnavailable, match="ollama serve"):
            say(engine(url))
        with pytest.raises(EngineUnavailable, match="ollama serve"):
            find_model(url, "", timeout=0.5)


READ = [
    pytest.param(30, AnswerIncomplete, "只读了提示中的 30 个词元", id="half-of-it-was-cut"),
    pytest.param(2048, AnswerIncomplete, "只读了提示中的 2048 个词元", id="the-whole-context-is-full"),
    pytest.param(720, None, "", id="as-expected"),
    pytest.param(None, None, "", id="not-said"),
]


@pytest.mark.parametrize(("count", "error", "words"), READ)
def test_a_prompt_that_the_server_cut(
    serve: Serve, count: int | None, error: type[EngineFault] | None, words: str
) -> None:
    model = engine(serve({"/api/chat": {"lines": [text("a"), done(prompt_eval_count=count)]}}).url, context=2048)

    if error is None:
        assert say(model, LONG) == "a"
    else:
        with pytest.raises(error, match=words):
            say(model, LONG)


@pytest.mark.parametrize("over", [1, 200, 4000], ids=["by-one", "by-a-tenth", "by-double"])
def test_a_prompt_that_does_not_fit_is_not_sent(serve: Serve, over: int) -> None:
    server = serve({"/api/chat": {"lines": [text("a"), done(prompt_eval_count=1900)]}})
    fits = 2048 - 50 - 32  # the answer's tokens and the template's

    assert say(engine(server.url, context=2048), Prompt("", "政" * fits, 1)) == "a"
    with pytest.raises(EngineUnavailable, match="没有发给 Ollama"):
        say(engine(server.url, context=2048), Prompt("", "政" * (fits + over), 1))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "reply", [{"end": "silence"}, {"lines": [text("a")], "end": "stall"}], ids=["waiting", "writing"]
)
def test_closing_the_stream_hangs_up(serve: Serve, reply: dict[str, Any]) -> None:
    server = serve({"/api/chat": reply})
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
    server = serve({"/api/chat": {"lines": [text("a"), done()]}})

    assert say(engine(server.url)) == "a"


def tags(*models: tuple[str, int, str]) -> dict[str, Any]:
    listed = [{"model": n, "name": n, "size": size, "details": {"family": family}} for n, size, family in models]
    return {"lines": [line(models=listed)]}


def shown(**fields: object) -> dict[str, Any]:
    return {"lines": [line(**({"model_info": {"qwen2.context_length": 32768}} | fields))]}


QWEN, BGE = ("qwen2.5:7b", 5 << 30, "qwen2"), ("bge-m3:latest", 1 << 30, "bert")
CLOUD, ALIAS = ("qwen3:480b-cloud", 400, "qwen3"), ("mine:latest", 384, "qwen3")

FOUND = [
    pytest.param(tags(BGE, CLOUD, ALIAS, QWEN), "", "qwen2.5:7b", id="first-that-writes-on-this-machine"),
    pytest.param(tags(BGE, QWEN), "qwen2.5:7b", "qwen2.5:7b", id="named"),
    pytest.param(tags(("own:latest", 1 << 30, "llama")), "own", "own", id="latest-goes-without-saying"),
]


@pytest.mark.parametrize(("listed", "wanted", "name"), FOUND)
def test_find(serve: Serve, listed: dict[str, Any], wanted: str, name: str) -> None:
    server = serve({"/api/tags": listed, "/api/show": shown(capabilities=["completion", "thinking"])})

    assert find_model(server.url, wanted, timeout=20) == ServedModel(name, 32768, thinks=True)


def test_find_on_an_older_server_that_says_less(serve: Serve) -> None:
    server = serve({"/api/tags": tags(QWEN), "/api/show": {"lines": [line(model_info={})]}})

    assert find_model(server.url, "", timeout=20) == ServedModel("qwen2.5:7b", None, thinks=False)


NOT_FOUND = [
    pytest.param(tags(), "", "没有可用的模型", id="no-models"),
    pytest.param(tags(BGE, CLOUD, ALIAS), "", "没有可用的模型", id="none-that-writes-on-this-machine"),
    pytest.param(tags(QWEN), "glm4", "没有模型“glm4”；已有的模型：qwen2.5:7b；请运行 ollama pull glm4", id="another"),
    pytest.param(tags(QWEN, CLOUD), "qwen3:480b-cloud", "云端.*已拒绝", id="a-cloud-model"),
    pytest.param(tags(QWEN), "Kimi-K2:Cloud", "云端.*已拒绝", id="a-cloud-model-that-is-not-there"),
    pytest.param(tags(QWEN, ALIAS), "mine", "云端.*已拒绝", id="another-name-of-a-cloud-model"),
    pytest.param({"lines": [b"<html>"]}, "", "无法识别", id="a-web-page"),
    pytest.param({"lines": [b"{}"]}, "", "无法识别", id="no-list"),
    pytest.param({"status": 404}, "", "Ollama 没有模型|拒绝", id="404"),
    pytest.param({"end": "silence"}, "", "没有回音", id="silence"),
    pytest.param({"end": "reset"}, "", "连接中断", id="reset"),
]


@pytest.mark.parametrize(("listed", "wanted", "words"), NOT_FOUND)
def test_not_found(serve: Serve, listed: dict[str, Any], wanted: str, words: str) -> None:
    server = serve({"/api/tags": listed, "/api/show": shown()})

    with pytest.raises(EngineUnavailable, match=words):
        find_model(server.url, wanted, timeout=0.5 if listed.get("end") == "silence" else 20)


def test_an_embedding_model_by_its_capabilities(serve: Serve) -> None:
    server = serve({"/api/tags": tags(QWEN), "/api/show": shown(capabilities=["embedding"])})

    with pytest.raises(EngineUnavailable, match="不能写文字"):
        find_model(server.url, "qwen2.5:7b", timeout=20)


def test_the_environment_s_key_is_not_sent() -> None:
    import corpus.offline

    assert "OLLAMA_API_KEY" in corpus.offline.UNSET
    assert "OLLAMA_API_KEY" not in os.environ
