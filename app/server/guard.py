"""What stands before every route: who may call, and what may be called. RELIABILITY 3.5 S3 to S5."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.access import require_editor, with_user
from app.access.audit import Action
from app.access.place import address_of, prefix_of
from app.access.route import Policy, Route
from app.access.user import Role
from app.errors import Forbidden
from app.server import refusal
from app.server.answer import Headed, Limited, Marked, uncompressed
from app.server.forwarding import Forwarding, is_forwarded, parse_address
from app.server.gate import Gate, Stranger
from app.server.refusal import Refusal
from corpus import PolicyQAError

_READING = frozenset({"GET", "HEAD"})
_REFUSED = Route("", policy=Policy.PLAIN)


class Guard:
    """ASGI middleware. ``hosts`` are the names, without port, under which the page may be called, besides the address
    at which a request arrives: an attacker can point a name of his own at this machine, but not a number.
    """

    def __init__(
        self, app: ASGIApp, *, routes: Iterable[Route], hosts: Iterable[str], gate: Gate, forwarding: Forwarding
    ) -> None:
        self._app = app
        self._routes = tuple((re.compile(route.pattern), route) for route in routes)
        self._hosts = frozenset(host.lower() for host in hosts)
        self._gate = gate
        self._forwarding = forwarding

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with headers added to the answer."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _serve(self, received: Scope, receive: Receive, send: Send) -> None:
        scope = self._forwarding.resolve(received)
        found = self._route(scope["path"], scope["method"])
        route = found if isinstance(found, Route) else _REFUSED
        refused = self._refused_host(scope, forwarded=is_forwarded(received))
        if refused is None and prefix_of(scope) and not scope["path"]:  # /policyqa, whose links would lead beside it
            await RedirectResponse(prefix_of(scope) + "/", 308)(scope, receive, Headed(send, _REFUSED, scope))
            return
        if refused is None:
            refused = found if isinstance(found, Refusal) else self._refused_sender(scope, route)
        program = self._for_programs(scope["path"])
        admitted = await self._admit(scope, route) if refused is None else refused.response(program=program)
        if isinstance(admitted, Response):
            await admitted(scope, receive, Headed(send, _REFUSED, scope))
        elif route.marked and scope["method"] == "GET":
            await self._app(uncompressed(admitted), receive, Marked(Headed(send, route, scope)))
        else:
            await self._app(admitted, Limited(receive, route.largest), Headed(send, route, scope))

    def _for_programs(self, path: str) -> bool:
        """Whether programs call this path, whatever the method."""
        return any(route.program and pattern.fullmatch(path) for pattern, route in self._routes)

    def _route(self, path: str, method: str) -> Route | Refusal:
        """The route of a path that takes the method."""
        matching = [route for pattern, route in self._routes if pattern.fullmatch(path)]
        if not matching or ".." in path:
            return refusal.unlisted()
        allowed = frozenset().union(*(route.methods for route in matching))
        return next((r for r in matching if method in r.methods), None) or refusal.wrong_method(method, allowed)

    def _refused_host(self, scope: Scope, *, forwarded: bool) -> Refusal | None:
        hosts = Headers(scope=scope).getlist("host")
        name = _name(hosts[0]) if len(hosts) == 1 else ""
        server = scope.get("server")
        own = parse_address(server[0]) if server else None
        if name not in self._hosts and (own is None or parse_address(name) != own):
            return refusal.unknown_host(hosts[0] if hosts else "")
        return refusal.unnamed_proxy() if forwarded and not self._gate.required else None

    def _refused_sender(self, scope: Scope, route: Route) -> Refusal | None:
        """What speaks against a request, by where it comes from and how much it brings."""
        headers = Headers(scope=scope)
        elsewhere = headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
        if scope["method"] in _READING:
            # A link from elsewhere opens a page here; a picture or a script that another page asks for is not given.
            followed = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
            return refusal.foreign() if elsewhere and not followed else None
        # Browsers say where a form or a script comes from. A program that does not must show a token, or be local.
        silent = "origin" not in headers and "sec-fetch-site" not in headers
        own = f"{scope['scheme']}://{headers['host']}".lower()
        if silent and self._gate.required and "authorization" not in headers:
            return refusal.foreign()
        if any(origin.lower() != own for origin in headers.getlist("origin")):
            return refusal.foreign()
        if elsewhere:
            return refusal.foreign()
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > route.largest:
            return refusal.too_large(route.largest)
        return None

    async def _admit(self, scope: Scope, route: Route) -> Scope | Response:
        """The scope with its user, or the answer to somebody who may not."""
        if route.open:
            return scope
        try:
            user = await self._gate.identify(scope)
            if isinstance(user, Stranger):
                return _led_to_login(scope, route, wrong_token=user.wrong_token)
            known = with_user(scope, replace(user, address=address_of(scope)))
            try:
                if route.role is Role.EDITOR:
                    require_editor(known)
            except Forbidden as error:
                await self._gate.record(scope, user, Action.REFUSED, f"{scope['method']} {scope['path']}")
                return refusal.not_allowed(str(error)).response(program=route.program)
        except PolicyQAError as error:  # the accounts or their log cannot be read
            return refusal.failed(str(error)).response(program=route.program)
        return known


def _led_to_login(scope: Scope, route: Route, *, wrong_token: bool) -> Response:
    """To the login with whoever opens a page in a browser; a refusal for scripts and programs."""
    opened = scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    if route.program or wrong_token or not opened:
        return refusal.nobody(wrong_token=wrong_token).response(program=route.program)
    query = scope.get("query_string", b"").decode("latin-1")
    following = quote(scope["path"]) + (f"?{query}" if query else "")
    parameters = "" if following == "/" else "?" + urlencode({"next": following})
    return RedirectResponse(f"{prefix_of(scope)}/login{parameters}", 303)


def _name(host: str) -> str:
    """The host without its port; of an IPv6 address without its brackets."""
    match = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\](?::\d{1,5})?|([\w.-]+)(?::\d{1,5})?", host)
    return (match.group(1) or match.group(2)).lower() if match else ""
