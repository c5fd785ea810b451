"""The served page: how soon it is there, and how much memory the server holds."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eval.bench.measure import Measure
from eval.bench.memory import has_mapped, steady
from eval.errors import BenchmarkFault

_GB = 1_000_000_000
_MODEL_FILE = ".gguf"
_PATIENCE = 120  # seconds for the page, and again for the model


def measure_page(home: Path) -> tuple[Measure, ...]:
    """First page and memory without a model."""
    with serving(home, "extractive") as (process, port):
        seconds = first_page(process, port)
        held = steady(process.pid, patience=_PATIENCE, pause=5)
    return (
        Measure("网页首次可用（不用模型）", seconds, "秒", 15.0),
        Measure("网页服务内存（不用模型）", held / _GB, "GB", 1.2),
    )


def measure_page_with_model(home: Path) -> tuple[Measure, ...]:
    """First page, which must not wait for the model, and memory once the model is loaded."""
    with serving(home, "embedded") as (process, port):
        seconds = first_page(process, port)
        early = has_mapped(process.pid, _MODEL_FILE)
        loaded = _wait_for_model(process)
        held = steady(process.pid, patience=_PATIENCE, pause=5) if loaded else None
    return (
        Measure(
            "网页首次可用（内置模型）", seconds, "秒", 15.0, note="模型此时已载入" if early else "此时模型尚未载入"
        ),
        Measure(
            "网页服务内存（内置模型已载入）",
            None if held is None else held / _GB,
            "GB",
            3.5,
            note="" if loaded else f"{_PATIENCE} 秒内没有看到模型载入",
        ),
    )


@contextmanager
def serving(home: Path, engine: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`policyqa serve` in a process of its own, and the port that it is told to listen at."""
    port = _free_port()
    arguments = ("serve", "--port", str(port), "--engine", engine, "--home", str(home))
    log = home / "bench-serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "app", *arguments], stdout=out, stderr=out)
        try:
            yield process, port
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def first_page(process: "subprocess.Popen[bytes]", port: int) -> float:
    """Seconds from now until the page is answered; the process has just been started."""
    start = time.perf_counter()
    while time.perf_counter() - start < _PATIENCE:
        if process.poll() is not None:
            raise BenchmarkFault(
                f"网页服务启动后退出（退出码 {process.returncode}）；请单独运行 policyqa serve 查看原因。"
            )
        if _answers(port):
            return time.perf_counter() - start
        time.sleep(0.05)
    raise BenchmarkFault(f"网页服务 {_PATIENCE} 秒内没有回应；请单独运行 policyqa serve 查看原因。")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        response = connection.getresponse()
        return response.status == http.client.OK and bool(response.read())
    except OSError:
        return False
    finally:
        connection.close()


def _wait_for_model(process: "subprocess.Popen[bytes]") -> bool:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if has_mapped(process.pid, _MODEL_FILE):
            return True
        time.sleep(0.5)
    return False


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
