"""Hits: what retrieval found, and why it ranks where it does."""

from dataclasses import dataclass

from corpus.clause import Clause
from corpus.document import Document
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """One sentence of a clause. ``span`` points into the canonical text; ``score`` is the fused one.

    ``dense`` is the cosine similarity in [-1, 1], ``lexical`` the BM25 score (>= 0).
    """

    span: Span
    text: str
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One clause, with its sentences that were found, best first. Scores compare within one search only."""

    document: Document
    clause: Clause
    sentences: tuple[SentenceHit, ...]
    score: float
