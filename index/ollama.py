"""An embedder on an Ollama server, through LlamaIndex."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.embedding import Vectors, clean
from index.errors import EmbedderFault

if TYPE_CHECKING:
    from llama_index.embeddings.ollama import OllamaEmbedding

_TIMEOUT = 120.0  # seconds; a server loads the model on the first text
_BATCH = 32


class OllamaEmbedder:
    """Any embedding model that the server at ``url`` has. Safe for several threads."""

    scale = None  # any model may stand behind the name

    def __init__(self, url: str, model: str) -> None:
        if "cloud" in model.rpartition(":")[2] or model.endswith("-cloud"):
            raise EmbedderFault(f"Ollama 模型“{model}”会把文本发到互联网，已拒绝；请改用本机模型，例如 bge-m3。")
        self._url = url
        self._model = model

    @property
    def name(self) -> str:
        """``ollama/<model>``."""
        return f"ollama/{self._model}"

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector, found by embedding one word."""
        return int(self.query("文").shape[0])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a text."""
        try:
            found = self._client.get_text_embedding_batch([clean(t) for t in texts])
        except Exception as exc:  # broad: the wrapper lets httpx's, ollama's and json's own errors through
            raise self._fault(exc) from exc
        return self._unit(found)

    def query(self, text: str) -> Vectors:
        """The vector of a question."""
        try:
            found = self._client.get_query_embedding(clean(text))
        except Exception as exc:  # broad: as above
            raise self._fault(exc) from exc
        vector: Vectors = self._unit([found])[0]
        return vector

    @cached_property
    def _client(self) -> "OllamaEmbedding":
        from llama_index.embeddings.ollama import OllamaEmbedding

        return OllamaEmbedding(
            model_name=self._model,
            base_url=self._url,
            embed_batch_size=_BATCH,
            client_kwargs={"timeout": _TIMEOUT},
        )

    def _unit(self, found: Sequence[Sequence[float]]) -> Vectors:
        vectors = np.asarray(found, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
        if vectors.ndim != 2 or not np.isfinite(lengths).all() or not (lengths > 0).all():
            raise EmbedderFault(f"Ollama 模型“{self._model}”没有给出可用的向量；它可能不是向量模型，请改用 bge-m3。")
        unit: Vectors = vectors / lengths
        return unit

    def _fault(self, exc: Exception) -> EmbedderFault:
        if isinstance(exc, EmbedderFault):
            return exc
        if getattr(exc, "status_code", None) == 404:
            return EmbedderFault(f"Ollama（{self._url}）没有模型“{self._model}”；请先运行 ollama pull {self._model}。")
        timeout = "Timeout" in type(exc).__name__  # httpx's classes, which are not ours to import
        reason = "连接不上" if isinstance(exc, ConnectionError) else "等待超时" if timeout else str(exc)
        return EmbedderFault(
            f"无法从 Ollama（{self._url}）取得向量：{reason or type(exc).__name__}；"
            f"请确认它正在运行（ollama serve）并且有模型“{self._model}”。"
        )
