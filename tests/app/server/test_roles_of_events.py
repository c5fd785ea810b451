"""An event of the page that only editors may cause, called as the page's script calls it, without the page."""

import http.client
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from app.access.accounts import Accounts
from app.access.database import Database
from app.access.tokens import Tokens
from app.access.user import Role

PASSWORD = "correct horse battery"  # noqa: S105
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def button(tmp_path_factory: pytest.TempPathFactory, serving: Any) -> Iterator[tuple[Any, str]]:
    """A server of a page with one button, and a reader's token."""
    folder = tmp_path_factory.mktemp("button")
    database = Database(folder / "home")
    for name, role in (("wang", Role.READER), ("li", Role.EDITOR)):
        Accounts(database).add(name, role=role, password=PASSWORD)
    token = Tokens(database).add("crm", role=Role.READER)
    database.close()
    script = Path(__file__).with_name("serve_button.py")
    with serving([sys.executable, str(script), str(folder / "home"), "0"], folder) as server:
        yield server, token


def send(server: Any, method: str, path: str, body: str = "", **headers: str) -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection(server.host, timeout=20)
    connection.request(method, path, body, {"Origin": f"http://{server.host}", **headers})
    reply = connection.getresponse()
    text = reply.read().decode()
    connection.close()
    return reply, text


def log_in(server: Any, name: str) -> dict[str, str]:
    form = urlencode({"name": name, "password": PASSWORD})
    reply, _ = send(server, "POST", "/login", form, **FORM)
    return {"Cookie": str(reply.getheader("set-cookie")).partition(";")[0]}


def press(server: Any, name: str, headers: dict[str, str]) -> tuple[int, bool | None]:
    """Press the button; the status, and whether the stream of the answer tells of success."""
    body = json.dumps({"data": [name], "fn_index": 0, "session_hash": name})
    joined, _ = send(server, "POST", "/gradio_api/queue/join", body, **{"Content-Type": "application/json", **headers})
    if joined.status != 200:
        return joined.status, None
    _, stream = send(server, "GET", f"/gradio_api/queue/data?session_hash={name}", **headers)
    messages = [json.loads(line.removeprefix("data: ")) for line in stream.split("\n\n") if line]
    (ended,) = [m for m in messages if m["msg"] == "process_completed"]
    return 200, ended["success"]


def test_what_the_button_does_is_decided_by_the_server(button: Any) -> None:
    server, token = button
    assert press(server, "by-a-stranger", {}) == (401, None)
    assert press(server, "by-a-made-up-cookie", {"Cookie": "policyqa=x"}) == (401, None)
    assert press(server, "by-a-reader", log_in(server, "wang")) == (200, False)
    assert press(server, "by-a-readers-token", {"Authorization": f"Bearer {token}"}) == (200, False)
    assert press(server, "by-an-editor", log_in(server, "li")) == (200, True)
    done = [line for line in server.log.read_text(encoding="utf-8").splitlines() if " removed " in line]
    assert done == ["li from 127.0.0.1 removed by-an-editor"]


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/run/remove", "/gradio_api/call/remove", "/gradio_api/api/remove", "/api/remove", "/run/remove"],
)
def test_there_is_no_way_past_the_queue(button: Any, path: str) -> None:
    server, _ = button
    reply, _ = send(server, "POST", path, '{"data": ["plan"]}', **log_in(server, "li"))
    assert reply.status == 404
