"""The samples as a module, a server in a child process, a browser."""

import importlib.util
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.answering.answer import Direct, Finished, Wording
from app.desk import Desk, Loader, Opened
from app.desk.scripted import ScriptedAssistant

HERE = Path(__file__).parent
CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ui_samples", HERE / "samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Server:
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def host(self) -> str:
        return self.url.partition("://")[2].rstrip("/")

    def said(self, text: str, *, times: int = 1, seconds: float = 15) -> bool:
        """Whether it writes ``text`` so many times to stderr, waiting for it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.log.read_text(encoding="utf-8").count(text) >= times:
                return True
            time.sleep(0.1)
        return False


@contextmanager
def running(command: list[str], folder: Path, *, seconds: float = 90) -> Iterator[Server]:
    """A serving child process, from the line in which it names its address to its end by pid."""
    log = folder / "stderr"
    with log.open("wb") as stderr:
        # This checkout's code, not the one that happens to be installed: a script has its own folder on the path.
        environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
        process = subprocess.Popen(command, stderr=stderr, stdout=subprocess.DEVNULL, env=environment)
    server = Server("", process, log)
    try:
        if not server.said("://127.0.0.1:", seconds=seconds):
            pytest.fail(f"the server did not start: {log.read_text(encoding='utf-8')}")
        address = re.search(r"https?://127\.0\.0\.1:\d+/", log.read_text(encoding="utf-8"))
        assert address is not None
        server.url = address.group()
        yield server
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(15)


@pytest.fixture(scope="session")
def serving() -> Callable[..., Any]:
    return running


@pytest.fixture(scope="session")
def scripted_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("scripted")
    with running([sys.executable, str(HERE / "serve_scripted.py"), str(folder / "home"), "0"], folder) as server:
        yield server


@pytest.fixture(scope="session")
def slow_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Its assistant takes eight seconds to open."""
    folder = tmp_path_factory.mktemp("slow")
    with running([sys.executable, str(HERE / "serve_scripted.py"), str(folder / "home"), "0", "8"], folder) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Not longer than a module: while it lives, its event loop runs in this thread, and no other may."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("NO_PROXY", "127.0.0.1")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=_FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A tab, and everything that it said and asked for."""

    page: Any
    complaints: list[str]
    requests: list[str]

    def ask(self, question: str) -> None:
        self.page.fill("#pq-question textarea", question)
        self.page.press("#pq-question textarea", "Enter")


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    contexts: list[Any] = []

    def open_page(url: str, **options: Any) -> Visit:
        context = browser.new_context(locale="zh-CN", **{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        made = Visit(page, [], [])
        page.on("console", lambda m: made.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: made.complaints.append(str(e)))
        page.on("dialog", lambda d: (made.complaints.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: made.requests.append(r.url))
        page.goto(url)
        page.wait_for_selector("#pq-question textarea")
        return made

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def assistant(samples: ModuleType) -> ScriptedAssistant:
    reward = samples.reward()
    refusal = samples.refusal()
    return ScriptedAssistant(
        {
            samples.ASK_REWARD: [Direct(reward), Finished(reward)],
            "个人买设备有补贴吗？": [Direct(refusal), Finished(refusal)],
            "马上崩溃": [RuntimeError("segmentation fault at /home/secret")],
            "说到一半": [Direct(reward), Wording("年度设备购置额5000万元"), RuntimeError("segmentation fault")],
            "慢慢说": [Direct(reward), *(0.1, Wording("好")) * 100, Finished(reward)],
        }
    )


@pytest.fixture
def desk(samples: ModuleType, assistant: ScriptedAssistant) -> Desk:
    parsed = samples.document()
    hits = samples.refusal(parsed).nearest
    opened = Opened(assistant, lambda: (parsed,), search=lambda _, k: hits[:k], generation=lambda: "gen-7")
    return Desk(Loader(lambda: opened), speakers=2, queue=2, question_limit=200)
