"""The server: one address, the guard before every route, the page before the assistant."""

import logging
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from app.access.allowance import Allowance
from app.access.route import Route as Declared
from app.desk import Desk
from app.errors import CannotServe
from app.jobs import shelf as reports
from app.keeping import routes as keeping
from app.keeping.librarian import Librarian
from app.keeping.tray import Tray
from app.records import Keeper
from app.server import health, login
from app.server.forwarding import Forwarding
from app.server.gate import Gate
from app.server.guard import Guard
from app.server.listening import accounts_required, check_accounts, listen, parse_host, url_of
from app.server.login import login_routes
from app.server.tls import TlsFiles, tls_files
from app.settings import ServerSettings, Settings
from app.ui import routes as page
from app.viewing import routes as viewing
from corpus import ParsedDocument

if TYPE_CHECKING:
    from starlette.applications import Starlette

_NAMES = ("127.0.0.1", "localhost", "::1")
_GRACE = 1  # seconds for answers under way when the server is told to stop; every open page holds a connection


def serve(settings: Settings, *, host: str, port: int, engine: str | None, with_page: bool = True) -> None:
    """Serve the page and what programs call, or the latter alone, until interrupted.

    ``engine`` overrides the settings' choice, ``None`` leaves it.

    Raises:
        CannotServe: others may call and there is no account, the port is taken, or a folder cannot be made.
    """
    from app.desk.opening import make_desk

    desk = make_desk(settings, engine, for_people=with_page)
    serve_desk(desk, settings, host=host, port=port, with_page=with_page)


def serve_desk(desk: Desk, settings: Settings, *, host: str, port: int, with_page: bool = True) -> None:
    """Serve a desk until interrupted; see ``serve``. Port 0 takes a free one, named on stderr."""
    address = parse_host(host)
    check_accounts(settings.home, address, settings.server)
    tls = tls_files(settings)
    if with_page:  # the variable is read when gradio is imported, so before the page is
        os.environ["GRADIO_TEMP_DIR"] = str(_own_folder(settings.home))

    import uvicorn

    from app.server.patience import Impatient, allow_connections

    allow_connections()

    class LeavesQuietly(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # connections that are cut now are no news
            super().handle_exit(sig, frame)

    with listen(address, port) as listening:
        gate = Gate(settings.home, settings.server, required=accounts_required(address, settings.server))
        started = _started(listening, gate, settings.server, tls, with_page=with_page)
        config = uvicorn.Config(
            _application(desk, settings, gate, started=started, with_page=with_page),
            lifespan="on",
            log_level=logging.WARNING,
            access_log=False,
            server_header=False,
            ssl_certfile=tls.certificate if tls else None,
            ssl_keyfile=tls.key if tls else None,
            proxy_headers=False,  # ours believes the proxies that the settings name, and nobody else
            http=Impatient,
            ws="none",
            timeout_graceful_shutdown=_GRACE,
        )
        LeavesQuietly(config).run(sockets=[listening])


def _application(desk: Desk, settings: Settings, gate: Gate, *, started: str, with_page: bool) -> Guard:
    """The whole application. A part that answers more routes adds them twice: to the handlers before the page, which
    takes every path that is left, and to the guard's list, without which nothing reaches a handler.
    """
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route

    from app import api, mcp

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        print(started, file=sys.stderr, flush=True)
        desk.loader.start()
        async with tools.running():
            yield
        desk.loader.close()
        gate.close()
        keeper.close()

    server = settings.server
    tray = Tray(settings.home, largest=server.upload_megabytes << 20, count=server.upload_count)
    tray.clear()
    librarian = Librarian(settings.home, tray)  # one for page and programs: the library changes in one place at a time
    allowance = Allowance(server.rate)  # one for both: a program has what it has
    tools = mcp.McpEndpoint(mcp.make_tools(desk, settings.home), allowance=allowance)
    keeper = Keeper(settings.home, days=settings.server.history_days)
    programs = [
        Mount(api.PREFIX, api.make_api(desk, settings.home, allowance=allowance, librarian=librarian)),
        Route(mcp.PATH, tools),
        health.health_handler(desk),
    ]
    app = Starlette(lifespan=life, routes=programs)
    routes: tuple[Declared, ...] = (*api.routes(tray), *mcp.ROUTES, *health.ROUTES)
    if with_page:
        routes = (*routes, *_add_page(app, desk, settings, gate, keeper, librarian))
    forwarding = Forwarding.of(server.root_path, server.proxies)
    return Guard(app, routes=routes, hosts=(*_NAMES, *server.names), gate=gate, forwarding=forwarding)


def _add_page(
    app: "Starlette", desk: Desk, settings: Settings, gate: Gate, keeper: Keeper, librarian: Librarian
) -> tuple[Declared, ...]:
    """Give the application what people call; the page comes last, for it takes every path that is left."""
    from app.desk import Catalogues
    from app.ui.asking import routes as asking
    from app.ui.matching import handlers as matching
    from app.ui.page import Page

    async def shelf() -> tuple[ParsedDocument, ...]:
        return (await desk.opened()).documents()

    app.routes.extend(login_routes(gate))
    app.routes.extend(viewing.viewer_routes(desk.loader))
    app.routes.extend(asking.conversation_routes(keeper))
    app.routes.extend(matching.match_routes(Catalogues(desk, settings.home), shelf))
    made = reports.Shelf()
    app.routes.extend([keeping.upload_handler(librarian.tray), made.handler()])
    Page(desk, settings, keeper, librarian, made).mount(app)
    uploads = keeping.upload_route(librarian.tray)
    return (*login.ROUTES, *viewing.ROUTES, *asking.ROUTES, *matching.ROUTES, uploads, *reports.ROUTES, *page.ROUTES)


def _started(
    listening: socket.socket, gate: Gate, settings: ServerSettings, tls: TlsFiles | None, *, with_page: bool
) -> str:
    """What is said at the start: the address, and what the administrator should know of it."""
    url = url_of(listening, tls)
    what = f"网页已启动：{url}" if with_page else f"程序接口已启动：MCP {url}mcp，HTTP {url}api/v1"
    lines = [f"{what}（按 Ctrl-C 停止）"]
    if ip_address(listening.getsockname()[0]).is_unspecified:
        lines.append(f"别的机器请用这台机器的 IP 地址和端口 {listening.getsockname()[1]} 打开。")
    if gate.required:
        lines.append("需要登录。")
    if gate.required and not settings.proxies and tls is None:
        lines.append("口令经 http 明文传送：请只在可信的内网里用，否则写上证书，或放在带 https 的反向代理之后。")
    return "\n".join(lines)


def _own_folder(home: Path) -> Path:
    """The folder of the page's temporary files, for this user alone."""
    folder = home / "page"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise CannotServe(
            f"不能建立网页的临时目录“{folder}”：{error.strerror or error}；请检查权限，或用 --home 换一个目录。"
        ) from error
    return folder.resolve()
