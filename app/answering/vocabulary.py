"""The words and character pairs of the documents, and how rare each is."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.answering.question import normalise
from app.answering.speech import cut
from app.answering.wordbook import KnownWords, known_words

_TWICE = 2  # sentences that must have two characters side by side for them to be one word
_TOGETHER = 0.05  # share of what stands before a character that the first of a word is at least


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In how many sentences of the documents each bigram stands, how many bigrams end in a character, and the words."""

    sentences: int
    frequency: Counter[str]
    endings: Counter[str]
    words: KnownWords

    def weight(self, bigram: str) -> float:
        """The inverse document frequency, >= 0, highest for a bigram that stands nowhere."""
        return math.log((self.sentences + 1) / (self.frequency.get(bigram, 0) + 0.5))

    def has(self, word: str) -> bool:
        """Whether every bigram of ``word`` stands somewhere in the documents."""
        return all(word[i : i + 2] in self.frequency for i in range(len(word) - 1))

    def coheres(self, bigram: str) -> bool:
        """Whether the documents set two characters side by side so often that they are one word: 上云, not 能奖."""
        often = self.frequency.get(bigram, 0)
        return often >= _TWICE and often >= _TOGETHER * self.endings[bigram[1]]


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
    endings: Counter[str] = Counter()
    for bigram, often in frequency.items():
        endings[bigram[1]] += often
    return Vocabulary(count, frequency, endings, known_words(words))
