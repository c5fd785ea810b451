"""A conversation is there after a reload of the page and after a restart of the server; feedback arrives."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.records import Records, Verdict

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parents[1] / "serve_scripted.py"


def shows(page: Any, question: str) -> None:
    page.wait_for_selector(f".pq-topic:has-text('{question}')")
    page.wait_for_selector(".pq-answer")


def test_reload_restart_and_feedback(
    serving: Callable[..., Any], visit: Callable[..., Any], samples: ModuleType, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(SCRIPT), str(tmp_path / "home"), str(port)]
    with serving(command, tmp_path) as server:
        tab = visit(server.url)
        page = tab.page
        tab.ask(samples.ASK_GOAL)
        shows(page, samples.ASK_GOAL)
        page.wait_for_selector("#pq-history label")
        page.locator("#pq-judging-send").click()
        page.wait_for_selector("#pq-judging .pq-notice-error:has-text('请先选')")
        page.locator("#pq-verdict label", has_text="缺内容").click()
        page.fill("#pq-judging-said :is(textarea, input)", "少了年份")
        page.locator("#pq-judging-send").click()
        page.wait_for_selector("#pq-judging .pq-notice-done:has-text('已记下')")
        assert tab.complaints == []
        page.reload()
        tab.complaints.clear()  # what the script said of the streams that were cut under it
        shows(page, samples.ASK_GOAL)
        page.wait_for_selector(".pq-kept")
        cards = page.locator(".pq-card").count()
        assert cards == 2
        assert tab.complaints == []
    with serving(command, tmp_path):
        page.reload()
        shows(page, samples.ASK_GOAL)
        assert page.locator(".pq-card").count() == cards
        page.locator("#pq-clear").click()
        page.wait_for_selector("#pq-thread [data-conversation='']", state="attached")
        page.reload()  # a new conversation is what the tab remembers now; the other is in the list
        page.wait_for_selector("#pq-history label")
        assert page.locator(".pq-answer").count() == 0
        page.locator("#pq-history label").first.click()
        shows(page, samples.ASK_GOAL)
        page.locator("#pq-delete").click()
        page.wait_for_selector("#pq-history label", state="detached")
        another = visit(page.url)  # another tab of another browser begins with nothing
        assert another.page.locator(".pq-answer").count() == 0
    records = Records(tmp_path / "home", days=90)
    (found,) = records.feedback()  # stays, though the conversation was deleted
    assert (found.verdict, found.words, found.questions) == (Verdict.MISSING, "少了年份", (samples.ASK_GOAL,))
    assert len(found.reply.citations) == 2
    records.close()
