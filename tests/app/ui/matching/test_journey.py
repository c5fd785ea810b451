"""An enterprise in a real browser: from its figures to amounts, clauses and files, over the real index."""

import json
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[4]
FIRM, BOUGHT = "属于·整机制造企业", "采购非关联零部件、软件企业产品年度采购量"
AXE = ROOT / ".cache" / "axe-core" / "axe.min.js"  # `make axe-core` puts it there
PRIZE = "获得国家级、省级创新创业大赛奖项项目"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., Any]) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("match")
    home = folder / "home"
    home.mkdir()
    (home / "settings.toml").write_text('[index]\nembedder = "hashing"\n', encoding="utf-8")
    program = [sys.executable, "-m", "app"]
    sync = [*program, "sync", str(ROOT / "corpus" / "sources"), "--home", str(home)]
    subprocess.run(sync, check=True, timeout=240, capture_output=True, cwd=ROOT)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with serving([*program, "serve", "--engine", "extractive", "--home", str(home), "--port", port], folder) as made:
        yield made


def field(page: Any, key: str, rest: str = "input") -> Any:
    return page.locator(f"[data-key='{key}'] {rest}")


def opened(visit: Callable[..., Any], server: Any, *, unfolded: bool = True, **options: Any) -> Any:
    tab = visit(server.url, **options)
    tab.page.get_by_role("tab", name="政策匹配").click()
    tab.page.wait_for_selector(".pq-field", timeout=60_000)
    if unfolded:
        tab.page.get_by_role("button", name="全部展开").click()
        tab.page.wait_for_selector(f"[data-key='{FIRM}'] >> visible=true")
    return tab


def blameless(tab: Any, server: Any) -> None:
    assert tab.complaints == []
    assert all(request.startswith((server.url, "data:", "blob:")) for request in tab.requests)
    width = tab.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="desk"),
        pytest.param({"viewport": {"width": 390, "height": 844}, "has_touch": True}, id="telephone"),
        pytest.param({"color_scheme": "dark"}, id="dark"),
    ],
)
def test_an_enterprise_learns_what_it_gets(server: Any, visit: Callable[..., Any], options: dict[str, Any]) -> None:
    tab = opened(visit, server, **options)
    page = tab.page
    field(page, FIRM, "input[value='是']").check()
    field(page, BOUGHT).fill("3000万元")
    field(page, BOUGHT).press("Enter")
    page.wait_for_selector(".pq-match-card.pq-match-met:has-text('300万元')")
    field(page, PRIZE, "input[value='省级']").check()
    page.wait_for_selector(".pq-match-total:has-text('不给合计')")

    field(page, BOUGHT).fill("8000万元")
    page.wait_for_selector(".pq-match-changed:has-text('500万元')")
    assert page.locator(".pq-match-changed del").inner_text() == "✓ 符合 300万元"
    card = page.locator(".pq-match-card.pq-match-met").first
    assert "8000万元 × 10% = 800万元，超过上限，按上限500万元计" in card.inner_text()
    assert "✓ 符合" in card.locator("li").first.inner_text()
    card.locator("summary").click()
    mark = card.locator("mark")
    mark.wait_for(state="visible")
    assert mark.inner_text().endswith("单家企业每年最高奖励500万元")
    with page.context.expect_page() as opening:
        card.locator(".pq-match-links a").first.click()
    opening.value.wait_for_selector("#quote:has-text('整机制造企业采购非关联零部件')")
    assert "征求意见稿" in page.locator(".pq-match-standing").inner_text()
    assert page.locator(".pq-match-card.pq-match-unmet h3").inner_text().endswith("（国家级）")
    blameless(tab, server)


def test_a_figure_that_cannot_be_read_is_marked_where_it_stands(server: Any, visit: Callable[..., Any]) -> None:
    tab = opened(visit, server)
    page = tab.page
    field(page, BOUGHT).fill("约八千万")
    page.wait_for_selector(".pq-match-bad")
    assert field(page, BOUGHT).get_attribute("aria-invalid") is not None
    field(page, BOUGHT).fill("八千万元")
    page.wait_for_selector(".pq-match-bad", state="detached")
    assert field(page, BOUGHT).get_attribute("aria-invalid") is None
    blameless(tab, server)


def test_answers_are_saved_and_loaded_and_survive_the_other_language(
    server: Any, visit: Callable[..., Any], tmp_path: Path
) -> None:
    tab = opened(visit, server)
    page = tab.page
    field(page, FIRM, "input[value='是']").check()
    field(page, BOUGHT).fill("8000万元")
    field(page, PRIZE, "input[value='国家级']").check()
    page.wait_for_selector(".pq-match-card.pq-match-met:has-text('500万元')")
    with page.expect_download() as saving:
        page.get_by_role("button", name="保存填写").click()
    file = tmp_path / "profile.json"
    saving.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8")) == {FIRM: "是", BOUGHT: "8000万元", PRIZE: ["国家级"]}

    page.get_by_role("button", name="清空").click()
    page.wait_for_selector(".pq-match-empty")
    page.set_input_files(".pq-match-profile", file)
    page.wait_for_selector(".pq-match-card.pq-match-met:has-text('500万元')")
    assert field(page, BOUGHT).input_value() == "8000万元"
    page.locator("#pq-language label", has_text="English").click()
    page.wait_for_selector(".pq-match-counts:has-text('2 met')")
    assert field(page, PRIZE, "input[value='国家级']").is_checked()
    blameless(tab, server)


def test_tables_and_a_batch_come_as_files(server: Any, visit: Callable[..., Any], tmp_path: Path) -> None:
    tab = opened(visit, server)
    page = tab.page
    with page.expect_download() as loading:
        page.get_by_role("button", name="下载 XLSX", exact=True).click()
    assert loading.value.suggested_filename == "政策匹配.xlsx"
    assert zipfile.ZipFile(loading.value.path()).testzip() is None
    with page.expect_download() as loading:
        page.get_by_role("button", name="下载模板").click()
    assert BOUGHT in Path(loading.value.path()).read_text(encoding="utf-8-sig")

    firms = tmp_path / "firms.csv"
    firms.write_text(f"企业,{FIRM},{BOUGHT}（万元）\n甲,是,8000\n乙,是,很多\n", encoding="utf-8")
    page.set_input_files(".pq-match-firms", firms)
    page.wait_for_selector(".pq-match-told:has-text('1 个企业已匹配')")
    assert "第3行" in page.locator(".pq-match-told").inner_text()
    with page.expect_download() as loading:
        page.get_by_role("button", name="下载结果 XLSX").click()
    assert zipfile.ZipFile(loading.value.path()).testzip() is None
    blameless(tab, server)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_in_what_a_form_filled_in_shows(server: Any, visit: Callable[..., Any], scheme: str) -> None:
    """Everything at once: met and unmet cards, a change, no total, an answer that cannot be read, an open clause."""
    if not AXE.exists():
        pytest.skip("axe-core is not there: run make axe-core")
    page = opened(visit, server, color_scheme=scheme).page
    field(page, FIRM, "input[value='是']").check()
    field(page, BOUGHT).fill("3000万元")
    page.wait_for_selector(".pq-match-card.pq-match-met")
    field(page, PRIZE, "input[value='省级']").check()
    page.wait_for_selector(".pq-match-total")
    field(page, BOUGHT).fill("约八千万")
    page.wait_for_selector(".pq-match-bad")
    page.locator(".pq-match-untouched > summary").click()
    page.locator(".pq-match-card summary").first.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []


def test_a_long_form_is_folded_and_what_is_missing_leads_to_its_question(
    server: Any, visit: Callable[..., Any], tmp_path: Path
) -> None:
    tab = opened(visit, server, unfolded=False)
    page = tab.page
    groups = page.locator(".pq-match-group")
    assert groups.count() > 5
    assert page.locator(".pq-match-group[open]").count() == 1
    saved = tmp_path / "firm.json"
    saved.write_text(json.dumps({BOUGHT: "3000万元"}, ensure_ascii=False), encoding="utf-8")
    page.set_input_files(".pq-match-profile", saved)
    field(page, BOUGHT).wait_for(state="visible")  # what is answered is never folded away
    page.get_by_role("button", name="全部收起").click()
    assert page.locator(".pq-match-group[open]").count() == 0
    page.locator(".pq-match-card .pq-match-missing button").first.click()
    assert field(page, FIRM, "input[value='']").evaluate("input => input === document.activeElement")
    field(page, FIRM, "input[value='是']").check()
    page.wait_for_selector(".pq-match-card.pq-match-met:has-text('300万元')")
    blameless(tab, server)


def test_the_keyboard_is_enough(server: Any, visit: Callable[..., Any]) -> None:
    tab = opened(visit, server, unfolded=False)
    page = tab.page
    page.locator(".pq-match-group", has=page.locator(f"[data-key='{FIRM}']")).locator("> summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert field(page, FIRM, "input[value='']").evaluate("input => input === document.activeElement")
    page.keyboard.press("ArrowRight")  # round to the first option: yes
    assert field(page, FIRM, "input[value='是']").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("5000万元")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pq-match-card.pq-match-met:has-text('500万元')")
    blameless(tab, server)


def test_what_is_printed_is_the_result_alone(server: Any, visit: Callable[..., Any]) -> None:
    tab = opened(visit, server)
    page = tab.page
    field(page, PRIZE, "input[value='省级']").check()
    page.wait_for_selector(".pq-match-card.pq-match-met")
    page.emulate_media(media="print")
    assert page.locator(".pq-match-card.pq-match-met").is_visible()
    assert not page.locator(".pq-match-form").is_visible()
    assert not page.locator("#pq-head").is_visible()
    assert not page.get_by_role("tab", name="问答").is_visible()
