"""An embedder without a model, for tests and for machines that cannot run one."""

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np

from index.embedding import Vectors, clean

_DIMENSIONS = 256


class HashingEmbedder:
    """Counts hashed characters and character pairs: the same text gives the same vector everywhere."""

    name = "hashing"
    dimensions = _DIMENSIONS
    scale = None

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a text."""
        return np.stack([self.query(t) for t in texts]) if texts else np.empty((0, _DIMENSIONS), np.float32)

    def query(self, text: str) -> Vectors:
        """The vector of one text; of a text without characters, a fixed one."""
        counts = np.zeros(_DIMENSIONS, np.float32)
        text = clean(text).casefold()
        for piece in (*text, *(a + b for a, b in pairwise(text))):
            counts[crc32(piece.encode()) % _DIMENSIONS] += 1
        if not counts.any():
            counts[0] = 1
        vector: Vectors = counts / np.linalg.norm(counts)
        return vector.astype(np.float32)
