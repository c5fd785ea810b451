"""Ten at once: what is measured, and that a service that does not answer is no figure."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from eval.bench.crowd import _asked_at_once
from eval.errors import BenchmarkFault

PAUSE = 0.2  # seconds before the direct answer, and again before the last event


class Service(BaseHTTPRequestHandler):
    """Answers each question after a pause; ``坏`` with a fault."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["question"]
        self.send_response(500 if asked == "坏" else 200)
        self.end_headers()
        if asked == "坏":
            return
        time.sleep(PAUSE)
        self.wfile.write(b"event: loading\ndata: {}\n\nevent: direct\ndata: {}\n\n")
        self.wfile.flush()
        time.sleep(PAUSE * 5)


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_the_wait_ends_with_the_direct_answer_and_all_wait_at_the_same_time(port: int) -> None:
    start = time.perf_counter()
    waited = _asked_at_once(port, [f"问题{n}" for n in range(10)])
    assert len(waited) == 10
    assert all(PAUSE <= seconds < PAUSE * 5 for seconds in waited)
    assert time.perf_counter() - start < PAUSE * 9


def test_a_fault_is_no_figure(port: int) -> None:
    with pytest.raises(BenchmarkFault, match="状态 500"):
        _asked_at_once(port, ["好", "坏"])
