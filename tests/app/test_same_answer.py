"""One question, one answer: the command line, the page in a browser, the HTTP API and MCP over both transports."""

import http.client
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

pytestmark = pytest.mark.browser

QUESTIONS = (
    "整机制造企业年度采购量8000万元，能得到多少奖励？",  # computed, and capped
    "整机企业采购零部件，每年最多奖励多少？",  # quoted, with related rules
    "承接省级以上科技攻关项目，补助比例和上限是多少？",  # a rate and a cap
    "到2027年培育多少家链主企业？",
    "个人买机器人有补贴吗？",  # refused
)
POLICYQA = [sys.executable, "-m", "app"]
PROFILE = {"属于·整机制造企业": True, "采购非关联零部件、软件企业产品年度采购量": "8000万元"}
# Each line as the answer has it: links to clauses as [n], without the sign that keeps them on the line.
READ_LINES = """lines => lines.map(line => {
  const copy = line.cloneNode(true)
  copy.querySelectorAll('.pq-chip').forEach(chip => chip.replaceWith(`[${chip.textContent}]`))
  return copy.textContent.replaceAll('\\u2060', '').trim()
})"""
_FOLDED = "相关的规定还有："  # on the page the heading of what is folded up


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., Any]) -> Iterator[tuple[Any, Path]]:
    folder = tmp_path_factory.mktemp("same")
    home = folder / "home"
    subprocess.run([*POLICYQA, "sync", "--home", home], check=True, capture_output=True, timeout=240)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*POLICYQA, "serve", "--engine", "extractive", "--home", str(home), "--port", str(port)]
    with serving(command, folder) as server:
        yield server, home


def untimed(reply: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in reply.items() if key not in {"timings_ms", "id"}}


def by_command(home: Path) -> list[dict[str, Any]]:
    batch = home.parent / "questions.jsonl"
    batch.write_text("".join(json.dumps({"id": q, "question": q}) + "\n" for q in QUESTIONS), encoding="utf-8")
    command = [*POLICYQA, "ask", "--engine", "extractive", "--home", home, "--batch", batch]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return [untimed(json.loads(line)) for line in done.stdout.splitlines()]


def posted(server: Any, path: str, body: object) -> Any:
    connection = http.client.HTTPConnection(server.host, timeout=60)
    connection.request("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    reply = json.loads(connection.getresponse().read())
    connection.close()
    return reply


def by_mcp(target: Any) -> list[dict[str, Any]]:
    async def journey() -> list[dict[str, Any]]:
        async with Client(target) as client:
            return [(await client.call_tool("ask", {"question": q})).structured_content for q in QUESTIONS]

    return [untimed(reply) for reply in anyio.run(journey)]


@pytest.fixture(scope="module")
def replies(served: tuple[Any, Path]) -> list[dict[str, Any]]:
    return by_command(served[1])


def test_programs_get_the_same_json(served: tuple[Any, Path], replies: list[dict[str, Any]]) -> None:
    server, home = served
    stdio = StdioServerParameters(
        command=POLICYQA[0], args=[*POLICYQA[1:], "mcp", "--engine", "extractive", "--home", str(home)]
    )
    assert len(replies) == len(QUESTIONS)
    assert [untimed(posted(server, "/api/v1/ask", {"question": q})) for q in QUESTIONS] == replies
    assert by_mcp(f"{server.url}mcp") == replies
    assert by_mcp(stdio) == replies
    assert [r["refused"] for r in replies] == [False, False, False, False, True]
    assert "computed" in {n["status"] for n in replies[0]["numbers"]}


def test_programs_get_the_same_matches(served: tuple[Any, Path]) -> None:
    server, home = served
    profile = home.parent / "profile.json"
    profile.write_text(json.dumps(PROFILE), encoding="utf-8")
    command = [*POLICYQA, "match", "--profile", profile, "--json", "--home", home]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    expected = json.loads(done.stdout)

    async def by_tool() -> Any:
        async with Client(f"{server.url}mcp") as client:
            return await client.call_tool("match", {"profile": PROFILE})

    tool = anyio.run(by_tool)
    assert posted(server, "/api/v1/match", {"profile": PROFILE}) == expected
    assert tool.structured_content == expected
    (met,) = [b for b in expected["benefits"] if b["status"] == "met"]
    assert met["amount"] == "5000000"
    assert "500万元" in tool.content[0].text


@pytest.mark.parametrize("at", range(len(QUESTIONS)))
def test_the_page_shows_the_same(
    served: tuple[Any, Path], replies: list[dict[str, Any]], visit: Callable[..., Any], at: int
) -> None:
    server, _ = served
    reply = replies[at]
    tab = visit(server.url)
    tab.ask(QUESTIONS[at])
    if reply["refused"]:
        page = tab.page.locator(".pq-refusal")
        page.wait_for(timeout=60_000)
        assert reply["answer"].split("。")[0] in page.text_content()
        return
    tab.page.wait_for_selector(".pq-answer", timeout=60_000)
    shown = tab.page.locator(".pq-answer .pq-line, .pq-answer .pq-conflict li").evaluate_all(READ_LINES)
    wanted = [line for line in reply["answer"].split("\n") if line != _FOLDED]
    assert [re.sub(r"\s", "", line) for line in shown] == [re.sub(r"\s", "", line) for line in wanted]
    quotes = tab.page.locator(".pq-card mark").all_text_contents()
    assert quotes == [c["quote"] for c in reply["citations"]]
    figures = {(n["text"], n["status"]) for n in reply["numbers"]}
    marked = tab.page.locator(".pq-answer .pq-text .pq-figure").evaluate_all(
        "all => all.map(f => [f.textContent, f.className.split('pq-').pop()])"
    )
    assert {tuple(f) for f in marked} <= figures
    assert marked or not figures
