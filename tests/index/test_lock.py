"""One writer at a time, and a dead one is no obstacle."""

import os
import signal
import subprocess
import sys

import pytest

from index import WriterBusy
from index.lock import WriterLock

HOLD = "import sys, time; from pathlib import Path; from index.lock import WriterLock\nwith WriterLock(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"


def holder(home) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(home)], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_writer_is_refused_and_told_who_is_writing(filled):
    child = holder(filled.home)
    try:
        with (
            pytest.raises(WriterBusy, match=rf"另一个进程（pid {child.pid}，.*开始）正在建库"),
            WriterLock(filled.home, wait=0.2),
        ):
            pass
        assert filled.found("采购零部件奖励") == "采购零部件最高奖励500万元。"  # readers do not wait
    finally:
        child.kill()
        child.communicate()


def test_the_lock_of_a_killed_writer_is_free(filled):
    child = holder(filled.home)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert str(child.pid) in (filled.home / "index.lock").read_text()
    assert filled.sync().generation == "gen-1"
    assert str(os.getpid()) in (filled.home / "index.lock").read_text()


def test_two_locks_in_one_process(tmp_path):
    with WriterLock(tmp_path), pytest.raises(WriterBusy), WriterLock(tmp_path, wait=0.1):
        pass
    with WriterLock(tmp_path, wait=0.1):
        pass


def test_unreadable_holder(tmp_path):
    with WriterLock(tmp_path):
        (tmp_path / "index.lock").write_text("not json")
        with pytest.raises(WriterBusy, match="pid 未知"), WriterLock(tmp_path, wait=0.1):
            pass
