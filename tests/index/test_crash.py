"""A sync killed at any moment leaves the old index or the new one, whole, and the next sync goes on."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import HashingEmbedder, IndexMissing, open_index, sync

TRIALS = int(os.environ.get("CRASH_TRIALS", "15"))  # 200 for the published figure; minutes, not seconds
CODE = """
import sys
from pathlib import Path
from index import HashingEmbedder, sync
sync(Path(sys.argv[1]), [Path(sys.argv[2])], HashingEmbedder(), progress=lambda *step: print(*step, flush=True))
"""


def write(folder: Path, year: int) -> None:
    for name in ("甲", "乙", "丙"):
        lines = [f"{name}市奖励办法", *(f"{n}.第{n}类项目{year}年奖励{n}万元。" for n in range(1, 41))]
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")


def years(home: Path) -> set[str]:
    """The years that the index speaks of: one, unless states are mixed."""
    index = open_index(home, HashingEmbedder())
    assert len(index.documents()) == 3
    found = {str(y) for y in (2025, 2026) for p in index.documents() if f"{y}年奖励7万元" in p.document.text}
    hits = index.search("第7类项目奖励", k=3)
    assert len(hits) == 3
    assert all(any(f"{y}年" in h.clause.text for y in found) for h in hits)
    index.close()
    return found


@pytest.fixture(scope="module")
def duration(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that an undisturbed sync takes here and now."""
    root = tmp_path_factory.mktemp("duration")
    write(root, 2025)
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", CODE, str(root / "home"), str(root)], check=True, capture_output=True)
    return time.monotonic() - start


@pytest.mark.timeout(1200)
def test_killed_at_any_moment(tmp_path, duration):
    folder, home = tmp_path / "文件", tmp_path / "home"
    folder.mkdir()
    write(folder, 2025)
    sync(home, [folder], HashingEmbedder())
    chance = random.Random(5)  # noqa: S311 - the same moments in every run, as far as a clock allows
    year, outcomes = 2025, []
    for trial in range(TRIALS):
        new = 2026 if year == 2025 else 2025
        write(folder, new)
        child = subprocess.Popen(
            [sys.executable, "-c", CODE, str(home), str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(duration * (trial + chance.random()) / TRIALS)
        child.send_signal(signal.SIGKILL)
        child.wait()
        found = years(home)
        assert found in ({str(year)}, {str(new)})
        outcomes.append(found == {str(new)})
        if trial % 3 == 2:  # now and then the next sync is let finish; else it is killed as well
            sync(home, [folder], HashingEmbedder())
            assert years(home) == {str(new)}
        year = int(next(iter(years(home))))
    report = sync(home, [folder], HashingEmbedder())
    assert {d.status for d in report.documents} <= {"changed", "unchanged"}
    assert not outcomes[0]


@pytest.mark.parametrize("stage", ["读取 0", "向量化 0", "建索引 0", "建索引 1", "建索引 2"])
def test_killed_in_the_first_sync(tmp_path, stage):
    """At a known stage, with nothing there before: no index, or a whole one."""
    folder, home = tmp_path / "文件", tmp_path / "home"
    folder.mkdir()
    write(folder, 2025)
    with subprocess.Popen(
        [sys.executable, "-c", CODE, str(home), str(folder)], stdout=subprocess.PIPE, text=True
    ) as child:
        for line in child.stdout:
            if line.startswith(stage):
                child.kill()
                break
    assert child.returncode == -signal.SIGKILL
    try:
        index = open_index(home, HashingEmbedder())
    except IndexMissing:
        pass
    else:
        assert len(index.documents()) in {0, 3}
        index.close()
    sync(home, [folder], HashingEmbedder())
    assert years(home) == {"2025"}
