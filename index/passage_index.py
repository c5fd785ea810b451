"""The passage index: what the sentences around a sentence say together, by words and by meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.lexical import PASSAGE_WORDS, LexicalIndex, Scores

Numbers = NDArray[np.int32]

_LEXICAL, _VECTORS, _OF_SENTENCES = "lexical", "vectors.npy", "of-sentences.npy"


@dataclass(frozen=True, slots=True)
class PassageScores:
    """Cosine similarity and BM25 score of every passage, by number."""

    dense: Scores
    lexical: Scores


class PassageIndex:
    """Scores all passages for a question. ``of_sentences`` has the passage of each sentence, by the sentence's number.

    Safe for several threads.
    """

    def __init__(self, lexical: LexicalIndex, vectors: Vectors, of_sentences: Numbers) -> None:
        self._lexical = lexical
        self._vectors = vectors
        self.of_sentences = of_sentences

    @staticmethod
    def build(directory: Path, texts: Sequence[str], of_sentences: Sequence[int], vectors: Vectors) -> None:
        """Index passages into ``directory``; their order is their number. ``vectors`` are the sentences'.

        A passage's vector is the mean of its sentences', which costs no embedding. Against a vector of the whole text
        it finds as many right clauses of 298 questions on policies (first: .82 against .80, .45 against .43). On
        questions about laws it loses .02 of recall@10, with the best sentence beside it .01.
        """
        directory.mkdir()
        numbers = np.asarray(of_sentences, np.int32)
        means = np.zeros((len(texts), vectors.shape[1]), np.float32)
        np.add.at(means, numbers, vectors)
        means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        np.save(directory / _OF_SENTENCES, numbers, allow_pickle=False)
        np.save(directory / _VECTORS, means, allow_pickle=False)
        LexicalIndex.build(directory / _LEXICAL, texts, PASSAGE_WORDS)

    @classmethod
    def open(cls, directory: Path) -> "PassageIndex":
        """Load a built index."""
        vectors: Vectors = np.load(directory / _VECTORS, mmap_mode="r", allow_pickle=False)
        numbers = np.load(directory / _OF_SENTENCES, allow_pickle=False)
        return cls(LexicalIndex.open(directory / _LEXICAL, len(vectors), PASSAGE_WORDS), vectors, numbers)

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self._vectors)

    def scores(self, text: str, query: Vectors) -> PassageScores:
        """The scores for a question and its vector."""
        dense: Scores = self._vectors @ query
        return PassageScores(dense, self._lexical.scores(text))
