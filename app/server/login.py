"""The routes of logging in and out."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route as Served

from app.access.devices import LIFETIME
from app.access.place import prefix_of
from app.access.route import GET, POST, Policy, Route
from app.errors import TooManyAttempts
from app.server.gate import DEVICE, SESSION, Gate, Stranger, cookie_name
from app.server.login_page import language, login_page, logout_page

_LARGEST_FORM = 16 << 10  # bytes
_OWN_PATH = re.compile(r"/(?![/\\])[\w\-./?=&%~+:@,;!*'()$]*", re.ASCII)
_FORM = "application/x-www-form-urlencoded"

ROUTES = (
    Route("/login", GET | POST, open=True, largest=_LARGEST_FORM, policy=Policy.FORM),
    Route("/logout", GET | POST, largest=_LARGEST_FORM, policy=Policy.FORM),
    Route(r"/login\.css", open=True, policy=Policy.FORM),
)


def login_routes(gate: Gate) -> list[Served]:
    """The routes as the application serves them."""
    pages = _Pages(gate)
    return [
        Served("/login", pages.login, methods=["GET", "POST"]),
        Served("/logout", pages.logout, methods=["GET", "POST"]),
        Served("/login.css", _style()),
    ]


def own_path(text: str) -> str:
    """Where a login leads: a path of ours, else the page. ``//evil.example`` → ``/``."""
    return text if _OWN_PATH.fullmatch(text) else "/"


class _Pages:
    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def login(self, request: Request) -> Response:
        """The form, or what became of it."""
        prefix = prefix_of(request.scope)
        if request.method != "POST" or not self._gate.required:
            following = own_path(request.query_params.get("next", "/"))
            if not isinstance(await self._gate.identify(request.scope), Stranger):
                return RedirectResponse(prefix + following, 303)
            lang = language(request.query_params.get("lang", ""))
            return _html(login_page(prefix=prefix, following=following, lang=lang))
        form = await _form(request)
        following, lang = own_path(form.get("next", "/")), language(form.get("lang", ""))
        name = form.get("name", "")
        try:
            found = await self._gate.log_in(request.scope, name, form.get("password", ""))
        except TooManyAttempts as error:
            page = login_page(prefix=prefix, following=following, lang=lang, name=name[:64], wait=error.seconds)
            return _html(page, 429, {"Retry-After": str(error.seconds)})
        if found is None:
            page = login_page(prefix=prefix, following=following, lang=lang, name=name[:64], failed=True)
            return _html(page, 401)
        response = RedirectResponse(prefix + following, 303)
        held = ((SESSION, found.session, self._gate.lifetime), (DEVICE, found.device, LIFETIME))
        for cookie, secret, lifetime in held:
            response.set_cookie(
                cookie_name(request.scope, cookie),
                secret,
                max_age=int(lifetime),
                path=prefix or "/",
                secure=request.scope["scheme"] == "https",
                httponly=True,
                samesite="lax",  # strict would ask everybody who follows a link to log in again
            )
        return response

    async def logout(self, request: Request) -> Response:
        """The question, or the end of the session."""
        prefix = prefix_of(request.scope)
        user = await self._gate.identify(request.scope)
        if isinstance(user, Stranger) or not self._gate.required:
            return RedirectResponse(prefix + "/", 303)
        if request.method != "POST":
            lang = language(request.query_params.get("lang", ""))
            return _html(logout_page(prefix=prefix, lang=lang, name=user.name))
        await self._gate.log_out(request.scope, user)
        response = RedirectResponse(prefix + "/login", 303)
        response.delete_cookie(
            cookie_name(request.scope), path=prefix or "/", secure=request.scope["scheme"] == "https", httponly=True
        )
        return response


async def _form(request: Request) -> dict[str, str]:
    """The first value of each field; nothing of a body that is no form."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return {}
    try:
        fields = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=8)
    except (ClientDisconnect, ValueError):  # cut off, or too many fields
        return {}
    return {name: values[0] for name, values in fields.items()}


def _html(page: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return HTMLResponse(page, status, headers)


def _style() -> Callable[[Request], Response]:
    style = (Path(__file__).parent / "login.css").read_text(encoding="utf-8")
    return lambda _: Response(style, media_type="text/css")
