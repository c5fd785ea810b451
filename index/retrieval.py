"""Retrieval: from a question to scored sentences, each judged by itself and by the passage around it."""

from dataclasses import dataclass

import numpy as np

from index.content import Content, Place
from index.embedding import Vectors
from index.fusion import fuse
from index.lexical import LexicalIndex, Scores
from index.passage_index import PassageIndex
from index.settings import RetrievalSettings
from index.vectors import Numbers, VectorIndex


@dataclass(frozen=True, slots=True)
class Indexes:
    """What a generation knows of its sentences and passages. ``vectors`` has one row a sentence; ``nearest`` finds
    among all of them without looking at each.
    """

    content: Content
    lexical: LexicalIndex
    nearest: VectorIndex
    vectors: Vectors
    passages: PassageIndex


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its cosine similarity, its BM25 score, and the fused score in [0, 1]."""

    place: Place
    dense: float
    lexical: float
    score: float


def retrieve(
    indexes: Indexes, text: str, query: Vectors, settings: RetrievalSettings, within: frozenset[str] | None
) -> tuple[Scored, ...]:
    """The sentences of the clauses that come into question, of some documents alone if named, in reading order."""
    words = indexes.lexical.scores(text)
    around = indexes.passages.scores(text, query)
    of = indexes.passages.of_sentences
    wanted, count = settings.candidates, settings.passages
    if within is None:
        allowed, passages = np.arange(len(of)), np.arange(indexes.passages.count)
        near = indexes.nearest.nearest(query, wanted)
    else:  # every sentence of the documents is looked at: a filtered graph is slow, and misses some
        ranges = indexes.content.ranges(within)
        if not ranges:
            return ()
        allowed = np.concatenate([np.arange(r.start, r.stop) for r in ranges])
        passages = np.flatnonzero(np.bincount(of[allowed]))  # each once: sorting 90,000 takes 18 ms
        near = allowed[_highest(np.concatenate([indexes.vectors[r.start : r.stop] @ query for r in ranges]), wanted)]
    proposed = allowed[_highest(words[allowed], wanted, above=0)]
    chosen = _highest(around.dense[passages], count), _highest(around.lexical[passages], count, above=0)
    beside = allowed[np.isin(of[allowed], passages[np.concatenate(chosen)])]
    # A clause is judged by all its sentences, so those that nothing proposed are scored as well.
    places = indexes.content.with_siblings({*near.tolist(), *proposed.tolist(), *beside.tolist()})
    numbers = np.fromiter((p.number for p in places), np.intp, len(places))
    dense, lexical = indexes.vectors[numbers] @ query, words[numbers]
    own = fuse(dense, lexical, dense_weight=settings.dense, lexical_weight=settings.lexical)
    passage = fuse(
        around.dense[of[numbers]],
        around.lexical[of[numbers]],
        dense_weight=settings.passage_dense,
        lexical_weight=settings.passage_lexical,
    )
    scores = (1 - settings.passage) * own + settings.passage * passage
    return tuple(map(Scored, places, dense.tolist(), lexical.tolist(), scores.tolist()))


def _highest(scores: Scores, count: int, *, above: float | None = None) -> Numbers:
    """Where the ``count`` highest scores are; ``above`` a value, if given."""
    top = np.argpartition(scores, -count)[-count:] if count < len(scores) else np.arange(len(scores))
    return top if above is None else top[scores[top] > above]
