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


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def shows(page: Any, question: str) -> None:
    page.wait_for_selector(f".pq-topic:has-text('{question}')")
    page.wait_for_selector("#pq-main .pq-answer")


def test_reload_restart_and_feedback(
    serving: Callable[..., Any], visit: Callable[..., Any], samples: ModuleType, tmp_path: Path
) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path / "home"), str(free_port())]
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


def test_what_has_changed_since_stands_on_its_card(
    serving: Callable[..., Any], visit: Callable[..., Any], samples: ModuleType, tmp_path: Path
) -> None:
    """An answer, another version of the document, the same page again; then the same question as of today."""
    command = [sys.executable, str(SCRIPT), str(tmp_path / "home"), str(free_port())]
    with serving(command, tmp_path) as server:
        tab = visit(server.url)
        page = tab.page
        tab.ask(samples.ASK_GOAL)
        shows(page, samples.ASK_GOAL)
        page.wait_for_selector("#pq-history label")
    with serving([*command, "0", "市发展改革委", "市生态环境局"], tmp_path):
        page.reload()
        tab.complaints.clear()  # what the script said of the streams that were cut under it
        page.wait_for_selector(".pq-changed:has-text('[2] 条款文字已改')")
        assert page.locator(".pq-since").count() == 1
        card = page.locator(".pq-card", has=page.locator(".pq-key", has_text="2"))
        assert card.locator("del").text_content() == "发展改革委"
        assert card.locator("ins").text_content() == "生态环境局"
        page.locator(".pq-changed button").click()
        page.wait_for_selector("#pq-side .pq-since", state="detached")
        page.wait_for_selector(".pq-earlier .pq-changed", state="attached")  # what was answered then stays
        shows(page, samples.ASK_GOAL)
        assert page.locator(".pq-card").count() == 2 * 2
        assert tab.complaints == []


def test_conversations_are_found_renamed_exported_and_all_deleted(
    serving: Callable[..., Any], visit: Callable[..., Any], samples: ModuleType, tmp_path: Path
) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path / "home"), "0"]
    with serving(command, tmp_path) as server:
        tab = visit(server.url)
        page = tab.page
        names = "#pq-history label"
        for number in range(1, 7):
            tab.ask(f"第{number}个问题")
            page.wait_for_selector(f".pq-topic:has-text('第{number}个问题')")
            page.wait_for_selector(f"{names}:has-text('第{number}个问题')")
            page.locator("#pq-clear").click()
            page.wait_for_selector(".pq-topic", state="detached")
        page.locator("#pq-history-sought :is(input, textarea)").fill("第2")
        page.wait_for_function("document.querySelectorAll('#pq-history label').length === 1")
        page.locator(names).click()
        page.wait_for_selector(".pq-topic:has-text('第2个问题')")
        page.wait_for_selector("#pq-menu input[value='第2个问题']", state="attached")  # the menu is this one's now
        page.locator("#pq-menu summary", has_text="管理对话").click()
        page.fill("#pq-menu input[name=title]", "来电：第2家企业")
        page.locator("#pq-menu button", has_text="改名").click()
        page.wait_for_selector("#pq-menu .pq-notice-done")
        page.locator("#pq-history-sought :is(input, textarea)").fill("来电")
        page.wait_for_selector(f"{names}:has-text('来电：第2家企业')")
        with page.expect_download() as download:
            page.locator("#pq-menu a", has_text="Markdown").click()
        assert download.value.suggested_filename == "来电：第2家企业.md"
        assert "第2个问题" in Path(download.value.path()).read_text(encoding="utf-8")
        page.locator("#pq-menu summary", has_text="删除全部对话").click()
        page.locator("#pq-menu button", has_text="确定全部删除").click()
        page.wait_for_selector(names, state="detached")
        page.wait_for_selector(".pq-topic", state="detached")
        page.wait_for_selector("#pq-menu details", state="detached")
        assert tab.complaints == []
