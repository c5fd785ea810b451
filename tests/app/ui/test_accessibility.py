"""axe-core over every tab, the viewer and the login: no violation that it calls serious or critical."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.viewing import document_address, page_address
from corpus import Span

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "long enough a word"  # noqa: S105 - of an account that lives as long as the test
AXE = ROOT / ".cache" / "axe-core" / "axe.min.js"  # `make axe-core` puts it there
GRAVE = {"serious", "critical"}
WAYS = [
    pytest.param(language, scheme, width, id=f"{language}-{scheme}-{width}")
    for language, scheme, width in (
        ("中文", "light", 1280), ("中文", "dark", 1280), ("English", "light", 1280), ("English", "dark", 1280), ("中文", "light", 390),
    )
]  # fmt: skip


# Each tab is told its own name; until all have been, one that is looked for by name may be gone a moment later.
TABS_ARE_ENGLISH = """() => {
    const tabs = [...document.querySelectorAll("#pq-tabs [role=tab]")];
    return !/[\\u4e00-\\u9fff]/.test(tabs.map((tab) => tab.textContent).join(""));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not there: run make axe-core")
    return AXE.read_text(encoding="utf-8")


def violations(page: Any, axe: str) -> list[str]:
    """What axe holds against the page as it is now: rule and place, the grave ones only."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['impact']} {v['id']}: {node['html'][:160]} {node['failureSummary']}"
        for v in found["violations"]
        if v["impact"] in GRAVE
        for node in v["nodes"]
    ]


def settled_violations(page: Any, axe: str) -> list[str]:
    """The violations that stay: while a tab is still filled, what is drawn half may be pale for a moment."""
    found = violations(page, axe)
    for _ in range(5):
        if not found:
            break
        page.wait_for_timeout(1000)
        found = violations(page, axe)
    return found


def opened(visit: Callable[..., Any], url: str, language: str, scheme: str, width: int) -> Any:
    tab = visit(url, color_scheme=scheme, viewport={"width": width, "height": 900})
    tab.page.wait_for_selector(".pq-ready")
    tab.page.wait_for_selector(".pq-example >> visible=true")
    if language == "English":
        tab.page.get_by_text("English").click()
        tab.page.wait_for_selector("text=What you can ask about")
        tab.page.wait_for_function(TABS_ARE_ENGLISH)
    return tab


@pytest.mark.parametrize(("language", "scheme", "width"), WAYS)
def test_every_tab(
    scripted_server: Any, visit: Callable[..., Any], axe: str, language: str, scheme: str, width: int
) -> None:
    page = opened(visit, scripted_server.url, language, scheme, width).page
    names = page.locator("#pq-tabs [role=tab]").all_text_contents()
    assert names
    for name in names:
        page.get_by_role("tab", name=name, exact=True).first.click()
        page.wait_for_timeout(800)  # what a tab fetches when it is opened
        assert settled_violations(page, axe) == [], name


@pytest.mark.parametrize(("language", "scheme", "width"), WAYS)
def test_answers_and_refusals(
    scripted_server: Any,
    visit: Callable[..., Any],
    samples: ModuleType,
    axe: str,
    language: str,
    scheme: str,
    width: int,
) -> None:
    tab = opened(visit, scripted_server.url, language, scheme, width)
    for question, selector in (
        (samples.ASK_REWARD, ".pq-wording"),
        (samples.ASK_GOAL, ".pq-conflict"),
        ("个人买设备有补贴吗？", ".pq-refusal"),
        ("崩溃", ".pq-incomplete"),
        ("马上崩溃", ".pq-notice-error"),
    ):
        tab.ask(question)
        tab.page.wait_for_selector(f"#pq-middle {selector}")
        if tab.page.locator("#pq-side summary").count():
            tab.page.locator("#pq-side summary").first.click()
        assert settled_violations(tab.page, axe) == [], question


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., Any]) -> Iterator[Any]:
    """The plan itself behind a login."""
    folder = tmp_path_factory.mktemp("locked")
    home = folder / "home"
    home.mkdir()
    settings = '[index]\nembedder = "hashing"\n[server]\naccounts = "always"\n'
    (home / "settings.toml").write_text(settings, encoding="utf-8")
    policyqa, at = [sys.executable, "-m", "app"], ["--home", str(home)]
    for command, typed in (
        (["sync", str(ROOT / "corpus" / "sources" / "plan.pdf")], ""),
        (["user", "add", "wang", "--password-stdin"], PASSWORD),
    ):
        subprocess.run([*policyqa, *command, *at], check=True, input=typed, text=True, capture_output=True, cwd=ROOT)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with serving([*policyqa, "serve", "--engine", "extractive", "--port", port, *at], folder) as server:
        yield server


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_login_and_viewer(locked: Any, browser: Any, axe: str, language: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe is put in from outside
    page = context.new_page()
    page.goto(f"{locked.url}login?lang={language}")
    assert settled_violations(page, axe) == [], "login"
    for password, after in (("a wrong password", "login"), (PASSWORD, "")):
        page.fill("#name", "wang")
        page.fill("#password", password)
        page.press("#password", "Enter")
        page.wait_for_selector("[role=alert]" if after else "#pq-question", timeout=60_000)
        if after:
            assert settled_violations(page, axe) == [], "login refused"
    quoted = Span(900, 960)
    for address in (
        document_address("plan", span=quoted, language=language),
        page_address("plan", 2, span=quoted, language=language),
    ):
        page.goto(locked.url + address)
        assert page.locator("h1").count() == 1
        assert settled_violations(page, axe) == [], address
    context.close()


def test_the_rules_do_fire(scripted_server: Any, visit: Callable[..., Any], axe: str) -> None:
    """The canary: without it a check that checks nothing would pass."""
    page = visit(scripted_server.url).page
    page.evaluate("document.querySelector('.pq-top').innerHTML = '<img src=\"data:,\"><button></button>'")
    assert {v.split(":")[0] for v in violations(page, axe)} >= {"critical image-alt", "critical button-name"}
