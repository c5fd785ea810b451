"""What goes with each answer: the headers, and a nonce for the scripts of the page's markup. RELIABILITY 3.5 S4."""

import asyncio
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from app.access.route import Policy, Route

# A nonce instead of 'unsafe-inline': markup that got into the page could still not run. The framework compiles its
# templates in the browser ('unsafe-eval') and sets style attributes (style 'unsafe-inline').
_POLICIES = {
    Policy.APP: (
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'none'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    Policy.FORM: (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    Policy.READ: (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    Policy.PLAIN: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_BODY_PATIENCE, _SLOWEST = 30.0, 4096  # seconds for a body, and one more for each so many bytes of it
_LOOPBACK = re.compile(r"(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?\Z", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_CARD = re.compile(rb'\s*<meta\s+(?:property="og|name="twitter):[^>]*>')  # names the framework and outside addresses

_ICON = b'<link rel="icon" href="favicon.ico">'  # without it browsers look at the root of the host, beside our path


class Headed:
    """Adds the headers to an answer of a route, takes away those that open it to other origins."""

    def __init__(self, send: Send, route: Route, scope: Scope) -> None:
        self._send = send
        self._route = route
        self._trusted = scope["scheme"] == "https" or _LOOPBACK.match(Headers(scope=scope).get("host", "")) is not None
        self.nonce = secrets.token_urlsafe(18)

    async def __call__(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name in [n for n in headers if n.startswith("access-control-")]:
                del headers[name]
            headers["Content-Security-Policy"] = _POLICIES[self._route.policy].format(nonce=self.nonce)
            # Under no-referrer browsers send a form with "Origin: null", and our own login would be a stranger's.
            headers["Referrer-Policy"] = "same-origin" if self._route.policy is Policy.FORM else "no-referrer"
            headers.update(_HEADERS)
            if self._trusted:  # over plain http in a network browsers ignore it, and complain
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            if not self._route.kept:
                headers["Cache-Control"] = "no-store"
        await self._send(message)


class Marked:
    """Holds the page back until it is whole, then gives each of its own scripts the nonce."""

    def __init__(self, send: Headed) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Pass a message on, or keep it for later."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        nonce = self._send.nonce.encode("ascii")
        body = _SCRIPT.sub(b'<script nonce="' + nonce + b'"', _CARD.sub(b"", self._body))
        body = body.replace(b'lang="en"', b'lang="zh-CN"', 1).replace(b"<head>", b"<head>" + _ICON, 1)
        MutableHeaders(raw=self._start["headers"])["Content-Length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


class Limited:
    """Ends a body that says less than it sends, or that takes longer than any honest line does."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive = receive
        self._largest = largest
        self._got = 0
        self._begun = time.monotonic()
        self._more = True

    async def __call__(self) -> Message:
        """The next message of the caller; behind the body it is waited for as long as it takes."""
        due = _BODY_PATIENCE + self._got / _SLOWEST - (time.monotonic() - self._begun) if self._more else None
        try:
            async with asyncio.timeout(due):
                message = await self._receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        self._got += len(message.get("body", b""))
        self._more = self._more and bool(message.get("more_body"))
        return message if self._got <= self._largest else {"type": "http.disconnect"}


def uncompressed(scope: Scope) -> Scope:
    """The request without Accept-Encoding: the page's scripts are to be marked."""
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]}
