"""A room without a network: loopback only, and every attempt to leave it on record."""

import ipaddress
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.offline import SWITCHES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# `sendmmsg` is how glibc asks for A and AAAA at once. --seccomp-bpf stops at these calls only, so that it stays fast.
STRACE = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "64", "-e", "trace=connect,sendto,sendmsg,sendmmsg"]
NAMESPACE = ["unshare", "-n" if os.geteuid() == 0 else "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]

_ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
_PORT = re.compile(r"sin6?_port=htons\((\d+)\)")
_RESOLVER = re.compile(r'sun_path="[^"]*(?:systemd/resolve|io\.systemd\.Resolve|systemd\.resolve)')
_DOMAIN = 53
# Libraries keep still where they believe themselves in a build; a user's machine has none of these.
_BUILD_MARKS = {"CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL"}


def outside(address: str, port: int) -> bool:
    """Whether this is not loopback, or a look-up of a name wherever the resolver listens."""
    plain = ipaddress.ip_address(address.removeprefix("::ffff:"))
    return port == _DOMAIN or not plain.is_loopback


def escapes(trace: str) -> list[str]:
    """The lines of a trace that try to leave the machine."""
    found = []
    for line in trace.splitlines():
        address, port = _ADDRESS.search(line), _PORT.search(line)
        if (address and port and outside(address.group(1) or address.group(2), int(port.group(1)))) or _RESOLVER.search(
            line
        ):
            found.append(line)
    return found


def python_escapes(audit: str) -> list[str]:
    """The lines of Python's own record that name another host than this one."""
    local = re.compile(r"'(localhost|127\.[\d.]+|::1|::|0\.0\.0\.0|)'|None|'/|b'|\\x00")
    return [line for line in audit.splitlines() if not local.search(line.split("\t")[1])]


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a command did: its end, its output, and every attempt to leave the machine."""

    code: int
    out: str
    err: str
    native: list[str]
    python: list[str]


@dataclass(frozen=True, slots=True)
class Room:
    """Runs commands without a network, under strace and with Python's audit hook."""

    folder: Path

    def environment(self) -> dict[str, str]:
        """As a user's is: without the switches that the program has to set for itself."""
        dropped = {*SWITCHES, *_BUILD_MARKS}
        kept = {k: v for k, v in os.environ.items() if k not in dropped and not k.lower().endswith("_proxy")}
        added = {"HOME": str(self.folder), "PYTHONPATH": str(HERE / "audit"), "NETWORK_AUDIT": str(self._audit)}
        return {**kept, **added}

    def run(self, command: Sequence[str], *, driver: Sequence[str] = (), timeout: float = 500) -> Traffic:
        """Run to the end and report. ``driver`` runs beside it in the room, untraced, and starts and stops it."""
        self._audit.write_text("", encoding="utf-8")
        done = subprocess.run(
            [*NAMESPACE, *driver, *STRACE, "-o", str(self._trace), *command],
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Traffic(done.returncode, done.stdout, done.stderr, self._native(), self._python())

    def catch(self, code: str, *, timeout: float = 90) -> list[str]:
        """Run a piece of Python that calls out, until it does; what it tried, or nothing when the time is over."""
        self._trace.write_text("", encoding="utf-8")
        command = [*NAMESPACE, *STRACE, "-o", str(self._trace), sys.executable, "-c", code]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + timeout
        try:
            while not self._native() and process.poll() is None and time.monotonic() < end:
                time.sleep(0.2)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return self._native()

    def python(self, code: str) -> Traffic:
        """Run a piece of Python."""
        return self.run([sys.executable, "-c", code])

    def policyqa(self, *arguments: str, driver: Sequence[str] = ()) -> Traffic:
        """Run the program."""
        return self.run([sys.executable, "-m", "app", *arguments], driver=driver)

    def _native(self) -> list[str]:
        return escapes(self._trace.read_text(encoding="utf-8", errors="replace"))

    def _python(self) -> list[str]:
        return python_escapes(self._audit.read_text(encoding="utf-8"))

    @property
    def _trace(self) -> Path:
        return self.folder / "trace.txt"

    @property
    def _audit(self) -> Path:
        return self.folder / "audit.txt"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room without a network."""
    for tool in ("unshare", "strace", "ip"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed (apt-get install util-linux strace iproute2)")
    if subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine does not let us make a network namespace")
    return Room(tmp_path_factory.mktemp("room"))
