"""Fusion: one score for a sentence out of four, its own two and those of the passage around it."""

import numpy as np

from index.lexical import Scores


def fuse(dense: Scores, lexical: Scores, *, dense_weight: float, lexical_weight: float) -> Scores:
    """The score in [0, 1] of every candidate: a weighted sum of how close it comes to the best of each kind.

    Of BM25 the share of the highest score. Of the cosine the place between the lowest and the highest candidate,
    since the model puts every pair of Chinese sentences above 0.7.
    """
    if not len(dense):
        return np.zeros(0, np.float32)
    lowest = dense.min()
    near, words = _share(dense - lowest, dense.max() - lowest), _share(lexical, lexical.max())
    fused: Scores = dense_weight * near + lexical_weight * words
    return fused


def _share(part: Scores, whole: float) -> Scores:
    return part / whole if whole > 0 else np.zeros_like(part)
