"""Editors at work in a real browser over a real index: a new version comes in, is asked about, answers, goes again."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

# Invented for these tests.
OLD = """滨海市绿色制造奖励办法
（2024年3月1日发布）

第一条 为鼓励企业绿色改造，制定本办法。
第二条 对首次通过国家级绿色工厂认定的企业，给予一次性奖励50万元。
第三条 年度设备购置额达到200万元的企业，按年度设备购置额的12%给予奖励，单家企业每年最高奖励300万元。
第四条 申报企业应当在滨海市登记注册，并提交真实完整的材料。
第五条 本办法自2024年4月1日起施行，有效期三年。
"""
NEW = OLD.replace("2024年", "2026年").replace("50万元", "80万元")
LOCKED = Path(__file__).parents[2] / "corpus" / "fixtures" / "locked.pdf"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    old = folder / "原件" / "办法.txt"
    old.parent.mkdir()
    old.write_text(OLD, encoding="utf-8")
    (folder / "home").mkdir()
    (folder / "home" / "settings.toml").write_text("[server]\nupload_megabytes = 1\nupload_count = 6\n")
    command = [sys.executable, "-m", "app", "sync", str(old), "--home", str(folder / "home")]
    subprocess.run(command, check=True, timeout=240, capture_output=True)
    return folder / "home"


@pytest.fixture(scope="module")
def library(home: Path, serving: Callable[..., Any]) -> Iterator[Any]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app", "serve", "--engine", "extractive", "--home", str(home), "--port", str(port)]
    with serving(command, home.parent) as server:
        yield server


def documents(page: Any) -> Any:
    page.locator("button[role=tab]:text-is('文档') >> visible=true").click()
    page.wait_for_selector(".pq-held", timeout=60_000)
    page.wait_for_selector(".pq-drop")
    return page


def file(name: str, text: str | bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/plain", "buffer": text if isinstance(text, bytes) else text.encode()}


def upload(page: Any, *files: dict[str, Any]) -> None:
    page.set_input_files(".pq-drop input[type=file]", list(files))


def held(page: Any) -> int:
    return int(page.locator(".pq-held").count())


def test_a_new_version_comes_in_answers_and_goes_again(library: Any, home: Path, visit: Visiting) -> None:
    tab = visit(library.url)
    page = documents(tab.page)
    before = held(page)
    upload(page, file("办法（2026年）.txt", NEW))
    page.wait_for_selector(".pq-work")
    page.wait_for_selector(".pq-fate-added:has-text('办法（2026年）.txt')", timeout=120_000)
    page.wait_for_selector(".pq-questions:has-text('很可能是')")
    assert "正文有" in page.locator(".pq-questions").text_content()
    page.get_by_text("是它的新版", exact=True).click()
    page.wait_for_selector(".pq-fate-changed", timeout=120_000)
    page.wait_for_selector(".pq-lineage:has-text('取代')", timeout=30_000)
    assert held(page) == before + 1
    assert page.locator(".pq-questions").count() == 0
    (stored,) = (home / "documents").glob("*/*.txt")
    assert "supersedes" in stored.with_name(stored.name + ".toml").read_text(encoding="utf-8")
    assert not list((home / "page" / "uploads").iterdir())

    page.locator("button[role=tab]:text-is('问答') >> visible=true").click()
    tab.ask("首次通过国家级绿色工厂认定奖励多少？")
    page.wait_for_selector(".pq-answer:has-text('80万元')", timeout=60_000)

    page.locator("button[role=tab]:text-is('文档') >> visible=true").click()
    row = page.locator(".pq-held:has-text('取代')")
    row.get_by_text("移除").click()
    page.wait_for_selector("[role=alertdialog]:has-text('滨海市绿色制造奖励办法')")
    assert "不能撤销" in page.locator("[role=alertdialog]").text_content()
    page.get_by_text("不移除").click()
    page.wait_for_selector("[role=alertdialog]", state="detached")
    row.get_by_text("移除").click()
    page.locator("[role=alertdialog]").get_by_text("移除", exact=True).click()
    page.wait_for_selector(".pq-fate-removed", timeout=120_000)
    page.wait_for_function("n => document.querySelectorAll('.pq-held').length === n", arg=before)
    assert not stored.exists()
    assert not stored.parent.exists()
    log = "".join(f.read_text() for f in (home / "audit").glob("*.jsonl"))
    assert [action for action in ("document.upload", "document.version", "document.remove") if action not in log] == []
    assert tab.complaints == []
    assert all(request.startswith((library.url, "data:", "blob:")) for request in tab.requests)


def test_what_cannot_be_read_is_named_and_the_rest_is_taken(library: Any, home: Path, visit: Visiting) -> None:
    tab = visit(library.url)
    page = documents(tab.page)
    good = "关于开放夜间停车场的通知\n一、开放时间\n每日20时至次日7时，对登记车辆免费。\n"
    upload(
        page,
        file("程序.exe", b"MZ\x90\x00"),
        file("大.txt", b"x" * ((1 << 20) + 5)),
        file("空.txt", b""),
        file("改名.pdf", b"MZ\x90\x00\x03"),
        {"name": "加密.pdf", "mimeType": "application/pdf", "buffer": LOCKED.read_bytes()},
        file("../../夜间\u202e停车<img src=x>.txt", good),
    )
    page.wait_for_selector(".pq-fate-added", timeout=120_000)
    refused = page.locator(".pq-uploads").text_content()
    assert "程序.exe" in refused
    assert "文件类型不能收入" in refused
    assert "超过 1 MB" in refused
    fates = page.locator(".pq-fates").text_content()
    assert "空" in fates
    assert "加密" in fates
    assert "Windows程序" in fates
    assert page.locator(".pq-fate-failed").count() == 3
    (stored,) = (home / "documents").glob("*/*.txt")
    assert stored.name == "夜间停车_img src=x_.txt"
    page.wait_for_selector(".pq-held:has-text('夜间停车场')")
    page.locator(".pq-held:has-text('夜间停车场')").get_by_text("移除").click()
    page.locator("[role=alertdialog]").get_by_text("移除", exact=True).click()
    page.wait_for_selector(".pq-fate-removed", timeout=120_000)
    assert list((home / "documents").iterdir()) == []
    assert [c for c in tab.complaints if "415" not in c] == []


def test_cancelling_the_work_leaves_the_library_as_it_was(library: Any, home: Path, visit: Visiting) -> None:
    tab = visit(library.url)
    page = documents(tab.page)
    before = held(page)
    many = "关于试点的通知\n" + "".join(f"第{n}条 对第{n}类企业给予奖励{n}万元。\n" for n in range(1, 900))
    upload(page, file("长.txt", many))
    page.wait_for_selector("#pq-work-cancel")
    other = documents(visit(library.url).page)  # another editor, meanwhile
    other.locator("#pq-sync").click()
    other.wait_for_selector(".pq-notice-error:has-text('请等它完成后再试')")
    page.locator("#pq-work-cancel").click()
    page.wait_for_selector(".pq-notice-error:has-text('已取消')", timeout=60_000)
    assert held(page) == before
    assert list((home / "documents").iterdir()) == []


def test_a_benefit_is_reviewed_beside_its_clause(library: Any, home: Path, visit: Visiting) -> None:
    tab = visit(library.url)
    page = documents(tab.page)
    page.locator(".pq-held:has-text('2 项支持待核对')").first.get_by_text("核对支持").click()
    page.wait_for_selector(".pq-review:has-text('已核对 0 项，共 2 项')")
    page.wait_for_selector(".pq-review:focus")  # it stands above the list that the button is in
    top, height = page.evaluate("[document.querySelector('.pq-review').getBoundingClientRect().top, innerHeight]")
    assert 0 <= top < height
    open_tab(page, "诊断")
    open_tab(page, "文档")
    page.wait_for_selector(".pq-held")
    entry = page.locator(".pq-entry").nth(1)  # looking elsewhere meanwhile does not lose the review
    assert "300万元" in entry.locator(".pq-clause mark .pq-figure").all_text_contents()
    entry.locator("input[name=cap]").fill("最高900万元")
    entry.get_by_text("确认", exact=True).click()
    page.wait_for_selector(".pq-notice-error:has-text('没有条款依据的数不能写入')")
    page.locator(".pq-entry").nth(1).get_by_text("确认", exact=True).click()
    page.wait_for_selector(".pq-entry-confirmed")
    page.locator(".pq-entry").nth(0).get_by_text("不是支持，排除").click()
    page.wait_for_selector(".pq-review:has-text('已核对 2 项，共 2 项')")
    page.get_by_text("完成核对，更新索引").click()
    page.wait_for_selector(".pq-fate-changed", timeout=120_000)
    page.wait_for_selector(".pq-count-done:has-text('2 项已核对')", timeout=30_000)
    review = (home.parent / "原件" / "办法.txt.benefits.yaml").read_text(encoding="utf-8")
    assert "status: confirmed" in review
    assert "status: rejected" in review
    assert tab.complaints == []


def test_sync_reads_files_again(library: Any, home: Path, visit: Visiting) -> None:
    page = documents(visit(library.url).page)
    page.locator("#pq-sync").click()
    page.wait_for_selector(".pq-fates:has-text('没有变化')", timeout=120_000)


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        pytest.param("a.exe", b"MZ", 415, id="type"),
        pytest.param("", b"text", 415, id="no-name"),
        pytest.param("..%2F..%2Fetc%2Fpasswd", b"root", 415, id="traversal"),
        pytest.param("a.txt", b"x" * ((1 << 20) + 1), 413, id="too-large"),
        pytest.param("a.txt", b"x" * (3 << 20), 413, id="far-too-large"),
    ],
)
def test_uploads_past_the_page(library: Any, home: Path, name: str, body: bytes, status: int) -> None:
    connection = http.client.HTTPConnection(library.host, timeout=20)
    connection.request("POST", f"/uploads?name={name}", body, {"Content-Type": "application/octet-stream"})
    reply = connection.getresponse()
    said = json.loads(reply.read())
    connection.close()
    assert reply.status == status
    assert said["error"]["message"].endswith(("。", "。\n"))
    uploads = home / "page" / "uploads"
    assert not uploads.exists() or not list(uploads.iterdir())


CASES = """document: {document}
cases:
  - id: 工厂奖励
    question: 首次通过国家级绿色工厂认定奖励多少？
    expect: [{{value: "500000", unit: 元, bound: "=", what: 一次性奖励}}]
    cite: [{{document: {document}}}]
    quotes: ["给予一次性奖励50万元"]
  - id: 写错的期望
    question: 单家企业每年最高奖励多少？
    expect: [{{value: "1", unit: 元, bound: "<=", what: 上限}}]
    cite: [{{document: {document}}}]
    quotes: ["单家企业每年最高奖励300万元"]
"""


def open_tab(page: Any, name: str) -> None:
    page.locator(f"button[role=tab]:text-is('{name}') >> visible=true").click()


def choose(page: Any, box: str, text: str) -> None:
    page.locator(f"{box} input").click()
    page.locator(f"[role=option]:has-text('{text}')").last.click()


def test_two_versions_side_by_side_and_the_report_downloaded(library: Any, visit: Visiting) -> None:
    tab = visit(library.url)
    page = documents(tab.page)
    upload(page, file("新办法.txt", NEW))
    page.wait_for_selector(".pq-fate-added", timeout=120_000)
    open_tab(page, "修订")
    page.locator("#pq-compare").click()
    page.wait_for_selector(".pq-notice-error:has-text('请先选旧版和新版')")
    choose(page, "#pq-old", "2024-03-01")
    choose(page, "#pq-new", "2026-03-01")
    page.locator("#pq-compare").click()
    page.wait_for_selector(".pq-framed >> text=变化的数字")
    shown = page.evaluate("document.querySelector('.pq-framed').shadowRoot.querySelector('.report').textContent")
    assert "50万元" in shown
    assert "80万元" in shown
    for label, said in (("下载网页", "<!doctype html>"), ("下载 Markdown", "# 修订对照")):
        with page.expect_download() as download:
            page.get_by_text(label, exact=True).click()
        assert Path(download.value.path()).read_text(encoding="utf-8").startswith(said)
    assert tab.complaints == []
    open_tab(page, "文档")
    page.locator(".pq-held:has-text('2026-03-01')").get_by_text("移除").click()
    page.locator("[role=alertdialog]").get_by_text("移除", exact=True).click()
    page.wait_for_selector(".pq-fate-removed", timeout=120_000)


def test_reports_are_their_makers_alone_and_gone_where_unknown(library: Any) -> None:
    connection = http.client.HTTPConnection(library.host, timeout=20)
    connection.request("GET", "/reports/" + "a" * 24)
    reply = connection.getresponse()
    assert reply.status == 404
    assert "重新生成" in reply.read().decode()
    connection.close()


def test_the_evaluation_runs_shows_failures_and_compares(library: Any, home: Path, visit: Visiting) -> None:
    tab = visit(library.url)
    page = documents(tab.page)
    held_id = page.locator(".pq-held").first.get_attribute("data-document")
    (home / "cases").mkdir(exist_ok=True)
    (home / "cases" / "本地.yaml").write_text(CASES.format(document=held_id), encoding="utf-8")
    open_tab(page, "评测")
    page.wait_for_selector("#pq-eval-run")
    page.locator("#pq-eval-run").click()
    page.wait_for_selector(".pq-notice-error:has-text('请至少选一个题库')")
    choose(page, "#pq-cases", "cases/本地.yaml")
    page.keyboard.press("Escape")
    for _ in range(2):
        page.locator("#pq-eval-run").click()
        page.wait_for_selector(".pq-work:has-text('评测')", timeout=30_000)
        page.wait_for_selector(".pq-work", state="detached", timeout=120_000)
    report = page.locator(".pq-framed >> .report").text_content()
    assert "2 题中 1 题全对" in report
    assert "写错的期望" in report
    assert "300万元" in report
    runs = sorted(f.stem for f in (home / "runs").glob("*.json"))
    assert len(runs) == 2
    choose(page, "#pq-before", runs[0])
    choose(page, "#pq-saved", runs[1])
    page.locator("#pq-eval-compare").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_text("下载 JUnit", exact=True).click(timeout=60_000)
    assert "<testsuite" in Path(download.value.path()).read_text(encoding="utf-8")
    assert tab.complaints == []


def test_a_draft_is_compared_and_never_taken_in(library: Any, home: Path, visit: Visiting) -> None:
    tab = visit(library.url)
    page = documents(tab.page)
    before = held(page)
    open_tab(page, "修订")
    page.wait_for_selector("#pq-draft .pq-drop")
    draft = OLD.replace("2024年", "2027年").replace("50万元", "90万元")
    page.set_input_files("#pq-draft input[type=file]", [file("<b>修订稿.txt", draft)])
    page.wait_for_selector(".pq-framed >> text=变化的数字", timeout=60_000)  # its predecessor was found by itself
    shown = page.evaluate("document.querySelector('.pq-framed').shadowRoot.querySelector('.report').textContent")
    assert "90万元" in shown
    assert str(home) not in shown
    assert "修订稿：_b_修订稿.txt（未入库）" in page.input_value("#pq-new input")
    (kept,) = [p for p in (home / "page" / "uploads").rglob("*") if p.is_file()]
    page.set_input_files("#pq-draft input[type=file]", [file("坏.pdf", b"%PDF-1.7 broken")])
    page.wait_for_selector(".pq-notice-error:has-text('坏.pdf')", timeout=60_000)
    assert not kept.exists()
    page.set_input_files("#pq-draft input[type=file]", [file("再来.txt", draft)])
    page.wait_for_selector(".pq-framed >> text=变化的数字", timeout=60_000)
    open_tab(page, "文档")
    page.wait_for_selector(".pq-held")
    assert held(page) == before
    assert [c for c in tab.complaints if "415" not in c] == []
    page.close()
    deadline = time.monotonic() + 60
    while any(p.is_file() for p in (home / "page" / "uploads").rglob("*")):
        assert time.monotonic() < deadline, "the draft outlives its page"
        time.sleep(0.2)
