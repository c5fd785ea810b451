"""The systemd unit that comes with the project: what systemd itself says of it, and that the program can live in it."""

import http.client
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
UNIT = ROOT / ".deploy" / "policyqa.service"
INSTALLED = "/opt/policyqa/.venv/bin/policyqa"


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    for tool in ("systemd-analyze", "strace"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit as it is on a machine where the program is installed where this one is."""
    program = Path(sys.executable).parent / "policyqa"
    text = UNIT.read_text(encoding="utf-8")
    assert text.count(INSTALLED) == 1
    copy = tmp_path / UNIT.name
    copy.write_text(text.replace(INSTALLED, str(program)), encoding="utf-8")
    return copy


def analysed(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )


def test_systemd_has_nothing_to_say_against_it(unit: Path) -> None:
    done = analysed("verify", unit)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_mistake_would_be_found(unit: Path) -> None:
    unit.write_text(unit.read_text(encoding="utf-8").replace("ProtectSystem=", "ProtectSystems="), encoding="utf-8")
    assert "ProtectSystems" in analysed("verify", unit).stderr


def test_its_exposure_is_ok(unit: Path) -> None:
    done = analysed("security", "--offline=yes", "--threshold=20", unit)  # 2.0 of 10
    assert done.returncode == 0, done.stdout[-200:]


def allowed(name: str = "@system-service") -> set[str]:
    """The system calls of one of systemd's sets, those of the sets in it among them."""
    listed = analysed("syscall-filter", name).stdout
    words = [line.strip() for line in listed.splitlines()[1:] if line.strip() and not line.strip().startswith("#")]
    return set().union(*(allowed(word) if word.startswith("@") else {word} for word in words))


def test_the_program_needs_no_system_call_that_the_unit_forbids(tmp_path: Path) -> None:
    """Index, serve, answer, and stop, under strace."""
    home, counted = tmp_path / "home", tmp_path / "calls"
    source = tmp_path / "办法.txt"
    source.write_text("滨海市设备补贴办法\n第一条 按购置额的12%给予奖励，最高奖励300万元。", encoding="utf-8")
    traced = ["strace", "-f", "-qq", "-c", "-o"]
    policyqa = [sys.executable, "-m", "app"]
    subprocess.run(
        [*traced, tmp_path / "sync", *policyqa, "sync", source, "--home", home],
        check=True, capture_output=True, timeout=200,
    )  # fmt: skip
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = [*policyqa, "serve", "--engine", "extractive", "--home", home, "--port", str(port)]
    server = subprocess.Popen([*traced, counted, *serve], stderr=subprocess.PIPE, text=True)
    try:
        assert asked(port).status == 200
    finally:
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="utf-8").split()
        subprocess.run(["kill", f"-{signal.SIGTERM}", *children], check=True)
        server.communicate(timeout=60)
    used = {
        line.split()[-1]
        for file in (tmp_path / "sync", counted)
        for line in file.read_text(encoding="utf-8").splitlines()
    } - {"syscall", "total"}
    made = {name for name in used if re.fullmatch(r"[a-z0-9_]+", name)}
    assert {"execve", "socket", "fsync"} <= made
    assert made - allowed() == set()


def asked(port: int) -> http.client.HTTPResponse:
    """An answer, as soon as there is one."""
    until = time.monotonic() + 120
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            body = '{"question": "购置设备最多奖励多少？"}'.encode()
            connection.request("POST", "/api/v1/ask", body, {"Content-Type": "application/json"})
            return connection.getresponse()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
        finally:
            connection.close()


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_installs_what_the_unit_names(readme: str) -> None:
    text, unit = (ROOT / readme).read_text(encoding="utf-8"), UNIT.read_text(encoding="utf-8")
    user = re.search(r"^User=(\w+)$", unit, re.MULTILINE)
    home = re.search(r"^Environment=POLICYQA_HOME=(\S+)$", unit, re.MULTILINE)
    assert user is not None
    assert home is not None
    assert f"useradd --system --home-dir {home.group(1)} --shell /usr/sbin/nologin {user.group(1)}" in text
    assert "/opt/policyqa/.deploy/policyqa.service /etc/systemd/system/" in text
    assert f"POLICYQA_HOME={home.group(1)}" in text


def test_a_replica_follows_what_is_copied_in_the_readmes_order(tmp_path: Path) -> None:
    from index import make_embedder, open_index, sync
    from index.library import open_library
    from index.settings import IndexSettings

    embedder = make_embedder(IndexSettings(embedder="hashing"))
    writer, replica, source = tmp_path / "writer", tmp_path / "replica", tmp_path / "办法.txt"

    def publish(amount: str) -> None:
        source.write_text(f"滨海市设备补贴办法\n第一条 每年最高奖励{amount}。", encoding="utf-8")
        sync(writer, [source], embedder)
        replica.mkdir(exist_ok=True)
        with (
            closing(sqlite3.connect(writer / "policyqa.sqlite3")) as truth,
            closing(sqlite3.connect(tmp_path / "t")) as to,
        ):
            truth.backup(to)
        (tmp_path / "t").replace(replica / "policyqa.sqlite3")
        leave = shutil.ignore_patterns("CURRENT")
        shutil.copytree(writer / "index", replica / "index", ignore=leave, dirs_exist_ok=True)
        shutil.copy2(writer / "index" / "CURRENT", tmp_path / "CURRENT")
        (tmp_path / "CURRENT").replace(replica / "index" / "CURRENT")

    publish("300万元")
    with closing(open_index(replica, embedder)) as index:
        assert "300万元" in index.search("最高奖励")[0].clause.text
        publish("500万元")
        assert "500万元" in index.search("最高奖励")[0].clause.text
        assert index.warnings == ()
    with open_library(replica) as library:
        assert [d.title for d in library.documents] == ["滨海市设备补贴办法"]
