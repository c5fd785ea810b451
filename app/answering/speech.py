"""What part a character of a question plays: thing, deed or mere grammar.

A word that the documents do not have weighs by its part of speech: an unknown noun (公积金) is another subject, an
unknown verb (砸进去) most often only another way to say it. Segmentation and tags come from jieba's dictionary.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Protocol

_NOUN, _DEED, _GRAMMAR = 1.0, 0.35, 0.05
# Tags of the PKU set: n* nouns, j abbreviations, l/i set phrases, b distinguishing words, eng Latin letters.
_NOUN_TAGS = ("n", "j", "l", "i", "b", "eng", "s")
_WHERE = ("里", "边", "面", "头")
_DEED_TAGS = ("v", "a", "z", "g")


class _Tagger(Protocol):
    def tag(self, text: str, hmm: bool = True) -> list[tuple[str, str]]: ...
    def cut(self, text: str, hmm: bool = True) -> list[str]: ...


@cache
def _tagger() -> _Tagger:
    import rjieba  # late: its dictionary takes a third of a second to load

    tagger: _Tagger = rjieba.Jieba()
    return tagger


def _share(word: str, tag: str) -> float:
    """Latin letters name things, with digits too: AI, 3A, L4. 店里, 家里, 外面 say where, and name nothing."""
    if (tag.startswith("s") and word.endswith(_WHERE)) or (len(word) == 2 and word.endswith("里")):
        return _DEED
    if tag.startswith(_NOUN_TAGS) or any(c.isascii() and c.isalpha() for c in word):
        return _NOUN
    return _DEED if tag.startswith(_DEED_TAGS) else _GRAMMAR


@dataclass(frozen=True, slots=True)
class Speech:
    """For every character of a text how much it says what the text is about, in [0, 1], and the number of its word."""

    weights: tuple[float, ...]
    words: tuple[int, ...]

    def cut_at(self, places: Iterable[int]) -> "Speech":
        """The same text with a word beginning at each of ``places``."""
        begins = {start for start, _ in self.spans()} | set(places)
        return Speech(self.weights, tuple(accumulate(int(i in begins) for i in range(len(self.words)))))

    def joined_at(self, places: Iterable[int]) -> "Speech":
        """The same text with the word that begins at each of ``places`` joined to the one before; it says what most of both."""
        weights, begins = list(self.weights), {start for start, _ in self.spans()}
        for place in places:
            weights[place - 1 : place + 1] = [max(weights[place - 1 : place + 1])] * 2
            begins.discard(place)
        return Speech(tuple(weights), tuple(accumulate(int(i in begins) for i in range(len(self.words)))))

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where each word begins and ends."""
        start = 0
        for end in range(1, len(self.words) + 1):
            if end == len(self.words) or self.words[end] != self.words[start]:
                yield start, end
                start = end

    def alone(self, at: int) -> bool:
        """Whether the character is a word by itself."""
        return self.words.count(self.words[at]) == 1


def read_speech(text: str) -> Speech:
    """Segment and weigh ``text``."""
    tagged = [
        (number, _share(word, tag)) for number, (word, tag) in enumerate(_tagger().tag(text, False)) for _ in word
    ]
    return Speech(tuple(share for _, share in tagged), tuple(number for number, _ in tagged))


def cut(text: str) -> list[str]:
    """The words of a text, in its order, without their parts of speech."""
    return _tagger().cut(text, False)
