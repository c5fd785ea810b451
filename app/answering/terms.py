"""How much of what a question is about stands in a piece of text.

A question is seen as its character bigrams, weighted by how rare each is in the documents (inverse document
frequency over sentences, Spärck Jones 1972). Bigrams measured better than words on Chinese policy text. Words without
content weigh nothing, words with a synonym in the text count as found.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.answering.lexicon import lexicon
from app.answering.question import normalise
from app.answering.speech import Speech, read_speech

_UNKNOWN = 0.75  # share of the highest weight for a bigram that no document has: it may be a paraphrase
_GENERIC = 0.2  # the same for the words that stand all over every policy (补助, 企业)
_SYNONYM = 0.6  # share of its weight that a word with synonyms keeps: it distinguishes less


_ASKED = re.compile(
    r"(?:的)?(?:一共|总共|大概|分别|最[高多少低]|至少)?(?:是|为|有|得|要)?(?:多少|几[个家项场次台亿万百千]|哪些|什么)"
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In how many sentences of the documents each bigram stands."""

    sentences: int
    frequency: Counter[str]

    def weight(self, bigram: str) -> float:
        """The inverse document frequency, >= 0, highest for a bigram that stands nowhere."""
        return math.log((self.sentences + 1) / (self.frequency.get(bigram, 0) + 0.5))


def build_vocabulary(sentences: Iterable[str]) -> Vocabulary:
    """Count the bigrams of ``sentences``."""
    frequency: Counter[str] = Counter()
    count = 0
    for sentence in sentences:
        text = normalise(sentence)
        frequency.update({text[i : i + 2] for i in range(len(text) - 1)})
        count += 1
    return Vocabulary(count, frequency)


@dataclass(frozen=True, slots=True)
class Term:
    """A bigram of the question at ``at``, its weight, and other words that would do as well.

    A ``loose`` one lies half in a word without content, or in a place, which ``support`` judges by itself; it counts
    where it is found and is not missed where it is not.
    A ``thing`` lies in a noun; ``known`` says whether any document has the bigram or a word that stands for it.
    """

    bigram: str
    at: int
    weight: float
    alternatives: tuple[str, ...] = ()
    loose: bool = False
    thing: bool = True
    known: bool = True

    def stands_in(self, text: str) -> bool:
        """Whether the bigram or a word that stands for it is in ``text`` (normalised)."""
        return self.bigram in text or any(word in text for word in self.alternatives)


@dataclass(frozen=True, slots=True)
class Terms:
    """The weighted terms of one question."""

    question: str
    terms: tuple[Term, ...]

    def within(self, stretch: str) -> "Terms":
        """The terms of one stretch of the question."""
        at = self.question.find(stretch)
        return Terms(self.question, tuple(t for t in self.terms if at <= t.at and t.at + 2 <= at + len(stretch)))

    def coverage(self, text: str) -> float:
        """The share, in [0, 1], of the question's weight that stands in ``text`` (normalised)."""
        found = sum(t.weight for t in self.terms if t.stands_in(text))
        lost = sum(t.weight for t in self.terms if not t.loose and not t.stands_in(text))
        return found / (found + lost) if found + lost else 0.0

    def point(self) -> tuple["Term", ...]:
        """The terms of the stretch that stands right before 是多少, 有哪些 …; empty where that says nothing."""
        asked = _ASKED.search(self.question)
        if asked is None:
            return ()
        solid = {t.at: t for t in self.terms if t.thing and not t.loose}
        found: list[Term] = []
        at = asked.start() - 2
        while at in solid:
            found.append(solid[at])
            at -= 1
        return tuple(reversed(found))

    def words(self, terms: tuple["Term", ...]) -> str:
        """The stretch of the question that neighbouring ``terms`` cover."""
        return self.question[terms[0].at : terms[-1].at + 2]

    @property
    def unheard_of(self) -> tuple[str, ...]:
        """The nouns of the question, two characters or more, that no document has anywhere."""
        places = {i for t in self.terms if t.thing and not t.loose and not t.known for i in (t.at, t.at + 1)}
        places -= {i for t in self.terms if t.known for i in (t.at, t.at + 1)}
        runs: list[str] = []
        for i in sorted(places):
            if runs and i - 1 in places:
                runs[-1] += self.question[i]
            else:
                runs.append(self.question[i])
        return tuple(run for run in runs if len(run) > 1)


def _mask(question: str, blank: Iterable[tuple[int, int]], speech: Speech) -> tuple[set[int], set[int]]:
    """Positions of words without content, and positions that belong to figures or punctuation.

    A single character is such a word only where it stands alone, not the 上 of 上市, or between two of them (这件事由哪些).
    """
    matches = list(lexicon().stop.finditer(question))
    sure = [m for m in matches if m.end() - m.start() > 1 or speech.alone(m.start())]
    stop = {i for m in sure for i in range(m.start(), m.end())}
    stop |= {m.start() for m in matches if {m.start() - 1, m.end()} <= stop}
    dead = {i for start, end in blank for i in range(start, end)}
    dead |= {i for i, c in enumerate(question) if not c.isalnum()}
    return stop, dead


def _alternatives(question: str) -> dict[int, tuple[str, ...]]:
    """For each position of a word that has synonyms, the words of its group; longer words win."""
    found: dict[int, tuple[int, tuple[str, ...]]] = {}
    for group in lexicon().synonyms:
        for word in group:
            start = question.find(word)
            while start >= 0:
                for i in range(start, start + len(word)):
                    if len(word) > found.get(i, (0, ()))[0]:
                        found[i] = (len(word), group)
                start = question.find(word, start + 1)
    return {i: group for i, (_, group) in found.items()}


def question_terms(question: str, vocabulary: Vocabulary, *, blank: Iterable[tuple[int, int]] = ()) -> Terms:
    """The terms of a normalised question; ``blank`` are ranges (its figures) that are no terms.

    A bigram that no document has counts by its characters that belong to no bigram of the documents: in 机器人展会 the
    bigram 人展 only spans two known words, in 公积金 nothing is known.
    """
    speech = read_speech(question)
    stop, dead = _mask(question, blank, speech)
    groups = _alternatives(question)
    says = [1.0 if i in groups else w for i, w in enumerate(speech.weights)]
    places = [i for i in range(len(question) - 1) if not {i, i + 1} & dead and not {i, i + 1} <= stop]
    known = {i for i in places if question[i : i + 2] in vocabulary.frequency}
    at_home = {j for i in known for j in (i, i + 1)} | stop | set(groups)
    placed = {i for m in lexicon().places.finditer(question) for i in range(m.start(), m.end())}
    terms: list[Term] = []
    for i in places:
        words = groups[i] if i in groups and groups[i] == groups.get(i + 1) else ()
        strange = sum(says[j] for j in {i, i + 1} - at_home) / 2
        if i in known:
            weight = vocabulary.weight(question[i : i + 2]) * min(says[i], says[i + 1])
        else:
            weight = _UNKNOWN * vocabulary.weight("") * (strange or (1.0 if words else 0.0))
        if words:
            weight *= _GENERIC if words[0] in lexicon().generic else _SYNONYM
        loose = bool({i, i + 1} & stop) and not words and speech.words[i] != speech.words[i + 1]
        loose |= bool({i, i + 1} & placed)
        thing = min(says[i], says[i + 1]) == 1.0
        if weight:
            terms.append(Term(question[i : i + 2], i, weight, words, loose, thing, i in known or bool(words)))
    return Terms(question, tuple(terms))
