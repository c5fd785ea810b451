"""Settings: small frozen groups, composed once from one TOML file in the home folder.

Every key has a default, so that the file may be absent. An example::

    [engine]
    engine = "ollama"
    ollama_model = "qwen3:8b"
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from app.errors import InvalidSettings
from index.settings import IndexSettings

FILE_NAME = "settings.toml"
ENGINES = ("auto", "extractive", "embedded", "ollama", "openai")
_TYPES: dict[Any, str] = {
    str: "文字（加引号）",
    int: "整数",
    float: "数字",
    bool: "true 或 false",
    tuple[str, ...]: '一列文字，如 ["…"]',
}


def _number(default: float, low: float, high: float) -> Any:
    return field(default=default, metadata={"range": (low, high)})


def _each(fits: Callable[[str], bool], expected: str) -> Any:
    return field(default=(), metadata={"fits": fits, "expected": expected})


def is_host_name(text: str) -> bool:
    """Whether it can be the name, or the IP address, under which a browser calls a server."""
    return (is_network(text) and "/" not in text) or re.fullmatch(
        r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", text.lower()
    ) is not None


def is_network(text: str) -> bool:
    """Whether it is an IP address or a network."""
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def is_path(text: str) -> bool:
    """Whether it is empty or a path prefix such as ``/policyqa``."""
    return re.fullmatch(r"(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", text) is not None


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Which language model words the answers. Times in seconds, ``context`` and ``max_tokens`` in tokens."""

    engine: str = field(default="auto", metadata={"choices": ENGINES})
    model: str = "1.5b"  # embedded: a pinned model's name, or the path of any GGUF file
    context: int = _number(4096, 512, 1 << 20)  # sent to Ollama as num_ctx
    max_tokens: int = _number(320, 16, 8192)  # of one answer
    threads: int = _number(0, 0, 256)  # embedded; 0: as many as this process may use
    ollama_url: str = field(default="http://127.0.0.1:11434", metadata={"url": True})
    ollama_model: str = ""  # empty: the first suitable one that the server has
    ollama_keep_alive: str = "30m"
    openai_url: str = field(default="", metadata={"url": True})  # no default: text goes nowhere unasked
    openai_model: str = ""  # empty: the first one that the server lists
    openai_key: str = field(default="", repr=False)
    openai_key_file: str = ""  # a file that holds the key alone; relative to the home folder
    probe_timeout: float = _number(0.5, 0.05, 60)  # is an Ollama there at all; asked at every start
    connect_timeout: float = _number(5, 0.1, 60)  # for the list of models of an OpenAI-compatible server
    first_token_timeout: float = _number(300, 1, 3600)  # loading and reading the prompt on a CPU takes long
    stall_timeout: float = _number(60, 1, 3600)  # between two pieces of text
    wait_timeout: float = _number(300, 1, 3600)  # for the callers before this one (embedded)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where the page is served, and how many may ask at once. ``question_limit`` in characters."""

    host: str = "127.0.0.1"
    port: int = _number(7860, 1, 65535)
    concurrency: int = _number(4, 1, 256)  # questions answered at the same time
    queue: int = _number(40, 0, 10_000)  # questions waiting; more are told that the system is busy
    question_limit: int = _number(2000, 1, 100_000)
    upload_megabytes: int = _number(50, 1, 200)  # of one file; the readers take 200 MB at most
    upload_count: int = _number(20, 1, 1000)  # files that an editor may upload at a time
    rate: int = _number(600, 0, 1_000_000)  # calls of a program (by token, else by address) per minute; 0: no limit
    accounts: str = field(default="auto", metadata={"choices": ("auto", "always")})  # auto: where others may call
    names: tuple[str, ...] = _each(is_host_name, "主机名，如 qa.example.cn，不带 http:// 和端口")
    proxies: tuple[str, ...] = _each(is_network, "IP 地址或网段，如 127.0.0.1 或 10.0.0.0/8")
    root_path: str = field(default="", metadata={"fits": is_path, "expected": "以 / 开头的路径，如 /policyqa"})
    tls_certificate: str = ""  # PEM files, relative to the home folder; both, or neither and http
    tls_key: str = ""
    session_hours: float = _number(12, 0.1, 720)  # from the login to the next one
    idle_minutes: float = _number(120, 1, 43_200)  # without any use
    history_days: int = _number(90, 0, 36_500)  # that a conversation is kept after its last question; 0: none is

    @property
    def shared(self) -> bool:
        """Whether others than this machine's user call even where it listens at a loopback address."""
        return self.accounts == "always" or bool(self.names or self.proxies or self.root_path)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, and the folder that holds all state."""

    home: Path
    index: IndexSettings = field(default_factory=IndexSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    server: ServerSettings = field(default_factory=ServerSettings)

    @property
    def models(self) -> Path:
        """The folder of the model files."""
        return self.home / "models"

    @property
    def logs(self) -> Path:
        """The folder of the log files."""
        return self.home / "logs"


def load_settings(home: Path) -> Settings:
    """Read ``<home>/settings.toml``; without the file, the defaults.

    Raises:
        InvalidSettings: not TOML, an unknown key, a wrong type, or a value out of its range.
    """
    file = home / FILE_NAME
    table = _read(file)
    groups = {"index": IndexSettings, "engine": EngineSettings, "server": ServerSettings}
    _refuse_unknown(file, "顶层", table, groups)
    found: dict[str, Any] = {}
    for name, group in groups.items():
        values = table.get(name, {})
        if not isinstance(values, dict):
            raise _wrong(file, name, f"应当是一节 [{name}]，却写成了一个值")
        found[name] = _group(file, name, group, values)
    return Settings(home=home, **found)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as exc:
        raise InvalidSettings(f"设置文件“{file}”不是 UTF-8 编码；请另存为 UTF-8 后重试。") from exc
    except tomllib.TOMLDecodeError as exc:
        raise InvalidSettings(
            f"设置文件“{file}”不是正确的 TOML：{exc}；请改正该处，或删除文件以使用默认设置。"
        ) from exc
    except OSError as exc:
        raise InvalidSettings(f"无法读取设置文件“{file}”：{exc.strerror}；请检查文件的权限。") from exc


def _group(file: Path, section: str, group: type[Any], values: Mapping[str, object]) -> Any:
    hints = get_type_hints(group)
    known = {f.name: f for f in fields(group)}
    _refuse_unknown(file, f"[{section}]", values, known)
    checked = {key: _value(file, f"{section}.{key}", hints[key], known[key], value) for key, value in values.items()}
    return group(**checked)


def _value(file: Path, key: str, kind: type, known: "Field[Any]", value: object) -> object:
    shown = repr(value) if known.repr else "（不显示）"  # a secret must not reach a log through an error
    if kind is float and type(value) is int:
        value = float(value)
    if kind == tuple[str, ...] and isinstance(value, list) and all(type(v) is str for v in value):
        value, kind = tuple(value), tuple
    if type(value) is not kind:  # bool is an int, and must not pass for one
        raise _wrong(file, key, f"应当是{_TYPES.get(kind, kind.__name__)}，现在是 {shown}")
    choices, limits = known.metadata.get("choices"), known.metadata.get("range")
    if choices and value not in choices:
        raise _wrong(file, key, f"应当是 {'、'.join(choices)} 之一，现在是 {shown}")
    if limits and isinstance(value, int | float) and not limits[0] <= value <= limits[1]:
        raise _wrong(file, key, f"应当在 {limits[0]} 到 {limits[1]} 之间，现在是 {shown}")
    if known.metadata.get("url") and isinstance(value, str) and value and not _is_url(value):
        raise _wrong(file, key, f"应当是 http:// 或 https:// 开头的地址，现在是 {shown}")
    fits = known.metadata.get("fits")
    for text in value if isinstance(value, tuple) else (value,):
        if fits and not fits(text):
            raise _wrong(file, key, f"应当是{known.metadata['expected']}，现在是 {text!r}")
    return value


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        return False


def _refuse_unknown(file: Path, where: str, found: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for key in found:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"是否想写 {near[0]}？" if near else ""
            raise InvalidSettings(
                f"设置文件“{file}”的{where}有不认识的键 {key!r}；{hint}允许的键：{'、'.join(known)}。"
            )


def _wrong(file: Path, key: str, reason: str) -> InvalidSettings:
    return InvalidSettings(f"设置文件“{file}”的 {key} 不对：{reason}；请改正后重试。")
