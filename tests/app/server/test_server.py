import http.client
import json
import socket
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.access.accounts import Accounts
from app.access.database import Database
from app.access.user import Role
from app.desk import Desk, Loader, Opened
from app.desk.scripted import ScriptedAssistant
from app.errors import CannotServe
from app.server import health, serve
from app.server.forwarding import Forwarding
from app.server.gate import Gate
from app.server.guard import Guard
from app.server.listening import listen, parse_host, url_of
from app.settings import ServerSettings, Settings

GET, POST = "GET", "POST"


EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - to be refused


@pytest.mark.parametrize("host", [EVERY_ADDRESS, "::", "192.168.1.5", "10.0.0.1", "fe80::1", "[::]"])
def test_other_machines_are_not_served_without_an_account(tmp_path: Path, host: str) -> None:
    with pytest.raises(CannotServe, match=r"从别的机器访问，需要登录，而还没有账号；请先运行 policyqa user add"):
        serve(Settings(home=tmp_path), host=host, port=0, engine=None)


@pytest.mark.parametrize("host", ["example.com", "", "2130706433", "127.1", "0x7f000001", "127.0.0.1:80"])
def test_a_host_is_an_address(tmp_path: Path, host: str) -> None:
    with pytest.raises(CannotServe, match=r"--host 应是 IP 地址"):
        serve(Settings(home=tmp_path), host=host, port=0, engine=None)


@pytest.mark.parametrize(
    "server",
    [
        pytest.param(ServerSettings(accounts="always"), id="asked-for"),
        pytest.param(ServerSettings(names=("qa.example.cn",)), id="called-by-a-name"),
        pytest.param(ServerSettings(proxies=("127.0.0.1",)), id="behind-a-proxy"),
        pytest.param(ServerSettings(root_path="/policyqa"), id="below-a-path"),
    ],
)
def test_what_others_reach_through_a_proxy_needs_an_account_too(tmp_path: Path, server: ServerSettings) -> None:
    with pytest.raises(CannotServe, match=r"需要登录，而还没有账号；请先运行 policyqa user add"):
        serve(Settings(home=tmp_path, server=server), host="127.0.0.1", port=0, engine=None)


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=rf"127\.0\.0\.1:{port}.*--port"):
            serve(Settings(home=tmp_path), host="localhost", port=port, engine=None)


def test_a_home_that_cannot_hold_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "home"
    file.write_text("")
    with pytest.raises(CannotServe, match=r"临时目录.*--home"):
        serve(Settings(home=file), host="127.0.0.1", port=0, engine=None)


def fetch(server: Any, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Any:
    connection = http.client.HTTPConnection(server.host, timeout=20)
    connection.request(method, path, body, {"Content-Type": "application/json", **(headers or {})})
    reply = connection.getresponse()
    if "event-stream" not in (reply.getheader("content-type") or ""):
        reply.read()
    connection.close()
    return reply


JOIN = json.dumps({"data": [], "fn_index": 0, "session_hash": "abc"}).encode()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param(GET, "/", 200, id="page"),
        pytest.param("HEAD", "/", 200, id="head"),
        pytest.param(GET, "/config", 200, id="config"),
        pytest.param(GET, "/theme.css", 200, id="theme"),
        pytest.param(GET, "/assets/none.js", 404, id="missing-asset"),
        pytest.param(GET, "/nothing", 404, id="missing-page"),
        pytest.param(GET, "/gradio_api/heartbeat/abc", 200, id="event-stream"),
        pytest.param(GET, "/gradio_api/queue/data", 422, id="bad-request"),
        pytest.param(POST, "/gradio_api/queue/join", 500, id="fault-of-the-framework"),
        pytest.param(POST, "/gradio_api/upload", 404, id="upload-is-closed"),
        pytest.param(GET, "/gradio_api/info", 404, id="no-api-description"),
        pytest.param(GET, "/gradio_api/file=/etc/passwd", 404, id="no-files"),
    ],
)
def test_headers_on_every_route(scripted_server: Any, method: str, path: str, status: int) -> None:
    body = JOIN.replace(b'"fn_index": 0', b'"fn_index": 999') if method == POST else b""
    reply = fetch(scripted_server, method, path, body=body)
    assert reply.status == status
    assert "frame-ancestors 'none'" in reply.getheader("content-security-policy")
    assert reply.getheader("x-content-type-options") == "nosniff"
    assert reply.getheader("referrer-policy") == "no-referrer"
    assert reply.getheader("server") is None
    assert reply.getheader("access-control-allow-origin") is None


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        pytest.param(GET, "/", {"Host": "evil.example"}, 400, id="rebinding"),
        pytest.param(POST, "/gradio_api/queue/join", {"Origin": "http://evil.example"}, 403, id="foreign-origin"),
        pytest.param(POST, "/gradio_api/queue/join", {"Content-Length": str(1 << 30)}, 413, id="too-large"),
    ],
)
def test_refused(scripted_server: Any, method: str, path: str, headers: dict[str, str], status: int) -> None:
    assert fetch(scripted_server, method, path, headers, JOIN if method == POST else b"").status == status


def test_temporary_files_are_the_users_alone(scripted_server: Any) -> None:
    home = Path(scripted_server.process.args[2])
    assert stat.S_IMODE((home / "page").stat().st_mode) == 0o700


def test_the_first_page_comes_before_the_assistant(slow_server: Any) -> None:
    connection = http.client.HTTPConnection(slow_server.host, timeout=20)
    connection.request(GET, "/")
    reply = connection.getresponse()
    assert reply.status == 200
    assert "正在载入" in reply.read().decode()
    connection.close()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        pytest.param("127.0.0.1", "http://127.0.0.1:{}/", id="loopback"),
        pytest.param("0.0.0.0", "http://127.0.0.1:{}/", id="every-address"),  # noqa: S104
        pytest.param("::", "http://[::1]:{}/", id="every-ipv6-address"),
        pytest.param("::1", "http://[::1]:{}/", id="ipv6-loopback"),
    ],
)
def test_the_address_that_is_told_can_be_opened(host: str, url: str) -> None:
    with listen(parse_host(host), 0) as listening:
        assert url_of(listening, None) == url.format(listening.getsockname()[1])


@pytest.mark.parametrize(
    ("opening", "status", "said"),
    [
        pytest.param("done", 200, "ok", id="ready"),
        pytest.param("under way", 503, "loading", id="loading"),
        pytest.param("failed", 503, "failed", id="failed"),
    ],
)
def test_health_is_one_word_for_whoever_asks(tmp_path: Path, opening: str, status: int, said: str) -> None:
    go = threading.Event()

    def opened() -> Opened:
        go.wait(20)
        if opening == "failed":
            raise CannotServe("“/srv/home/index”已损坏。")
        return Opened(ScriptedAssistant({}), lambda: ())

    desk = Desk(Loader(opened), speakers=1, queue=1, question_limit=100)
    database = Database(tmp_path)
    Accounts(database).add("wang", role=Role.READER, password="correct horse battery")  # noqa: S106
    database.close()
    gate = Gate(tmp_path, ServerSettings(), required=True)
    routes = [health.health_handler(desk)]
    guard = Guard(
        Starlette(routes=routes), routes=health.ROUTES, hosts=("127.0.0.1",), gate=gate, forwarding=Forwarding()
    )
    stranger = TestClient(guard, "http://127.0.0.1:7860")
    first = desk.loader.start()
    if opening != "under way":
        go.set()
        first.exception(20)
    reply = stranger.get("/healthz")
    assert (reply.status_code, reply.text) == (status, f"{said}\n")
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    go.set()
    gate.close()
