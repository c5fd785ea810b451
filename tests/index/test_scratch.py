"""Private folders: gone with their owner, never taken from a living one."""

import os
import subprocess
import sys

from index.scratch import Scratch, _sweep

HOLD = "import sys; from index.scratch import Scratch\ns = Scratch(10); print(s.path, flush=True); sys.stdin.read()"


def old(path) -> None:
    os.utime(path, (1, 1))


def test_removed_by_close_and_at_the_end(tmp_path):
    scratch = Scratch(10)
    assert scratch.path.is_dir()
    scratch.close()
    scratch.close()
    assert not scratch.path.exists()
    code = "from index.scratch import Scratch\ns = Scratch(10); print(s.path)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not os.path.exists(done.stdout.strip())  # noqa: PTH110


def test_a_killed_owner_is_swept_and_a_living_one_is_not(tmp_path):
    from pathlib import Path

    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        path = Path(child.stdout.readline().strip())
        old(path)
        _sweep(path.parent)
        assert path.is_dir()
        child.kill()
    assert path.is_dir()
    old(path)
    _sweep(path.parent)
    assert not path.exists()


def test_a_young_folder_may_be_in_the_making():
    scratch = Scratch(10)
    (scratch.path / "owner.lock").unlink()
    _sweep(scratch.path.parent)
    assert scratch.path.is_dir()
    scratch.close()


def test_a_large_folder_does_not_lie_in_memory():
    scratch = Scratch(1 << 40)
    assert str(scratch.path).startswith("/dev/shm") is False
    scratch.close()
