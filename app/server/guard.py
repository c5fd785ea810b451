"""What stands before every route: who may call, what may be called, and which headers go with each answer.

RELIABILITY 3.5 S3 and S4. The page's framework offers routes that this page never uses (uploads, a proxy, files,
an editor of its own source); only the ones on the list are let through.
"""

import re
import secrets
from collections.abc import Iterable
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.access import LOCAL, with_user

_ROUTES = re.compile(
    r"/|/(?:theme\.css|favicon\.ico|robots\.txt|config/?)"
    r"|/(?:static|assets|svelte)/[\w./@-]+"
    r"|/gradio_api/(?:queue/join|queue/data|cancel/?|reset/?|startup-events|heartbeat/\w+|app_id/?)"
)
_IMMUTABLE = re.compile(r"/(?:static|assets|svelte)/")
_LARGEST_BODY = 4 << 20  # bytes; a question of a megabyte still gets its sentence instead of a broken connection

# A nonce instead of 'unsafe-inline': markup that got into the page could still not run. The framework compiles its
# templates in the browser ('unsafe-eval') and sets style attributes (style 'unsafe-inline').
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'none'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_CARD = re.compile(rb'\s*<meta\s+(?:property="og|name="twitter):[^>]*>')  # names the framework and outside addresses


class Guard:
    """ASGI middleware. ``hosts`` are the names, without port, under which the page may be called.

    Whoever reaches this machine's own address is its local user.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with headers added to the answer."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(with_user(scope, LOCAL), receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        nonce = secrets.token_urlsafe(18)
        sender = _Headed(send, _POLICY.format(nonce=nonce), immutable=bool(_IMMUTABLE.match(scope["path"])))
        refused = self._refusal(scope)
        if refused is not None:
            response = PlainTextResponse(refused.phrase + "\n", status_code=refused)
            await response(scope, receive, sender)
        elif scope["path"] == "/" and scope["method"] == "GET":
            await self._app(_uncompressed(scope), receive, _Page(sender, nonce.encode()))
        else:
            await self._app(scope, _Limited(receive), sender)

    def _refusal(self, scope: Scope) -> HTTPStatus | None:
        headers = Headers(scope=scope)
        host = headers.getlist("host")
        if len(host) != 1 or _name(host[0]) not in self._hosts:
            return HTTPStatus.BAD_REQUEST  # a page of somebody else's whose name was pointed at this machine
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return HTTPStatus.METHOD_NOT_ALLOWED
        if not _ROUTES.fullmatch(scope["path"]) or ".." in scope["path"]:
            return HTTPStatus.NOT_FOUND
        if scope["method"] == "POST":
            return _refusal_of_post(headers, host[0])
        return None


def _refusal_of_post(headers: Headers, host: str) -> HTTPStatus | None:
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return HTTPStatus.FORBIDDEN
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return HTTPStatus.FORBIDDEN
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > _LARGEST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


def _name(host: str) -> str:
    """The host without its port; of an IPv6 address without its brackets."""
    match = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\](?::\d{1,5})?|([\w.-]+)(?::\d{1,5})?", host)
    return (match.group(1) or match.group(2)).lower() if match else ""


def _uncompressed(scope: Scope) -> Scope:
    """The request without Accept-Encoding: the page's scripts are to be marked."""
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]}


class _Headed:
    """Adds the headers to an answer, takes away those that open it to other origins."""

    def __init__(self, send: Send, policy: str, *, immutable: bool) -> None:
        self._send = send
        self._policy = policy
        self._immutable = immutable

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name in [n for n in headers if n.startswith("access-control-")]:
                del headers[name]
            headers["Content-Security-Policy"] = self._policy
            headers.update(_HEADERS)
            if not self._immutable:
                headers["Cache-Control"] = "no-store"
        await self._send(message)


class _Page:
    """Holds the page back until it is whole, then gives each of its own scripts the nonce."""

    def __init__(self, send: _Headed, nonce: bytes) -> None:
        self._send = send
        self._nonce = nonce
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        body = _SCRIPT.sub(b'<script nonce="' + self._nonce + b'"', _CARD.sub(b"", self._body))
        body = body.replace(b'lang="en"', b'lang="zh-CN"', 1)
        MutableHeaders(raw=self._start["headers"])["Content-Length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


class _Limited:
    """Ends a body that says less than it sends."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = _LARGEST_BODY

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return message if self._left >= 0 else {"type": "http.disconnect"}
