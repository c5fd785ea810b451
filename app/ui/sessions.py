"""The page's sessions are each user's own.

The framework keeps what a tab shows (its conversation among it) under a name that the tab made up with ``Math.random``,
and gives it to whoever says that name. Here the name is replaced by a digest of it and of the user: under the same
name another user finds an empty session of his own.
"""

import hashlib
import hmac
import json
import secrets
from typing import Any
from urllib.parse import parse_qs, urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.access import LOCAL, user_of
from app.access.allowance import Allowance
from app.errors import Overloaded

_JOIN, _CANCEL, _DATA = ("/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/queue/data")
_HEARTBEAT = "/gradio_api/heartbeat/"
# What the page's script sends. The framework takes more: flags of its own queue, somebody else's token.
_FIELDS = {
    _JOIN: ("data", "event_data", "fn_index", "trigger_id", "session_hash"),
    _CANCEL: ("session_hash", "fn_index", "event_id"),
}
_MALFORMED = "请求不是网页自己发出的样子；请刷新网页后再试。"


class OwnSessions:
    """ASGI middleware around the framework. ``allowance`` counts the events of those who have logged in."""

    def __init__(self, app: ASGIApp, *, allowance: Allowance) -> None:
        self._app = app
        self._allowance = allowance
        self._key = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, under the user's own name of the session."""
        path = scope["path"].rstrip("/") if scope["type"] == "http" else ""
        if path in _FIELDS:
            await self._posted(_FIELDS[path], scope, receive, send)
        elif path == _DATA:
            said = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [])
            query = urlencode([("session_hash", self._own(scope, name)) for name in said[:1]])
            await self._app({**scope, "query_string": query.encode()}, receive, send)
        elif path.startswith(_HEARTBEAT):
            own = _HEARTBEAT + self._own(scope, path.removeprefix(_HEARTBEAT))
            await self._app({**scope, "path": own, "raw_path": own.encode()}, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _posted(self, fields: tuple[str, ...], scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if user_of(scope) != LOCAL:
                self._allowance.count(scope)
            told = json.loads(await Request(scope, receive).body())
            own = {name: told[name] for name in fields if name in told}
            own["session_hash"] = self._own(scope, str(told["session_hash"]))
        except Overloaded as error:
            headers = {"Retry-After": str(error.retry_after)}
            await JSONResponse({"detail": str(error)}, 429, headers)(scope, receive, send)
        except ClientDisconnect:
            return
        except (ValueError, KeyError, TypeError, RecursionError):
            await JSONResponse({"detail": _MALFORMED}, 400)(scope, receive, send)
        else:
            await self._app(_resized(scope, body := json.dumps(own).encode()), _once(body, receive), send)

    def _own(self, scope: Scope, said: str) -> str:
        name = f"{user_of(scope).name}\n{said}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, name, hashlib.sha256).hexdigest()[:32]


def _resized(scope: Scope, body: bytes) -> Scope:
    kept = [(k, v) for k, v in scope["headers"] if k not in {b"content-length", b"transfer-encoding"}]
    return {**scope, "headers": [*kept, (b"content-length", str(len(body)).encode())]}


def _once(body: bytes, receive: Receive) -> Receive:
    """The body, then what comes after it: that the caller has left."""
    waiting: list[Any] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received
