"""The check of a new generation, in a process of its own: a damaged graph kills the process that opens it."""

import subprocess
import sys
from pathlib import Path

import numpy as np

from index.errors import IndexDamaged
from index.snapshot import SAMPLES, Store

_TIMEOUT = 600.0  # seconds
_SAME = 0.999  # cosine of a vector with itself, after float32


def verify(directory: Path) -> None:
    """Check the generation in ``directory`` in a child process.

    Raises:
        IndexDamaged: it does not pass, or the child died of it.
    """
    command = [sys.executable, "-c", "from index.verification import main; main()", str(directory.resolve())]
    try:
        child = subprocess.run(
            command, cwd=Path(__file__).parents[1], capture_output=True, timeout=_TIMEOUT, check=False, encoding="utf-8"
        )
    except subprocess.TimeoutExpired as exc:
        raise _failed(f"检查超过 {_TIMEOUT:.0f} 秒") from exc
    if child.returncode < 0:
        raise _failed(f"检查进程被信号 {-child.returncode} 终止")
    if child.returncode > 0:
        lines = (child.stdout + child.stderr).strip().splitlines()
        raise _failed(lines[-1] if lines else f"检查进程的退出码是 {child.returncode}")


def main() -> None:
    """The child: exit code 0 if the generation named on the command line passes, else 1 and the reason."""
    try:
        check(Store(Path(sys.argv[1])))
    except IndexDamaged as exc:
        sys.stdout.write(f"{exc}\n")
        sys.exit(1)


def check(store: Store) -> None:
    """Compare the counts with the manifest, and find each sampled vector by itself.

    Raises:
        IndexDamaged: something is missing.
    """
    manifest = store.manifest
    if store.content.counts() != (manifest.documents, manifest.clauses, manifest.sentences):
        raise IndexDamaged("文件、条款或句子的数目与清单不符")
    if store.vectors.count != manifest.sentences:
        raise IndexDamaged(f"向量索引有 {store.vectors.count} 句，清单有 {manifest.sentences} 句")
    if store.lexical.indexed not in {0, manifest.sentences}:
        raise IndexDamaged(f"词汇索引有 {store.lexical.indexed} 句，清单有 {manifest.sentences} 句")
    vectors = np.load(store.directory / SAMPLES, allow_pickle=False)
    for number, vector in zip(manifest.samples, vectors, strict=True):
        found, similarity = next(iter(store.vectors.nearest(vector, 1).items()))
        # The same sentence may stand in two places; then another number with the same vector is as good.
        if similarity < _SAME or store.vectors.similarities(vector, [number])[number] < _SAME:
            raise IndexDamaged(f"第 {number} 句的向量找不到自己（找到第 {found} 句，相似度 {similarity:.3f}）")


def _failed(reason: str) -> IndexDamaged:
    return IndexDamaged(f"新建的索引没有通过检查：{reason}；原有索引未受影响，请重新运行 policyqa sync。")
