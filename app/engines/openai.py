"""The OpenAI-compatible engine: any server that speaks that protocol. The one module that imports ``openai``."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.engines.budget import fewest_tokens, most_tokens
from app.engines.model import Prompt
from app.engines.neutral import neutral
from app.engines.pump import Line, Stalled, pump
from app.errors import AnswerCut, AnswerIncomplete, EngineFault, EngineUnavailable

if TYPE_CHECKING:
    import openai
    from openai.types.chat import ChatCompletionChunk

_CONNECT = 3.0  # seconds


@dataclass(frozen=True, slots=True)
class Server:
    """Where to ask, and with which key; a server without authentication needs none."""

    url: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OpenAIModel:
    """One model of one server. ``context`` in tokens, times in seconds.

    ``stream`` yields empty texts while it waits, so that its caller can stop it there, too.
    """

    server: Server
    model: str
    context: int = 4096
    first: float = 300
    stall: float = 60

    @property
    def engine(self) -> str:
        """What the user calls it."""
        return "openai"

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer's text.

        Raises:
            EngineUnavailable: not reachable, refused, no such model, or the prompt does not fit the context.
            AnswerIncomplete: the stream broke off, stalled or was cut, or the server cut the prompt.
        """
        text = prompt.system + prompt.user
        need = most_tokens(text) + max_tokens
        if need > self.context:
            raise EngineUnavailable(
                f"提示太长，没有发给模型服务：估计需要 {need} 个词元，而上下文只有 {self.context} 个；请缩短问题，或调大设置 engine.context。"
            )
        said, reason, read = False, None, None
        line = Line()
        try:
            with closing(
                pump(lambda: self._chunks(prompt, max_tokens, line), line, first=self.first, stall=self.stall)
            ) as chunks:
                for chunk in chunks:
                    piece, ended = _content(chunk)
                    said = said or bool(piece)
                    yield piece
                    reason = ended or reason
                    read = chunk.usage.prompt_tokens if chunk and chunk.usage else read
        except _foreign() as exc:
            raise _fault(exc, self.server, self.model, said=said) from exc
        self._judge(reason, read, fewest_tokens(text), max_tokens)

    def close(self) -> None:
        """Nothing to release: every answer has a connection of its own."""

    def _chunks(self, prompt: Prompt, max_tokens: int, line: Line) -> "Iterator[ChatCompletionChunk]":
        with _client(self.server, read=self.first + self.stall, line=line) as client:
            yield from client.chat.completions.create(
                model=self.model,
                messages=[
                    {"role": "system", "content": neutral(prompt.system)},
                    {"role": "user", "content": neutral(prompt.user)},
                ],
                stream=True,
                temperature=0,
                max_tokens=max_tokens,
            )

    def _judge(self, reason: str | None, read: int | None, fewest: int, max_tokens: int) -> None:
        if reason is None:
            raise AnswerIncomplete("模型服务的回答没有结束标记就断了，可能不完整；请重试，或查看服务的日志。")
        if reason == "length":
            raise AnswerCut(f"回答达到 {max_tokens} 个词元的上限，没有写完；可调大设置 engine.max_tokens。")
        if reason != "stop":
            raise AnswerIncomplete(f"模型服务提前结束了回答（{reason}）；请重试。")
        if read and read < fewest:
            raise AnswerIncomplete(
                f"模型服务只读了提示中的 {read} 个词元（估计不少于 {fewest} 个），提示可能被截断，这次的回答不可靠；请检查服务的上下文长度。"
            )


def find_model(server: Server, wanted: str, *, timeout: float) -> str:
    """The model to ask for: ``wanted``, or, where it is empty, the first one that the server lists.

    Raises:
        EngineUnavailable: not reachable within ``timeout`` seconds, refused, or no models.
    """
    try:
        with _client(server, read=timeout, connect=timeout) as client:
            names = [m.id for m in client.models.list().data]
    except _foreign() as exc:
        raise _fault(exc, server, wanted, said=False) from exc
    if not wanted and not names:
        raise EngineUnavailable(f"模型服务（{server.url}）没有列出模型；请在设置 engine.openai_model 中写明一个。")
    return wanted or names[0]  # a server need not list every model that it serves


def _content(chunk: "ChatCompletionChunk | None") -> tuple[str, str | None]:
    """The text of a chunk and why it ends there; a last chunk may have neither."""
    if chunk is None or not chunk.choices:
        return "", None
    choice = chunk.choices[0]
    return choice.delta.content or "", choice.finish_reason


def _client(server: Server, *, read: float, connect: float = _CONNECT, line: Line | None = None) -> "openai.OpenAI":
    """A client that goes straight to the server: no proxy of the environment, no redirect, no second try."""
    import openai

    http = openai.DefaultHttpxClient(
        trust_env=False, follow_redirects=False, event_hooks={"request": [line.hook]} if line else None
    )
    timeout = openai.Timeout(read, connect=connect, pool=connect)
    return openai.OpenAI(
        base_url=server.url, api_key=server.key or "none", max_retries=0, timeout=timeout, http_client=http
    )


def _foreign() -> tuple[type[Exception], ...]:
    """What the client raises. The last three come from its parsing of answers of something else."""
    import httpx2
    import openai

    return (Stalled, openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, ValueError, AttributeError, TypeError)


def _fault(exc: Exception, server: Server, model: str, *, said: bool) -> EngineFault:
    import openai

    kind = AnswerIncomplete if said else EngineUnavailable
    if isinstance(exc, openai.APIStatusError):
        return kind(_refusal(exc, server, model))
    return kind(_connection(exc, server) or _content_fault(exc, server))


def _connection(exc: Exception, server: Server) -> str:
    """What is wrong with the connection, or nothing when it is something else."""
    import httpx2
    import openai

    below = (type(exc), type(exc.__cause__))  # the client wraps what the connection raises before the first byte
    if any(issubclass(c, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.InvalidURL) for c in below):
        return f"无法连接模型服务（{server.url}）；请先启动它，或改设置 engine.openai_url。"
    if isinstance(exc, Stalled | openai.APITimeoutError | httpx2.TimeoutException):
        return f"模型服务（{server.url}）迟迟没有回音，已中止；请检查它是否卡住，或换用较小的模型。"
    if isinstance(exc, openai.APIConnectionError | httpx2.HTTPError):
        return f"与模型服务（{server.url}）的连接中断；请检查它是否还在运行，然后重试。"
    return ""


def _content_fault(exc: Exception, server: Server) -> str:
    import openai

    if isinstance(exc, openai.APIError) and not isinstance(exc, openai.APIResponseValidationError):
        return f"模型服务中途报错：{_plain(exc.message, server)}；请重试，或查看服务的日志。"
    return f"{server.url} 发来无法识别的内容；请确认设置 engine.openai_url（通常以 /v1 结尾）。"


def _refusal(exc: "openai.APIStatusError", server: Server, model: str) -> str:
    if exc.status_code in (401, 403):
        return f"模型服务（{server.url}）拒绝了密钥（{exc.status_code}）；请检查设置 engine.openai_key 或 engine.openai_key_file。"
    if exc.status_code == 404:
        return f"模型服务（{server.url}）没有这个地址或模型“{model}”；请检查设置 engine.openai_url（通常以 /v1 结尾）和 engine.openai_model。"
    if exc.status_code in (429, 503):
        return f"模型服务正忙（{exc.status_code}）；请稍后重试。"
    return f"模型服务拒绝了请求（{exc.status_code}）：{_plain(exc.message, server)}；请检查设置或查看服务的日志。"


def _plain(message: str, server: Server) -> str:
    """A server's message in one short line, without the key, which some servers repeat."""
    text = " ".join(message.split())
    return (text.replace(server.key, "***") if server.key else text)[:200]
