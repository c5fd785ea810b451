"""Chroma through LlamaIndex: the nearest vectors, and nothing to fetch."""

import threading

import numpy as np
import pytest

from index import IndexDamaged
from index.vectors import VectorIndex, probe


def unit(count: int, seed: int = 1) -> np.ndarray:
    vectors = np.random.default_rng(seed).standard_normal((count, 32)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def built(tmp_path):
    vectors = unit(60)
    VectorIndex.build(tmp_path, vectors)
    index = VectorIndex.open(tmp_path)
    yield index, vectors
    index.close()


def test_the_nearest_come_first(built):
    index, vectors = built
    query = unit(1, seed=2)[0]
    assert index.nearest(query, 5).tolist() == np.argsort(-(vectors @ query))[:5].tolist()


def test_opposites_are_far(built):
    index, vectors = built
    assert index.nearest(-vectors[7], 60).tolist()[-1] == 7


def test_more_than_there_are(built):
    assert len(built[0].nearest(built[1][0], 1000)) == 60


@pytest.mark.parametrize("count", [0, 1, 2, 1500])
def test_any_number_of_vectors(tmp_path, count):
    vectors = unit(count)
    VectorIndex.build(tmp_path, vectors)
    index = VectorIndex.open(tmp_path)
    assert index.count == count
    assert len(index.nearest(unit(1)[0], 3)) == min(3, count)
    index.close()


def test_searching_changes_the_database_alone(tmp_path):
    """What is built is complete: a reader that had to finish the graph would write it on its first search."""
    VectorIndex.build(tmp_path, unit(300))
    before = {p: p.read_bytes() for p in tmp_path.glob("*/*")}
    index = VectorIndex.open(tmp_path)
    index.nearest(unit(1)[0], 10)
    index.close()
    assert before
    assert before == {p: p.read_bytes() for p in tmp_path.glob("*/*")}


def test_threads(built):
    index, vectors = built
    wrong = []

    def ask(number: int) -> None:
        firsts = [next(iter(index.nearest(vectors[number], 3))) for _ in range(20)]
        wrong.extend(n for n in firsts if n != number)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_probe(tmp_path):
    vectors = unit(20)
    VectorIndex.build(tmp_path, vectors)
    found = probe(tmp_path, [0, 19], vectors[[0, 19]])
    assert found.count == 20
    assert found.nearest == pytest.approx([1, 1], abs=1e-5)
    assert found.stored == pytest.approx(vectors[[0, 19]])
    assert np.isnan(probe(tmp_path, [99], vectors[[0]]).stored).all()


def test_foreign_folder_is_no_index(tmp_path):
    with pytest.raises(IndexDamaged, match="policyqa sync"):
        VectorIndex.open(tmp_path)
