import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.server.forwarding import Forwarding
from app.server.gate import Gate
from app.server.guard import Guard
from app.settings import ServerSettings
from app.ui.routes import ROUTES

PAGE = b'<!doctype html><html lang="en"><meta property="og:image" content="https://x/y.jpg" /><script>1</script><script src=a>'


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes
    seen: list[Scope]


def call(
    path: str = "/",
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes = b"",
    kind: str = "http",
) -> Reply:
    seen: list[Scope] = []
    sent: list[Message] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        if (await receive())["type"] == "http.disconnect":
            return
        own = [(b"content-type", b"text/html"), (b"access-control-allow-origin", b"*"), (b"content-length", b"9")]
        await send({"type": "http.response.start", "status": 200, "headers": own})
        await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[20:]})

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = {"host": "127.0.0.1:7860", **(headers or {})}
    scope: Scope = {
        "type": kind, "path": path, "method": method, "scheme": "http",
        "headers": [(k.encode(), v.encode()) for k, v in raw.items() if v],
    }  # fmt: skip
    gate = Gate(Path("/nonexistent"), ServerSettings(), required=False)
    guard = Guard(inner, routes=ROUTES, hosts=("127.0.0.1", "localhost", "::1"), gate=gate, forwarding=Forwarding())
    asyncio.run(guard(scope, receive, send))
    start = next((m for m in sent if m["type"] == "http.response.start"), {"status": 0, "headers": []})
    content = b"".join(m.get("body", b"") for m in sent)
    return Reply(start["status"], {k.decode().lower(): v.decode() for k, v in start["headers"]}, content, seen)


LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
SCRIPT = {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "empty"}
POST = {"path": "/gradio_api/queue/join", "method": "POST"}


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        pytest.param({}, 200, id="page"),
        pytest.param({"headers": {"host": "localhost:7860"}}, 200, id="localhost"),
        pytest.param({"headers": {"host": "LOCALHOST"}}, 200, id="host-in-capitals-without-a-port"),
        pytest.param({"headers": {"host": "[::1]:7860"}}, 200, id="ipv6"),
        pytest.param({"path": "/assets/index-a_b.js"}, 200, id="asset"),
        pytest.param({"path": "/gradio_api/heartbeat/abc123"}, 200, id="heartbeat"),
        pytest.param({**POST}, 200, id="post-without-origin"),
        pytest.param({**POST, "headers": {"origin": "http://127.0.0.1:7860"}}, 200, id="own-origin"),
        pytest.param({**POST, "headers": {"sec-fetch-site": "same-origin"}}, 200, id="own-site"),
        pytest.param({"headers": LINK}, 200, id="a-link-from-elsewhere"),
        pytest.param({"headers": {**LINK, "sec-fetch-dest": "iframe"}}, 403, id="framed-by-elsewhere"),
        pytest.param({"headers": {**LINK, "sec-fetch-dest": "image", "sec-fetch-mode": "no-cors"}}, 403, id="picture"),
        pytest.param({"path": "/config", "headers": SCRIPT}, 403, id="fetched-by-elsewhere"),
        pytest.param({"path": "/gradio_api/heartbeat/x", "headers": SCRIPT}, 403, id="stream-held-by-elsewhere"),
        pytest.param({"headers": {"host": ""}}, 400, id="no-host"),
        pytest.param({"headers": {"host": "evil.example:7860"}}, 400, id="rebinding"),
        pytest.param({"headers": {"host": "127.0.0.1.evil.example"}}, 400, id="rebinding-with-a-likeness"),
        pytest.param({"headers": {"host": "localhost@evil.example"}}, 400, id="rebinding-with-a-user"),
        pytest.param({"headers": {"host": "[::1"}}, 400, id="broken-host"),
        pytest.param({"headers": {"host": "127.0.0.1:7860, evil"}}, 400, id="two-in-one"),
        pytest.param({"method": "DELETE"}, 405, id="method"),
        pytest.param({"method": "OPTIONS"}, 405, id="preflight"),
        pytest.param({"path": "/gradio_api/upload", "method": "POST"}, 404, id="upload"),
        pytest.param({"path": "/gradio_api/file=/etc/passwd"}, 404, id="file"),
        pytest.param({"path": "/gradio_api/proxy=http://x.hf.space/"}, 404, id="proxy"),
        pytest.param({"path": "/gradio_api/vibe-edit", "method": "POST"}, 404, id="source-editor"),
        pytest.param({"path": "/gradio_api/run/predict", "method": "POST"}, 404, id="past-the-queue"),
        pytest.param({"path": "/gradio_api/call/ask", "method": "POST"}, 404, id="api-call"),
        pytest.param({"path": "/gradio_api/info"}, 404, id="api-description"),
        pytest.param({"path": "/gradio_api/openapi.json"}, 404, id="openapi"),
        pytest.param({"path": "/monitoring"}, 404, id="monitoring"),
        pytest.param({"path": "/gradio_api/mcp/"}, 404, id="mcp"),
        pytest.param({"path": "/static/../../etc/passwd"}, 404, id="traversal"),
        pytest.param({"path": "/assets/..\\..\\secret"}, 404, id="windows-traversal"),
        pytest.param({"path": "//evil.example/"}, 404, id="two-slashes"),
        pytest.param({"path": "/docs"}, 404, id="docs"),
        pytest.param({**POST, "headers": {"origin": "http://evil.example"}}, 403, id="foreign-origin"),
        pytest.param({**POST, "headers": {"origin": "http://127.0.0.1:3000"}}, 403, id="another-local-server"),
        pytest.param({**POST, "headers": {"origin": "https://127.0.0.1:7860"}}, 403, id="another-scheme"),
        pytest.param({**POST, "headers": {"origin": "null"}}, 403, id="null-origin"),
        pytest.param({**POST, "headers": {"sec-fetch-site": "cross-site"}}, 403, id="cross-site"),
        pytest.param({**POST, "headers": {"sec-fetch-site": "same-site"}}, 403, id="same-site-is-not-same-origin"),
        pytest.param({**POST, "headers": {"content-length": "99999999"}}, 413, id="too-large"),
        pytest.param({**POST, "headers": {"content-length": "-1"}}, 413, id="negative-length"),
        pytest.param({**POST, "body": b"x" * (5 << 20)}, 0, id="larger-than-it-said"),
        pytest.param({"kind": "websocket"}, 0, id="websocket"),
    ],
)
def test_who_may_call_what(request_: dict, status: int) -> None:
    reply = call(**request_)
    assert reply.status == status
    if status:
        assert bool(reply.seen) == (status == 200)
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["x-frame-options"] == "DENY"
        policy = reply.headers["content-security-policy"]
        assert ("default-src 'self';" if status == 200 else "default-src 'none';") in policy
        assert "frame-ancestors 'none'" in policy
        assert "object-src 'none'" in policy
        assert "access-control-allow-origin" not in reply.headers


def test_scripts_carry_the_nonce_and_no_other_may_run() -> None:
    reply, other = call(), call()
    policy = reply.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([\w-]+)'", policy)
    assert nonce is not None
    script = next(part for part in policy.split(";") if "script-src" in part)
    assert "unsafe-inline" not in script
    assert reply.body.count(f'<script nonce="{nonce.group(1)}"'.encode()) == reply.body.count(b"<script") == 2
    assert nonce.group(1) not in other.headers["content-security-policy"]
    assert reply.headers["content-length"] == str(len(reply.body))


def test_the_page_names_no_outside_address() -> None:
    assert b"og:image" not in call().body
    assert b'lang="zh-CN"' in call().body


def test_only_files_with_a_digest_in_their_name_may_be_kept() -> None:
    assert call().headers["cache-control"] == "no-store"
    assert "cache-control" not in call("/assets/index-abc.js").headers
