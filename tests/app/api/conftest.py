"""The API over the scripted desk, in this process, as its local user."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from app.access import LOCAL, with_user
from app.access.allowance import Allowance
from app.api import make_api
from app.desk import Desk
from app.keeping.librarian import Librarian
from app.keeping.tray import Tray

Call = Callable[..., httpx.Response]


def as_local(app: ASGIApp) -> ASGIApp:
    """The application as it is behind the guard."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        await app(with_user(scope, LOCAL), receive, send)

    return guarded


@pytest.fixture
def rate() -> int:
    return 0


@pytest.fixture
def librarian(tmp_path: Path) -> Librarian:
    return Librarian(tmp_path, Tray(tmp_path, largest=100_000, count=3))


@pytest.fixture
def api(desk: Desk, tmp_path: Path, rate: int, librarian: Librarian) -> ASGIApp:
    return as_local(make_api(desk, tmp_path, allowance=Allowance(rate), librarian=librarian))


@pytest.fixture
def call(api: ASGIApp) -> Call:
    """Make one call."""

    def made(method: str, path: str, **options: Any) -> httpx.Response:
        async def run() -> httpx.Response:
            transport = httpx.ASGITransport(app=api, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.request(method, path, **options)

        return anyio.run(run)

    return made


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """The desk, open."""
    desk.loader.start().result(timeout=5)
    return desk
