"""Editors change the library by the API: the same commands as in a terminal, one at a time, written down."""

import json
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from starlette.types import Receive, Scope, Send

from app.access import LOCAL, User, with_user
from app.access.allowance import Allowance
from app.access.audit import Audit
from app.access.user import Role
from app.api import PREFIX, make_api, routes
from app.contract.schemas import Job, Jobs, Review
from app.desk import Desk
from app.jobs import Job as Command
from app.keeping.librarian import Librarian
from app.server.forwarding import Forwarding
from app.server.gate import Gate
from app.server.guard import Guard
from app.settings import ServerSettings

WANG = User("王", Role.READER)
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
Script = Callable[[httpx.AsyncClient], Awaitable[None]]


@pytest.fixture
def user() -> User:
    return LOCAL


@pytest.fixture
def talk(desk: Desk, tmp_path: Path, rate: int, librarian: Librarian, user: User) -> Callable[[Script], None]:
    """Runs a script in one event loop: a change outlives the call that began it."""
    (tmp_path / "settings.toml").write_text('[index]\nembedder = "hashing"\n', encoding="utf-8")
    api = make_api(desk, tmp_path, allowance=Allowance(rate), librarian=librarian)

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        await api(with_user(scope, user), receive, send)

    def run(script: Script) -> None:
        async def whole() -> None:
            transport = httpx.ASGITransport(app=guarded, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:
                with anyio.fail_after(240):
                    await script(client)

        anyio.run(whole)

    return run


async def ended(client: httpx.AsyncClient, begun: httpx.Response) -> Job:
    assert begun.status_code == 202, begun.text
    found = await client.get(f"/{begun.headers['location']}?wait=60")
    return Job.model_validate_json(found.content)


async def sent(client: httpx.AsyncClient, name: str, text: str, **said: Any) -> Job:
    return await ended(client, await client.post("/documents", params={"name": name, **said}, content=text.encode()))


def written(home: Path) -> list[tuple[str, str]]:
    return [(e.action, e.object) for e in Audit(home).entries()]  # type: ignore[union-attr]


def test_a_document_comes_is_asked_about_answered_reviewed_and_goes(talk: Any, tmp_path: Path) -> None:
    async def script(client: httpx.AsyncClient) -> None:
        first = await sent(client, "办法.txt", OLD)
        (old,) = first.documents
        assert (first.state, old.status, old.clauses, first.questions) == ("done", "added", 6, [])

        second = await sent(client, "办法（2026年）.txt", NEW)
        (new,) = second.documents
        (question,) = second.questions
        assert (question.new, question.old, question.likelihood) == (new.id, old.id, "likely")
        assert question.path == "办法（2026年）.txt"  # not the server's folders
        told = await ended(client, await client.post("/versions", json={"document": new.id, "supersedes": [old.id]}))
        assert (told.state, told.questions) == ("done", [])
        listed = {d["id"]: d for d in (await client.get("/documents")).json()["documents"]}
        assert listed[old.id]["superseded_by"]["document"] == new.id

        review = Review.model_validate_json((await client.get(f"/documents/{new.id}/benefits")).content)
        entry = next(b for b in review.benefits if b.cap == "3000000")
        assert (entry.status, "300万元" in entry.fields["cap"]) == ("draft", True)
        decided = {"number": entry.number, "text": entry.text, "status": "confirmed", "fields": {"title": "设备奖励"}}
        reread = await client.post(f"/documents/{new.id}/benefits", json={"decisions": [decided]})
        assert (await ended(client, reread)).documents[0].status == "changed"
        again = Review.model_validate_json((await client.get(f"/documents/{new.id}/benefits")).content)
        assert (again.benefits[entry.number].status, again.benefits[entry.number].title) == ("confirmed", "设备奖励")

        gone = await ended(client, await client.delete(f"/documents/{new.id}"))
        assert [(d.id, d.status) for d in gone.documents] == [(new.id, "removed")]
        assert [d["id"] for d in (await client.get("/documents")).json()["documents"]] == [old.id]
        assert (await ended(client, await client.post("/sync"))).documents[0].status == "unchanged"
        jobs = Jobs.model_validate_json((await client.get("/jobs")).content).jobs
        assert [j.kind for j in jobs] == [
            "library.sync", "document.remove", "benefit.review", "document.version", "document.upload",
            "document.upload",
        ]  # fmt: skip
        assert [(a, o) for a, o in written(tmp_path) if a == "document.version"] == [
            ("document.version", f"{new.id} supersedes {old.id}")
        ]
        assert {"document.upload", "document.remove", "benefit.review", "library.sync"} <= {
            a for a, _ in written(tmp_path)
        }

    talk(script)


@pytest.mark.parametrize(
    ("said", "later"),
    [
        pytest.param({"supersedes": True}, True, id="supersedes"),
        pytest.param({"not_a_version": "true"}, False, id="not-a-version"),
    ],
)
def test_the_question_answered_with_the_upload(talk: Any, said: dict[str, Any], later: bool) -> None:
    async def script(client: httpx.AsyncClient) -> None:
        (old,) = (await sent(client, "办法.txt", OLD)).documents
        answer = {k: old.id if v is True else v for k, v in said.items()}
        job = await sent(client, "新办法.txt", NEW, **answer)
        assert (job.state, job.questions, [d.status for d in job.documents]) == ("done", [], ["changed"])
        listed = {d["id"]: d for d in (await client.get("/documents")).json()["documents"]}
        assert bool(listed[old.id]["superseded_by"]) is later

    talk(script)


def test_a_file_that_cannot_be_read_says_so_and_does_not_stay(talk: Any, tmp_path: Path) -> None:
    async def script(client: httpx.AsyncClient) -> None:
        job = await sent(client, "办法.pdf", "%PDF-1.7 broken")
        (document,) = job.documents
        assert (job.state, document.status, document.id is None) == ("done", "failed", True)
        assert "办法.pdf" in document.error
        assert [p for p in (tmp_path / "documents").rglob("*") if p.is_file()] == []

    talk(script)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with one document, and the document's id."""
    from index import make_embedder, sync
    from index.settings import IndexSettings

    home = tmp_path_factory.mktemp("shelf")
    source = home / "办法.txt"
    source.write_text(OLD, encoding="utf-8")
    return home, sync(home, [source], make_embedder(IndexSettings(embedder="hashing"))).documents[0].id


@pytest.fixture
def held(shelf: tuple[Path, str], tmp_path: Path) -> str:
    """The id of a document in the home of this test."""
    shutil.copytree(shelf[0], tmp_path, dirs_exist_ok=True)
    return shelf[1]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code", "words"),
    [
        pytest.param("POST", "/documents", OLD, 422, "invalid_request", "缺少 name", id="no-name"),
        pytest.param("POST", "/documents?name=a.exe", OLD, 415, "invalid_upload", "不能收入", id="no-document"),
        pytest.param("POST", "/documents?name=a.txt", "长" * 40_000, 413, "too_large", "超过", id="too-large"),
        pytest.param(
            "POST", "/documents?name=a.txt&supersedes=a&not_a_version=1", OLD, 422, "invalid_request", "只能取一",
            id="both-answers",
        ),
        pytest.param("POST", "/documents?name=a.txt&supersedes=x", OLD, 404, "not_found", "“x”", id="unknown-old"),
        pytest.param("POST", "/documents?name=a.txt&not_a_version=vielleicht", OLD, 422, "invalid_request", "true 或 false", id="no-truth"),
        pytest.param("DELETE", "/documents/x", None, 404, "not_found", "“x”", id="remove-unknown"),
        pytest.param("GET", "/documents/x/benefits", None, 404, "not_found", "“x”", id="review-unknown"),
        pytest.param("POST", "/documents/ID/benefits", {"decisions": []}, 422, "invalid_request", "不能为空", id="nothing-decided"),
        pytest.param(
            "POST", "/documents/ID/benefits", {"decisions": [{"number": 0, "text": "x", "status": "yes"}]},
            422, "invalid_request", "decisions.0.status 应当是", id="unknown-status",
        ),
        pytest.param(
            "POST", "/documents/ID/benefits", {"decisions": [{"number": 0, "text": "别的", "status": "confirmed"}]},
            422, "invalid_review", "已被别人改动", id="another-entry",
        ),
        pytest.param("POST", "/versions", {"document": "ID"}, 422, "invalid_request", "须取一", id="neither"),
        pytest.param(
            "POST", "/versions", {"document": "ID", "supersedes": ["ID"], "not_a_version": True}, 422,
            "invalid_request", "须取一", id="both",
        ),
        pytest.param("POST", "/versions", {"document": "ID", "supersedes": ["x"]}, 404, "not_found", "“x”", id="of-unknown"),
        pytest.param("GET", "/jobs/nope", None, 404, "not_found", "没有这个任务", id="unknown-job"),
        pytest.param("POST", "/jobs/nope/cancel", None, 404, "not_found", "没有这个任务", id="cancel-unknown"),
        pytest.param("GET", "/jobs/nope?wait=3600", None, 422, "invalid_request", "wait 应当不大于 60", id="waits-long"),
        pytest.param("DELETE", "/jobs/nope", None, 405, "method_not_allowed", "openapi.json", id="wrong-method"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(
    talk: Any,
    held: str,
    method: str,
    path: str,
    body: Any,
    status: int,
    code: str,
    words: str,
) -> None:
    async def script(client: httpx.AsyncClient) -> None:
        if isinstance(body, str):
            reply = await client.request(method, path, content=body.encode())
        else:
            told = None if body is None else json.loads(json.dumps(body).replace('"ID"', f'"{held}"'))
            reply = await client.request(method, path.replace("ID", held), json=told)
        assert reply.status_code == status, reply.text
        error = reply.json()["error"]
        assert error["code"] == code
        assert words in error["message"]
        assert error["message"].endswith("。")
        assert (await client.get("/jobs")).json() == {"jobs": []}

    talk(script)


def test_one_change_at_a_time_and_it_can_be_cancelled(
    talk: Any, librarian: Librarian, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.jobs.job.Job._run", _until_cancelled)

    async def script(client: httpx.AsyncClient) -> None:
        begun = await client.post("/sync")
        at = begun.headers["location"]
        assert (await client.get(f"/{at}?wait=0.2")).json()["state"] == "running"
        busy = await client.post("/documents?name=a.txt", content=OLD.encode())
        assert (busy.status_code, busy.json()["error"]["code"]) == (409, "library_busy")
        assert "本机" in busy.json()["error"]["message"]
        cancelled = Job.model_validate_json((await client.post(f"/{at}/cancel")).content)
        assert (cancelled.state, cancelled.error) == ("cancelled", "已取消。")
        assert (await client.post(f"/{at}/cancel")).json() == json.loads(cancelled.model_dump_json())
        assert librarian.work is None

    talk(script)


async def _until_cancelled(job: Command) -> Any:
    """In place of the command: ends as a cancelled one does."""
    from app.jobs import JobFailed

    async def cancel() -> None:
        job.cancelled = True

    job.cancel = cancel  # type: ignore[method-assign]
    while not job.cancelled:
        await anyio.sleep(0.02)
    raise JobFailed("已取消。")


EDITORS = [
    ("POST", "/documents?name=a.txt"),
    ("DELETE", "/documents/x"),
    ("GET", "/documents/x/benefits"),
    ("POST", "/documents/x/benefits"),
    ("POST", "/sync"),
    ("POST", "/versions"),
    ("GET", "/jobs"),
    ("GET", "/jobs/x"),
    ("POST", "/jobs/x/cancel"),
]


@pytest.mark.parametrize(("method", "path"), EDITORS)
@pytest.mark.parametrize("user", [WANG])
def test_readers_are_refused_even_without_the_guard(talk: Any, tmp_path: Path, method: str, path: str) -> None:
    async def script(client: httpx.AsyncClient) -> None:
        body = {"document": "x", "not_a_version": True, "decisions": [{"number": 0, "text": "", "status": "draft"}]}
        wanted = {k: body[k] for k in (("document", "not_a_version") if path == "/versions" else ("decisions",))}
        reply = await client.request(method, path, json=wanted if method == "POST" else None)
        assert (reply.status_code, reply.json()["error"]["code"]) == (403, "forbidden")
        assert "只能查阅" in reply.json()["error"]["message"]
        assert written(tmp_path) == [("refused", "library")]

    talk(script)


@pytest.mark.parametrize(("method", "path"), EDITORS)
def test_the_guard_refuses_readers_before_a_body_is_read(
    tmp_path: Path, librarian: Librarian, method: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(scope: Scope, receive: Receive, send: Send) -> None:
        pytest.fail(f"{scope['path']} was reached")

    async def reader(self: Gate, scope: Scope) -> User:
        return WANG

    monkeypatch.setattr(Gate, "identify", reader)
    gate = Gate(tmp_path, ServerSettings(), required=False)
    guard = Guard(never, routes=routes(librarian.tray), hosts=("127.0.0.1",), gate=gate, forwarding=Forwarding())

    async def script() -> httpx.Response:
        transport = httpx.ASGITransport(app=guard)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, PREFIX + path)

    reply = anyio.run(script)
    gate.close()
    assert (reply.status_code, reply.json()["error"]["code"]) == (403, "forbidden")
    assert written(tmp_path) == [("refused", f"{method} {PREFIX}{path.partition('?')[0]}")]


@pytest.mark.parametrize("rate", [2])
def test_editors_are_counted_like_everybody(talk: Any) -> None:
    async def script(client: httpx.AsyncClient) -> None:
        statuses = [(await client.get("/jobs")).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]

    talk(script)


def test_every_call_of_editors_is_described(talk: Any) -> None:
    async def script(client: httpx.AsyncClient) -> None:
        paths = (await client.get("/openapi.json")).json()["paths"]
        described = {(method.upper(), path) for path, methods in paths.items() for method in methods}
        named = {
            (m, p.partition("?")[0].replace("/documents/x", "/documents/{document_id}").replace("/jobs/x", "/jobs/{job_id}"))
            for m, p in EDITORS
        }  # fmt: skip
        assert named <= described
        assert len(described) == len(named) + 7
        body = paths["/documents"]["post"]["requestBody"]["content"]
        assert body == {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
        assert "409" in paths["/sync"]["post"]["responses"]

    talk(script)
