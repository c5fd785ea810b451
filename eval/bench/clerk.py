"""Ten people at the page at once: how long one of them waits from Enter to the answer that he sees.

His browser runs here; the other nine speak the page's own protocol, for their browsers would run on other machines.
"""

import http.client
import json
import shutil
import threading
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.bench.measure import Measure
from eval.bench.server import first_page, serving
from eval.errors import BenchmarkFault
from eval.statistics import percentile

if TYPE_CHECKING:
    from playwright.sync_api import Page

_USERS = 10
_ROUNDS = 20
_PATIENCE = 60.0  # seconds
_GOAL = 1.0  # seconds
_NAME = f"{_USERS} 人同时提问，从回车到看见原文作答（第 95 百分位）"
_QUESTIONS = (
    "整机企业采购零部件8000万元，能拿多少奖励？", "数据训练场能得到多少奖励？", "应用软件最高奖励多少？",
    "科技攻关项目补助比例是多少？", "购买整机二次开发补贴多少？", "典型应用场景奖励多少？", "赛事展会每年最高支持多少？",
    "2027年工业总产值目标是多少？", "世界500强采购目录奖励多少？", "数据产品采购补助比例是多少？",
)  # fmt: skip
# Runs in the page: the clock starts with the key and stops with the frame in which the reply is painted.
_CLOCK = """([question, patience]) => {
    let start = 0;
    document.addEventListener('keydown', e => { if (e.key === 'Enter') start = performance.now(); }, {once: true, capture: true});
    window.waited = new Promise(resolve => {
        setTimeout(() => resolve(null), patience);
        const watch = new MutationObserver(() => {
            const topic = document.querySelector('#pq-main .pq-topic');
            const reply = document.querySelector('#pq-main :is(.pq-answer, .pq-refusal)');
            if (!start || !reply || topic?.textContent !== question) return;
            watch.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - start));
        });
        watch.observe(document.body, {childList: true, subtree: true, characterData: true});
    });
}"""


def measure_clerk(home: Path) -> tuple[Measure, ...]:
    """The wait of one of ten; the server and his browser share this machine's cores."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return (Measure(_NAME, None, "秒", _GOAL, note="没有 chromium"),)
    with serving(home, "extractive") as (process, port):
        first_page(process, port)
        waits = _ask_at_once(port, chromium)
    note = f"中位数 {percentile(waits, 50):.2f} 秒，最长 {max(waits):.2f} 秒"
    return (Measure(_NAME, percentile(waits, 95), "秒", _GOAL, samples=len(waits), note=note),)


def _ask_at_once(port: int, chromium: str) -> Sequence[float]:
    """Seconds of every round but the first, which warms up."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        joined: list[str] = []
        page.on("request", lambda r: joined.append(r.post_data or "") if "queue/join" in r.url else None)
        page.goto(f"http://127.0.0.1:{port}/", timeout=_PATIENCE * 1000)
        page.wait_for_selector(".pq-example >> visible=true", timeout=_PATIENCE * 1000)  # tried: all is warm
        _ask(page, _QUESTIONS[-1])  # not the first: where a question is on the page already, its answer shows nothing
        template = json.loads(next(body for body in joined if _QUESTIONS[-1] in body))
        sessions = [uuid.uuid4().hex[:11] for _ in range(_USERS - 1)]  # a page stays open from one question to the next
        waits = [_round(page, template, port, sessions, turn) for turn in range(_ROUNDS + 1)][1:]
        browser.close()
    return waits


def _round(page: "Page", template: dict[str, Any], port: int, sessions: Sequence[str], turn: int) -> float:
    """Seconds that the browser waits while the nine others ask."""
    ready = threading.Barrier(_USERS)
    told: list[str] = []
    others = [
        threading.Thread(
            target=_other, args=(port, session, template, _QUESTIONS[(turn + n) % len(_QUESTIONS)], ready, told)
        )
        for n, session in enumerate(sessions, start=1)
    ]
    for other in others:
        other.start()
    ready.wait(_PATIENCE)
    seconds = _ask(page, _QUESTIONS[turn % len(_QUESTIONS)])
    for other in others:
        other.join(_PATIENCE)
    if len([t for t in told if "pq-answer" in t or "pq-refusal" in t]) < _USERS - 1:
        raise BenchmarkFault("同时提问的另外九人没有都得到回答；请单独运行 policyqa serve 查看原因。")
    return seconds


def _ask(page: "Page", question: str) -> float:
    page.fill("#pq-question textarea", question)
    page.evaluate(_CLOCK, [question, _PATIENCE * 1000])
    page.press("#pq-question textarea", "Enter")
    waited = page.evaluate("window.waited")
    if waited is None:
        raise BenchmarkFault(f"网页没有显示“{question}”的回答；请单独运行 policyqa serve 查看原因。")
    return float(waited) / 1000


def _other(
    port: int, session: str, template: dict[str, Any], question: str, ready: threading.Barrier, told: list[str]
) -> None:
    """What the page of another person does: join the queue, and read events until the answer is complete."""
    asked = {**template, "session_hash": session, "data": [question, *template["data"][1:]]}
    headers = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"}
    ready.wait(_PATIENCE)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    connection.request("POST", "/gradio_api/queue/join?", json.dumps(asked), headers)
    connection.getresponse().read()
    connection.request("GET", f"/gradio_api/queue/data?session_hash={session}")
    told.append(connection.getresponse().read().decode())  # the stream ends with the answer
    connection.close()
