"""The command that serves the page."""

from typing import Annotated

import typer

from app.cli.options import AsJson, EngineName, Home, Language, home_directory
from app.cli.terminal import Terminal


def serve(
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            help="监听的 IP 地址；127.0.0.1 以外的要先建账号；默认取设置文件，否则为 127.0.0.1",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="监听端口；默认取设置文件，否则为 7860", show_default=False),
    ] = None,
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


def mcp(engine: EngineName = None, home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """作为 MCP 服务在标准输入输出上运行，供其他程序调用。 Serve the Model Context Protocol on stdin and stdout."""
    del as_json, lang  # accepted everywhere; the protocol is JSON, and its words are for programs
    import anyio

    from app.desk.opening import make_desk
    from app.mcp import make_tools, serve_stdio
    from app.settings import load_settings

    settings = load_settings(home_directory(home))
    desk = make_desk(settings, engine, for_people=False)
    try:
        anyio.run(serve_stdio, desk, make_tools(desk, settings.home))
    finally:
        desk.loader.close()
