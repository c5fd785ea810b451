"""The check of a new generation, in a process of its own: a damaged graph kills the process that opens it."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np

from index import content as contents
from index.content import Content
from index.embedding import Vectors
from index.errors import IndexDamaged
from index.lexical import SENTENCE_WORDS, LexicalIndex
from index.manifest import LEXICAL, PASSAGES, SENTENCES, VECTORS, check_files, copy_checked, read_manifest
from index.passage_index import PassageIndex
from index.scratch import Scratch
from index.vectors import probe

_TIMEOUT = 600.0  # seconds
_SAMPLES = 32  # sentences that must find themselves
_FOUND = 0.9  # share of them that must: the graph is approximate, and a damaged one finds next to none
_SAME = 1e-3  # what float32 may take from a vector's cosine with itself


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
        check(Path(sys.argv[1]))
    except IndexDamaged as exc:
        sys.stdout.write(f"{exc}\n")
        sys.exit(1)


def check(directory: Path) -> None:
    """Compare files and counts with the manifest, and let each sampled vector find itself.

    Raises:
        IndexDamaged: something is missing or differs.
    """
    manifest = read_manifest(directory)
    files = manifest.below(VECTORS)
    check_files(directory, (f for f in manifest.files if f not in files))
    with closing(Content(directory / contents.FILE_NAME)) as content:
        if content.counts() != (manifest.documents, manifest.clauses, manifest.sentences):
            raise IndexDamaged("文件、条款或句子的数目与清单不符")
    indexed = LexicalIndex.open(directory / LEXICAL, manifest.sentences, SENTENCE_WORDS).indexed
    if indexed not in {0, manifest.sentences}:
        raise IndexDamaged(f"词汇索引有 {indexed} 句，清单有 {manifest.sentences} 句")
    passages = PassageIndex.open(directory / PASSAGES)
    if (passages.count, len(passages.of_sentences)) != (manifest.passages, manifest.sentences):
        raise IndexDamaged(f"段落索引有 {passages.count} 段，清单有 {manifest.passages} 段")
    vectors = np.load(directory / SENTENCES, mmap_mode="r", allow_pickle=False)
    numbers = np.unique(np.linspace(0, len(vectors) - 1, min(_SAMPLES, len(vectors)), dtype=int))
    samples = np.array(vectors[numbers])
    with closing(Scratch(sum(f.size for f in files))) as scratch:
        copy_checked(directory, files, scratch.path)
        found = probe(scratch.path / VECTORS, numbers.tolist(), samples)
    if found.count != manifest.sentences:
        raise IndexDamaged(f"向量索引有 {found.count} 句，清单有 {manifest.sentences} 句")
    if not np.allclose(found.stored, samples, atol=_SAME):
        raise IndexDamaged("向量索引里的向量与抽样不符")
    if not enough_found(found.nearest):
        raise IndexDamaged("有句子的向量找不到自己")


def enough_found(nearest: Vectors) -> bool:
    """Whether the sampled vectors find themselves, by each one's cosine with the nearest (NaN: nothing found).

    The nearest may be another number: the same sentence may stand in two places.
    """
    return not len(nearest) or float(np.mean(nearest > 1 - _SAME)) >= _FOUND


def _failed(reason: str) -> IndexDamaged:
    return IndexDamaged(f"新建的索引没有通过检查：{reason}；原有索引未受影响，请重新运行 policyqa sync。")
