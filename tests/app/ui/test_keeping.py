"""The tabs of those who keep the library, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
SIZES = [
    pytest.param({}, id="desk"),
    pytest.param({"viewport": {"width": 390, "height": 844}, "has_touch": True}, id="telephone"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
]


def open_tab(page: Any, name: str) -> None:
    """Click a tab; on a telephone it may be in the menu of those that have no room."""
    page.wait_for_selector(f"#pq-tabs button:text-is('{name}')", state="attached")
    tab = page.locator(f"button[role=tab]:text-is('{name}') >> visible=true")
    if not tab.count():
        page.locator(".overflow-menu > button").click()
        tab = page.locator(f".overflow-dropdown button:has-text('{name}')")
    tab.click()


@pytest.mark.parametrize("options", SIZES)
def test_the_list_and_the_doctor(scripted_server: Any, visit: Visiting, samples: Any, options: dict[str, Any]) -> None:
    tab = visit(scripted_server.url, **options)
    page = tab.page
    open_tab(page, "文档")
    page.wait_for_selector(f".pq-held:has-text('{samples.TITLE}')")
    page.fill("#pq-filter input, #pq-filter textarea", "没有这样的文件")
    page.wait_for_selector("text=没有符合“没有这样的文件”的文件")
    page.fill("#pq-filter input, #pq-filter textarea", "滨海市")
    page.wait_for_selector(".pq-held")
    open_tab(page, "诊断")
    page.wait_for_selector(".pq-verdict", timeout=60_000)
    assert "离线开关" in page.locator(".pq-doctor").text_content()
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    assert tab.complaints == []
    assert all(request.startswith((scripted_server.url, "data:", "blob:")) for request in tab.requests)


def test_in_english(scripted_server: Any, visit: Visiting) -> None:
    tab = visit(scripted_server.url)
    page = tab.page
    page.get_by_text("English").click()
    open_tab(page, "Documents")
    page.wait_for_selector(".pq-held:has-text('4 clauses')")
    open_tab(page, "Doctor")
    page.wait_for_selector(".pq-doctor:has-text('Offline switches')", timeout=60_000)
    assert tab.complaints == []
