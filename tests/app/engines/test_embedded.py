"""The embedded engine with a scripted worker that has every fault; the real model is in the file beside."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engines.embedded import EmbeddedModel, Limits, Usage
from app.engines.grammar import answer_grammar
from app.engines.llama import loops
from app.engines.model import Prompt
from app.engines.protocol import Cancel, Ended, Failed, Generate, Reading, Ready, Text, decode, encode
from app.engines.turnstile import Turnstile
from app.errors import AnswerCut, AnswerIncomplete, EngineFault, EngineUnavailable

HERE = Path(__file__).parent
PATIENT = Limits(context=512, load=60, stall=60, wait=60)
IMPATIENT = Limits(context=512, load=2, stall=60, wait=60)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(HERE))  # where the scripted worker is found
    return tmp_path


def scripted(folder: Path, name: str = "any", limits: Limits = PATIENT) -> EmbeddedModel:
    path = folder / f"{name}.gguf"
    path.write_bytes(b"GGUF")
    return EmbeddedModel(path, log=folder / "logs" / "worker.log", limits=limits, worker="scripted_worker")


@pytest.fixture
def model(folder: Path) -> Iterator[EmbeddedModel]:
    model = scripted(folder)
    yield model
    model.close()


def say(model: EmbeddedModel, script: str, max_tokens: int = 50, keys: int = 2) -> str:
    return "".join(model.stream(Prompt("", script, keys), max_tokens=max_tokens))


def first_text(stream: Iterator[str]) -> str:
    return next(piece for piece in stream if piece)


def test_text_comes_through(model: EmbeddedModel, folder: Path) -> None:
    assert list(model.stream(Prompt("", "read=3 say=最高 say=500万元[1]。", 1), max_tokens=9)) == [
        "",
        "最高",
        "500万元[1]。",
    ]
    assert say(model, "say=again") == "again"
    assert model.usage == Usage(prompt=7, reused=3, written=1)
    assert (folder / "starts").read_text() == "x"


FAULTS = [
    pytest.param("segfault", EngineUnavailable, "SIGSEGV", "", id="crash-before-the-first-text"),
    pytest.param("say=a segfault", AnswerIncomplete, "SIGSEGV", "a", id="crash-after-some-text"),
    pytest.param("say=a killed", AnswerIncomplete, "内存不足", "a", id="killed-as-when-out-of-memory"),
    pytest.param("exit=3", EngineUnavailable, "代码 3", "", id="exit"),
    pytest.param("garbage", EngineUnavailable, "无法识别", "", id="native-code-prints-between-the-events"),
    pytest.param("say=a half exit=0", AnswerIncomplete, "代码 0", "a", id="half-an-event"),
    pytest.param("say=a end=length", AnswerCut, "50 个词元的上限", "a", id="cut-off-by-length"),
    pytest.param("say=a end=repeat", AnswerCut, "重复", "a", id="going-round-in-circles"),
    pytest.param("end=too_long", EngineUnavailable, "7 个词元", "", id="prompt-longer-than-the-context"),
    pytest.param("end=failed", EngineUnavailable, "the reason", "", id="llama-cpp-gives-up"),
    pytest.param("say=a end=failed", AnswerIncomplete, "the reason", "a", id="llama-cpp-gives-up-half-way"),
    pytest.param("长" * 5000, EngineUnavailable, "5000 个字符", "", id="far-too-long-is-not-even-sent"),
]


@pytest.mark.parametrize(("script", "error", "words", "before"), FAULTS)
def test_a_fault_is_one_error_and_the_next_call_works(
    model: EmbeddedModel, script: str, error: type[EngineFault], words: str, before: str
) -> None:
    say(model, "say=warm")
    got: list[str] = []

    with pytest.raises(error, match=words):
        got.extend(model.stream(Prompt("", script, 0), max_tokens=50))

    assert "".join(got) == before
    assert say(model, "say=fine") == "fine"


STALLS = [
    pytest.param("sleep=99", EngineUnavailable, id="before-the-first-text"),
    pytest.param("say=a sleep=99", AnswerIncomplete, id="after-some-text"),
]


@pytest.mark.parametrize(("script", "error"), STALLS)
def test_a_stalled_worker_is_replaced(folder: Path, script: str, error: type[EngineFault]) -> None:
    model = scripted(folder, limits=Limits(context=512, load=60, stall=1.2, wait=60))

    with pytest.raises(error, match="没有动静"):
        say(model, script)
    assert model.pid is None
    model.close()


def test_a_worker_that_died_meanwhile_is_replaced_without_a_word(model: EmbeddedModel) -> None:
    say(model, "say=a")
    assert model.pid is not None
    os.kill(model.pid, signal.SIGKILL)
    while model.pid:
        time.sleep(0.01)

    assert say(model, "say=b") == "b"


UNUSABLE = [
    pytest.param("unloadable", None, "unknown architecture", id="llama-cpp-refuses-it"),
    pytest.param("slow", None, "没有载入完", id="loading-takes-for-ever"),
    pytest.param("any", b"<html>", "不是 GGUF", id="no-model-at-all"),
    pytest.param("qwen2.5-coder-0.5b-instruct-q4_k_m", b"GGUF", "大小", id="not-the-pinned-model"),
]


@pytest.mark.parametrize(("name", "data", "words"), UNUSABLE)
def test_a_model_that_cannot_be_loaded(folder: Path, name: str, data: bytes | None, words: str) -> None:
    model = scripted(folder, name, IMPATIENT if name == "slow" else PATIENT)
    if data is not None:
        model.path.write_bytes(data)

    for _ in range(2):
        with pytest.raises(EngineUnavailable, match=words):
            say(model, "say=a")
    assert model.pid is None
    model.close()


def test_a_missing_model(folder: Path) -> None:
    model = scripted(folder)
    model.path.unlink()

    with pytest.raises(EngineUnavailable, match="无法打开模型文件"):
        say(model, "say=a")


def test_nothing_is_started_before_the_first_question(model: EmbeddedModel, folder: Path) -> None:
    assert model.pid is None
    assert not (folder / "starts").exists()


def test_warm_starts_it_in_the_background(model: EmbeddedModel, folder: Path) -> None:
    model.warm("a system prompt").join()

    assert model.pid is not None
    say(model, "say=a")
    assert (folder / "starts").read_text() == "x"


def test_warm_swallows_a_fault_that_the_first_question_shows(folder: Path) -> None:
    model = scripted(folder, "unloadable")
    model.warm().join()

    with pytest.raises(EngineUnavailable):
        say(model, "")


def test_closing_the_stream_cancels_and_frees_the_worker(model: EmbeddedModel, folder: Path) -> None:
    stream = model.stream(Prompt("", "until-cancelled", 0), max_tokens=50)
    assert first_text(stream) == "…"
    stream.close()

    assert say(model, "say=next") == "next"
    assert (folder / "starts").read_text() == "x"


def test_closing_while_the_model_loads_keeps_what_was_loaded(folder: Path) -> None:
    model = scripted(folder, "slow")
    pids = []
    for _ in range(2):
        stream = model.stream(Prompt("", "", 0), max_tokens=50)
        assert next(stream) == ""
        pids.append(model.pid)
        stream.close()

    assert pids[0] is not None
    assert pids[0] == pids[1]
    model.close()


def test_what_is_left_of_an_earlier_answer_is_not_taken_for_this_one(model: EmbeddedModel) -> None:
    assert say(model, "stale say=mine stale") == "mine"


def test_callers_wait_for_their_turn(model: EmbeddedModel) -> None:
    got: list[str] = []
    first = model.stream(Prompt("", "until-cancelled", 0), max_tokens=50)
    first_text(first)
    others = [threading.Thread(target=lambda n=n: got.append(say(model, f"say={n}"))) for n in range(3)]
    for number, thread in enumerate(others):
        thread.start()
        while model._turnstile.waiting < number + 2:
            time.sleep(0.01)
    assert got == []

    first.close()
    for thread in others:
        thread.join()

    assert got == ["0", "1", "2"]


def test_waiting_has_an_end(folder: Path) -> None:
    model = scripted(folder, limits=Limits(context=512, load=60, stall=60, wait=0.1))
    first = model.stream(Prompt("", "until-cancelled", 0), max_tokens=50)
    first_text(first)

    with pytest.raises(EngineUnavailable, match="等候超时"):
        say(model, "say=a")
    first.close()
    assert say(model, "say=a") == "a"
    model.close()


def test_close_breaks_off_an_answer_and_may_be_called_twice(model: EmbeddedModel) -> None:
    stream = model.stream(Prompt("", "until-cancelled", 0), max_tokens=50)
    first_text(stream)
    pid = model.pid
    assert pid is not None
    model.close()
    model.close()

    with pytest.raises(AnswerIncomplete, match="已关闭"):
        list(stream)
    with pytest.raises(EngineUnavailable, match="已关闭"):
        say(model, "say=a")
    assert not Path(f"/proc/{pid}").exists()


PARENT = """
import os, sys, time
from pathlib import Path
from app.engines.embedded import EmbeddedModel
from app.engines.model import Prompt
model = EmbeddedModel(Path(sys.argv[1]), log=Path(sys.argv[2]), worker="scripted_worker")
stream = model.stream(Prompt("", sys.argv[3], 0), max_tokens=9)
next(s for s in stream if s)
if os.fork() == 0:  # a sibling that keeps the worker's input open
    time.sleep(30 if sys.argv[4] == "forked" else 0)
    os._exit(0)
print(model.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("script", ["say=a sleep=0 until-cancelled", "say=a"], ids=["while-it-writes", "while-idle"])
@pytest.mark.parametrize("kin", ["alone", "forked"])
def test_the_worker_dies_with_its_parent(folder: Path, script: str, kin: str) -> None:
    (folder / "any.gguf").write_bytes(b"GGUF")
    command = [sys.executable, "-c", PARENT, str(folder / "any.gguf"), str(folder / "log"), script, kin]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert Path(f"/proc/{pid}").exists()
        parent.kill()
        parent.wait()
        deadline = time.monotonic() + 20
        while running(pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not running(pid)
        os.killpg(parent.pid, signal.SIGKILL) if kin == "forked" else None


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_log_that_cannot_be_written_does_not_matter(folder: Path) -> None:
    (folder / "logs").write_text("a file where the folder belongs")
    model = scripted(folder)

    assert say(model, "say=a") == "a"
    model.close()


def test_the_working_directory_is_not_imported_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "app").mkdir()
    (folder / "app" / "__init__.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(folder)
    model = scripted(folder)

    assert say(model, "say=a") == "a"
    model.close()


def test_turnstile_lets_a_leaver_go_from_the_middle() -> None:
    turnstile = Turnstile()
    first, second, third = (turnstile.enter() for _ in range(3))

    assert turnstile.wait(first, 0)
    assert not turnstile.wait(second, 0.01)
    turnstile.leave(second)
    turnstile.leave(first)
    turnstile.leave(first)
    assert turnstile.wait(third, 0)


MESSAGES = [
    Generate(1, "系统", "第一行\n第二行\u2028", 3, 200),
    Cancel(1),
    Ready(4096),
    Failed("缺"),
    Reading(1, 32),
    Text(1, "𠮷\n"),
    Ended(1, "stop", 1, 2, 3),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda m: type(m).__name__)
def test_a_message_is_one_line_and_comes_back(message: object) -> None:
    line = encode(message)  # type: ignore[arg-type]

    assert line.count(b"\n") == 1
    assert decode(line) == message


NO_MESSAGES = [b"", b"{}", b"[]", b"null", b'{"kind": "Exit"}', b'{"kind": "Text"}', b"llama: hi", b"\xff"]


@pytest.mark.parametrize("line", NO_MESSAGES)
def test_what_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match="worker protocol"):
        decode(line)


LOOPS = [
    pytest.param([1, 2, 3], False, id="short"),
    pytest.param([1, 2] * 8, False, id="a-short-pair-eight-times"),
    pytest.param([5] + [1, 2] * 12, True, id="a-short-pair-twelve-times"),
    pytest.param(list(range(20)) * 2, False, id="a-sentence-twice"),
    pytest.param(list(range(20)) * 3, True, id="a-sentence-three-times"),
    pytest.param([*range(20), *range(20), *range(19), 99], False, id="the-third-time-otherwise"),
    pytest.param([7] * 24, True, id="one-token"),
    pytest.param(list(range(300)), False, id="long-and-never-the-same"),
]


@pytest.mark.parametrize(("tokens", "loop"), LOOPS)
def test_loops(tokens: list[int], loop: bool) -> None:
    assert loops(tokens) is loop


def test_the_grammar_names_every_key_and_no_other() -> None:
    assert '("1" | "2" | "3")' in answer_grammar(3)
    assert "key" not in answer_grammar(0)
