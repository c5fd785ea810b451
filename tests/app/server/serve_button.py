"""Serves a page of one button behind the guard: ``serve_button.py HOME PORT``. What it does, stderr says."""

import asyncio
import sys
from pathlib import Path

import gradio as gr
import uvicorn
from starlette.applications import Starlette

from app.access import require_editor
from app.access.place import address_of
from app.server import login
from app.server.forwarding import Forwarding
from app.server.gate import Gate
from app.server.guard import Guard
from app.settings import ServerSettings
from app.ui.routes import ROUTES


def remove(name: str, request: gr.Request) -> str:
    user = require_editor(request.request.scope)
    print(f"{user.name} from {address_of(request.request.scope)} removed {name}", file=sys.stderr, flush=True)
    return name


def main(home: Path, port: int) -> None:
    with gr.Blocks(analytics_enabled=False) as blocks:
        box = gr.Textbox()
        gr.Button(visible=False).click(remove, box, box, api_visibility="private")
    blocks.queue(api_open=False)
    gate = Gate(home, ServerSettings(), required=True)
    app = Starlette(routes=login.login_routes(gate))
    gr.mount_gradio_app(app, blocks, path="/", ssr_mode=False, mcp_server=False)
    guard = Guard(app, routes=(*login.ROUTES, *ROUTES), hosts=("127.0.0.1",), gate=gate, forwarding=Forwarding())
    server = uvicorn.Server(uvicorn.Config(guard, port=port, log_level="error", timeout_graceful_shutdown=1))
    asyncio.run(announced(server))


async def announced(server: uvicorn.Server) -> None:
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    print(f"http://127.0.0.1:{port}/", file=sys.stderr, flush=True)
    await serving


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
