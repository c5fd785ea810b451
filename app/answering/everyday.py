"""Words of callers in a question, and the words by which policies write them: 掏腰包 for 自筹, 找活儿 for 就业.

A caller's word that the documents have is meant as it stands. One that they have not weighs what the commonest of the
words weighs that the documents have for it; where they have none of them, it stays a word that nobody knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.answering.lexicon import lexicon
from app.answering.speech import Speech, read_speech
from app.answering.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Said:
    """A caller's word at ``start`` to ``end`` of a question, and those of the written words that the documents have."""

    start: int
    end: int
    written: tuple[str, ...]


def everyday_words(question: str, speech: Speech, vocabulary: Vocabulary) -> tuple[Said, ...]:
    """The callers' words of a normalised question that the documents write in other words, in its order."""
    found = ((start, end, lexicon().everyday[question[start:end]]) for start, end in _places(question, speech))
    known = ((start, end, tuple(w for w in written if vocabulary.has(w))) for start, end, written in found)
    return tuple(
        Said(start, end, written)
        for start, end, written in known
        if written and not vocabulary.has(question[start:end])
    )


def written_weight(word: str, vocabulary: Vocabulary) -> float:
    """What a written word weighs where it is asked for; no more than a pair of characters that no document has."""
    says = _says(word)
    pairs = ((word[i : i + 2], min(says[i], says[i + 1])) for i in range(len(word) - 1))
    return min(vocabulary.weight(""), sum(vocabulary.weight(pair) * share for pair, share in pairs))


def _places(question: str, speech: Speech) -> Iterator[tuple[int, int]]:
    """Where callers' words stand, the longest first; each begins where a word does, and a pair ends where one does."""
    starts = {start for start, _ in speech.spans()}
    ends = {end for _, end in speech.spans()}
    longest, done = max(map(len, lexicon().everyday), default=0), 0
    for start in sorted(starts):
        lengths = range(min(longest, len(question) - start), 1, -1) if start >= done else ()
        for length in lengths:
            end = start + length
            if question[start:end] in lexicon().everyday and (length > 2 or end in ends):
                yield start, end
                done = end
                break


@cache
def _says(word: str) -> tuple[float, ...]:
    """How much each character of a written word says, by itself."""
    return read_speech(word).weights
