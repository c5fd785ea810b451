"""A small reverse proxy: everything below a path goes to one server; TLS towards the browser where asked for."""

import http.client
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PREFIX = "/policyqa"
_HOPS = {"connection", "transfer-encoding", "keep-alive", "content-length"}


def _handler(backend: str, scheme: str, *, cut: bool) -> type[BaseHTTPRequestHandler]:
    class Forward(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not (self.path + "/").startswith(PREFIX + "/"):
                self.send_error(404)
                return
            path = self.path.removeprefix(PREFIX) or "/" if cut else self.path
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {k: v for k, v in self.headers.items() if k.lower() not in _HOPS}
            headers |= {"X-Forwarded-For": self.client_address[0], "X-Forwarded-Proto": scheme}
            # Both are closed however it ends: a reply that is not read to its end holds the socket by itself.
            with closing(http.client.HTTPConnection(backend, timeout=60)) as upstream:
                upstream.request(self.command, path, body, headers)
                with closing(upstream.getresponse()) as reply, suppress(OSError):  # the browser may close the stream
                    self._pass_on(reply)

        def _pass_on(self, reply: http.client.HTTPResponse) -> None:
            self.send_response_only(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in _HOPS:
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while piece := reply.read1(65536):
                self.wfile.write(piece)
                self.wfile.flush()

        do_POST = do_HEAD = do_GET  # noqa: N815 - the names that the server calls

        def log_message(self, *_: object) -> None:
            """Nothing."""

    return Forward


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that goes away, or a server that is stopped first, is no news."""


@contextmanager
def proxy(backend: str, folder: Path, *, tls: bool, cut: bool) -> Iterator[str]:
    """The address of the application behind the proxy. ``cut``: the prefix is taken off before forwarding."""
    scheme = "https" if tls else "http"
    server = _Quiet(("127.0.0.1", 0), _handler(backend, scheme, cut=cut))
    if tls:
        key, certificate = folder / "key.pem", folder / "certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-keyout", key, "-out", certificate], check=True, capture_output=True,
        )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"{scheme}://localhost:{server.server_address[1]}{PREFIX}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
