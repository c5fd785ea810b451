"""Generations: damaged, missing, half-built or full disk, and what stands in for them."""

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index import IndexDamaged, IndexMismatch, IndexMissing
from index import generation as generations
from index.verification import enough_found, verify

QUESTION, ANSWER = "采购零部件奖励", "采购零部件最高奖励500万元。"


def gen(library, name: str = "gen-1") -> Path:
    return library.home / "index" / name


def second(library) -> None:
    """A second generation that differs in the notice."""
    library.write("notice.txt", "关于征求意见的通知", "请于2026年1月5日前反馈意见。")
    assert library.sync().generation == "gen-2"


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


FILES = {
    "chroma-sqlite": "chroma/chroma.sqlite3",
    "hnsw-vectors": "chroma/*/data_level0.bin",
    "hnsw-header": "chroma/*/header.bin",
    "hnsw-lengths": "chroma/*/length.bin",
    "hnsw-metadata": "chroma/*/index_metadata.pickle",
    "content": "content.sqlite3",
    "lexical-scores": "lexical/data.csc.index.npy",
    "lexical-words": "lexical/vocab.index.json",
    "sentences": "sentences.npy",
    "passage-vectors": "passages/vectors.npy",
    "passage-of-sentence": "passages/of-sentences.npy",
    "passage-scores": "passages/lexical/data.csc.index.npy",
    "manifest": "manifest.json",
}
DAMAGES: dict[str, Callable[[Path], None]] = {"flipped-bit": flip, "truncated": truncate, "deleted": Path.unlink}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("pattern", FILES.values(), ids=FILES.keys())
def test_every_damage_is_seen(filled, pattern, damage):
    """Of the manifest itself a flipped bit may leave the same meaning; then nothing is damaged."""
    (path,) = gen(filled).glob(pattern)
    damage(path)
    shutil.copytree(gen(filled), gen(filled, "gen-0"))  # no older one to fall back to but one as bad
    (filled.home / "policyqa.sqlite3").unlink()
    if pattern == "manifest.json" and damage is flip:
        return
    with pytest.raises(IndexDamaged, match=r"gen-1.*policyqa sync"):
        filled.open()


def test_a_damaged_generation_falls_back_to_the_one_before(filled):
    second(filled)
    flip(gen(filled, "gen-2") / "chroma" / "chroma.sqlite3")
    index = filled.open()
    assert index.generation == "gen-1"
    assert "gen-2 不可用，正在使用 gen-1" in index.warnings[0].message
    assert index.search(QUESTION, k=1)[0].clause.text == ANSWER
    index.close()
    assert filled.sync().generation == "gen-3"  # the next sync heals, and embeds nothing for it
    assert filled.embedder.embedded == ["请于2026年1月5日前反馈意见。"]
    index = filled.open()
    assert (index.generation, index.warnings) == ("gen-3", ())
    assert sorted(generations.names(filled.home)) == ["gen-1", "gen-3"]


def test_without_another_generation_one_is_built_from_the_truth(filled):
    truncate(gen(filled) / "content.sqlite3")
    index = filled.open()
    assert index.generation == "gen-2"
    assert index.search(QUESTION, k=1)[0].clause.text == ANSWER
    assert filled.embedder.embedded == []


def test_a_lost_index_folder_is_built_from_the_truth(filled):
    shutil.rmtree(filled.home / "index")
    assert filled.found(QUESTION) == ANSWER
    assert filled.embedder.embedded == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="missing"),
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\x00\x81", id="garbage"),
        pytest.param(b"gen-99\n", id="names-none"),
        pytest.param(b"../../etc", id="path"),
    ],
)
def test_pointer_damaged(filled, content):
    pointer = filled.home / "index" / "CURRENT"
    if content is None:
        pointer.unlink()
    else:
        pointer.write_bytes(content)
    assert filled.found(QUESTION) == ANSWER
    assert filled.sync().generation == "gen-1"
    assert pointer.read_text(encoding="utf-8") == "gen-1\n"
    assert filled.open().warnings == ()


def test_nothing_there(library):
    with pytest.raises(IndexMissing, match=r"还没有索引.*policyqa sync"):
        library.open()


@pytest.mark.parametrize("damage", [flip, truncate], ids=["flipped-text", "truncated"])
def test_damaged_truth_is_told_and_set_aside(filled, damage):
    path = filled.home / "policyqa.sqlite3"
    if damage is flip:
        path.write_bytes(path.read_bytes().replace("零部件最高奖励500万元".encode(), "零部件最高奖励900万元".encode()))
        filled.write("notice.txt", "通知", "改了。")  # so that a new generation is wanted
    else:
        damage(path)
    with pytest.raises(IndexDamaged, match=r"数据库已损坏.*policyqa sync --rebuild"):
        filled.sync()
    assert filled.found(QUESTION) == ANSWER  # readers do not depend on it
    if damage is truncate:
        assert {d.status for d in filled.sync(rebuild=True).documents} == {"added"}
        assert list(filled.home.glob("policyqa.sqlite3.damaged-*"))
        assert filled.found(QUESTION) == ANSWER


def test_an_unfinished_build_is_swept(filled):
    left = gen(filled, "gen-2.tmp")
    (left / "chroma").mkdir(parents=True)
    second(filled)
    filled.write("notice.txt", "通知", "又改了。")
    assert filled.sync().generation == "gen-3"
    assert sorted(p.name for p in (filled.home / "index").iterdir()) == ["CURRENT", "gen-2", "gen-3"]


def test_a_finished_generation_is_never_written_again(filled):
    def digests() -> dict[str, str]:
        return {str(p): sha256(p.read_bytes()).hexdigest() for p in gen(filled).rglob("*") if p.is_file()}

    before = digests()
    for _ in range(2):
        index = filled.open()
        index.search(QUESTION)
        index.close()
    assert digests() == before


def test_full_disk_leaves_the_index_as_it_was(filled):
    """The limit on file sizes makes real writes fail, at a different place for each size."""
    filled.write("plan.txt", "机器人行动方案", *(f"第{n}项奖励{n}万元。" for n in range(200)))
    manifest = (gen(filled) / "manifest.json").read_bytes()
    code = (
        "import sys; from pathlib import Path; from index import HashingEmbedder, sync, IndexFault\n"
        "try: sync(Path(sys.argv[1]), [Path(sys.argv[2])], HashingEmbedder(), rebuild=True)\n"
        "except IndexFault as exc: print(exc); sys.exit(7)"
    )
    for size in (1 << 10, 100 << 10, 400 << 10):
        done = subprocess.run(
            [sys.executable, "-c", code, str(filled.home), str(filled.folder)],
            preexec_fn=lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (7, ""), done.stderr
        assert done.stdout.count("\n") == 1
        assert (gen(filled) / "manifest.json").read_bytes() == manifest
        assert filled.found(QUESTION) == ANSWER
    filled.embedder.name = "hashing"
    filled.sync(rebuild=True)
    assert filled.found("第150项") == "第150项奖励150万元。"


@pytest.mark.parametrize(
    ("field", "message"), [("sentences", "数目与清单不符"), ("passages", "段落索引有 8 段，清单有 3 段")]
)
def test_check_in_a_child_compares_counts(filled, field, message):
    verify(gen(filled))
    path = gen(filled) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: 3}), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=rf"没有通过检查：.*{message}.*原有索引未受影响"):
        verify(gen(filled))


def test_passages_of_other_sentences_are_refused(filled):
    path = gen(filled) / "passages" / "of-sentences.npy"
    np.save(path, np.load(path)[:-1])
    manifest = json.loads((gen(filled) / "manifest.json").read_text())
    (entry,) = (f for f in manifest["files"] if f["path"] == "passages/of-sentences.npy")
    entry |= {"size": path.stat().st_size, "sha256": sha256(path.read_bytes()).hexdigest()}
    (gen(filled) / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="段落索引"):
        verify(gen(filled))


def test_another_layout_asks_for_a_sync_that_embeds_nothing(filled):
    path = gen(filled) / "manifest.json"
    path.write_text(json.dumps({"format": 3, "revision": "", "samples": [0]}), encoding="utf-8")
    with pytest.raises(IndexMismatch, match=r"gen-1 是第 3 版格式，而本程序使用第 4 版；请运行 policyqa sync"):
        filled.open()
    assert filled.sync().generation == "gen-2"
    assert filled.embedder.embedded == []
    assert filled.found(QUESTION) == ANSWER


@pytest.mark.parametrize(
    ("nearest", "expected"),
    [
        pytest.param([1.0] * 32, True, id="all"),
        pytest.param([0.9999] * 31 + [0.997], True, id="one-missed-by-the-graph"),
        pytest.param([1.0] * 28 + [0.9] * 4, False, id="many-missed"),
        pytest.param([float("nan")] * 32, False, id="nothing-found"),
        pytest.param([float("nan")], False, id="the-only-one-missed"),
        pytest.param([], True, id="empty-index"),
    ],
)
def test_an_approximate_graph_passes_and_a_broken_one_does_not(nearest, expected):
    assert enough_found(np.array(nearest, np.float32)) is expected
