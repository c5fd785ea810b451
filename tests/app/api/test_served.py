"""The API and MCP as they are served: behind the guard, beside the page, over real connections."""

import asyncio
import http.client
import json
import socket
import time
from types import ModuleType
from typing import Any

import anyio
import pytest
from mcp import Client

from app.contract import reply_json


def called(server: Any, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Any:
    connection = http.client.HTTPConnection(server.host, timeout=20)
    data = None if body is None else json.dumps(body).encode()
    connection.request(method, path, data, {"Content-Type": "application/json", **(headers or {})})
    reply = connection.getresponse()
    reply.text = reply.read().decode("utf-8")
    connection.close()
    return reply


def test_an_answer_with_the_guards_headers(scripted_server: Any, samples: ModuleType) -> None:
    reply = called(scripted_server, "POST", "/api/v1/ask", {"question": samples.ASK_GOAL})
    assert json.loads(reply.text) == reply_json(samples.goal())
    assert reply.getheader("x-content-type-options") == "nosniff"
    assert reply.getheader("cache-control") == "no-store"
    assert reply.getheader("access-control-allow-origin") is None


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "code"),
    [
        pytest.param("POST", "/api/v1/ask", {"Host": "evil.example"}, 400, "unknown_host", id="rebinding"),
        pytest.param("POST", "/api/v1/ask", {"Origin": "http://evil.example"}, 403, "forbidden", id="foreign-page"),
        pytest.param("POST", "/api/v1/ask", {"Content-Length": str(2 << 20)}, 413, "too_large", id="two-megabytes"),
        pytest.param("POST", "/api/v1/ask", {"Authorization": "Bearer pqa_x"}, 401, "unauthorized", id="wrong-token"),
        pytest.param("TRACE", "/api/v1/ask", {}, 405, "method_not_allowed", id="trace"),
        pytest.param("GET", "/api/v1/../../etc/passwd", {}, 404, "not_found", id="traversal"),
        pytest.param("GET", "/api/v1/nothing", {}, 404, "not_found", id="unknown"),
        pytest.param("GET", "/mcp", {}, 405, "method_not_allowed", id="mcp-has-no-stream"),
        pytest.param("POST", "/mcp", {"Origin": "http://evil.example"}, 403, "forbidden", id="mcp-foreign-page"),
    ],
)
def test_refusals_have_the_apis_shape(
    scripted_server: Any, method: str, path: str, headers: dict[str, str], status: int, code: str
) -> None:
    body = {"question": "?"} if method == "POST" else None
    reply = called(scripted_server, method, path, body, headers)
    assert reply.status == status
    error = json.loads(reply.text)["error"]
    assert error["code"] == code
    assert error["message"].endswith("。")


def test_a_stream_comes_as_it_grows_and_hanging_up_frees_the_model(scripted_server: Any) -> None:
    before = scripted_server.log.read_text(encoding="utf-8").count("cancelled")
    body = json.dumps({"question": "慢慢说"}).encode()
    host, port = scripted_server.host.split(":")
    started = time.monotonic()
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        head = (
            f"POST /api/v1/ask HTTP/1.1\r\nHost: {scripted_server.host}\r\nAccept: text/event-stream\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        connection.sendall(head.encode() + body)
        received = b""
        while b"event: direct" not in received:
            received += connection.recv(65536)
    assert time.monotonic() - started < 1.5  # the model takes two seconds for each sentence
    assert b"event: wording" not in received
    assert scripted_server.said("cancelled", times=before + 1, seconds=5)


def test_hanging_up_a_plain_call_frees_the_model(scripted_server: Any) -> None:
    before = scripted_server.log.read_text(encoding="utf-8").count("cancelled")
    connection = http.client.HTTPConnection(scripted_server.host, timeout=20)
    connection.request("POST", "/api/v1/ask", json.dumps({"question": "慢慢说"}), {"Content-Type": "application/json"})
    time.sleep(0.5)
    connection.close()
    assert scripted_server.said("cancelled", times=before + 1, seconds=5)


@pytest.mark.parametrize("era", ["legacy", "auto"])
def test_mcp_over_http(scripted_server: Any, samples: ModuleType, era: str) -> None:
    async def journey() -> tuple[list[str], Any]:
        async with Client(f"{scripted_server.url}mcp", mode=era) as client:
            listed = await client.list_tools()
            return [t.name for t in listed.tools], await client.call_tool("ask", {"question": samples.ASK_GOAL})

    names, result = anyio.run(journey)
    assert names == ["ask", "search", "clause", "match", "documents"]
    assert result.structured_content == reply_json(samples.goal())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{", 400, id="half-of-json"),
        pytest.param(b"[]", 400, id="list"),
        pytest.param(b'{"jsonrpc": "1.0"}', 400, id="old-protocol"),
        pytest.param(b'{"jsonrpc": "2.0", "id": 1, "method": "nope"}', 200, id="unknown-method"),
        pytest.param(
            b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": 5}}',
            200,
            id="arguments-that-are-none",
        ),
    ],
)
def test_mcp_that_is_wrong_is_an_error_of_the_protocol(scripted_server: Any, body: bytes, status: int) -> None:
    connection = http.client.HTTPConnection(scripted_server.host, timeout=20)
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    connection.request("POST", "/mcp", body, headers)
    reply = connection.getresponse()
    error = json.loads(reply.read())["error"]
    connection.close()
    assert reply.status == status
    assert error["code"] in {-32700, -32600, -32601, -32602}
    assert "Traceback" not in error["message"]


def test_ten_ask_at_once_and_each_has_its_answer(scripted_server: Any, samples: ModuleType) -> None:
    async def all_of_them() -> list[Any]:
        one = lambda: called(scripted_server, "POST", "/api/v1/ask", {"question": samples.ASK_GOAL})  # noqa: E731
        return await asyncio.gather(*(asyncio.to_thread(one) for _ in range(10)))

    replies = asyncio.run(all_of_them())
    busy = [r for r in replies if r.status == 503]
    assert len(busy) <= 4  # two models and four places
    assert all(json.loads(r.text) == reply_json(samples.goal()) for r in replies if r.status == 200)
    assert len(replies) - len(busy) >= 6
