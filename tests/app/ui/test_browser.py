"""The page in a real browser, over a scripted assistant."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]


def only_ours(visit: Any, url: str) -> bool:
    return all(request.startswith((url, "data:", "blob:")) for request in visit.requests)


def texts(page: Any, selector: str) -> list[str]:
    return [str(t) for t in page.locator(selector).all_text_contents()]


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="desk"),
        pytest.param({"viewport": {"width": 1000, "height": 800}}, id="two-columns"),
        pytest.param({"viewport": {"width": 390, "height": 844}, "has_touch": True}, id="telephone"),
        pytest.param({"color_scheme": "dark"}, id="dark"),
    ],
)
def test_from_the_question_to_the_highlighted_clause(
    scripted_server: Any, visit: Visiting, samples: ModuleType, options: dict[str, Any]
) -> None:
    tab = visit(scripted_server.url, **options)
    page = tab.page
    tab.ask(samples.ASK_REWARD)
    page.wait_for_selector(".pq-answer")
    assert "600万元" in texts(page, ".pq-answer .pq-figure.pq-computed")
    assert "300万元" in texts(page, ".pq-answer .pq-figure.pq-quoted")
    assert texts(page, ".pq-answer .pq-status") == ["征求意见稿"]
    assert texts(page, ".pq-topic") == [samples.ASK_REWARD]
    page.wait_for_function("document.querySelector('#pq-question textarea').value === ''")
    page.wait_for_selector(".pq-wording:has-text('由 Qwen2.5-1.5B（本机模型）改写')")
    assert "另有 1 句没有通过核对" in texts(page, ".pq-wording")[0]

    mark = page.locator(".pq-card mark")
    assert not mark.is_visible()
    page.locator(".pq-answer .pq-chip").first.click()
    mark.wait_for(state="visible")
    assert mark.text_content() == samples.REWARD
    clause = next(body for _, _, body in samples.CLAUSES if samples.REWARD in body)
    assert texts(page, ".pq-clause") == [clause]
    page.wait_for_function("""() => {
        const box = document.querySelector('.pq-card mark').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
    }""")
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]  # nothing to be pushed sideways
    assert tab.complaints == []
    assert only_ours(tab, scripted_server.url)


def test_the_clause_opens_without_the_scripts_help(scripted_server: Any, visit: Visiting, samples: ModuleType) -> None:
    tab = visit(scripted_server.url)
    tab.ask(samples.ASK_GOAL)
    tab.page.wait_for_selector(".pq-card")
    tab.page.locator(".pq-card summary").nth(1).click()
    assert tab.page.locator(".pq-card mark").nth(1).is_visible()
    tab.page.evaluate("location.hash = '#t1-c1'")
    tab.page.locator(".pq-card mark").nth(0).wait_for(state="visible")


def test_an_opened_clause_stays_open_while_the_model_speaks(
    scripted_server: Any, visit: Visiting, samples: ModuleType
) -> None:
    tab = visit(scripted_server.url)
    tab.ask(samples.ASK_REWARD)
    tab.page.locator(".pq-card summary").click()
    tab.page.wait_for_selector(".pq-wording:has-text('改写，每句')")
    assert tab.page.locator(".pq-card mark").is_visible()


def test_a_conversation(scripted_server: Any, visit: Visiting, samples: ModuleType) -> None:
    tab = visit(scripted_server.url)
    page = tab.page
    page.locator(f".pq-example:has-text('{samples.ASK_REWARD}')").click()
    page.wait_for_selector(".pq-answer")
    assert not page.locator(".pq-example").first.is_visible()
    tab.ask(samples.ASK_GOAL)  # while the model still speaks
    page.wait_for_selector(".pq-conflict")
    assert texts(page, ".pq-turn-question") == [samples.ASK_REWARD]
    assert "征求意见稿" in texts(page, ".pq-turn .pq-status")
    tab.ask("个人买设备有补贴吗？")
    page.wait_for_selector("#pq-main > * .pq-refusal")
    assert "市经信局、市财政局" in texts(page, ".pq-department")[0]
    assert "最接近但不构成答案的条款" in texts(page, ".pq-near h2")
    assert len(texts(page, ".pq-turn")) == 2
    page.locator(".pq-turn summary").first.click()
    assert page.locator(".pq-turn .pq-answer").first.is_visible()

    page.get_by_text("English").click()
    page.wait_for_selector(".pq-refusal:has-text('The documents do not answer this question')")
    assert page.get_attribute("#pq-question textarea", "placeholder").startswith("Ask about")
    page.get_by_text("New conversation").click()
    page.wait_for_selector(".pq-topic", state="detached")
    assert texts(page, ".pq-turn") == []
    assert tab.complaints == []


def test_stop(scripted_server: Any, visit: Visiting) -> None:
    tab = visit(scripted_server.url)
    tab.ask("慢慢说")
    tab.page.wait_for_selector(".pq-wording:has-text('600万元')")
    tab.page.get_by_text("停止改写").click()
    tab.page.wait_for_selector(".pq-stopped")
    assert "600万元" in texts(tab.page, ".pq-answer .pq-figure.pq-computed")
    assert "需要年度设备购置额" not in texts(tab.page, ".pq-wording")[0]
    tab.page.wait_for_selector("#pq-stop", state="hidden")
    assert tab.complaints == []


def test_escape_stops_and_the_question_is_asked_again_as_it_was(scripted_server: Any, visit: Visiting) -> None:
    tab = visit(scripted_server.url)
    page = tab.page
    tab.ask("慢慢说")
    page.wait_for_selector(".pq-wording:has-text('600万元')")
    assert not page.get_by_role("button", name="再问一次").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_selector(".pq-stopped")
    page.get_by_role("button", name="再问一次").click()
    page.wait_for_selector(".pq-stopped", state="detached")
    page.wait_for_selector(".pq-wording:has-text('改写，每句')")
    assert texts(page, ".pq-topic") == ["慢慢说"]
    assert page.locator(".pq-turn").count() == 0  # it took the place of the one that was stopped
    assert tab.complaints == []


def test_after_a_broken_answer_the_question_can_be_asked_again(scripted_server: Any, visit: Visiting) -> None:
    tab = visit(scripted_server.url)
    tab.ask("崩溃")
    tab.page.wait_for_selector(".pq-incomplete")
    tab.page.get_by_role("button", name="再问一次").click()
    tab.page.wait_for_selector(".pq-incomplete", state="detached")
    tab.page.wait_for_selector(".pq-incomplete")
    assert texts(tab.page, ".pq-topic") == ["崩溃"]


def test_the_page_is_usable_while_the_model_speaks(scripted_server: Any, visit: Visiting, samples: ModuleType) -> None:
    tab = visit(scripted_server.url)
    page = tab.page
    tab.ask("慢慢说")
    page.wait_for_selector(".pq-wait")
    page.locator(".pq-card summary").click()
    assert page.locator(".pq-card mark").is_visible()
    page.get_by_text("English").click()
    page.wait_for_selector("text=New conversation")
    page.fill("#pq-question textarea", samples.ASK_GOAL)
    assert page.locator("#pq-stop").is_visible()  # it still speaks
    page.press("#pq-question textarea", "Enter")
    page.wait_for_selector("#pq-main .pq-conflict")
    assert tab.complaints == []


def test_only_the_chosen_documents_answer(scripted_server: Any, visit: Visiting, samples: ModuleType) -> None:
    tab = visit(scripted_server.url)
    page = tab.page
    page.wait_for_selector(".pq-ready")
    page.get_by_label("查找文件").fill("没有这样的文件")
    page.wait_for_selector("#pq-within label", state="detached")
    page.get_by_label("查找文件").fill("绿色 征求意见")
    page.get_by_role("checkbox", name="滨海市绿色制造").check()
    tab.ask(samples.ASK_GOAL)
    page.wait_for_selector(".pq-as-of:has-text('只由所选的 1 份文件回答')")
    page.get_by_label("查找文件").fill("没有这样的文件")
    page.wait_for_timeout(500)
    assert page.get_by_role("checkbox", name="滨海市绿色制造").is_checked()  # what is ticked stays in sight
    assert tab.complaints == []


def test_on_a_telephone_the_left_column_is_a_drawer(scripted_server: Any, visit: Visiting) -> None:
    tab = visit(scripted_server.url, viewport={"width": 390, "height": 844}, has_touch=True)
    page = tab.page
    page.wait_for_selector(".pq-ready")
    assert not page.get_by_label("查找文件").is_visible()
    page.get_by_role("button", name="对话和文件").click()
    assert page.get_by_label("查找文件").is_visible()
    assert page.get_attribute(".pq-drawer", "aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not page.get_by_label("查找文件").is_visible()
    assert page.evaluate("document.activeElement.className") == "pq-drawer"


def test_closing_the_tab_cancels_the_model(scripted_server: Any, visit: Visiting) -> None:
    before = scripted_server.log.read_text(encoding="utf-8").count("cancelled")
    tab = visit(scripted_server.url)
    tab.ask("慢慢说")
    tab.page.wait_for_selector(".pq-answer")
    tab.page.close()
    assert scripted_server.said("cancelled", times=before + 1)


@pytest.mark.parametrize(
    ("question", "selector", "sentence"),
    [
        pytest.param("崩溃", ".pq-incomplete", "回答不完整", id="after-the-direct-answer"),
        pytest.param("马上崩溃", ".pq-notice-error", "请再试一次", id="before-anything"),
        pytest.param("   ", ".pq-notice-error", "还没有输入问题", id="blank-question"),
        pytest.param("问" * 2001, ".pq-notice-error", "最多 2000 个字", id="long-question"),
        pytest.param("问" * 400_000, ".pq-notice-error", "最多 2000 个字", id="a-megabyte"),
    ],
)
def test_one_sentence_for_a_fault(
    scripted_server: Any, visit: Visiting, question: str, selector: str, sentence: str
) -> None:
    tab = visit(scripted_server.url)
    tab.ask(question)
    tab.page.wait_for_selector(selector)
    assert sentence in texts(tab.page, selector)[0]
    assert "Traceback" not in tab.page.content()
    assert "segmentation" not in tab.page.content()
    if question == "崩溃":
        assert "600万元" in texts(tab.page, ".pq-answer .pq-figure.pq-computed")
    assert tab.complaints == []


def test_a_crash_leaves_the_page_working(scripted_server: Any, visit: Visiting, samples: ModuleType) -> None:
    tab = visit(scripted_server.url)
    tab.ask("马上崩溃")
    tab.page.wait_for_selector(".pq-notice-error")
    tab.ask(samples.ASK_GOAL)
    tab.page.wait_for_selector(".pq-answer")
    assert tab.page.locator(".pq-notice-error").count() == 0


def test_enter_that_confirms_an_input_method_does_not_ask(
    scripted_server: Any, visit: Visiting, samples: ModuleType
) -> None:
    tab = visit(scripted_server.url)
    page = tab.page
    page.focus("#pq-question textarea")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "yaojian", "selectionStart": 7, "selectionEnd": 7})
    enter = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    keyboard.send("Input.insertText", {"text": samples.ASK_GOAL})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    page.wait_for_timeout(700)
    assert page.locator(".pq-topic").count() == 0
    assert page.input_value("#pq-question textarea") == samples.ASK_GOAL
    page.keyboard.press("Enter")
    page.wait_for_selector(".pq-answer")


@pytest.mark.parametrize(
    "permissions", [pytest.param(["clipboard-read", "clipboard-write"], id="allowed"), pytest.param([], id="not")]
)
def test_copy(scripted_server: Any, visit: Visiting, samples: ModuleType, permissions: list[str]) -> None:
    tab = visit(scripted_server.url, permissions=permissions)
    page = tab.page
    if not permissions:  # as over plain HTTP in an office network
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    tab.ask(samples.ASK_GOAL)
    page.evaluate("document.addEventListener('copy', () => (window.copied = String(getSelection())))")
    for name, part in (
        ("复制这段话", "第一部分：到2027年底"),
        ("复制全文和出处", "依据：\n[1] 《"),
        ("复制为 Markdown", "**依据**"),
    ):
        page.get_by_role("button", name=name).click()
        page.wait_for_selector(".pq-copy:has-text('已复制')")
        copied = page.evaluate("navigator.clipboard ? navigator.clipboard.readText() : window.copied")
        assert part in copied
        assert samples.TITLE in copied
        page.wait_for_selector(".pq-copy:has-text('已复制')", state="detached")


def test_asked_too_early(slow_server: Any, visit: Visiting, samples: ModuleType) -> None:
    tab = visit(slow_server.url)
    # The page asks for its state meanwhile: only the request with the question says that it is on its way.
    with tab.page.expect_request(lambda r: "/queue/join" in r.url and samples.ASK_GOAL in (r.post_data or "")):
        tab.ask(samples.ASK_GOAL)
    tab.page.fill("#pq-question textarea", samples.ASK_REWARD)  # for the next one, while this is on its way
    tab.page.wait_for_selector(".pq-notice-wait:has-text('正在载入'), .pq-answer")
    tab.page.wait_for_selector(f".pq-topic:has-text('{samples.ASK_GOAL}')")
    tab.page.wait_for_selector(".pq-status-line:has-text('已载入 1 份文件')")
    assert tab.page.input_value("#pq-question textarea") == samples.ASK_REWARD
    tab.page.press("#pq-question textarea", "Enter")
    tab.page.wait_for_selector(f".pq-topic:has-text('{samples.ASK_REWARD}')")
    tab.page.wait_for_function("document.querySelector('#pq-question textarea').value === ''")
    assert tab.complaints == []


def test_hostile_text_neither_runs_nor_calls_out(scripted_server: Any, visit: Visiting) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}${alert(3)}"
    tab = visit(scripted_server.url)
    tab.ask(hostile)
    tab.page.wait_for_selector(".pq-wording:has-text('改写，每句')")
    tab.page.locator(".pq-chip").first.click()
    assert texts(tab.page, ".pq-topic") == [hostile]
    assert tab.page.locator(".pq-card mark").text_content() == f"{hostile}，奖励5万元。"
    assert tab.page.locator("#pq-desk img, #pq-desk script").count() == 0
    assert tab.complaints == []
    assert only_ours(tab, scripted_server.url)


def test_markup_that_got_in_all_the_same_could_not_run(scripted_server: Any, visit: Visiting) -> None:
    """The second line of defence: what the policy stops, were the escaping ever to fail."""
    tab = visit(scripted_server.url)
    tab.page.evaluate("""() => {
        document.querySelector('.pq-top').innerHTML = `<img src="x:y" onerror="window.ran = 1"><img src="http://203.0.113.9/a">`;
        const script = document.createElement('script');
        script.textContent = 'window.ran = 2';
        document.body.append(script);
    }""")
    tab.page.wait_for_timeout(500)
    assert tab.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in tab.complaints)  # the canary: it was tried


def test_questions_past_the_page_are_checked_too(scripted_server: Any, visit: Visiting) -> None:
    tab = visit(scripted_server.url)
    status = tab.page.evaluate(
        """async () => (await fetch('/gradio_api/run/_answer', {method: 'POST', body: '{}'})).status"""
    )
    assert status == 404
    config = json.loads(
        tab.page.evaluate("JSON.stringify(window.gradio_config.dependencies.map(d => d.api_visibility))")
    )
    assert set(config) == {"private"}


def test_the_server_goes_away(
    serving: Callable[..., Any], visit: Visiting, samples: ModuleType, tmp_path: Path
) -> None:
    script = Path(__file__).parents[1] / "serve_scripted.py"
    with serving([sys.executable, str(script), str(tmp_path / "home"), "0"], tmp_path) as server:
        tab = visit(server.url)
        tab.ask("慢慢说")
        tab.page.wait_for_selector(".pq-answer")
        server.process.terminate()
        server.process.wait(15)
        tab.ask(samples.ASK_GOAL)
        tab.page.wait_for_selector("text=与本机服务的连接断开了")
        assert tab.page.locator(".pq-answer").is_visible()
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_a_conversation_is_kept_opened_again_and_deleted(
    serving: Callable[..., Any], visit: Visiting, samples: ModuleType, tmp_path: Path
) -> None:
    script = Path(__file__).parents[1] / "serve_scripted.py"
    command = [sys.executable, str(script), str(tmp_path / "home"), "0"]
    with serving(command, tmp_path) as server:
        tab = visit(server.url)
        assert not tab.page.locator("#pq-history").is_visible()
        tab.ask(samples.ASK_REWARD)
        tab.page.wait_for_selector(".pq-wording:has-text('改写，每句')")
        tab.ask(samples.ASK_GOAL)
        tab.page.wait_for_selector(".pq-conflict")
        tab.page.wait_for_selector(f"#pq-history label:has-text('{samples.ASK_REWARD}')")
        tab.page.close()
    with serving(command, tmp_path) as server:  # the service is started anew
        tab = visit(server.url)
        page = tab.page
        page.get_by_role("radio", name=samples.ASK_REWARD).check()
        page.wait_for_selector("#pq-main .pq-conflict")
        assert texts(page, "#pq-main .pq-topic") == [samples.ASK_GOAL]
        assert texts(page, ".pq-turn-question") == [samples.ASK_REWARD]
        assert "引用的条款至今没有变化" in texts(page, "#pq-main .pq-kept")[0]
        page.locator("#pq-main .pq-answer .pq-chip").first.click()
        page.locator("#pq-side mark").first.wait_for(state="visible")
        tab.ask(samples.ASK_REWARD)  # the conversation goes on
        page.wait_for_function("document.querySelectorAll('.pq-turn').length === 2")
        page.get_by_role("button", name="新对话").click()
        page.wait_for_selector("#pq-main .pq-topic", state="detached")
        assert page.locator("#pq-history input").count() == 1
        page.get_by_role("radio", name=samples.ASK_REWARD).check()
        page.get_by_role("button", name="删除这段对话").click()
        page.wait_for_selector("#pq-history", state="hidden")
        assert tab.complaints == []
