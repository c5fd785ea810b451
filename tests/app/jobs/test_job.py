"""Our own commands as children: what they say, how they fail, how they are ended."""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from app.jobs import Job, JobFailed, Result, Step


def job(code: str, tmp_path: Path) -> Job:
    """A job whose command is a Python script."""
    made = Job([], home=tmp_path)
    made._command = [sys.executable, "-c", code]
    return made


def run(made: Job) -> Result:
    async def whole() -> Result:
        made.start()
        return await made.result()

    return asyncio.run(whole())


def test_a_command_of_ours(tmp_path: Path) -> None:
    result = run(Job(["doctor"], home=tmp_path))
    topics = {f["topic"] for f in result.document["findings"]}
    assert {"home", "settings", "index", "engines", "offline", "packages"} <= topics


def test_a_sync_tells_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于奖励的通知\n一、奖励\n对企业奖励5万元。\n", encoding="utf-8")
    made = Job(["sync", str(tmp_path / "a.txt")], home=tmp_path / "home")

    async def whole() -> tuple[Result, list[Step]]:
        made.start()
        steps = [step async for step in made.steps() if step]
        return await made.result(), steps

    result, steps = asyncio.run(whole())
    assert [d["status"] for d in result.document["documents"]] == ["added"]
    assert made.step is not None
    assert all(0 <= s.done <= s.total and s.stage for s in steps)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        pytest.param('print(\'{"error": "库正忙。"}\'); raise SystemExit(2)', "库正忙。", id="its-own-sentence"),
        pytest.param("import sys; sys.stderr.write('坏了\\n'); raise SystemExit(3)", "坏了.*doctor", id="no-json"),
        pytest.param("print('not json')", "退出码 0.*doctor", id="something-else-on-stdout"),
        pytest.param("import os; os.abort()", "退出码 -6.*doctor", id="crash"),
        pytest.param("pass", "退出码 0.*doctor", id="nothing"),
    ],
)
def test_what_is_no_result_is_one_sentence(tmp_path: Path, code: str, sentence: str) -> None:
    with pytest.raises(JobFailed, match=sentence):
        run(job(code, tmp_path))


def test_a_result_that_does_not_hold_is_a_result(tmp_path: Path) -> None:
    result = run(job("print('{\"a\": 1}'); raise SystemExit(1)", tmp_path))
    assert (result.code, result.document) == (1, {"a": 1})


@pytest.mark.parametrize("when", ["at-once", "running", "deaf"])
def test_cancel_ends_the_command_and_what_it_started(tmp_path: Path, when: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.jobs.job._GRACE", 0.5)
    mark = tmp_path / "pids"
    deaf = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); " if when == "deaf" else ""
    made = job(
        f"{deaf}import os, subprocess, sys, time, json;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"open({str(mark)!r}, 'w').write(json.dumps([os.getpid(), child.pid])); time.sleep(60)",
        tmp_path,
    )

    async def whole() -> None:
        made.start()
        while when != "at-once" and not mark.exists():
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2 if when != "at-once" else 0)
        await made.cancel()
        with pytest.raises(JobFailed, match="已取消"):
            await made.result()

    asyncio.run(asyncio.wait_for(whole(), 20))
    assert not made.running
    for pid in json.loads(mark.read_text()) if mark.exists() else []:
        assert gone(pid)


def gone(pid: int, seconds: float = 5.0) -> bool:
    """Whether a process has ended; a signal takes a moment on a busy machine."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False
