"""The Ollama engine: a model on an Ollama server. The one module that imports ``ollama``."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.engines.budget import fewest_tokens, most_tokens
from app.engines.model import Prompt
from app.engines.neutral import neutral
from app.engines.pump import Line, Stalled, pump
from app.errors import AnswerCut, AnswerIncomplete, EngineFault, EngineUnavailable

if TYPE_CHECKING:
    import ollama

_CONNECT = 3.0  # seconds
_EMBEDDERS = ("bert", "nomic-bert", "gemma-embedding")  # families of models that write no text
_LEAST_WEIGHTS = 1 << 20  # bytes: a smaller "model" is a pointer to somebody else's machine


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model that the server has. ``context`` is the most that it was trained for, where the server says so."""

    name: str
    context: int | None
    thinks: bool


@dataclass(frozen=True, slots=True)
class OllamaModel:
    """One model of one server. ``context`` (tokens) is sent with every prompt; times are in seconds.

    ``stream`` yields empty texts while it waits, so that its caller can stop it there, too.
    """

    url: str
    served: ServedModel
    context: int = 4096
    keep_alive: str = "30m"
    first: float = 300
    stall: float = 60

    @property
    def engine(self) -> str:
        """What the user calls it."""
        return "ollama"

    @property
    def model(self) -> str:
        """The model's name on the server."""
        return self.served.name

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer's text.

        Raises:
            EngineUnavailable: not reachable, no such model, or the prompt does not fit the context.
            AnswerIncomplete: the stream broke off, stalled, was cut by length, or the server cut the prompt.
        """
        window = min(self.context, self.served.context or self.context)
        text = prompt.system + prompt.user
        need = most_tokens(text) + max_tokens
        if need > window:
            raise EngineUnavailable(
                f"提示太长，没有发给 Ollama：估计需要 {need} 个词元，而上下文只有 {window} 个；请缩短问题，或调大设置 engine.context。"
            )
        said, last = False, None
        line = Line()
        try:
            with closing(
                pump(lambda: self._parts(prompt, window, max_tokens, line), line, first=self.first, stall=self.stall)
            ) as parts:
                for part in parts:
                    said = said or bool(part and part.message.content)
                    yield (part.message.content or "") if part else ""
                    if part and part.done:
                        last = part
                        break
        except _foreign() as exc:
            raise _fault(exc, self.url, self.model, said=said) from exc
        self._judge(last, fewest_tokens(text), window, max_tokens)

    def close(self) -> None:
        """Nothing to release: every answer has a connection of its own."""

    def _parts(self, prompt: Prompt, window: int, max_tokens: int, line: Line) -> "Iterator[ollama.ChatResponse]":
        with _client(self.url, read=self.first + self.stall, line=line) as client:
            yield from client.chat(
                self.model,
                [
                    {"role": "system", "content": neutral(prompt.system)},
                    {"role": "user", "content": neutral(prompt.user)},
                ],
                stream=True,
                think=False if self.served.thinks else None,
                options={"temperature": 0, "seed": 0, "num_ctx": window, "num_predict": max_tokens},
                keep_alive=self.keep_alive,
            )

    def _judge(self, last: "ollama.ChatResponse | None", fewest: int, window: int, max_tokens: int) -> None:
        if last is None:
            raise AnswerIncomplete("Ollama 的回答没有结束标记就断了，可能不完整；请重试，或查看 Ollama 的日志。")
        read = last.prompt_eval_count
        if read is not None and (read < fewest or read >= window):
            raise AnswerIncomplete(
                f"Ollama 只读了提示中的 {read} 个词元（估计不少于 {fewest} 个），提示可能被截断，这次的回答不可靠；"
                "请检查服务器的上下文长度（num_ctx）。"
            )
        if last.done_reason == "length":
            raise AnswerCut(f"回答达到 {max_tokens} 个词元的上限，没有写完；可调大设置 engine.max_tokens。")
        if last.done_reason not in (None, "stop"):
            raise AnswerIncomplete(f"Ollama 提前结束了回答（{last.done_reason}）；请重试。")


def find_model(url: str, wanted: str, *, timeout: float) -> ServedModel:
    """The model ``wanted`` on the server, or, where it is empty, the first one that can write text on this server.

    Raises:
        EngineUnavailable: not reachable within ``timeout`` seconds, no such model, or one that runs elsewhere.
    """
    try:
        with _client(url, read=timeout, connect=timeout) as client:
            name = _pick(client, url, wanted)
            shown = client.show(name)
    except _foreign() as exc:
        raise _fault(exc, url, wanted, said=False) from exc
    able = shown.capabilities
    if able is not None and "completion" not in able:
        raise EngineUnavailable(f"Ollama 的模型“{name}”不能写文字；请在设置 engine.ollama_model 中换一个。")
    lengths = [v for k, v in (shown.modelinfo or {}).items() if k.endswith(".context_length") and isinstance(v, int)]
    return ServedModel(name, lengths[0] if lengths else None, "thinking" in (able or []))


def _pick(client: "ollama.Client", url: str, wanted: str) -> str:
    if "cloud" in wanted.lower():
        raise EngineUnavailable(
            f"模型“{wanted}”在 Ollama 的云端运行，会把问题和条款发到互联网，已拒绝；请改用本地模型。"
        )
    listed = client.list().models
    local = [
        m for m in listed if m.model and "cloud" not in m.model.lower() and (m.size or _LEAST_WEIGHTS) >= _LEAST_WEIGHTS
    ]
    names = [m.model for m in local if m.model and not (m.details and m.details.family in _EMBEDDERS)]
    if not wanted:
        if not names:
            raise EngineUnavailable(
                f"Ollama（{url}）里没有可用的模型；请先运行 ollama pull 下载一个，如 ollama pull qwen3:8b。"
            )
        return names[0]
    for name in (m.model for m in local):
        if name in (wanted, f"{wanted}:latest"):
            return wanted
    if any(m.model in (wanted, f"{wanted}:latest") for m in listed):
        raise EngineUnavailable(
            f"模型“{wanted}”不在本机上，只是指向云端，会把问题和条款发到互联网，已拒绝；请改用本地模型。"
        )
    there = f"；已有的模型：{'、'.join(names[:8])}" if names else ""
    raise EngineUnavailable(
        f"Ollama（{url}）没有模型“{wanted}”{there}；请运行 ollama pull {wanted}，或改设置 engine.ollama_model。"
    )


def _client(url: str, *, read: float, connect: float = _CONNECT, line: Line | None = None) -> "ollama.Client":
    """A client that goes straight to ``url``: no proxy of the environment, no redirect to elsewhere."""
    import ollama

    return ollama.Client(
        url, trust_env=False, follow_redirects=False, timeout=(connect, read, read, connect),
        event_hooks={"request": [line.hook]} if line else None,
    )  # fmt: skip


def _foreign() -> tuple[type[Exception], ...]:
    """What the client raises. The last three come from its parsing of answers that are not Ollama's."""
    import httpx
    import ollama

    return (
        Stalled,
        httpx.HTTPError,
        httpx.InvalidURL,
        ollama.ResponseError,
        ConnectionError,
        ValueError,
        AttributeError,
        TypeError,
    )


def _fault(exc: Exception, url: str, model: str, *, said: bool) -> EngineFault:
    import httpx
    import ollama

    kind = AnswerIncomplete if said else EngineUnavailable
    if isinstance(exc, httpx.ConnectError | httpx.ConnectTimeout | httpx.InvalidURL) or type(exc) is ConnectionError:
        return kind(f"无法连接 Ollama（{url}）；请先启动它（ollama serve），或改设置 engine.ollama_url。")
    if isinstance(exc, Stalled | httpx.TimeoutException):
        waited = f" {exc.seconds:.0f} 秒" if isinstance(exc, Stalled) else ""
        return kind(f"Ollama（{url}）{waited}没有回音，已中止；请检查它是否卡住，或换用较小的模型。")
    if isinstance(exc, ollama.ResponseError):
        return kind(_refusal(exc, model))
    if isinstance(exc, httpx.HTTPError):
        return kind(f"与 Ollama（{url}）的连接中断；请检查它是否还在运行，然后重试。")
    return kind(f"{url} 发来无法识别的内容；请确认该地址是 Ollama，并更新 Ollama。")


def _refusal(exc: "ollama.ResponseError", model: str) -> str:
    said = " ".join(str(exc.error).split())[:200]
    if exc.status_code == 404:
        return f"Ollama 没有模型“{model}”；请运行 ollama pull {model}。"
    if exc.status_code == 503:
        return "Ollama 正忙（503）；请稍后重试。"
    if exc.status_code < 0:
        return f"Ollama 中途报错：{said}；请重试，或查看 Ollama 的日志。"
    return f"Ollama 拒绝了请求（{exc.status_code}）：{said}；请检查设置或查看 Ollama 的日志。"
