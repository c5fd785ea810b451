"""The words and character pairs of the documents, and how rare each is."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.answering.question import normalise
from app.answering.speech import cut
from app.answering.wordbook import KnownWords, known_words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In how many sentences of the documents each bigram stands, and the words of the documents."""

    sentences: int
    frequency: Counter[str]
    words: KnownWords

    def weight(self, bigram: str) -> float:
        """The inverse document frequency, >= 0, highest for a bigram that stands nowhere."""
        return math.log((self.sentences + 1) / (self.frequency.get(bigram, 0) + 0.5))

    def has(self, word: str) -> bool:
        """Whether every bigram of ``word`` stands somewhere in the documents."""
        return all(word[i : i + 2] in self.frequency for i in range(len(word) - 1))


def build_vocabulary(sentences: Iterable[str]) -> Vocabulary:
    """Count the bigrams of ``sentences``."""
    frequency: Counter[str] = Counter()
    words: set[str] = set()
    count = 0
    for sentence in sentences:
        text = normalise(sentence)
        frequency.update({text[i : i + 2] for i in range(len(text) - 1)})
        words.update(cut(text))
        count += 1
    return Vocabulary(count, frequency, known_words(words))
