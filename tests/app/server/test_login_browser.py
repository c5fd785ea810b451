"""Logging in with a real browser: without a script, below a path behind a proxy, and when a session ends."""

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.access.accounts import Accounts
from app.access.database import Database
from app.access.user import Role

pytestmark = pytest.mark.browser
PASSWORD = "correct horse battery"  # noqa: S105
HERE = Path(__file__).parent
SERVE = HERE.parent / "serve_scripted.py"


@pytest.fixture(scope="module")
def reverse_proxy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reverse_proxy", HERE / "reverse_proxy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def home_with_accounts(home: Path, server: str) -> Database:
    database = Database(home)
    for name, role in (("wang", Role.READER), ("li", Role.EDITOR)):
        Accounts(database).add(name, role=role, password=PASSWORD)
    (home / "settings.toml").write_text(f"[server]\n{server}\n", encoding="utf-8")
    return database


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory, serving: Any) -> Iterator[Any]:
    """A server that asks for a login, and the database of its accounts."""
    folder = tmp_path_factory.mktemp("locked")
    database = home_with_accounts(folder / "home", 'accounts = "always"')
    with serving([sys.executable, str(SERVE), str(folder / "home"), "0"], folder) as server:
        yield server, database
    database.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    contexts: list[Any] = []

    def opened(url: str, **options: Any) -> tuple[Any, list[str]]:
        context = browser.new_context(locale="zh-CN", ignore_https_errors=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        complaints: list[str] = []
        page.on(
            "console", lambda m: complaints.append(f"{m.text} {m.location}") if m.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("response", lambda r: complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.goto(url)
        return page, complaints

    yield opened
    for context in contexts:
        context.close()


def log_in(page: Any, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("账号").fill(name)
    page.get_by_label("口令").fill(password)
    page.keyboard.press("Enter")


def torn_down(page: Any, complaints: list[str]) -> None:
    """The page of answers is left: what its script said of the streams that were cut under it is no complaint."""
    page.wait_for_url(re.compile(r"/logout\?"))
    complaints.clear()


def test_from_the_login_to_the_answer_and_out_again(locked: Any, tab: Any, samples: ModuleType) -> None:
    server, _ = locked
    page, complaints = tab(server.url)
    log_in(page, "li")
    page.wait_for_selector(".pq-user:has-text('li'):has-text('编辑')")
    page.fill("#pq-question textarea", samples.ASK_GOAL)
    page.press("#pq-question textarea", "Enter")
    page.wait_for_selector(".pq-answer")
    page.locator("#pq-language label:has-text('English')").click()
    page.get_by_role("link", name="Log out").wait_for()
    assert complaints == []
    page.get_by_role("link", name="Log out").click()
    torn_down(page, complaints)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")
    page.goto(server.url)
    assert page.get_by_label("账号").is_visible()
    assert complaints == []


def test_without_a_script(locked: Any, tab: Any) -> None:
    server, _ = locked
    page, complaints = tab(server.url, java_script_enabled=False)
    assert complaints == []
    log_in(page, "wang", "wrong password")
    assert "账号或口令不对" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("账号").input_value() == "wang"
    page.get_by_role("link", name="English").click()
    page.get_by_label("Account").fill("wang")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(server.url)
    page.goto(server.url + "logout")
    page.get_by_role("button").click()
    assert page.get_by_label("账号").is_visible()


def test_an_account_that_is_removed_leads_back_to_the_login(locked: Any, tab: Any, samples: ModuleType) -> None:
    server, database = locked
    accounts = Accounts(database)
    accounts.add("zhao", role=Role.READER, password=PASSWORD)
    page, _ = tab(server.url)
    log_in(page, "zhao")
    page.wait_for_selector(".pq-user:has-text('zhao'):has-text('读者')")
    accounts.remove("zhao")
    page.fill("#pq-question textarea", samples.ASK_GOAL)
    page.press("#pq-question textarea", "Enter")
    page.wait_for_url("**/login")
    assert page.get_by_label("账号").is_visible()


def test_the_framework_gives_a_stranger_nothing(locked: Any, tab: Any) -> None:
    server, _ = locked
    page, _ = tab(server.url)
    for path in (
        "config",
        "theme.css",
        "gradio_api/queue/data?session_hash=a",
        "gradio_api/heartbeat/a",
        "assets/x.js",
    ):
        assert (path, page.request.get(server.url + path).status) == (path, 401)
    own = {"Origin": server.url.rstrip("/")}
    assert page.request.post(server.url + "gradio_api/queue/join", data="{}", headers=own).status == 401


@pytest.mark.parametrize(
    ("tls", "cut"),
    [pytest.param(True, True, id="https-prefix-cut-off"), pytest.param(False, False, id="http-prefix-left")],
)
def test_below_a_path_behind_a_proxy(
    serving: Any, tab: Any, samples: ModuleType, reverse_proxy: ModuleType, tmp_path: Path, tls: bool, cut: bool
) -> None:
    home_with_accounts(tmp_path / "home", 'proxies = ["127.0.0.1"]\nroot_path = "/policyqa"').close()
    with (
        serving([sys.executable, str(SERVE), str(tmp_path / "home"), "0"], tmp_path) as server,
        reverse_proxy.proxy(server.host, tmp_path, tls=tls, cut=cut) as url,
    ):
        page, complaints = tab(url)
        requests: list[str] = []
        page.on("request", lambda r: requests.append(r.url))
        assert page.url == url + "login"
        log_in(page, "wang")
        page.wait_for_url(url)
        page.wait_for_selector(".pq-user:has-text('wang')")
        page.fill("#pq-question textarea", samples.ASK_REWARD)
        page.press("#pq-question textarea", "Enter")
        page.wait_for_selector(".pq-answer")
        page.wait_for_selector(".pq-wording:has-text('由 Qwen')")
        assert [r for r in requests if not r.startswith((url, "data:", "blob:"))] == []
        (cookie,) = [c for c in page.context.cookies() if not c["name"].endswith("-device")]
        assert (cookie["path"], cookie["secure"], cookie["httpOnly"]) == ("/policyqa", tls, True)
        assert complaints == []
        page.get_by_role("link", name="退出登录").click()
        torn_down(page, complaints)
        page.get_by_role("button", name="退出登录").click()
        page.wait_for_url(url + "login")
        assert [c for c in page.context.cookies() if not c["name"].endswith("-device")] == []
        assert complaints == []
