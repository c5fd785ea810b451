"""Many who ask at the same moment over HTTP: how long each waits for the model-free answer."""

import http.client
import json
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from eval.bench.measure import Measure, quantiles
from eval.bench.server import serving
from eval.case import Case
from eval.errors import BenchmarkFault

_USERS = 10
_ROUNDS = 10
_PATIENCE = 120  # seconds


def measure_crowd(home: Path, cases: Sequence[Case]) -> tuple[Measure, ...]:
    """Ten users press Enter in the same moment, ten times; no two of a round ask the same."""
    questions = list(dict.fromkeys(case.question for case in cases))[: _USERS * _ROUNDS]
    crowds = [questions[at : at + _USERS] for at in range(0, len(questions), _USERS)]
    with serving(home, "extractive") as (_, port):
        _wait_until_ready(port)
        waited = [seconds for crowd in crowds for seconds in _asked_at_once(port, crowd)]
    return quantiles(f"{_USERS} 人同时提问（HTTP），不用模型的回答", [s * 1000 for s in waited], p50=None, p95=1000.0)


def _asked_at_once(port: int, questions: Sequence[str]) -> list[float]:
    """The seconds that each waits."""
    together = threading.Barrier(len(questions))
    with ThreadPoolExecutor(len(questions)) as pool:
        return list(pool.map(lambda question: _direct(port, question, together), questions))


def _direct(port: int, question: str, together: threading.Barrier) -> float:
    """Seconds from the question to the end of the ``direct`` event."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    connection.connect()
    together.wait()
    start = time.perf_counter()
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    try:
        connection.request("POST", "/api/v1/ask", json.dumps({"question": question}).encode(), headers)
        reply = connection.getresponse()
        while (line := reply.readline()) and not line.startswith(b"event: direct"):
            pass
        data = reply.readline()
        taken = time.perf_counter() - start
    finally:
        connection.close()
    if reply.status != http.client.OK or not data.startswith(b"data: {"):
        raise BenchmarkFault(f"服务没有回答“{question}”（状态 {reply.status}）；请单独运行 policyqa serve 查看原因。")
    return taken


def _wait_until_ready(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("GET", "/api/v1/health")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass  # it does not listen yet
        finally:
            connection.close()
        time.sleep(0.1)
    raise BenchmarkFault(f"服务 {_PATIENCE} 秒内没有准备好；请单独运行 policyqa serve 查看原因。")
