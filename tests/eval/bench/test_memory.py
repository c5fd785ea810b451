import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.bench.memory import family, has_mapped, resident, steady

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="reads /proc of Linux")

_CODE = """
import mmap, sys
file = open(sys.argv[1], "rb")
mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
held = bytearray(50_000_000)
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def child(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process with a space and a parenthesis in a mapped file's name, that holds 50 MB."""
    file = tmp_path / "a) model.gguf"
    file.write_bytes(b"x" * 4096)
    arguments = [sys.executable, "-c", _CODE, str(file)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.communicate("")


def test_a_family_is_a_process_and_what_it_started(child: "subprocess.Popen[str]") -> None:
    assert set(family(os.getpid())) >= {os.getpid(), child.pid}
    assert family(child.pid) == (child.pid,)


def test_memory_of_a_child_counts(child: "subprocess.Popen[str]") -> None:
    assert resident(child.pid) > 50_000_000
    assert resident(os.getpid()) > resident(child.pid)


def test_memory_that_does_not_change_is_steady(child: "subprocess.Popen[str]") -> None:
    assert steady(child.pid, patience=5, pause=0) == pytest.approx(resident(child.pid), rel=0.05)


def test_a_mapped_file_is_seen_in_the_parent_too(child: "subprocess.Popen[str]") -> None:
    assert has_mapped(child.pid, ".gguf")
    assert has_mapped(os.getpid(), ".gguf")
    assert not has_mapped(child.pid, ".bin")


def test_a_process_that_has_ended_holds_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert resident(process.pid) == 0
