"""`policyqa mcp` as a client starts it: a child process, the protocol on its standard output and nothing else."""

import http.client
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

COMMAND = [sys.executable, "-m", "app", "mcp", "--engine", "extractive"]
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


def test_the_clerks_question_over_stdio(tmp_path: Path) -> None:
    home = tmp_path / "家"
    subprocess.run([sys.executable, "-m", "app", "sync", "--home", home], check=True, capture_output=True, timeout=240)
    server = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], "--home", str(home)])

    async def journey() -> tuple[Any, Any, Any]:
        async with Client(server) as client:
            question = "整机制造企业年度采购量8000万元，能得到多少奖励？"
            answer = await client.call_tool("ask", {"question": question})
            cited = answer.structured_content["citations"][0]
            clause = await client.call_tool("clause", {"clause": cited["clause"]})
            return answer, clause, await client.call_tool("documents", {})

    answer, clause, documents = anyio.run(journey)
    assert "500万元" in answer.content[0].text
    cited = answer.structured_content["citations"][0]
    text = clause.structured_content["text"]
    at = cited["start"] - clause.structured_content["start"]
    assert text[at : at + len(cited["quote"])] == cited["quote"]
    assert {d["id"] for d in documents.structured_content["documents"]} == {"notice", "plan"}


def test_only_the_protocol_reaches_standard_output(tmp_path: Path) -> None:
    lines = [
        INITIALIZE,
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {
            "jsonrpc": "2.0",
            "id": 2,
            "method": "tools/call",
            "params": {"name": "ask", "arguments": {"question": "奖励"}},
        },
    ]
    process = subprocess.Popen(
        [*COMMAND, "--home", tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("not json\n" + "".join(json.dumps(line) + "\n" for line in lines))
    process.stdin.flush()
    replies: dict[Any, Any] = {}
    while 2 not in replies:
        reply = json.loads(process.stdout.readline())
        replies[reply.get("id")] = reply
    rest, _ = process.communicate(timeout=30)  # closes standard input: the client has gone
    assert rest == ""
    assert process.returncode == 0
    assert replies[1]["result"]["serverInfo"]["name"] == "policyqa"
    assert replies[2]["result"]["isError"]
    assert "policyqa sync" in replies[2]["result"]["content"][0]["text"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to(tmp_path: Path, sent: signal.Signals) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--home", tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(INITIALIZE) + "\n")
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(sent)
    try:
        _, complaint = process.communicate(timeout=10)
    finally:
        process.kill()
    assert "Traceback" not in complaint


def test_over_http_without_a_page(tmp_path: Path, serving: Callable[..., Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with serving([*COMMAND, "--http", "--home", str(tmp_path), "--port", str(port)], tmp_path) as server:

        async def journey() -> tuple[Any, Any]:
            async with Client(f"{server.url}mcp") as client:
                return await client.list_tools(), await client.call_tool("ask", {"question": "奖励多少？"})

        listed, answer = anyio.run(journey)
        assert len(listed.tools) == 5
        assert "policyqa sync" in answer.content[0].text
        page = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        page.request("GET", "/")
        assert page.getresponse().status == 404
        page.close()


def test_an_address_without_http_is_wrong_use(tmp_path: Path) -> None:
    command = [*COMMAND, "--home", tmp_path, "--port", "7861"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "--http" in done.stderr


def test_settings_that_are_wrong_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[server]\nport = 0\n", encoding="utf-8")
    done = subprocess.run([*COMMAND, "--home", tmp_path], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
