"""The embedded engine: a GGUF model in a llama.cpp worker process on this machine."""

import threading
import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.engines.child import Child, ChildGone
from app.engines.cores import usable_cores
from app.engines.model import Prompt
from app.engines.protocol import Cancel, Ended, Event, Failed, Generate, Reading, Ready, Text
from app.engines.turnstile import Turnstile
from app.errors import AnswerCut, AnswerIncomplete, EngineFault, EngineUnavailable, ModelCorrupt, ModelMissing
from app.models import check

_WORKER = "app.engines.worker"
_CLOSED = "本机模型已关闭；请重新启动程序。"
_BEAT = 1.0  # seconds: how often a waiting caller gets an empty text, and with it the chance to leave
_MOST_CHARACTERS = 8  # of a prompt for each token of the context: more can never fit, and need not be sent


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer: of the prompt, those of them whose state was still there, and those written."""

    prompt: int
    reused: int
    written: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Tokens and seconds. ``threads`` 0 is as many as this process may use."""

    context: int = 4096
    threads: int = 0
    load: float = 300
    stall: float = 60
    wait: float = 300


class EmbeddedModel:
    """A model behind a worker process, which is started at the first use and again after it died.

    ``stream`` yields empty texts while it waits, loads or reads, so that its caller can stop it there, too.
    """

    engine = "embedded"

    def __init__(self, path: Path, *, log: Path, limits: Limits = Limits(), worker: str = _WORKER) -> None:
        self.path = path
        self.model = path.name
        self.usage: Usage | None = None  # of the last answer that ended
        self._log = log
        self._limits = limits
        self._turnstile = Turnstile()
        self._child: Child | None = None
        self._worker = worker
        self._context: int | None = None  # of the loaded model; None until the worker is ready
        self._last_id = 0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The worker's process id, ``None`` when none runs."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer's text. One caller is served at a time, in the order of asking.

        Raises:
            EngineUnavailable: the model cannot be loaded, the prompt is longer than its context, or the worker died
                before the first text.
            AnswerIncomplete: the worker died or stalled after some text, or the text was cut off.
        """
        ticket = self._turnstile.enter()
        try:
            deadline = time.monotonic() + self._limits.wait
            while not self._turnstile.wait(ticket, _BEAT):
                if time.monotonic() > deadline:
                    raise EngineUnavailable("本机模型正在回答别的问题，等候超时；请稍后再问。")
                yield ""
            child = yield from self._ready()
            yield from self._answer(child, prompt, max_tokens)
        finally:
            if self._closed:
                self._drop()
            self._turnstile.leave(ticket)

    def warm(self, system: str = "") -> threading.Thread:
        """Load the model in the background and read ``system`` ahead; a failure shows at the first question."""

        def run() -> None:
            with suppress(EngineFault):
                for _ in self.stream(Prompt(system, "", 0), max_tokens=0):
                    pass

        thread = threading.Thread(target=run, name="policyqa-warm", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """End the worker. An answer that is being written breaks off."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        ticket = self._turnstile.enter()
        if self._turnstile.wait(ticket, _BEAT):  # else whoever is being served clears up
            self._drop()
        self._turnstile.leave(ticket)

    def _ready(self) -> Generator[str, None, Child]:
        if self._closed:
            raise EngineUnavailable(_CLOSED)
        if self._child is None or not self._child.alive:
            self._drop()
            self._child = self._start()
        deadline = time.monotonic() + self._limits.load
        while self._context is None:  # also when the caller who started it left while it loaded
            event = self._event(self._child, said=False)
            if isinstance(event, Ready):
                self._context = event.context
            elif event is not None:
                self._drop()
                reason = event.reason if isinstance(event, Failed) else "工作进程答非所问"
                raise EngineUnavailable(
                    f"无法载入模型“{self.path}”：{reason}；请检查文件和内存，或换用别的模型（日志：{self._log}）。"
                )
            elif time.monotonic() > deadline:
                self._drop()
                raise EngineUnavailable(
                    f"本机模型在 {self._limits.load:.0f} 秒内没有载入完；请检查磁盘和内存，或换用较小的模型。"
                )
            else:
                yield ""
        return self._child

    def _start(self) -> Child:
        threads = self._limits.threads or usable_cores()
        try:
            check(self.path)
            return Child(self._worker, [str(self.path.absolute()), str(self._limits.context), str(threads)], self._log)
        except (ModelMissing, ModelCorrupt) as exc:
            raise EngineUnavailable(str(exc)) from exc
        except OSError as exc:
            raise EngineUnavailable(f"无法启动本机模型的进程：{exc.strerror}；请检查内存和进程数的限制。") from exc

    def _answer(self, child: Child, prompt: Prompt, max_tokens: int) -> Generator[str, None, None]:
        size = len(prompt.system) + len(prompt.user)
        if self._context is not None and size > self._context * _MOST_CHARACTERS:
            raise self._too_long(f"{size} 个字符")
        self._last_id += 1
        mine = self._last_id
        said = ended = False
        try:
            self._send(child, Generate(mine, prompt.system, prompt.user, prompt.keys, max_tokens))
            while not ended:
                event = yield from self._patiently(child, said=said)
                if isinstance(event, Ended) and event.id == mine:
                    ended = True
                    self._conclude(event, max_tokens)
                elif isinstance(event, Text) and event.id == mine:
                    said = True
                    yield event.text
                elif isinstance(event, Reading):
                    yield ""
        finally:
            if not ended:
                with suppress(ChildGone):
                    child.send(Cancel(mine))

    def _patiently(self, child: Child, *, said: bool) -> Generator[str, None, Event]:
        deadline = time.monotonic() + self._limits.stall
        while (event := self._event(child, said=said)) is None:
            if time.monotonic() > deadline:
                child.kill()  # the next caller gets a new one
                raise self._broken(f"连续 {self._limits.stall:.0f} 秒没有动静，已中止", said=said)
            yield ""
        return event

    def _event(self, child: Child, *, said: bool) -> Event | None:
        try:
            return child.receive(_BEAT)
        except ChildGone as exc:
            raise self._broken(f"进程{exc}", said=said) from exc
        except ValueError as exc:  # not a message of ours
            child.kill()
            raise self._broken(f"发来无法识别的内容：{exc}", said=said) from exc

    def _send(self, child: Child, command: Generate) -> None:
        try:
            child.send(command)
        except ChildGone as exc:
            raise self._broken(f"进程{exc}", said=False) from exc

    def _conclude(self, event: Ended, max_tokens: int) -> None:
        self.usage = Usage(event.prompt, event.reused, event.written)
        if event.reason == "too_long":
            raise self._too_long(f"{event.prompt} 个词元，另留 {max_tokens} 个给回答")
        if event.reason == "failed":
            raise self._broken(f"出错：{event.detail}", said=event.written > 0)
        if event.reason == "length" and max_tokens > 0:
            raise AnswerCut(f"本机模型的回答达到 {max_tokens} 个词元的上限，没有写完；可调大设置 engine.max_tokens。")
        if event.reason == "repeat":
            raise AnswerCut("本机模型开始重复同样的话，已中止；以上面的直接答案为准。")

    def _too_long(self, found: str) -> EngineUnavailable:
        return EngineUnavailable(
            f"提示太长，没有发给本机模型：{found}，而上下文只有 {self._context} 个词元；请缩短问题，或调大设置 engine.context。"
        )

    def _broken(self, reason: str, *, said: bool) -> EngineFault:
        kind = AnswerIncomplete if said else EngineUnavailable
        if self._closed:
            return kind(_CLOSED)
        return kind(f"本机模型{reason}；再问一次会自动重新启动它（日志：{self._log}）。")

    def _drop(self) -> None:
        """Clear up after the worker; only whose turn it is may do so."""
        self._context = None
        if self._child is not None:
            self._child.release()
            self._child = None
