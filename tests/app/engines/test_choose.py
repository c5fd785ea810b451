import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.engines.choose import Choice, choose_engine
from app.engines.embedded import EmbeddedModel
from app.engines.ollama import OllamaModel
from app.engines.openai import OpenAIModel, Server
from app.errors import EngineUnavailable, InvalidSettings
from app.settings import EngineSettings, Settings

Serve = Callable[[dict[str, dict[str, Any]]], Any]
TAGS = {"models": [{"model": "qwen2.5:7b", "size": 5 << 30, "details": {"family": "qwen2"}}]}
LISTED = {"object": "list", "data": [{"id": "served", "object": "model", "created": 1, "owned_by": "me"}]}


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def ollama(serve: Serve) -> str:
    replies = {"/api/tags": TAGS, "/api/show": {"model_info": {"qwen2.context_length": 32768}}}
    return str(serve({path: {"lines": [json.dumps(body).encode()]} for path, body in replies.items()}).url)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    return tmp_path


def own_model(home: Path, data: bytes = b"GGUF") -> str:
    (home / "models" / "own.gguf").write_bytes(data)
    return "own.gguf"


def choose(name: str, home: Path, **engine: Any) -> Choice:
    return choose_engine(name, Settings(home=home, engine=EngineSettings(**({"probe_timeout": 20.0} | engine))))


def test_auto_takes_a_reachable_ollama(home: Path, ollama: str) -> None:
    choice = choose("auto", home, ollama_url=ollama, model=own_model(home), context=2048)

    assert isinstance(choice.model, OllamaModel)
    assert choice.model.context == 2048
    assert (choice.engine, choice.model.engine, choice.model.model) == ("ollama", "ollama", "qwen2.5:7b")
    assert choice.note == f"自动选择：使用 Ollama（{ollama}）的模型 qwen2.5:7b。"


def test_auto_else_takes_the_model_file(home: Path, nobody: str) -> None:
    choice = choose("auto", home, ollama_url=nobody, model=own_model(home))

    assert isinstance(choice.model, EmbeddedModel)
    assert (choice.engine, choice.model.engine, choice.model.model) == ("embedded", "embedded", "own.gguf")
    assert choice.model.pid is None
    assert choice.note == f"自动选择：使用内置模型 own.gguf，在本机运行；无法连接 Ollama（{nobody}）。"


def test_auto_else_goes_without(home: Path, nobody: str) -> None:
    choice = choose("auto", home, ollama_url=nobody)

    assert (choice.model, choice.engine) == (None, "extractive")
    assert "无法连接 Ollama" in choice.note
    assert "不存在" in choice.note


@pytest.mark.parametrize("data", [b"", b"<html>"], ids=["empty", "a-web-page"])
def test_auto_passes_a_damaged_model_over(home: Path, nobody: str, data: bytes) -> None:
    choice = choose("auto", home, ollama_url=nobody, model=own_model(home, data))

    assert choice.engine == "extractive"
    assert "不是 GGUF 模型文件" in choice.note


def test_auto_never_asks_an_openai_server(home: Path, nobody: str, serve: Serve) -> None:
    server = serve({})

    assert choose("auto", home, ollama_url=nobody, openai_url=server.url).engine == "extractive"
    assert server.requests == []


def test_extractive(home: Path) -> None:
    assert choose("extractive", home) == Choice(None, "extractive", "不使用语言模型，直接引用条款原文。")


def test_openai(home: Path, serve: Serve) -> None:
    (home / "key").write_text("sk-secret\n", encoding="utf-8")
    url = f"{serve({'/v1/models': {'lines': [json.dumps(LISTED).encode()]}}).url}/v1"
    choice = choose("openai", home, openai_url=url, openai_key_file="key")

    assert isinstance(choice.model, OpenAIModel)
    assert choice.model.server == Server(url, "sk-secret")
    assert (choice.engine, choice.model.engine, choice.model.model) == ("openai", "openai", "served")
    assert "sk-secret" not in choice.note


UNUSABLE = [
    pytest.param("ollama", {}, EngineUnavailable, "ollama serve", id="ollama-not-running"),
    pytest.param(
        "ollama", {"ollama_model": "x-cloud"}, EngineUnavailable, "ollama serve|已拒绝", id="ollama-in-the-cloud"
    ),
    pytest.param("embedded", {}, EngineUnavailable, "policyqa model pull 1.5b", id="model-not-pulled"),
    pytest.param("embedded", {"model": "/no/such.gguf"}, EngineUnavailable, "/no/such.gguf", id="model-not-there"),
    pytest.param("openai", {"openai_url": ""}, InvalidSettings, "openai_url", id="openai-without-an-address"),
    pytest.param("openai", {"openai_key_file": "none"}, InvalidSettings, "密钥文件", id="openai-without-its-key"),
    pytest.param("openai", {}, EngineUnavailable, "无法连接模型服务", id="openai-not-running"),
    pytest.param("gpt", {}, InvalidSettings, "extractive、embedded", id="no-such-engine"),
]


@pytest.mark.parametrize(("name", "engine", "error", "words"), UNUSABLE)
def test_a_named_engine_that_cannot_be_used(
    home: Path, nobody: str, name: str, engine: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        choose(name, home, **({"ollama_url": nobody, "openai_url": nobody} | engine))


def test_a_wrong_pinned_model_is_named(home: Path) -> None:
    (home / "models" / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf").write_bytes(b"GGUF")

    with pytest.raises(EngineUnavailable, match=r"与发布的不一致.*policyqa model pull 1\.5b"):
        choose("embedded", home)
