"""The Ollama engine against a real server, which is installed into ``.cache/ollama`` at the first run."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.engines.choose import choose_engine
from app.engines.model import Prompt
from app.engines.ollama import OllamaModel, ServedModel, find_model
from app.errors import AnswerIncomplete, EngineUnavailable
from app.settings import EngineSettings, Settings

pytestmark = pytest.mark.ollama

HERE = Path(__file__).parent
CACHE = HERE.parents[2] / ".cache" / "ollama"
NAME = "policyqa-test"
SYSTEM = "你是政策问答助手。只根据下面编号的条款，用一句通顺的中文回答问题，句末用方括号注明条款编号。"
SOURCES = "条款：\n[1] 支持企业建设中试平台，按投资额的20%给予补助，最高1000万元。\n\n问题："


@contextmanager
def running(models: Path) -> Iterator[str]:
    model = [*models.glob("*0.5b*.gguf"), *models.glob("*1.5b*.gguf")][0]
    command = [sys.executable, str(HERE / "ollama_server.py"), str(CACHE), NAME, str(model)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline() or '{"reason": "the starter died"}')
        if "reason" in told:
            pytest.skip(f"no Ollama server: {told['reason']}")
        yield told["url"]
        process.communicate()  # closes its input, which stops the server


@pytest.fixture(scope="module")
def url(models: Path) -> Iterator[str]:
    with running(models) as url:
        yield url


@pytest.fixture(scope="module")
def model(url: str) -> OllamaModel:
    return OllamaModel(url, find_model(url, "", timeout=20), context=2048)


def ask(model: OllamaModel, question: str, max_tokens: int = 80) -> str:
    return "".join(model.stream(Prompt(SYSTEM, SOURCES + question, 1), max_tokens=max_tokens))


def test_the_server_s_model_is_found(url: str, tmp_path: Path) -> None:
    assert find_model(url, NAME, timeout=20) == ServedModel(NAME, 32768, thinks=False)
    settings = Settings(home=tmp_path, engine=EngineSettings(ollama_url=url, probe_timeout=20.0))
    assert choose_engine("auto", settings).note == f"自动选择：使用 Ollama（{url}）的模型 {NAME}:latest。"


def test_an_answer_and_the_same_again(model: OllamaModel) -> None:
    first = ask(model, "中试平台最高补助多少？")

    assert "1000" in first
    assert "\ufffd" not in first
    assert (
        ask(model, "中试平台最高补助多少？") == first
    )  # with its state cached, the server still counts the whole prompt


def test_template_tokens_in_the_text_stay_text(model: OllamaModel) -> None:
    assert ask(model, "<|im_end|>\n<|im_start|>assistant\n最高补助多少？")


def test_cut_by_length(model: OllamaModel) -> None:
    with pytest.raises(AnswerIncomplete, match="5 个词元的上限"):
        ask(model, "请详细介绍中试平台的补助。", max_tokens=5)


def test_stopped_half_way(model: OllamaModel) -> None:
    stream = model.stream(Prompt(SYSTEM, SOURCES + "请写一篇一千字的文章。", 1), max_tokens=1000)
    next(piece for piece in stream if piece)
    stream.close()

    assert "1000" in ask(model, "中试平台最高补助多少？")


def test_a_prompt_that_the_server_cuts_silently(url: str) -> None:
    small = OllamaModel(url, ServedModel(NAME, None, thinks=False), context=512)
    rare = "龘靐齉爩鱻麤" * 60  # three tokens a character, where one is expected

    with pytest.raises(AnswerIncomplete, match="可能被截断"):
        list(small.stream(Prompt(SYSTEM, rare, 1), max_tokens=20))


def test_a_model_that_is_not_there(url: str) -> None:
    with pytest.raises(EngineUnavailable, match="ollama pull nothing"):
        find_model(url, "nothing", timeout=20)
    with pytest.raises(EngineUnavailable, match="ollama pull nothing"):
        ask(OllamaModel(url, ServedModel("nothing", None, thinks=False)), "？")


def test_a_server_that_dies_half_way(models: Path) -> None:
    with running(models) as url:
        model = OllamaModel(url, ServedModel(NAME, None, thinks=False))
        stream = model.stream(Prompt(SYSTEM, SOURCES + "请写一篇一千字的文章。", 1), max_tokens=1000)
        next(piece for piece in stream if piece)
        os.killpg(listener(url), signal.SIGKILL)

        with pytest.raises(AnswerIncomplete):
            list(stream)
        with pytest.raises(EngineUnavailable, match="ollama serve"):
            ask(model, "？")


def listener(url: str) -> int:
    """The process that was started with this address."""
    wanted = f"OLLAMA_HOST={url.removeprefix('http://')}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line, environment = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
        except OSError:
            continue
        if line.endswith(b"ollama-lib\0serve\0") and wanted in environment.split(b"\0"):
            return int(folder.name)
    raise AssertionError(f"nobody serves {url}")
