"""The server: one loopback address, the guard before every route, the page before the assistant."""

import ipaddress
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType

from app.desk import Desk
from app.errors import CannotServe
from app.settings import Settings

_NAMES = ("127.0.0.1", "localhost", "::1")
_GRACE = 1  # seconds for answers under way when the server is told to stop; every open page holds a connection


def serve(settings: Settings, *, host: str, port: int, engine: str | None) -> None:
    """Serve the page until interrupted. ``engine`` overrides the settings' choice, ``None`` leaves it.

    Raises:
        CannotServe: the host is not a loopback address, the port is taken, or a folder cannot be made.
    """
    from app.desk.opening import make_desk

    serve_desk(make_desk(settings, engine, for_people=True), settings, host=host, port=port)


def serve_desk(desk: Desk, settings: Settings, *, host: str, port: int) -> None:
    """Serve the page of a desk until interrupted; see ``serve``. Port 0 takes a free one, named on stderr."""
    address = _loopback(host)
    os.environ["GRADIO_TEMP_DIR"] = str(
        _own_folder(settings.home)
    )  # read when gradio is imported, so before the page is

    import uvicorn
    from starlette.applications import Starlette

    from app.server.guard import Guard
    from app.ui.page import Page

    class LeavesQuietly(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # connections that are cut now are no news
            super().handle_exit(sig, frame)

    listening = _listen(address, port)
    url = _url(listening)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        print(f"网页已启动：{url}（按 Ctrl-C 停止）", file=sys.stderr, flush=True)
        desk.loader.start()
        yield
        desk.loader.close()

    app = Starlette(lifespan=life)
    Page(desk, settings).mount(app)
    config = uvicorn.Config(
        Guard(app, hosts=(*_NAMES, host)),
        lifespan="on",
        log_level=logging.WARNING,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=_GRACE,
    )
    with listening:
        LeavesQuietly(config).run(sockets=[listening])


def _loopback(host: str) -> str:
    """The address to listen at.

    Raises:
        CannotServe: it could be reached from other machines.
    """
    if host.lower() == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise CannotServe(
            f"不能在“{host}”上启动网页：它可以从别的机器访问，而网页还没有账号和登录；"
            "请使用 --host 127.0.0.1，需要共用时请经由带登录的反向代理或 SSH 隧道访问。"
        )
    return str(address)


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket: whoever is refused is refused before anything is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise CannotServe(
            f"不能在 {host}:{port} 上启动网页：{error.strerror or error}；"
            "端口可能被另一个程序（或另一个 PolicyQA）占用，请关闭它，或用 --port 换一个端口。"
        ) from error
    return listening


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


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
