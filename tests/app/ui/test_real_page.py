"""The page over the real index: a home without one, a sync while it is served, a question."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
SOURCES = Path(__file__).resolve().parents[3] / "corpus" / "sources"
QUESTION = "整机制造企业年度采购量8000万元，能得到多少奖励？"


@pytest.fixture
def real_server(tmp_path: Path, serving: Callable[..., Any]) -> Iterator[Any]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    home = tmp_path / "家"
    home.mkdir()
    command = [sys.executable, "-m", "app", "serve", "--engine", "extractive", "--home", str(home), "--port", str(port)]
    with serving(command, tmp_path) as server:
        yield server


def opens_in_the_document(tab: Any, quote: str) -> None:
    """From the card to the clause in the text, from there to the printed page, and back."""
    with tab.page.expect_popup() as opened:
        tab.page.locator("#pq-side .pq-links a").first.click()
    document = opened.value
    faults: list[str] = []
    document.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
    document.on("pageerror", lambda e: faults.append(str(e)))
    document.wait_for_selector("#quote")
    assert "".join(document.locator("article section mark").all_text_contents()) == quote
    document.wait_for_load_state("load")
    assert 60 < document.locator("#quote").evaluate("mark => mark.getBoundingClientRect().top") < 700
    document.locator(".bar a", has_text="看原文第").click()
    document.wait_for_selector(".sheet img")
    document.wait_for_load_state("load")
    assert document.locator(".sheet img").evaluate("img => img.naturalWidth") > 1000
    assert document.locator(".sheet rect.quoted").count() == 3
    assert document.locator(".sheet rect.figure").count() >= 3
    assert document.locator("figure.sheet img").bounding_box() == document.locator("figure.sheet svg").bounding_box()
    document.locator(".bar a", has_text="看正文").click()
    document.wait_for_selector("#quote")
    assert faults == []
    document.close()


def test_from_an_empty_home_to_a_cited_answer(real_server: Any, visit: Callable[..., Any]) -> None:
    tab = visit(real_server.url)
    page = tab.page
    page.wait_for_selector(".pq-status-line:has-text('policyqa sync')")
    tab.ask(QUESTION)
    page.wait_for_selector(".pq-notice-error:has-text('policyqa sync')")
    assert page.input_value("#pq-question textarea") == QUESTION

    home = real_server.process.args[real_server.process.args.index("--home") + 1]
    subprocess.run(
        [sys.executable, "-m", "app", "sync", str(SOURCES), "--home", home],
        check=True,
        timeout=240,
        capture_output=True,
    )
    page.press("#pq-question textarea", "Enter")
    page.wait_for_selector(".pq-answer", timeout=60_000)
    assert "500万元" in page.locator(".pq-answer .pq-figure.pq-quoted").all_text_contents()
    assert "800万元" in page.locator(".pq-answer .pq-figure.pq-computed").all_text_contents()
    assert page.locator(".pq-answer .pq-status").text_content() == "征求意见稿"
    page.locator(".pq-answer .pq-chip").first.click()
    mark = page.locator(".pq-card mark").first
    mark.wait_for(state="visible")
    quote = mark.text_content()
    assert quote.endswith("单家企业每年最高奖励500万元。")
    assert quote in page.locator(".pq-card .pq-clause").first.text_content()
    opens_in_the_document(tab, quote)
    assert page.locator(".pq-notice-error").count() == 0
    blameless(tab, real_server.url)

    tab = visit(real_server.url)
    page = tab.page
    page.wait_for_selector(".pq-shelved")
    page.wait_for_selector(".pq-example >> visible=true", timeout=60_000)
    page.locator(".pq-example >> visible=true").first.click()
    page.wait_for_selector(".pq-answer")
    blameless(tab, real_server.url)


def blameless(tab: Any, url: str) -> None:
    assert tab.complaints == []
    assert all(request.startswith((url, "data:", "blob:")) for request in tab.requests)
