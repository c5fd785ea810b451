"""The viewer over a document of the samples and over the plan, as the application mounts it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from app.desk import Loader, Opened
from app.viewing import viewer_routes
from app.viewing.pictures import Pictures
from corpus import ParsedDocument, parse

PLAN = Path(__file__).resolve().parents[3] / "corpus" / "sources" / "plan.pdf"
Get = Callable[..., httpx.Response]


@pytest.fixture(scope="session")
def plan() -> ParsedDocument:
    return parse(PLAN)


@pytest.fixture
def viewer(samples: ModuleType) -> Callable[..., Get]:
    """``viewer(document, …)`` gives a function that gets a path."""

    def made(*documents: ParsedDocument, pictures: Pictures | None = None, opened: Any = None) -> Get:
        def get(path: str) -> httpx.Response:
            async def ask() -> httpx.Response:
                loader = Loader(opened or (lambda: Opened(samples, lambda: documents)))
                app = Starlette(routes=viewer_routes(loader, pictures=pictures))
                transport = httpx.ASGITransport(app)
                async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                    return await client.get(path)

            return asyncio.run(ask())

        return get

    return made
