"""What the API gives, and that its description says so."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from app.answering.answer import Direct, Finished, Wording
from app.contract import hits_json, reply_json
from app.contract.schemas import ClausePage, Health, Library, Matches
from app.desk import Desk, Loader
from app.desk.scripted import ScriptedAssistant

Call = Callable[..., httpx.Response]


def events(response: httpx.Response) -> list[tuple[str, Any]]:
    blocks = [b.split("\n") for b in response.text.split("\n\n") if b]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_an_answer_is_the_contract(call: Call, samples: ModuleType) -> None:
    response = call("POST", "/ask", json={"question": samples.ASK_REWARD})
    assert response.status_code == 200
    assert response.json() == reply_json(samples.reward())
    assert "年度设备购置额" in response.text  # not \\u5e74: people read it in a terminal


def test_a_refusal_is_an_answer(call: Call, samples: ModuleType) -> None:
    response = call("POST", "/ask", json={"question": "个人买设备有补贴吗？"})
    assert response.status_code == 200
    assert response.json() == reply_json(samples.refusal())


def test_a_stream_ends_with_what_a_plain_call_gives(
    call: Call, assistant: ScriptedAssistant, samples: ModuleType
) -> None:
    reward = samples.reward()
    assistant.scripts["几句"] = [Direct(reward), Wording("好"), 0.1, Wording("的"), Finished(reward)]
    asked = {"question": "几句"}
    streamed = call("POST", "/ask", json=asked, headers={"accept": "text/event-stream"})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    told = [e for e in events(streamed) if e[0] != "loading"]
    assert [name for name, _ in told] == ["direct", "wording", "wording", "finished"]
    assert told[1][1] == {"text": "好"}
    assert told[0][1] == told[-1][1] == call("POST", "/ask", json=asked).json() == reply_json(samples.reward())


def test_a_stream_that_breaks_off_says_so(call: Call, samples: ModuleType) -> None:
    response = call("POST", "/ask", json={"question": "说到一半"}, headers={"accept": "text/event-stream"})
    name, reply = events(response)[-1]
    assert name == "finished"
    assert reply["answer"] == samples.reward().text
    assert "程序内部出错" in reply["incomplete"]


def test_a_stream_that_never_began_ends_with_the_error(call: Call, ready: Desk) -> None:
    response = call("POST", "/ask", json={"question": "马上崩溃"}, headers={"accept": "text/event-stream"})
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "internal"


def test_a_search(call: Call, samples: ModuleType) -> None:
    assert call("POST", "/search", json={"question": "设备", "k": 1}).json() == hits_json(samples.refusal().nearest)


def test_a_clause(call: Call) -> None:
    page = call("GET", "/clauses/green%232")
    assert page.status_code == 200
    assert ClausePage.model_validate(page.json()).id == "green#2"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library on disk."""
    from index import make_embedder, sync
    from index.settings import IndexSettings

    home = tmp_path_factory.mktemp("shelf")
    source = home / "办法.txt"
    source.write_text(
        "滨海市设备补贴办法\n第一条 年度购置额达200万元的企业，按年度购置额的12%给予奖励，每年最高奖励300万元。",
        encoding="utf-8",
    )
    sync(home, [source], make_embedder(IndexSettings(embedder="hashing")))
    return home


@pytest.fixture
def library(shelf: Path, tmp_path: Path) -> None:
    """The same in the home of this test."""
    shutil.copytree(shelf, tmp_path, dirs_exist_ok=True)


def test_documents(call: Call, library: None) -> None:
    (document,) = Library.model_validate_json(call("GET", "/documents").content).documents
    assert document.title == "滨海市设备补贴办法"


@pytest.mark.parametrize(
    ("bought", "status", "amount"),
    [
        pytest.param("5000万元", "met", "3000000", id="capped"),
        pytest.param(2_000_000, "met", "240000", id="number"),
        pytest.param(2_000_000.5, "met", "240000.06", id="exact-fraction"),
        pytest.param("199.9万元", "unmet", None, id="just-below"),
        pytest.param(None, "unknown", None, id="not-known"),
    ],
)
def test_what_an_enterprise_gets(call: Call, library: None, bought: object, status: str, amount: str | None) -> None:
    form = Matches.model_validate_json(call("POST", "/match", json={}).content)
    (field,) = [f for f in form.fields if f.kind == "amount"]
    found = Matches.model_validate_json(call("POST", "/match", json={"profile": {field.key: bought}}).content)
    (benefit,) = found.benefits
    assert (benefit.status, benefit.amount) == (status, amount)
    assert benefit.citation.quote in "年度购置额达200万元的企业，按年度购置额的12%给予奖励，每年最高奖励300万元。"


@pytest.mark.parametrize(
    ("asked", "status", "code", "words"),
    [
        pytest.param({"documents": ["nope"]}, 404, "not_found", "nope", id="unknown-document"),
        pytest.param({"profile": {"KEY": "很多"}}, 422, "invalid_profile", "很多", id="no-figure"),
        pytest.param({"profile": {"KEY": {"a": 1}}}, 422, "invalid_profile", "一个词或一个数", id="object"),
    ],
)
def test_a_profile_that_is_wrong(
    call: Call, library: None, asked: dict[str, Any], status: int, code: str, words: str
) -> None:
    (field,) = [f for f in call("POST", "/match", json={}).json()["fields"] if f["kind"] == "amount"]
    named = json.loads(json.dumps(asked).replace("KEY", field["key"]))
    response = call("POST", "/match", json=named)
    assert response.status_code == status
    assert response.json()["error"]["code"] == code
    assert words in response.json()["error"]["message"]


def test_health_before_and_after(call: Call, desk: Desk) -> None:
    gate, opened = threading.Event(), desk.loader.open
    desk.loader = Loader(lambda: opened() if gate.wait(20) else pytest.fail("never asked"))
    before = call("GET", "/health")
    assert (before.status_code, before.json()["status"]) == (503, "loading")
    gate.set()
    desk.loader.start().result(timeout=5)
    after = call("GET", "/health")
    assert after.status_code == 200
    state = Health.model_validate(after.json())
    assert (state.status, state.generation, state.documents, state.clauses) == ("ok", "gen-7", 1, 4)


def test_the_conversation_reaches_the_assistant(call: Call, assistant: ScriptedAssistant) -> None:
    earlier = {"question": "奖励多少？", "answer": "300万元[1]", "citations": [{"key": 1, "clause": "green#2"}]}
    asked = {"question": "那上限呢？", "history": [earlier], "document": "green", "as_of": "2026-03-01"}
    call("POST", "/ask", json=asked)
    (inquiry,) = assistant.inquiries
    assert inquiry.history[0].clauses == ("green#2",)
    assert (inquiry.document, str(inquiry.as_of)) == ("green", "2026-03-01")


def test_the_description_has_the_contracts_own_shapes(call: Call) -> None:
    description = call("GET", "/openapi.json").json()
    assert set(description["paths"]) >= {
        "/ask",
        "/search",
        "/match",
        "/documents",
        "/clauses/{clause_id}",
        "/health",
        "/metrics",
    }
    assert description["servers"] == [{"url": "."}]
    shapes = description["components"]["schemas"]
    assert set(shapes["Reply"]["properties"]) >= {"answer", "direct", "citations", "numbers", "conflicts", "withheld"}
    answered = description["paths"]["/ask"]["post"]["responses"]
    assert answered["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Reply"}
    assert answered["429"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Failure"}
    assert description["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    assert "HTTPValidationError" not in shapes  # the framework's own shape of an error is never sent


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_that_would_load_from_elsewhere(call: Call, path: str) -> None:
    assert call("GET", path).status_code == 404


def test_the_figures_hold_no_words(call: Call, ready: Desk, samples: ModuleType) -> None:
    call("POST", "/ask", json={"question": samples.ASK_REWARD})
    call("POST", "/ask", json={"question": "个人买设备有补贴吗？"})
    call("POST", "/ask", json={"question": "马上崩溃"})
    call("GET", "/clauses/green%2399")
    call("GET", "/nothing/秘密")
    text = call("GET", "/metrics").text
    for line in (
        'policyqa_questions_total{outcome="answered"} 1.0',
        'policyqa_questions_total{outcome="refused"} 1.0',
        'policyqa_questions_total{outcome="failed"} 1.0',
        "policyqa_direct_seconds_count 2.0",
        "policyqa_answer_seconds_count 3.0",
        "policyqa_questions_waiting 0.0",
        "policyqa_documents 1.0",
        'policyqa_index_info{generation="gen-7"} 1.0',
        'policyqa_engine_info{engine="extractive",model=""} 1.0',
        'policyqa_api_calls_total{method="GET",route="/clauses/{clause_id:path}",status="404"} 1.0',
        'policyqa_api_calls_total{method="GET",route="-",status="404"} 1.0',
        'policyqa_api_calls_total{method="POST",route="/ask",status="500"} 1.0',
    ):
        assert line in text.splitlines()
    assert "设备" not in text
    assert "秘密" not in text
    assert "green" not in text
