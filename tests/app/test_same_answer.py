"""One question, one answer: the command line, the page in a browser, the HTTP API and MCP over both transports."""

import http.client
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio
import pytest
from mcp import Client, StdioServerParameters

import corpus
from app.contract.requests import ClauseRequest

pytestmark = pytest.mark.browser

# Invented for these tests.
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was asked before it, and what it is put to."""

    question: str
    earlier: str = ""
    as_of: str | None = None
    document: str | None = None

    def options(self) -> list[str]:
        """As the command line takes them."""
        said = {"--as-of": self.as_of, "--document": self.document}
        return [part for name, value in said.items() if value for part in (name, value)]

    def request(self, first: dict[str, Any] | None) -> dict[str, Any]:
        """As programs send it; ``first`` is what was answered before."""
        said = {"question": self.question, "as_of": self.as_of, "document": self.document}
        turn = first and {k: first[k] for k in ("question", "answer", "citations")}
        return {k: v for k, v in {**said, "history": [turn] if turn else None}.items() if v}


ASKED = {
    "computed-and-capped": Asked("整机制造企业年度采购量8000万元，能得到多少奖励？"),
    "quoted-with-related": Asked("整机企业采购零部件，每年最多奖励多少？"),
    "rate-and-cap": Asked("承接省级以上科技攻关项目，补助比例和上限是多少？"),
    "count": Asked("到2027年培育多少家国家级专精特新“小巨人”企业？"),
    "conflict": Asked("重大科技攻关到底要做多少项？"),
    "follow-up": Asked("那上限呢？", earlier="办一场机器人展会，政府最多出成本的几成？"),
    "in-force-today": Asked("稻米种植大户每亩补贴多少元？"),
    "as-of": Asked("稻米种植大户每亩补贴多少元？", as_of="2022-06-01"),
    "one-document": Asked("整机企业采购零部件，每年最多奖励多少？", document="plan"),
    "refused": Asked("个人买机器人有补贴吗？"),
    "refused-by-the-document": Asked("稻米种植大户每亩补贴多少元？", document="plan"),
}
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
    home, invented = folder / "home", folder / "invented"
    invented.mkdir()
    for name, text in (("rice-2021", OLD), ("rice-2024", NEW)):
        (invented / f"{name}.txt").write_text(text, encoding="utf-8")
        (invented / f"{name}.txt.toml").write_text(f'id = "{name}"\n', encoding="utf-8")
    sources = Path(corpus.__file__).parent / "sources"
    subprocess.run([*POLICYQA, "sync", sources, invented, "--home", home], check=True, capture_output=True, timeout=240)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*POLICYQA, "serve", "--engine", "extractive", "--home", str(home), "--port", str(port)]
    with serving(command, folder) as server:
        yield server, home


def untimed(reply: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in reply.items() if key not in {"timings_ms", "id"}}


def batch(home: Path, lines: list[dict[str, Any]], options: list[str]) -> list[dict[str, Any]]:
    """What ``policyqa ask --batch`` answers."""
    file = home.parent / "questions.jsonl"
    file.write_text("".join(json.dumps({"id": n, **line}) + "\n" for n, line in enumerate(lines)), encoding="utf-8")
    command = [*POLICYQA, "ask", "--engine", "extractive", "--home", home, "--batch", file, *options]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=240)
    return [untimed(json.loads(line)) for line in done.stdout.splitlines()]


def posted(server: Any, path: str, body: object) -> Any:
    connection = http.client.HTTPConnection(server.host, timeout=60)
    connection.request("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    reply = json.loads(connection.getresponse().read())
    connection.close()
    return reply


def by_mcp(target: Any, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    async def journey() -> list[dict[str, Any]]:
        async with Client(target) as client:
            return [(await client.call_tool("ask", request)).structured_content for request in requests]

    return [untimed(reply) for reply in anyio.run(journey)]


@pytest.fixture(scope="module")
def asked(served: tuple[Any, Path]) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """By id: the question as programs send it, and what the command line answers."""
    home = served[1]
    earlier = [a for a in ASKED.values() if a.earlier]
    first = dict(zip(earlier, batch(home, [{"question": a.earlier} for a in earlier], []), strict=True))
    found = {}
    for options in dict.fromkeys(tuple(a.options()) for a in ASKED.values()):
        of = {name: a.request(first.get(a)) for name, a in ASKED.items() if tuple(a.options()) == options}
        lines = [{k: v for k, v in r.items() if k in {"question", "history"}} for r in of.values()]
        found |= dict(zip(of, zip(of.values(), batch(home, lines, [*options]), strict=True), strict=True))
    return found


def test_the_table_has_every_kind_of_answer(asked: dict[str, Any]) -> None:
    replies = {name: reply for name, (_, reply) in asked.items()}
    assert {name for name, r in replies.items() if r["refused"]} == {"refused", "refused-by-the-document"}
    assert "computed" in {n["status"] for n in replies["computed-and-capped"]["numbers"]}
    assert replies["conflict"]["conflicts"]
    assert "300万元" in replies["follow-up"]["answer"]
    assert ("150元" in replies["in-force-today"]["answer"], "120元" in replies["as-of"]["answer"]) == (True, True)
    assert {c["document"] for c in replies["one-document"]["citations"]} == {"plan"}


@pytest.mark.parametrize("way", ["one-command-each", "api", "api-stream", "mcp-http", "mcp-stdio"])
def test_programs_get_the_same_json(served: tuple[Any, Path], asked: dict[str, Any], way: str) -> None:
    server, home = served
    requests, replies = [r for r, _ in asked.values()], {name: reply for name, (_, reply) in asked.items()}
    stdio = StdioServerParameters(
        command=POLICYQA[0], args=[*POLICYQA[1:], "mcp", "--engine", "extractive", "--home", str(home)]
    )
    if way == "one-command-each":
        got = {name: by_command(home, ASKED[name]) for name in ("computed-and-capped", "as-of", "refused")}
        assert got == {name: replies[name] for name in got}
        return
    got = {
        "api": lambda: [untimed(posted(server, "/api/v1/ask", r)) for r in requests],
        "api-stream": lambda: [streamed(server, r) for r in requests],
        "mcp-http": lambda: by_mcp(f"{server.url}mcp", requests),
        "mcp-stdio": lambda: by_mcp(stdio, requests),
    }[way]()
    assert dict(zip(asked, got, strict=True)) == replies


def by_command(home: Path, asked: Asked) -> dict[str, Any]:
    command = [*POLICYQA, "ask", asked.question, *asked.options(), "--engine", "extractive", "--home", home, "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=240)
    return untimed(json.loads(done.stdout))


def streamed(server: Any, body: object) -> dict[str, Any]:
    """The last event of an answer that comes as it grows."""
    connection = http.client.HTTPConnection(server.host, timeout=60)
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    connection.request("POST", "/api/v1/ask", json.dumps(body).encode(), headers)
    *_, last = connection.getresponse().read().decode("utf-8").strip().split("\n\n")
    connection.close()
    name, data = last.split("\n")
    assert name == "event: finished"
    return untimed(json.loads(data.removeprefix("data: ")))


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


def test_the_examples_of_the_description_are_true(served: tuple[Any, Path]) -> None:
    server, _ = served
    connection = http.client.HTTPConnection(server.host, timeout=60)
    connection.request("GET", "/api/v1/openapi.json")
    shapes = json.loads(connection.getresponse().read())["components"]["schemas"]
    connection.close()
    (question,) = shapes["AskRequest"]["properties"]["question"]["examples"]
    assert not posted(server, "/api/v1/ask", {"question": question})["refused"]
    (profile,) = shapes["MatchRequest"]["properties"]["profile"]["examples"]
    found = posted(server, "/api/v1/match", {"profile": profile})
    assert found["unused"] == []
    assert [b["amount"] for b in found["benefits"] if b["status"] == "met"] == ["5000000"]
    (clause,) = ClauseRequest.model_fields["clause"].examples or []
    connection.request("GET", f"/api/v1/clauses/{quote(clause)}")
    reply = connection.getresponse()
    assert reply.status == 200, reply.read()
    connection.close()


@pytest.mark.parametrize("name", ASKED)
def test_the_page_shows_the_same(
    served: tuple[Any, Path], asked: dict[str, Any], visit: Callable[..., Any], name: str
) -> None:
    wanted, (_, reply) = ASKED[name], asked[name]
    tab = visit(served[0].url)
    page = tab.page
    if wanted.document:
        page.locator(f"#pq-within input[name='{wanted.document}']").check(timeout=60_000)
    if wanted.as_of:
        page.fill("#pq-day :is(input, textarea)", wanted.as_of)
    if wanted.earlier:
        tab.ask(wanted.earlier)
        page.locator(f"#pq-main .pq-topic:has-text('{wanted.earlier}')").wait_for(timeout=60_000)
    tab.ask(wanted.question)
    page.locator(f"#pq-main .pq-topic:has-text('{wanted.question}')").wait_for(timeout=60_000)
    if reply["refused"]:
        refusal = page.locator("#pq-main .pq-refusal")
        refusal.wait_for(timeout=60_000)
        assert reply["answer"].split("。")[0] in refusal.text_content()
        return
    last = page.locator("#pq-main .pq-answer")
    last.wait_for(timeout=60_000)
    shown = last.locator(".pq-line, .pq-conflict li").evaluate_all(READ_LINES)
    lines = [line for line in reply["answer"].split("\n") if line != _FOLDED]
    shown, lines = ([re.sub(r"\s", "", line) for line in some] for some in (shown, lines))
    # The page puts what contradicts itself into a box of its own, behind the other lines.
    assert (sorted(shown) if reply["conflicts"] else shown) == (sorted(lines) if reply["conflicts"] else lines)
    quotes = page.locator("#pq-side .pq-card mark").all_text_contents()
    assert quotes == [c["quote"] for c in reply["citations"]]
    figures = {(n["text"], n["status"]) for n in reply["numbers"]}
    marked = last.locator(".pq-text .pq-figure").evaluate_all(
        "all => all.map(f => [f.textContent, f.className.split('pq-').pop()])"
    )
    assert {tuple(f) for f in marked} <= figures
    assert marked or not figures
