"""Building a generation from the truth. Nothing is embedded, and nothing that readers use is touched."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copytree, rmtree

import numpy as np

from index import content as contents
from index import generation, manifest
from index.content import Content
from index.embedding import Vectors
from index.lexical import SENTENCE_WORDS, LexicalIndex
from index.manifest import FORMAT, LEXICAL, PASSAGES, SENTENCES, VECTORS, Manifest
from index.passage_index import PassageIndex
from index.scratch import Scratch
from index.storage import damaged_truth, require_space, sync_path, sync_tree
from index.truth import Truth
from index.vectors import VectorIndex
from index.verification import verify

Step = Callable[[str, int, int], None]

# Bytes of a generation.
_FIXED, _PER_SENTENCE = 2 << 20, 14 << 10
_MARGIN = 3  # the old generations, this one, and what SQLite writes beside its files


def space_needed(sentences: int) -> int:
    """Bytes that must be free before a home with this many sentences is written."""
    return _MARGIN * _size(sentences)


def build(truth: Truth, step: Step) -> str:
    """Build, check and name a new generation; returns the name. It is not in use yet.

    Raises:
        IndexDamaged: the truth is not sound, or the new generation fails its check.
        StorageFault: there is not enough space.
    """
    home = truth.home
    generation.folder(home).mkdir(exist_ok=True)
    name = generation.next_name(home)
    unfinished = generation.directory(home, name + generation.UNFINISHED)
    rmtree(unfinished, ignore_errors=True)
    try:
        step("建索引", 0, 3)
        _fill(truth, unfinished, step)
        verify(unfinished)
        step("建索引", 3, 3)
        sync_tree(unfinished)
        unfinished.rename(generation.directory(home, name))
        sync_path(generation.folder(home))
    except BaseException:  # Ctrl-C as well: an unfinished generation must not stay
        rmtree(unfinished, ignore_errors=True)
        raise
    return name


def _fill(truth: Truth, target: Path, step: Step) -> None:
    vectors = _vectors(truth)
    require_space(truth.home, space_needed(len(vectors)))
    target.mkdir()
    truth.copy_content(target / contents.FILE_NAME)
    with closing(Content(target / contents.FILE_NAME)) as content:
        for document_id in content.ids:
            truth.parsed(document_id)  # its text against its digest: what is damaged is not passed on
        passages = _build_words(target, content, vectors)
        counts = content.counts()
    step("建索引", 1, 3)
    _build_vectors(target / VECTORS, vectors)
    step("建索引", 2, 3)
    made = Manifest(
        format=FORMAT,
        revision=truth.revision,
        embedder=truth.embedder or "",
        dimensions=truth.dimensions,
        documents=counts[0],
        clauses=counts[1],
        sentences=counts[2],
        passages=passages,
        files=manifest.list_files(target),
    )
    manifest.write_manifest(target, made)


def _build_words(target: Path, content: Content, vectors: Vectors) -> int:
    """The lexical index of the sentences and the index of the passages; returns how many passages there are."""
    sentences: list[str] = []
    numbers: dict[str, int] = {}
    passages: list[str] = []
    of_sentences: list[int] = []
    for unit in content.units():
        sentences.append(unit.sentence)
        if unit.passage_id not in numbers:
            numbers[unit.passage_id] = len(passages)
            passages.append(unit.passage)
        of_sentences.append(numbers[unit.passage_id])
    LexicalIndex.build(target / LEXICAL, sentences, SENTENCE_WORDS)
    PassageIndex.build(target / PASSAGES, passages, of_sentences, vectors)
    np.save(target / SENTENCES, vectors, allow_pickle=False)
    return len(passages)


def _vectors(truth: Truth) -> Vectors:
    """The sentences' vectors; each must have unit length."""
    data = b"".join(truth.vectors())
    vectors: Vectors = np.frombuffer(data, "<f4").reshape(-1, truth.dimensions or 1)
    if not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
        raise damaged_truth(truth.home, "向量不是单位长度")
    return vectors


def _build_vectors(target: Path, vectors: Vectors) -> None:
    """Chroma writes into a folder in memory, if it is small enough, and the result is copied to its place."""
    with closing(Scratch(_size(len(vectors)))) as scratch:
        folder = scratch.path / VECTORS
        folder.mkdir()
        VectorIndex.build(folder, vectors)
        copytree(folder, target)


def _size(sentences: int) -> int:
    return _FIXED + _PER_SENTENCE * sentences
