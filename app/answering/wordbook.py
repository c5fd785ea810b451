"""Words as vectors: which words of the documents mean what a caller's word means, and how everyday a word is.

``words.npz`` holds the commonest words of Chinese, each with a vector and its register; ``python -m eval.wordbook``
makes it, and says from what. It does not depend on the embedder that an index is built with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

_STEPS = 127.0  # int8 to unit length
_ALIKE, _SAME = (
    0.50,
    0.80,
)  # likeness below which words have nothing to do with each other, and from which they mean the same
_MOST = 5  # words that may stand for one
_FILE = "words.npz"


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Word ``n`` of ``places`` has row ``n`` of ``vectors``, int8, and of ``everyday``, 0 to 255."""

    places: dict[str, int]
    vectors: NDArray[np.int8]
    everyday: NDArray[np.uint8]

    def ordinary(self, word: str) -> float:
        """How far a word is one of everyday life that no policy is about (东西, 老家), in [0, 1]; 0 for an unknown one."""
        at = self.places.get(word)
        return 0.0 if at is None else float(self.everyday[at]) / 255


@cache
def wordbook() -> Wordbook:
    """The wordbook that ships with the package."""
    with as_file(files("app.answering") / _FILE) as path, np.load(path) as table:
        words = bytes(table["words"]).decode("utf-8").split("\n")
        return Wordbook({word: n for n, word in enumerate(words)}, table["vectors"], table["everyday"])


@dataclass(frozen=True, slots=True)
class Alike:
    """A word that means much the same as another; ``share``, in (0, 1], says how much of its weight it is found with."""

    word: str
    share: float


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words of the documents that the wordbook has, and their vectors of unit length."""

    words: tuple[str, ...]
    vectors: NDArray[np.float32]

    def alike(self, word: str) -> tuple[Alike, ...]:
        """The words of the documents that are likest to ``word``, likest first; nothing for a word without a vector."""
        at = wordbook().places.get(word)
        if at is None or not self.words:
            return ()
        likeness = self.vectors @ (wordbook().vectors[at].astype(np.float32) / _STEPS)
        near = np.flatnonzero(likeness > _ALIKE)
        best = near[np.argsort(-likeness[near], kind="stable")][: _MOST + 1]
        found = ((self.words[n], (float(likeness[n]) - _ALIKE) / (_SAME - _ALIKE)) for n in best)
        return tuple(Alike(other, min(1.0, share)) for other, share in found if other != word)[:_MOST]


def known_words(words: Iterable[str]) -> KnownWords:
    """Those of ``words`` that have a vector; single characters mean too many things to stand for a word."""
    book = wordbook()
    known = tuple(sorted({word for word in words if len(word) > 1 and word in book.places}))
    vectors = book.vectors[[book.places[word] for word in known]].astype(np.float32) / _STEPS
    return KnownWords(known, vectors)
