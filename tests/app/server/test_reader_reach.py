"""The real page, its framework called by hand: whatever a reader sends, nothing below the home changes.

No event is named here: all that the page declares are called, those of tomorrow too.
"""

import hashlib
import http.client
import json
import re
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from app.access.accounts import Accounts
from app.access.audit import Action, Audit
from app.access.database import Database
from app.access.user import Role, User
from app.records import Records

PASSWORD = "correct horse battery"  # noqa: S105
APP = Path(__file__).parents[3] / "app"
# Invented for these tests.
OLD = """滨海市绿色制造奖励办法
（2024年3月1日发布）

第一条 对首次通过国家级绿色工厂认定的企业，给予一次性奖励50万元。
第二条 年度设备购置额达到200万元的企业，按年度设备购置额的12%给予奖励，单家企业每年最高奖励300万元。
第三条 本办法自2024年4月1日起施行，有效期三年。
"""
NEW = OLD.replace("2024年", "2026年").replace("50万元", "80万元")
QUESTION = "首次通过国家级绿色工厂认定奖励多少？"
CASES = "cases:\n  - id: 个人\n    question: 个人买房有补贴吗？\n    refuse: no_match\n"
# What asking itself writes: who was there when, his own conversations, and what was refused him.
OF_THE_ASKER = ("access.sqlite3", "records.sqlite3", "audit/", "page/")


@dataclass
class House:
    server: Any
    home: Path

    def send(self, method: str, path: str, body: str = "", **headers: str) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection(self.server.host, timeout=120)
        connection.request(method, path, body.encode(), {"Origin": f"http://{self.server.host}", **headers})
        reply = connection.getresponse()
        text = reply.read().decode()
        connection.close()
        return reply, text

    def log_in(self, name: str) -> dict[str, str]:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        reply, _ = self.send("POST", "/login", urlencode({"name": name, "password": PASSWORD}), **form)
        return {"Cookie": str(reply.getheader("set-cookie")).partition(";")[0]}

    def fire(
        self, cookie: dict[str, str], fn: int, data: list[Any], *, session: str, told: Any = None
    ) -> tuple[list[dict[str, Any]], str]:
        """Cause an event as the page's script does: the messages that end it, and everything that was streamed."""
        body = json.dumps({"data": data, "fn_index": fn, "session_hash": session, "event_data": told})
        joined, said = self.send(
            "POST", "/gradio_api/queue/join", body, **{"Content-Type": "application/json"}, **cookie
        )
        assert joined.status == 200, said
        _, stream = self.send("GET", f"/gradio_api/queue/data?session_hash={session}", **cookie)
        messages = [json.loads(line.removeprefix("data: ")) for line in stream.split("\n\n") if line.strip()]
        return [m for m in messages if m["msg"] == "process_completed"], stream

    def held(self) -> dict[str, str]:
        """The digest of every file beside the home and below it, but for what asking writes."""
        files = [p for p in self.home.parent.rglob("*") if p.is_file() and p.name != "stderr"]
        named = {str(p.relative_to(self.home.parent)): p for p in files}
        return {
            name: hashlib.sha256(path.read_bytes()).hexdigest()
            for name, path in named.items()
            if not name.removeprefix("home/").startswith(OF_THE_ASKER) and not name.endswith(("-shm", "-wal"))
        }

    def done(self) -> list[tuple[str, str]]:
        """The log without logins and refusals: the changes."""
        return [(user, action) for user, action in self.logged() if action not in {"login", "logout", "refused"}]

    def logged(self) -> list[tuple[str, str]]:
        return [(e.user, e.action) for e in Audit(self.home).entries()]  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, serving: Any) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("reach")
    home, sources = folder / "home", folder / "原件"
    sources.mkdir()
    (home / "cases").mkdir(parents=True)
    (sources / "办法.txt").write_text(OLD, encoding="utf-8")
    (sources / "新办法.txt").write_text(NEW, encoding="utf-8")
    (home / "cases" / "本地.yaml").write_text(CASES, encoding="utf-8")
    (home / "settings.toml").write_text('[server]\naccounts = "always"\n', encoding="utf-8")
    database = Database(home)
    for name, role in (("wang", Role.READER), ("zhao", Role.READER), ("li", Role.EDITOR)):
        Accounts(database).add(name, role=role, password=PASSWORD)
    database.close()
    command = [sys.executable, "-m", "app", "sync", str(sources), "--home", str(home)]
    subprocess.run(command, check=True, timeout=240, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "app", "serve", "--engine", "extractive", "--home", str(home), "--port", str(port)]
    with serving(serve, folder) as server:
        yield House(server, home)


def config(house: House, cookie: dict[str, str]) -> dict[str, Any]:
    _, text = house.send("GET", "/config", **cookie)
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def inputs(page: dict[str, Any], dependency: dict[str, Any], documents: list[str]) -> list[Any]:
    """Values that mean something: two documents to compare, a file of cases, a question, the language."""
    components = {c["id"]: c for c in page["components"]}
    choices, questions = iter(documents), iter([QUESTION])
    values: list[Any] = []
    for id_ in dependency["inputs"]:
        component = components[id_]
        kind, props = component["type"], component["props"]
        if kind == "dropdown":
            several = props.get("multiselect")
            values.append(["cases/本地.yaml"] if several else props.get("value") or next(choices, documents[0]))
        elif kind == "textbox":
            values.append(next(questions, ""))
        else:
            values.append(props.get("value"))
    return values


def acts() -> list[str]:
    """What the buttons of our own HTML are called, wherever the page's sources make one."""
    found = {
        a for f in (APP / "ui").rglob("*.py") for a in re.findall(r'act\(\s*"([\w-]+)"', f.read_text(encoding="utf-8"))
    }
    assert {"remove-yes", "review-reject", "version-new", "keep"} <= found
    return sorted(found)


def documents_of(house: House) -> list[str]:
    from index.library import open_library

    with open_library(house.home) as library:
        return sorted(d.id for d in library.documents)


def fire_everything(
    house: House, cookie: dict[str, str], documents: list[str], *, session: str = "", acting: Sequence[str] = ()
) -> str:
    """Cause every event that the page declares, those of our own HTML as its buttons ``acting``; what was streamed."""
    page, (old, new), session = config(house, cookie), documents, session or uuid.uuid4().hex
    kinds = {c["id"]: c["type"] for c in page["components"]}
    objects = {"review": f"{old}/0", "version": f"{new}/{old}"}
    token, said = upload(house, cookie), ""
    for dependency in page["dependencies"]:
        data = inputs(page, dependency, documents)
        files = {"uploads": [token], "value": old, "index": 0}
        said += house.fire(cookie, dependency["id"], data, session=session, told=files)[1]
        if kinds.get(dependency["targets"][0][0]) == "html":
            for act in acting:
                statement = re.findall(r'name=."text." value=."([^"]*)."', said)[:1]
                fields = {"text": "".join(statement)}
                told = {"act": act, "of": objects.get(act.partition("-")[0], old), "fields": fields}
                said += house.fire(cookie, dependency["id"], data, session=session, told=told)[1]
    return said


def upload(house: House, cookie: dict[str, str]) -> str:
    """Where an upload waits to be taken in; nothing where it was refused."""
    kind = {"Content-Type": "application/octet-stream"}
    reply, said = house.send("POST", "/uploads?name=a.txt", "一、对企业奖励5万元。", **kind, **cookie)
    assert reply.status in {200, 403}
    return str(json.loads(said).get("upload", ""))


def test_whatever_a_reader_sends_nothing_changes(house: House) -> None:
    wang = house.log_in("wang")
    documents = documents_of(house)
    house.fire(
        wang, 0, inputs(page := config(house, wang), page["dependencies"][0], documents), session="x"
    )  # opens the index
    before, done = house.held(), house.done()
    assert any(name.startswith("原件/") for name in before)
    said = fire_everything(house, wang, documents, acting=acts())
    assert house.held() == before
    assert house.done() == done
    assert "只能查阅" in said
    assert ("wang", "refused") in house.logged()
    assert str(house.home.parent) not in said.replace("\\/", "/")


def test_no_call_of_the_api_changes_anything_for_a_reader(house: House) -> None:
    wang, (old, new) = house.log_in("wang"), documents_of(house)
    _, described = house.send("GET", "/api/v1/openapi.json", **wang)
    before, done = house.held(), house.done()
    refused = 0
    for pattern, methods in json.loads(described)["paths"].items():
        path = "/api/v1" + re.sub(r"\{[^}]*\}", old, pattern).removeprefix("/api/v1")
        for method in methods:
            for body in ("{}", json.dumps({"question": QUESTION}), json.dumps({"supersedes": new, "document": old})):
                kind = {"Content-Type": "application/json"}
                reply, said = house.send(method.upper(), f"{path}?name=a.txt", body, **kind, **wang)
                assert reply.status < 500 or reply.status == 503, (method, path, said)
                assert str(house.home.parent) not in said
                refused += reply.status == 403
    assert refused >= 3
    assert house.held() == before
    assert house.done() == done


def test_a_session_is_its_users_alone(house: House) -> None:
    zhao, wang, documents = house.log_in("zhao"), house.log_in("wang"), documents_of(house)
    page = config(house, zhao)
    data = [f"赵所问的：{QUESTION}", *inputs(page, page["dependencies"][0], documents)[1:]]
    house.fire(zhao, 0, data, session="tab")
    records = Records(house.home, days=90)
    (kept,) = records.conversations(User("zhao", Role.READER))
    heartbeat = http.client.HTTPConnection(house.server.host, timeout=20)
    heartbeat.request("GET", "/gradio_api/heartbeat/tab", headers=wang)
    heartbeat.getresponse().read(10)
    heartbeat.close()  # ends the session that is named
    others = fire_everything(house, wang, documents, session="tab")
    for dependency in page["dependencies"]:
        ids = [kept.id] * len(dependency["inputs"])
        others += house.fire(wang, dependency["id"], ids, session="tab")[1]
    assert "赵所问" not in others
    own = "".join(
        house.fire(zhao, d["id"], inputs(page, d, documents), session="tab")[1]
        for d in page["dependencies"]
        if "_translate" in d["api_name"]
    )
    assert "赵所问" in own
    assert [c.id for c in records.conversations(User("zhao", Role.READER))] == [kept.id]
    records.close()


def test_the_same_calls_of_an_editor_do_change_things(house: House) -> None:
    acting = ("review", "review-reject", "version-apart", "remove-yes")
    fire_everything(house, house.log_in("li"), documents_of(house), acting=acting)
    assert {a for _, a in house.done()} >= {
        Action.SYNC, Action.REVIEW, Action.VERSION, Action.REMOVE, Action.UPLOAD,
    }  # fmt: skip
    assert "rejected" in (house.home.parent / "原件" / "办法.txt.benefits.yaml").read_text(encoding="utf-8")
    assert list((house.home / "runs").glob("*.json"))
