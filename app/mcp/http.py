"""The MCP server over HTTP (streamable HTTP), for mounting behind the guard."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import Receive, Scope, Send

from app.mcp.server import make_server
from app.mcp.tools import Tool

PATH = "/mcp"


class McpEndpoint:
    """An ASGI application for one path. Stateless, so that any replica may take any call.

    Host, origin and user are the guard's matter, which stands before every route.
    """

    def __init__(self, tools: Sequence[Tool]) -> None:
        self._manager = StreamableHTTPSessionManager(make_server(tools), json_response=True, stateless=True)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Accepts calls while the context is open; once only."""
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        await self._manager.handle_request(scope, receive, send)
