"""The protocol's server over the tools, and its life on standard input and output."""

import logging
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from app.contract.requests import read_request
from app.desk import Desk
from app.mcp.tools import Tool
from corpus import PolicyQAError

_log = logging.getLogger(__name__)
_INSTRUCTIONS = (
    "PolicyQA 回答关于政策文件的问题，每个数字都有条款依据。先用 ask；要看原文用 clause；找不到时用 search。"
    "转述答案时保留数字原样、依据和文件状态（征求意见稿尚未施行）；拒答时不要自行补充数字。"
)
_UNFORESEEN = "程序内部出错；请再试一次，仍然如此就请查看标准错误上的日志。"

Context = ServerRequestContext[Any, Any]


def make_server(tools: Sequence[Tool]) -> Server[Any]:
    """A server that offers the tools."""
    named = {tool.name: tool for tool in tools}
    listed = types.ListToolsResult(tools=[_described(tool) for tool in tools])

    async def list_tools(_: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return listed

    async def call_tool(_: Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        if (tool := named.get(asked.name)) is None:
            raise MCPError(types.INVALID_PARAMS, f"没有工具“{asked.name[:80]}”；现有：{'、'.join(named)}。")
        return await _called(tool, asked.arguments)

    return Server(
        "policyqa",
        title="PolicyQA 政策问答",
        version=version("policyqa"),
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def serve_stdio(desk: Desk, tools: Sequence[Tool]) -> None:
    """Serve one client until it closes our standard input. Nothing but the protocol reaches standard output."""
    server = make_server(tools)
    async with stdio_server() as (incoming, outgoing):
        desk.loader.start()  # not before: what its libraries print must not reach the client
        await server.run(incoming, outgoing, server.create_initialization_options())


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(),
        annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


async def _called(tool: Tool, arguments: dict[str, Any] | None) -> types.CallToolResult:
    try:
        outcome = await tool.call(read_request(tool.takes, arguments or {}))
    except PolicyQAError as error:
        return _failed(str(error))
    except Exception:  # noqa: BLE001 - the protocol's border: the client hears a sentence, the log the rest
        _log.exception("the tool %s failed", tool.name)
        return _failed(_UNFORESEEN)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=outcome.text)], structured_content=outcome.content
    )


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=message)], is_error=True)
