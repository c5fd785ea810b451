"""What the project's own files promise each other."""

import re
import shutil
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest

from app.pinned import PINNED

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_address_and_hashes_everything(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.search(r"https?://|file://|--index|--extra-index|--find-links|--trusted-host", text) is None
    requirements = re.findall(r"^[a-z0-9][^\n]*==.*?(?=^[a-z0-9]|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert len(requirements) > 100
    assert [r.split("\n")[0] for r in requirements if "--hash=sha256:" not in r] == []


def test_the_dev_lock_holds_what_the_runtime_lock_holds():
    def pins(lock: str) -> set[str]:
        return set(
            re.findall(r"^[a-z0-9][a-z0-9._-]*==[^\s;\\]+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
        )

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_the_makefile_fetches_the_first_pinned_model():
    assert f"models/{PINNED[0].name}\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_top_level_is_the_four_packages_and_their_tests():
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith((".", "__"))}
    assert folders - {"build", "dist"} == {"corpus", "index", "app", "eval", "tests"}


@pytest.mark.parametrize("script", [".ci/run", ".ci/make-venv", ".ci/system-packages"])
def test_the_scripts_can_be_run_and_stop_at_the_first_failure(script):
    path = ROOT / script
    assert path.stat().st_mode & stat.S_IXUSR
    assert "set -euo pipefail" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_direct_dependency_has_its_reason_in_the_readme(readme):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.match(r"[A-Za-z0-9._-]+", line).group() for line in project["dependencies"]}
    rows = re.findall(r"^\| ([^|]+) \| [^|]{10,} \|$", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE)
    explained = {name for row in rows for name in re.split(r"[,、]\s*", row)}
    assert names - explained == set()


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        pytest.param(None, "apt-get install python3", id="no-python"),
        pytest.param('case "$*" in *version_info*) exit 1;; *) echo Python 3.9.2;; esac', "Python 3.9.2", id="too-old"),
        pytest.param('case "$*" in *version_info*) exit 0;; *) exit 1;; esac', "python3-venv", id="without-venv"),
    ],
)
def test_what_python_lacks_is_one_sentence(tmp_path, answer, named):
    python = tmp_path / "python3"
    if answer is not None:
        python.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        python.chmod(0o755)
    tools = tmp_path / "bin"  # a machine without apt-get, so that nothing is installed
    tools.mkdir()
    for tool in ("bash", "id", "sh", "env"):
        (tools / tool).symlink_to(shutil.which(tool))
    done = subprocess.run(
        [tools / "bash", ROOT / ".ci" / "make-venv", tmp_path / "venv"],
        env={"PATH": str(tools), "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert named in done.stderr
    assert not (tmp_path / "venv").exists()
