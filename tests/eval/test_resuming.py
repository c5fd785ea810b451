"""A run that is killed goes on where it stopped, and leaves no process behind. Everything is real."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import main

COUNT = 180  # enough of them that a busy machine has not done all before the signal comes
POLICY = """\
某市节能改造支持办法
一、改造补助
(一)企业年度节能改造投资达200万元的,按年度投资的15%给予补助,单家企业每年最高补助400万元。
(二)对被评定为省级节能示范的项目给予60万元奖励。
"""
CASE = """\
  - id: "{number}"
    question: 企业年度节能改造投资的补助比例是多少{marks}
    expect: [{{value: "15", unit: "%"}}]
    cite: [一, (一)]
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / "policy.txt").write_text(POLICY, encoding="utf-8")
    (folder / "policy.txt.toml").write_text('id = "jieneng"\n', encoding="utf-8")
    assert main(["sync", str(folder / "policy.txt"), "--home", str(folder)]) == 0
    lines = [CASE.format(number=n, marks="？" * (n % 3 + 1)) for n in range(COUNT)]
    (folder / "cases.yaml").write_text("document: jieneng\ncases:\n" + "".join(lines), encoding="utf-8")
    return folder


def command(home: Path, *options: str) -> list[str]:
    chosen = ["--home", str(home), "--engine", "extractive", "--cases", str(home / "cases.yaml"), "--jobs", "2"]
    return ["eval", "run", *chosen, *options]


def until(holds: Callable[[], bool], what: str, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kept(home: Path) -> int:
    return sum(len(f.read_text(encoding="utf-8").split("\n")) - 1 for f in (home / "eval").glob("*.jsonl"))


def gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has waited for yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def started(home: Path, *options: str) -> "subprocess.Popen[str]":
    # A shell starts what it runs in the background deaf to Ctrl-C, tests included, and children inherit that.
    return subprocess.Popen(
        ["env", "--default-signal=INT", sys.executable, "-m", "app", *command(home, *options)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.timeout(300)
def test_a_run_that_was_broken_off_goes_on(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with started(home) as run:
        until(lambda: kept(home) >= 3, "no result was kept")
        run.send_signal(signal.SIGINT)
        assert "再运行同一命令会接着做" in (run.stderr.read() if run.stderr else "")
    assert run.returncode == 130
    interrupted = kept(home)
    assert 3 <= interrupted < COUNT

    with started(home) as run:
        until(lambda: kept(home) >= interrupted + 3, "the run did not go on")
        below = children(run.pid)
        run.kill()
    killed = kept(home)
    assert interrupted < killed < COUNT
    assert below
    until(lambda: all(map(gone, below)), "a worker outlived the run")

    assert main(command(home, "--json")) == 0
    resumed = capsys.readouterr()
    assert f"接着上次中断的评测：{killed}/{COUNT} 题已有结果" in resumed.err
    assert kept(home) == 0

    assert main(command(home, "--json", "--jobs", "1")) == 0
    whole = capsys.readouterr()
    assert "接着" not in whole.err
    one, other = (json.loads(text)["results"] for text in (resumed.out, whole.out))
    assert [r["id"] for r in one] == [str(n) for n in range(COUNT)]
    assert [{**r, "milliseconds": 0} for r in one] == [{**r, "milliseconds": 0} for r in other]
