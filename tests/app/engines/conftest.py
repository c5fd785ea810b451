"""A scripted HTTP server on 127.0.0.1, for the engines that ask one."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass
class Request:
    """What was asked."""

    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Reply:
    """What is answered: a status, bytes one after another, and how it ends.

    ``end`` is ``close`` (properly), ``reset`` (a TCP reset), ``cut`` (before the length that was promised), ``stall``
    (nothing more until the client has gone away) or ``silence`` (not even a status line).
    """

    lines: list[bytes] = field(default_factory=list)
    status: int = 200
    end: str = "close"
    location: str = ""


@dataclass
class Standin:
    """The server: replies by path, requests as they came, and how many clients left before the end."""

    url: str = ""
    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)

    def reply(self, path: str) -> Reply:
        return self.replies.get(path, Reply([b"404 page not found"], status=404))


class Handler(BaseHTTPRequestHandler):
    """Answers as the server's stand-in says."""

    standin: Standin

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass

    def answer(self) -> None:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.standin.requests.append(
            Request(self.path, {k.lower(): v for k, v in self.headers.items()}, json.loads(text) if text else None)
        )
        reply = self.standin.reply(self.path)
        self.close_connection = True
        if reply.end != "silence" and (reply.lines or reply.end != "reset"):
            self.write(reply)
        if reply.end in ("silence", "stall"):
            self.connection.recv(1)  # until the client hangs up
            self.standin.gone.set()
        if reply.end == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    do_GET = do_POST = answer  # noqa: N815 - the base class's names

    def write(self, reply: Reply) -> None:
        self.send_response(reply.status)
        if reply.location:
            self.send_header("Location", reply.location)
        if reply.end == "cut":
            self.send_header("Content-Length", str(sum(map(len, reply.lines)) + 10))
        self.send_header("Connection", "close")
        self.end_headers()
        for line in reply.lines:
            self.wfile.write(line)
            self.wfile.flush()


class Server(ThreadingHTTPServer):
    """Closes without a proper end, so that a reset stays one."""

    daemon_threads = True

    def shutdown_request(self, request: Any) -> None:
        self.close_request(request)


@pytest.fixture
def serve() -> Iterator[Callable[..., Standin]]:
    """A function that starts a server: paths with the fields of their replies in, the server out."""
    servers = []

    def start(replies: dict[str, dict[str, Any]]) -> Standin:
        standin = Standin(replies={path: Reply(**fields) for path, fields in replies.items()})
        server = Server(("127.0.0.1", 0), type("Handler", (Handler,), {"standin": standin}))
        servers.append(server)
        standin.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return standin

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
