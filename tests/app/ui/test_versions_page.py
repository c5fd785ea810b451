"""The page over a library with two versions of an invented document: the day changes the answer."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser
OLD = """云川市稻米种植补贴办法
（2021年3月1日）
第一条 对稻米种植大户，每亩补贴120元，由乡镇农业站核实面积后发放。
第二条 本办法自2021年4月1日起施行。
"""
NEW = """云川市稻米种植补贴办法
（2024年3月1日）
第一条 对稻米种植大户，每亩补贴150元，由乡镇农业站核实面积后发放。
第二条 本办法自2024年4月1日起施行，《云川市稻米种植补贴办法》同时废止。
"""
ASKED = "稻米种植大户每亩补贴多少元？"


@pytest.fixture(scope="module")
def versions_server(tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., Any]) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("versions")
    for name, text in (("old", OLD), ("new", NEW)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.txt.toml").write_text(f'id = "{name}"\n', encoding="utf-8")
    home = ["--home", str(folder / "home")]
    policyqa = [sys.executable, "-m", "app"]
    subprocess.run([*policyqa, "sync", str(folder), *home], check=True, timeout=240, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with serving([*policyqa, "serve", "--engine", "extractive", *home, "--port", port], folder) as server:
        yield server


def put(tab: Any, day: str) -> None:
    tab.page.fill("#pq-day :is(input, textarea)", day)
    tab.ask(ASKED)


def figures(page: Any) -> list[str]:
    return [str(t) for t in page.locator("#pq-main .pq-answer .pq-figure.pq-quoted").all_text_contents()]


def test_the_day_changes_the_answer(versions_server: Any, visit: Callable[..., Any]) -> None:
    tab = visit(versions_server.url)
    page = tab.page
    put(tab, "")
    page.wait_for_selector(".pq-answer:has-text('150元')")
    assert page.locator(".pq-as-of").count() == 0

    put(tab, "2022年6月1日")
    page.wait_for_selector("#pq-main .pq-answer:has-text('120元')")
    assert page.text_content("#pq-main .pq-as-of") == "按 2022年6月1日 有效的文件回答"
    assert "已被新版替代" in page.text_content("#pq-main .pq-answer header")
    assert page.locator("#pq-side .pq-status-superseded").first.is_visible()
    assert "按2022年6月1日有效的文件" in page.text_content("#pq-main .pq-say")
    assert "150元" not in figures(page)

    page.get_by_text("English").click()
    page.wait_for_selector(".pq-as-of:has-text('2022-06-01')")
    assert page.locator("#pq-side .pq-status:has-text('Superseded')").first.is_visible()
    assert tab.complaints == []


def test_a_day_that_is_none_is_one_sentence_and_keeps_the_question(
    versions_server: Any, visit: Callable[..., Any]
) -> None:
    tab = visit(versions_server.url)
    put(tab, "2023-02-29")
    tab.page.wait_for_selector(".pq-notice-error:has-text('“2023-02-29”不是一个日期；请写成')")
    assert tab.page.input_value("#pq-question textarea") == ASKED
    assert tab.page.locator(".pq-answer").count() == 0
    assert tab.complaints == []


def test_by_keyboard_alone_and_from_the_calendar(versions_server: Any, visit: Callable[..., Any]) -> None:
    tab = visit(versions_server.url)
    page = tab.page
    page.fill("input.pq-pick", "2022-06-01")
    page.wait_for_function("document.querySelector('#pq-day :is(input, textarea)').value === '2022-06-01'")
    page.focus("#pq-question textarea")
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    page.wait_for_selector(".pq-answer:has-text('120元')")
    page.focus("#pq-day :is(input, textarea)")
    page.keyboard.press("Control+a")
    page.keyboard.type("20240401")
    page.focus("#pq-question textarea")
    page.keyboard.type(ASKED)
    page.focus("#pq-day :is(input, textarea)")
    page.keyboard.press("Enter")  # there, too, Enter asks
    page.wait_for_selector("#pq-main .pq-answer:has-text('150元')")
    assert tab.complaints == []
