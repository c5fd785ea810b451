"""The MCP server over HTTP (streamable HTTP), for mounting behind the guard."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from app.access.allowance import Allowance
from app.access.route import POST, Policy, Route
from app.contract.values import error_json
from app.errors import Overloaded
from app.mcp.server import make_server
from app.mcp.tools import Tool

PATH = "/mcp"
ROUTES = (Route(PATH, POST, program=True, largest=1 << 20, policy=Policy.PLAIN),)


class McpEndpoint:
    """An ASGI application for one path. Stateless, so that any replica may take any call.

    Host, origin and user are the guard's matter, which stands before every route.
    """

    def __init__(self, tools: Sequence[Tool], *, allowance: Allowance) -> None:
        self._allowance = allowance
        self._manager = StreamableHTTPSessionManager(make_server(tools), json_response=True, stateless=True)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Accepts calls while the context is open; once only."""
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, or say that it comes too soon."""
        try:
            self._allowance.count(scope)
        except Overloaded as error:
            again = {"Retry-After": str(error.retry_after)}
            response = JSONResponse(error_json("too_many_requests", str(error)), HTTPStatus.TOO_MANY_REQUESTS, again)
            await response(scope, receive, send)
            return
        await self._manager.handle_request(scope, receive, send)
