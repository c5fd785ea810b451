"""Which language model words the answers: as named, or the best of what is there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.engines import ollama, openai
from app.engines.embedded import EmbeddedModel, Limits
from app.engines.model import LanguageModel
from app.errors import EngineUnavailable, InvalidSettings, ModelCorrupt, ModelMissing
from app.models import inspect, resolve
from app.settings import ENGINES, Settings


@dataclass(frozen=True, slots=True)
class Choice:
    """The model, or ``None`` for answers without one; ``note`` says in Chinese which it is and why."""

    model: LanguageModel | None
    engine: str
    note: str


def choose_engine(name: str, settings: Settings) -> Choice:
    """The engine ``name``, or for ``auto`` a reachable Ollama with a model, else the embedded model, else none.

    Nothing is loaded yet: the embedded model's process starts with its first use.

    Raises:
        EngineUnavailable: the named engine cannot be used; the message says what to do. ``auto`` never raises it.
        InvalidSettings: no such engine, or a setting that it needs is missing.
    """
    makers: dict[str, Callable[[Settings], Choice]] = {
        "auto": _auto,
        "extractive": lambda _: Choice(None, "extractive", "不使用语言模型，直接引用条款原文。"),
        "embedded": _embedded,
        "ollama": _ollama,
        "openai": _openai,
    }
    if name not in makers:
        raise InvalidSettings(f"没有名为“{name}”的引擎；可用的有：{'、'.join(ENGINES)}。")
    return makers[name](settings)


def _auto(settings: Settings) -> Choice:
    passed_over = ""
    for make in (_ollama, _embedded):
        try:
            found = make(settings)
        except EngineUnavailable as exc:
            reason = str(exc).rstrip("。").split("；", maxsplit=1)[0]  # without the next step: nothing is wrong
            passed_over += f"；{reason}"
        else:
            return Choice(found.model, found.engine, f"自动选择：{found.note.rstrip('。')}{passed_over}。")
    return Choice(None, "extractive", f"自动选择：不使用语言模型，直接引用条款原文{passed_over}。")


def _embedded(settings: Settings) -> Choice:
    engine = settings.engine
    try:
        path = inspect(resolve(engine.model, settings.models)).path
    except (ModelMissing, ModelCorrupt) as exc:
        raise EngineUnavailable(str(exc)) from exc
    limits = Limits(
        context=engine.context,
        threads=engine.threads,
        load=engine.first_token_timeout,
        stall=engine.stall_timeout,
        wait=engine.wait_timeout,
    )
    model = EmbeddedModel(path, log=settings.logs / "embedded.log", limits=limits)
    return Choice(model, "embedded", f"使用内置模型 {model.model}，在本机运行。")


def _ollama(settings: Settings) -> Choice:
    engine = settings.engine
    served = ollama.find_model(engine.ollama_url, engine.ollama_model, timeout=engine.probe_timeout)
    model = ollama.OllamaModel(
        engine.ollama_url,
        served,
        context=engine.context,
        keep_alive=engine.ollama_keep_alive,
        first=engine.first_token_timeout,
        stall=engine.stall_timeout,
    )
    return Choice(model, "ollama", f"使用 Ollama（{engine.ollama_url}）的模型 {served.name}。")


def _openai(settings: Settings) -> Choice:
    engine = settings.engine
    if not engine.openai_url:
        raise InvalidSettings(
            "没有设置模型服务的地址；请在 settings.toml 的 [engine] 中写 openai_url（如 http://127.0.0.1:8000/v1）。"
        )
    server = openai.Server(engine.openai_url, engine.openai_key or _key(engine.openai_key_file, settings.home))
    name = openai.find_model(server, engine.openai_model, timeout=engine.connect_timeout)
    model = openai.OpenAIModel(
        server, name, context=engine.context, first=engine.first_token_timeout, stall=engine.stall_timeout
    )
    return Choice(model, "openai", f"使用模型服务（{engine.openai_url}）的模型 {name}。")


def _key(file: str, home: Path) -> str:
    if not file:
        return ""
    path = home / Path(file).expanduser()
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as exc:
        raise InvalidSettings(f"无法读取密钥文件“{path}”；请检查设置 engine.openai_key_file 和文件的权限。") from exc
