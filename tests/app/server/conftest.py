"""The guard and the login over an application of three stand-in routes, without the page."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route as Served
from starlette.testclient import TestClient

from app.access.accounts import Accounts
from app.access.audit import Audit
from app.access.database import Database
from app.access.place import address_of, prefix_of
from app.access.route import GET, POST, Route
from app.access.user import Role, user_of
from app.server import login
from app.server.forwarding import Forwarding
from app.server.gate import Gate
from app.server.guard import Guard
from app.settings import ServerSettings

PASSWORD = "correct horse battery"  # noqa: S105
URL = "http://127.0.0.1:7860"
ROUTES = (
    *login.ROUTES,
    Route("/", marked=True),
    Route("/ask", POST),
    Route("/documents", GET),
    Route("/documents", POST, role=Role.EDITOR),
    Route("/api/documents", frozenset({"GET", "DELETE"}), program=True),
    Route("/api/edit", POST, role=Role.EDITOR, program=True),
    Route("/open", open=True),
)


def seen(request: Request) -> JSONResponse:
    """What a route behind the guard learns."""
    scope = request.scope
    with suppress(Exception):
        user = user_of(scope)
        return JSONResponse(
            {
                "user": user.name,
                "role": user.role,
                "address": address_of(scope),
                "prefix": prefix_of(scope),
                "url": str(request.url),
                "headers": sorted(request.headers),
            }
        )
    return JSONResponse({"user": None})


class House:
    """A home with two accounts, a server over it, and browsers."""

    def __init__(self, home: Path, settings: ServerSettings, *, required: bool) -> None:
        self.home = home
        self.database = Database(home)
        self.accounts = Accounts(self.database)
        self._settings = settings
        self._required = required
        self.gate = self._open()

    def _open(self) -> Gate:
        gate = Gate(self.home, self._settings, required=self._required)
        methods = ["GET", "POST", "DELETE"]
        paths = ("/", "/ask", "/documents", "/api/documents", "/api/edit", "/open")
        app = Starlette(routes=[*login.login_routes(gate), *(Served(p, seen, methods=methods) for p in paths)])
        self.guard = Guard(
            app,
            routes=ROUTES,
            hosts=("127.0.0.1", "localhost", "::1", *self._settings.names),
            gate=gate,
            forwarding=Forwarding.of(self._settings.root_path, self._settings.proxies),
        )
        return gate

    def restart(self) -> None:
        self.gate.close()
        self.gate = self._open()

    def browser(self, *, url: str = URL, address: str = "192.0.2.1", **headers: str) -> TestClient:
        """Somebody with a cookie jar who sends what browsers send."""
        said = {"accept": "text/html,*/*", "origin": url, **headers}
        return TestClient(self.guard, url, headers=said, client=(address, 40000), follow_redirects=False)

    def program(self, token: str | None = None, **options: Any) -> TestClient:
        """Somebody with a token, who says nothing of an origin."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return TestClient(
            self.guard, URL, headers={**headers, **options}, client=("192.0.2.1", 40000), follow_redirects=False
        )

    def log_in(self, browser: TestClient, name: str = "wang", password: str = PASSWORD, **fields: str) -> Any:
        return browser.post("/login", data={"name": name, "password": password, **fields})

    def actions(self) -> list[tuple[str, str]]:
        return [(e.action, e.user) for e in Audit(self.home).entries()]  # type: ignore[union-attr]


@pytest.fixture
def open_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make a house; ``wang`` is a reader, ``li`` an editor. Passwords are hashed with little work."""
    monkeypatch.setattr("app.access.passwords._COST", 4)
    houses: list[House] = []

    def made(*, required: bool = True, **settings: Any) -> House:
        house = House(tmp_path, ServerSettings(**settings), required=required)
        house.accounts.add("wang", role=Role.READER, password=PASSWORD)
        house.accounts.add("li", role=Role.EDITOR, password=PASSWORD)
        houses.append(house)
        return house

    yield made
    for house in houses:
        house.gate.close()
        house.database.close()


Opened = Callable[..., House]
