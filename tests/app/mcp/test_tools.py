"""The server as the SDK's own client sees it, in this process, in both eras of the protocol."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import pytest
from mcp import Client, MCPError

from app.contract import hits_json, reply_json
from app.desk import Desk
from app.desk.scripted import ScriptedAssistant
from app.mcp.server import make_server
from app.mcp.tools import Tool

ERAS = ["legacy", "auto"]


def talk(tools: tuple[Tool, ...], script: Callable[[Client], Coroutine[Any, Any, Any]], *, era: str = "auto") -> Any:
    async def run() -> Any:
        async with Client(make_server(tools), mode=era) as client:
            return await script(client)

    return anyio.run(run)


def called(tools: tuple[Tool, ...], name: str, arguments: dict[str, Any] | None, *, era: str = "auto") -> Any:
    return talk(tools, lambda client: client.call_tool(name, arguments), era=era)


@pytest.mark.parametrize("era", ERAS)
def test_the_tools_say_what_they_take_and_give(tools: tuple[Tool, ...], era: str) -> None:
    listed = talk(tools, lambda client: client.list_tools(), era=era).tools
    assert [t.name for t in listed] == ["ask", "search", "clause", "match", "documents"]
    for tool in listed:
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert len(tool.description) > 20
    assert listed[0].input_schema["required"] == ["question"]


@pytest.mark.parametrize("era", ERAS)
def test_an_answer_is_the_contract_and_a_text(tools: tuple[Tool, ...], samples: ModuleType, era: str) -> None:
    result = called(tools, "ask", {"question": samples.ASK_REWARD}, era=era)
    assert not result.is_error
    assert result.structured_content == reply_json(samples.reward())
    text = result.content[0].text
    assert text.startswith(samples.reward().text)
    assert f"- {samples.FORMULA}" in text
    assert (
        "[1] 《滨海市绿色制造“提质增效”三年行动方案（2025—2027年）》（滨经信〔2025〕18号，征求意见稿，尚未施行）"
        in text
    )
    assert f"“{samples.REWARD}”" in text


def test_a_refusal_names_what_comes_nearest(tools: tuple[Tool, ...], samples: ModuleType) -> None:
    result = called(tools, "ask", {"question": "个人买设备有补贴吗？"})
    assert not result.is_error  # a refusal is an answer
    assert result.structured_content == reply_json(samples.refusal())
    assert "最接近的条款（不是答案）" in result.content[0].text


def test_a_search(tools: tuple[Tool, ...], samples: ModuleType) -> None:
    result = called(tools, "search", {"question": "设备", "k": 1})
    assert result.structured_content == hits_json(samples.refusal().nearest)


def test_a_clause_with_its_neighbours(tools: tuple[Tool, ...]) -> None:
    clause = called(tools, "clause", {"clause": "green#2"}).structured_content
    assert clause["label"] == "二、重点任务 （一）支持设备更新"
    assert clause["document"]["status"] == "draft"
    assert (clause["previous"]["id"], clause["next"]["id"]) == ("green#1", "green#3")
    first = called(tools, "clause", {"clause": "green#0"}).structured_content
    assert first["previous"] is None


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        pytest.param("ask", None, "缺少 question", id="no-arguments"),
        pytest.param("ask", {"question": 5}, "question 应当是文字", id="number-for-text"),
        pytest.param("ask", {"question": "  "}, "还没有输入问题", id="nothing-asked"),
        pytest.param("ask", {"question": "长" * 201}, "问题太长", id="too-long"),
        pytest.param(
            "ask", {"question": "?", "engine": "x"}, "不认识 engine；可用的字段：question", id="unknown-field"
        ),
        pytest.param("ask", {"question": "?", "as_of": "2026-13-01"}, "YYYY-MM-DD", id="no-date"),
        pytest.param("ask", {"question": "?", "history": [{"question": "?"}]}, "history.0.answer", id="half-a-turn"),
        pytest.param("search", {"question": "?", "k": 0}, "k 应当不小于 1", id="nothing-wanted"),
        pytest.param("search", {"question": "?", "k": True}, "k 应当是整数", id="truth-for-number"),
        pytest.param("clause", {"clause": "green#99"}, "没有编号为“green#99”的条款", id="unknown-clause"),
        pytest.param("documents", {}, "请先运行 policyqa sync", id="no-index"),
        pytest.param("ask", {"question": "马上崩溃"}, "程序内部出错", id="fault"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tools: tuple[Tool, ...], name: str, arguments: dict[str, Any] | None, sentence: str
) -> None:
    result = called(tools, name, arguments)
    assert result.is_error
    (content,) = result.content
    assert sentence in content.text
    assert content.text.endswith("。")
    assert "secret" not in content.text
    assert "\n" not in content.text


def test_an_unknown_tool_is_the_protocols_own_error(tools: tuple[Tool, ...]) -> None:
    async def script(client: Client) -> None:
        with pytest.raises(MCPError, match="没有工具“delete”；现有：ask、search、clause、match、documents"):
            await client.call_tool("delete", {})

    talk(tools, script)


def test_a_model_that_breaks_off_leaves_the_model_free_answer(tools: tuple[Tool, ...], samples: ModuleType) -> None:
    content = called(tools, "ask", {"question": "说到一半"}).structured_content
    assert content["answer"] == samples.reward().text
    assert "程序内部出错" in content["incomplete"]


def test_whoever_wants_no_wording_does_not_wait_for_it(
    tools: tuple[Tool, ...], assistant: ScriptedAssistant, desk: Desk
) -> None:
    async def script(client: Client) -> Any:
        with anyio.fail_after(3):
            return await client.call_tool("ask", {"question": "慢慢说", "direct": True})

    assert talk(tools, script).structured_content["citations"]
    assert desk.waiting == 0


def test_a_call_that_is_cancelled_frees_the_model(tools: tuple[Tool, ...], assistant: ScriptedAssistant) -> None:
    async def script(client: Client) -> None:
        with anyio.move_on_after(0.5):
            await client.call_tool("ask", {"question": "慢慢说"})
        with anyio.fail_after(3):
            while not assistant.closed:
                await anyio.sleep(0.05)

    talk(tools, script)


def test_the_conversation_reaches_the_assistant(tools: tuple[Tool, ...], assistant: ScriptedAssistant) -> None:
    earlier = {
        "question": "奖励多少？",
        "answer": "300万元[1]",
        "citations": [{"document": "green", "clause": "green#2"}],
    }
    called(tools, "ask", {"question": "那上限呢？", "history": [earlier], "as_of": "2026-03-01", "within": ["green"]})
    (inquiry,) = assistant.inquiries
    assert inquiry.history[0].clauses == ("green#2",)
    assert str(inquiry.as_of) == "2026-03-01"
    assert inquiry.within == {"green"}


def test_documents_are_what_the_library_says(tools: tuple[Tool, ...], tmp_path: Path) -> None:
    from index import make_embedder, sync
    from index.settings import IndexSettings

    source = tmp_path / "办法.txt"
    source.write_text(
        "滨海市设备补贴办法\n第一条 按购置额的12%给予奖励。\n第二条 本办法自2026年1月1日起施行。", encoding="utf-8"
    )
    sync(tmp_path, [source], make_embedder(IndexSettings(embedder="hashing")))
    result = called(tools, "documents", {})
    (document,) = result.structured_content["documents"]
    assert document["title"] == "滨海市设备补贴办法"
    assert "《滨海市设备补贴办法》" in result.content[0].text
