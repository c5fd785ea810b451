"""Vectors that outlive the index they were made for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from eval.bench.answers.kept_vectors import KeptVectors
from index import HashingEmbedder
from index.embedding import Vectors


@dataclass
class Counting:
    """The hashing embedder under any name, remembering what it embedded."""

    name: str = "counting"
    dimensions: int = HashingEmbedder.dimensions
    scale: tuple[float, float] | None = (0.7, 0.9)
    embedded: list[str] = field(default_factory=list)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return HashingEmbedder().passages(texts)

    def query(self, text: str) -> Vectors:
        return HashingEmbedder().query(text)


def test_each_text_is_embedded_once_and_in_its_place(tmp_path: Path) -> None:
    inner = Counting()
    texts = ["渔船登记", "船员体检", "渔船登记"]
    assert np.array_equal(KeptVectors(inner, tmp_path / "v").passages(texts), HashingEmbedder().passages(texts))
    assert inner.embedded == ["渔船登记", "船员体检"]
    again = KeptVectors(inner, tmp_path / "v").passages(["船员体检", "港口"])
    assert np.array_equal(again, HashingEmbedder().passages(["船员体检", "港口"]))
    assert inner.embedded == ["渔船登记", "船员体检", "港口"]


def test_another_embedder_does_not_get_the_vectors_of_this_one(tmp_path: Path) -> None:
    KeptVectors(Counting("one"), tmp_path / "v").passages(["渔船"])
    other = Counting("two")
    KeptVectors(other, tmp_path / "v").passages(["渔船"])
    assert other.embedded == ["渔船"]


def test_it_passes_for_the_other_embedder(tmp_path: Path) -> None:
    kept = KeptVectors(Counting(), tmp_path / "v")
    assert (kept.name, kept.dimensions, kept.scale) == ("counting", 256, (0.7, 0.9))
    assert kept.query("渔船").tolist() == HashingEmbedder().query("渔船").tolist()
    assert kept.passages([]).shape == (0, 256)
