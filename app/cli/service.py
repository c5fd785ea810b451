"""The commands that serve: the page, and programs."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import WrongUse
from app.cli.options import AsJson, EngineName, Home, Language, home_directory
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from app.settings import Settings

Host = Annotated[
    str | None,
    typer.Option(
        "--host",
        help="监听的 IP 地址；127.0.0.1 以外的要先建账号；默认取设置文件，否则为 127.0.0.1",
        show_default=False,
    ),
]
Port = Annotated[
    int | None,
    typer.Option("--port", min=1, max=65535, help="监听端口；默认取设置文件，否则为 7860", show_default=False),
]


def serve(
    host: Host = None,
    port: Port = None,
    engine: EngineName = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """启动网页，直到按 Ctrl-C；地址写在标准错误上。 Serve the page."""
    from app.settings import load_settings

    with Terminal(as_json=as_json, language=lang) as terminal:
        settings = load_settings(home_directory(home))
        address, number = host or settings.server.host, port or settings.server.port
        from app.server import serve as serve_page

        serve_page(settings, host=address, port=number, engine=engine)
        if as_json:
            terminal.document({"host": address, "port": number, "engine": engine or settings.engine.engine})


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="改为通过 HTTP 提供（/mcp 和 /api/v1，不带网页）；不写则用标准输入输出")
    ] = False,
    host: Host = None,
    port: Port = None,
    engine: EngineName = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """作为 MCP 服务运行，供其他程序调用。 Serve the Model Context Protocol."""
    del as_json, lang  # accepted everywhere; the protocol is JSON, and its words are for programs
    from app.settings import load_settings

    settings = load_settings(home_directory(home))
    if http:
        from app.server import serve as serve_programs

        address, number = host or settings.server.host, port or settings.server.port
        serve_programs(settings, host=address, port=number, engine=engine, with_page=False)
    elif host is not None or port is not None:
        raise WrongUse("--host 和 --port 要与 --http 一起用；不写 --http 时用标准输入输出，没有地址。")
    else:
        _serve_stdio(settings, engine)


def _serve_stdio(settings: "Settings", engine: str | None) -> None:
    import anyio

    from app.desk.opening import make_desk
    from app.mcp import make_tools, serve_stdio

    desk = make_desk(settings, engine, for_people=False)
    try:
        anyio.run(serve_stdio, desk, make_tools(desk, settings.home))
    finally:
        desk.loader.close()
