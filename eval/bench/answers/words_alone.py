"""The baseline of STARD: BM25 over whole articles, without a model."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus import ParsedDocument
from eval.bench.answers.articles import article_number
from index.lexical import PASSAGE_WORDS, LexicalIndex

Ranked = tuple[tuple[frozenset[str], str], ...]


def rank_by_words(
    documents: Iterable[ParsedDocument], names: Mapping[str, frozenset[str]], folder: Path, most: int
) -> Callable[[str], Ranked]:
    """A search that ranks articles by BM25 of their words, title and headings; ``folder`` is empty and holds the index.

    The tokens and weights are those that the product uses for passages, the best of those tried on the tuning split.
    """
    articles: dict[tuple[frozenset[str], str], list[str]] = {}
    for parsed in documents:
        for clause in parsed.clauses:
            number = article_number(clause.path)
            if number is not None and parsed.document.id in names:
                key = names[parsed.document.id], number
                articles.setdefault(key, [parsed.document.title, clause.label]).append(clause.text)
    LexicalIndex.build(folder / "lexical", ["\n".join(a) for a in articles.values()], PASSAGE_WORDS)
    index = LexicalIndex.open(folder / "lexical", len(articles), PASSAGE_WORDS)
    order: Sequence[tuple[frozenset[str], str]] = [*articles]

    def search(text: str) -> Ranked:
        scores = index.scores(text)
        best = np.argsort(-scores, kind="stable")[:most]
        return tuple(order[n] for n in best if scores[n] > 0)

    return search
