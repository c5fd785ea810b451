"""What cannot be done: the right status, one shape, one sentence; whatever is sent, never a fault of ours."""

import json
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from app.answering.answer import Direct
from app.desk import Desk, Loader, Opened
from app.desk.scripted import ScriptedAssistant
from app.errors import InvalidQuestion
from index.errors import IndexDamaged, missing

Call = Callable[..., httpx.Response]
JSON = {"content-type": "application/json"}


def told(response: httpx.Response, status: int, code: str) -> str:
    """The sentence of a refusal of the one shape."""
    assert response.status_code == status, response.text
    assert set(response.json()) == {"error"}
    assert set(response.json()["error"]) == {"code", "message"}
    assert response.json()["error"]["code"] == code
    message = response.json()["error"]["message"]
    assert isinstance(message, str)
    assert message.endswith("。")
    assert "\n" not in message
    assert "Traceback" not in message
    return message


@pytest.mark.parametrize(
    ("path", "body", "status", "code", "words"),
    [
        pytest.param("/ask", b"", 422, "invalid_request", "缺少 请求", id="nothing"),
        pytest.param("/ask", b"{", 400, "malformed", "不是正确的 JSON", id="half-of-json"),
        pytest.param("/ask", b"\xff\xfe{", 400, "malformed", "UTF-8", id="no-utf-8"),
        pytest.param("/ask", b"[" * 100_000, 400, "malformed", "JSON", id="deep"),
        pytest.param("/ask", b'{"question": ' + b"9" * 10_000 + b"}", 400, "malformed", "JSON", id="long-number"),
        pytest.param("/ask", b'"text"', 422, "invalid_request", "JSON 对象", id="text-for-object"),
        pytest.param("/ask", b"{}", 422, "invalid_request", "缺少 question", id="no-question"),
        pytest.param("/ask", b'{"question": null}', 422, "invalid_request", "应当是文字", id="null"),
        pytest.param("/ask", b'{"question": NaN}', 422, "invalid_request", "应当是文字", id="nan"),
        pytest.param("/ask", b'{"question": " \\u200b"}', 422, "invalid_question", "还没有输入", id="invisible"),
        pytest.param("/ask", b'{"question": "\\ud800"}', 422, "invalid_request", "半个字符", id="half-a-pair"),
        pytest.param("/ask", json.dumps({"question": "长" * 201}), 422, "invalid_question", "最多 200 个字", id="long"),
        pytest.param("/ask", json.dumps({"question": "长" * 200_000}), 422, "invalid_request", "太长", id="huge"),
        pytest.param("/ask", b'{"question": "?", "as_of": 5}', 422, "invalid_request", "日期", id="no-date"),
        pytest.param("/ask", b'{"question": "?", "x": 1}', 422, "invalid_request", "不认识 x", id="unknown"),
        pytest.param("/ask", b'{"question": "?", "direct": "yes"}', 422, "invalid_request", "true", id="no-truth"),
        pytest.param("/ask", b'{"question": "?", "history": {}}', 422, "invalid_request", "列表", id="no-list"),
        pytest.param("/search", b'{"question": "?", "k": 101}', 422, "invalid_request", "不大于 100", id="many"),
        pytest.param("/match", b'{"profile": []}', 422, "invalid_request", "JSON 对象", id="no-profile"),
        pytest.param(
            "/match", b'{"profile": {"a": 0.12345678901234567}}', 422, "invalid_request", "位数太多", id="inexact"
        ),
        pytest.param("/match", b'{"profile": {"a": NaN}}', 422, "invalid_request", "位数太多", id="not-a-number"),
        pytest.param("/search", b'{"question": "?", "k": 1.5}', 422, "invalid_request", "整数", id="half"),
    ],
)
def test_a_body_that_is_wrong(
    call: Call, ready: Desk, path: str, body: bytes, status: int, code: str, words: str
) -> None:
    assert words in told(call("POST", path, content=body, headers=JSON), status, code)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        pytest.param("GET", "/clauses/green%2399", 404, "not_found", id="unknown-clause"),
        pytest.param("GET", "/clauses/%00%ff..%2f..%2fetc%2fpasswd", 404, "not_found", id="odd-clause"),
        pytest.param("GET", "/nothing", 404, "not_found", id="unknown-address"),
        pytest.param("GET", "/ask/", 404, "not_found", id="slash-too-many"),
        pytest.param("GET", "/ask", 405, "method_not_allowed", id="get-for-post"),
        pytest.param("POST", "/health", 405, "method_not_allowed", id="post-for-get"),
        pytest.param("PATCH", "/health", 405, "method_not_allowed", id="patch"),
        pytest.param("GET", "/documents", 503, "index_unavailable", id="no-index"),
    ],
)
def test_an_address_that_is_wrong(call: Call, ready: Desk, method: str, path: str, status: int, code: str) -> None:
    told(call(method, path), status, code)


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_what_the_assistant_refuses_keeps_its_reason(
    call: Call, ready: Desk, assistant: ScriptedAssistant, accept: str
) -> None:
    assistant.scripts["哪份？"] = [InvalidQuestion("索引里没有编号为“nope”的文件；现有：green。")]
    response = call("POST", "/ask", json={"question": "哪份？"}, headers={"accept": accept})
    assert "nope" in (response.text if accept == "text/event-stream" else told(response, 422, "invalid_question"))


@pytest.mark.parametrize("fault", [missing, lambda home: IndexDamaged(f"“{home}”坏了；请运行 policyqa sync。")])
def test_an_index_that_cannot_be_opened(
    call: Call, desk: Desk, tmp_path: Any, fault: Callable[[Any], Exception]
) -> None:
    def opened() -> Opened:
        raise fault(tmp_path)

    desk.loader = Loader(opened, again_after=60)
    assert "policyqa sync" in told(call("POST", "/ask", json={"question": "?"}), 503, "index_unavailable")
    assert "policyqa sync" in told(call("POST", "/search", json={"question": "?"}), 503, "index_unavailable")
    health = call("GET", "/health")
    assert (health.status_code, health.json()["status"]) == (503, "failed")
    assert "policyqa sync" in health.json()["message"]


def test_a_fault_that_nobody_foresaw(call: Call, ready: Desk) -> None:
    assert "再问一次" in told(call("POST", "/ask", json={"question": "马上崩溃"}), 500, "internal")


@pytest.mark.parametrize("rate", [2])
def test_too_often(call: Call, ready: Desk, rate: int) -> None:
    assert [call("GET", "/health").status_code for _ in range(2)] == [200, 200]
    response = call("GET", "/health")
    told(response, 429, "too_many_requests")
    assert 1 <= int(response.headers["retry-after"]) <= 30


def test_too_many_at_once(api: ASGIApp, ready: Desk, assistant: ScriptedAssistant) -> None:
    """Two models, two places in the queue: of ten questions six are sent away at once, and four are answered."""

    async def run() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=api)
        answers: list[httpx.Response] = []
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:

            async def ask() -> None:
                answers.append(await client.post("/ask", json={"question": "慢慢说"}))

            with anyio.fail_after(50):
                async with anyio.create_task_group() as tasks:
                    for _ in range(10):
                        tasks.start_soon(ask)
                        await anyio.sleep(0.05)
        return answers

    assistant.scripts["慢慢说"] = [assistant.scripts["慢慢说"][0], 2.0, assistant.scripts["慢慢说"][-1]]
    answers = anyio.run(run)
    assert sorted(a.status_code for a in answers) == [200] * 4 + [503] * 6
    refused = [a for a in answers if a.status_code == 503]
    assert answers[:6] == refused  # nobody is let wait for it
    told(refused[0], 503, "busy")
    assert refused[0].headers["retry-after"] == "5"


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
_fields = st.sampled_from(
    ["question", "history", "as_of", "document", "within", "direct", "k", "profile", "documents", "x"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["/ask", "/search", "/match"]),
    body=st.binary(max_size=60) | st.dictionaries(_fields, _values, max_size=5).map(lambda v: json.dumps(v).encode()),
    kind=st.sampled_from(
        ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
    ),
    accept=st.sampled_from(["*/*", "text/event-stream"]),
)
def test_whatever_is_sent_is_answered_or_refused(
    call: Call, ready: Desk, path: str, body: bytes, kind: str, accept: str
) -> None:
    response = call("POST", path, content=body, headers={"content-type": kind, "accept": accept})
    assert response.status_code in {200, 400, 422} | ({503} if path == "/match" else set()), (body, response.text)
    if response.status_code != 200:
        told(response, response.status_code, response.json()["error"]["code"])


def test_a_broken_off_wording_still_answers(call: Call, ready: Desk, assistant: ScriptedAssistant) -> None:
    reply = assistant.scripts["说到一半"][0]
    assert isinstance(reply, Direct)
    assistant.scripts["停"] = [reply, RuntimeError("gone")]
    answer = call("POST", "/ask", json={"question": "停"}).json()
    assert answer["direct"] == reply.reply.direct
    assert answer["incomplete"]
