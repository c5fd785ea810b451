"""The command that serves the page and the API."""

from typing import Annotated

import typer

from app.cli.options import AsJson, EngineName, Home, Language, home_directory
from app.cli.terminal import Terminal

_PORTS = {"min": 1, "max": 65535}


def serve(
    host: Annotated[str, typer.Option("--host", help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="监听端口", **_PORTS)] = 7860,
    engine: EngineName = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """启动网页和接口，直到按 Ctrl-C。 Serve the page and the API."""
    from app.settings import load_settings

    with Terminal(as_json=as_json, language=lang) as terminal:
        settings = load_settings(home_directory(home))
        if as_json:
            terminal.record({"host": host, "port": port, "url": f"http://{host}:{port}/"})
        from app.ui import serve as serve_page

        serve_page(settings, host=host, port=port, engine=engine)
