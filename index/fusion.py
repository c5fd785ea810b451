"""Fusion: one score for a sentence out of its two, and one for a clause out of its sentences'."""

from collections.abc import Mapping

from index.settings import RetrievalSettings


def fuse(dense: Mapping[int, float], lexical: Mapping[int, float], settings: RetrievalSettings) -> dict[int, float]:
    """The score in [0, 1] of every candidate: a weighted sum of how close it comes to the best of each kind.

    Of BM25 the share of the highest score. Of the cosine the place between the lowest and the highest candidate,
    since the model puts every pair of Chinese sentences above 0.7.
    """
    if not dense:
        return {}
    highest, lowest = max(dense.values()), min(dense.values())
    most = max(lexical.values(), default=0.0)
    return {
        n: settings.dense * _share(d - lowest, highest - lowest) + settings.lexical * _share(lexical.get(n, 0.0), most)
        for n, d in dense.items()
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
