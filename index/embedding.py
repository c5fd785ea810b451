"""Embedders: text in, unit vectors out."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns text into unit-length float32 vectors. ``name`` goes into the index's manifest."""

    @property
    def name(self) -> str:
        """What the manifest calls it."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts to be found, shape ``(len(texts), dimensions)``."""
        ...

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, shape ``(dimensions,)``."""
        ...
