"""How much of what a question is about stands in a piece of text.

A question is seen as its character bigrams, weighted by how rare each is in the documents (inverse document
frequency over sentences, Spärck Jones 1972). Bigrams measured better than words on Chinese policy text. Words without
content weigh nothing, words with a synonym in the text count as found, and words that the documents do not have are found
in part where the text has one that means much the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.answering.cutting import mask, read_words
from app.answering.everyday import Said, everyday_words, written_weight
from app.answering.lexicon import lexicon
from app.answering.speech import Speech
from app.answering.synonyms import groups_of, share_of, stand_ins
from app.answering.vocabulary import Vocabulary
from app.answering.wordbook import Alike, wordbook

_UNKNOWN = 0.75  # share of the highest weight for a bigram that no document has: it may be a paraphrase
_ORDINARY = 0.8  # share of its weight that an everyday word loses where no document has it
_CONTENT = 0.35  # how much a word must say to be looked for in other words
_THING = 0.6  # how much a noun must say that is not a word of everyday life
_ACROSS = 0.3  # share of its weight that an unknown bigram keeps that lies in two words
_OTHER_WORD = 0.5  # share of its likeness that a word counts for another one that the documents have themselves
_CLOSE = 0.5  # share from which a word may count for one that the documents have themselves
_HEARD = 0.5  # share with which a like word must be found for a word not to be another subject


@dataclass(frozen=True, slots=True)
class Term:
    """A bigram of the question at ``at``, its weight, and other words that would do as well.

    A ``loose`` one lies half in a word without content; it counts where it is found and is not missed where it is not.
    A ``thing`` lies in a noun; ``known`` says whether any document has the bigram or a word that stands for it.
    ``alike`` are words of the documents that mean much the same as its word, likest first.
    """

    bigram: str
    at: int
    weight: float
    alternatives: tuple[str, ...] = ()
    loose: bool = False
    thing: bool = True
    known: bool = True
    alike: tuple[Alike, ...] = ()

    def stands_in(self, text: str) -> bool:
        """Whether the bigram or a word that stands for it is in ``text`` (normalised)."""
        return self.bigram in text or any(word in text for word in self.alternatives)

    def found_in(self, text: str) -> float:
        """How far the bigram, a word that stands for it or one that is alike is in ``text`` (normalised), in [0, 1]."""
        if self.stands_in(text):
            return 1.0
        return next((other.share for other in self.alike if other.word in text), 0.0)


@dataclass(frozen=True, slots=True)
class Terms:
    """The weighted terms of one question."""

    question: str
    terms: tuple[Term, ...]

    def within(self, stretch: str) -> "Terms":
        """The terms of one stretch of the question."""
        at = self.question.find(stretch)
        return Terms(self.question, tuple(t for t in self.terms if at <= t.at and t.at + 2 <= at + len(stretch)))

    def outside(self, text: str) -> "Terms":
        """The terms that do not stand in ``text`` (normalised)."""
        return Terms(self.question, tuple(t for t in self.terms if not t.stands_in(text)))

    def coverage(self, text: str) -> float:
        """The share, in [0, 1], of the question's weight that stands in ``text`` (normalised)."""
        return self.covered(self.found_in(text))

    def found_in(self, text: str) -> tuple[float, ...]:
        """For each term how far it is in ``text`` (normalised), in [0, 1]."""
        return tuple(t.found_in(text) for t in self.terms)

    def covered(self, *found: Sequence[float]) -> float:
        """The share, in [0, 1], of the question's weight that stands in texts of which ``found_in`` was asked."""
        shares = [max(each) for each in zip(*found, strict=True)]
        had = sum(t.weight * share for t, share in zip(self.terms, shares, strict=True))
        lost = sum(t.weight * (1.0 - share) for t, share in zip(self.terms, shares, strict=True) if not t.loose)
        return had / (had + lost) if had + lost else 0.0

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


def _alike(question: str, speech: Speech, stop: set[int], vocabulary: Vocabulary) -> dict[int, tuple[Alike, ...]]:
    """For each position of a word with content the words of the documents that mean much the same.

    A word that the documents have is meant as it stands; others count little for it. A single character means many
    things (展: 展会, 开展): only words that have it in them and are like it stand for it.
    """
    found: dict[int, tuple[Alike, ...]] = {}
    for start, end in speech.spans():
        word, places = question[start:end], set(range(start, end))
        if places <= stop or speech.weights[start] < _CONTENT:
            continue
        others = tuple(a for a in vocabulary.words.alike(word) if not _contrast(word, a.word))
        if len(word) == 1:
            others = tuple(a for a in others if word in a.word)
        elif vocabulary.has(word):
            others = tuple(Alike(a.word, a.share * _OTHER_WORD) for a in others if a.share >= _CLOSE)
        found |= dict.fromkeys(places, others)
    return found


def _contents(question: str, speech: Speech, vocabulary: Vocabulary) -> list[float]:
    """How much each character says, less where it is of an everyday word that no document has."""
    says = list(speech.weights)
    for start, end in speech.spans():
        word = question[start:end]
        if not vocabulary.has(word):
            says[start:end] = [w * (1.0 - _ORDINARY * wordbook().ordinary(word)) for w in says[start:end]]
    return says


def _contrast(word: str, other: str) -> bool:
    """Whether two words exclude each other."""
    return any(word in group and other in group for group in lexicon().contrasts)


def _single(
    speech: Speech,
    alike: Mapping[int, tuple[Alike, ...]],
    groups: Mapping[int, tuple[str, ...]],
    dead: set[int],
    says: Sequence[float],
    vocabulary: Vocabulary,
) -> Iterator[Term]:
    """Terms of words of one character, looked for as the longer words that they stand for (展: 展会).

    Behind a noun it is the head of a compound (机器人展), and says as much as a noun. What it stands for is a guess, though:
    it counts where it is found, and is not missed where it is not.
    """
    for start, end in speech.spans():
        if end - start > 1 or start in dead or start in groups or not alike.get(start):
            continue
        likest, others = alike[start][0].word, alike[start][1:]
        head = start > 0 and start - 1 not in dead and says[start - 1] >= _THING
        weight = vocabulary.weight(likest[:2]) * (1.0 if head else says[start])
        yield Term(likest, start, weight, loose=True, thing=False, alike=others)


def _of_callers(said: Iterable[Said], question: str, speech: Speech, vocabulary: Vocabulary) -> Iterator[Term]:
    """Terms of callers' words, each looked for as the words by which the documents write it, and weighing as they do."""
    for one in said:
        groups = {word: groups_of(word) for word in one.written}
        shares = {word: min(map(share_of, groups[word]), default=1.0) for word in one.written}
        weight = min(shares[word] * written_weight(word, vocabulary) for word in one.written)
        alike = (w for word in one.written for group in groups[word] if group in lexicon().equivalents for w in group)
        thing = max(speech.weights[one.start : one.end]) >= _THING
        yield Term(question[one.start : one.end], one.start, weight, (*one.written, *alike), thing=thing)


def _is_across(speech: Speech, at: int) -> bool:
    """Whether two characters lie in two words; of two lone ones the dictionary may not know that they are one (链主)."""
    return speech.words[at] != speech.words[at + 1] and not (speech.alone(at) and speech.alone(at + 1))


def question_terms(question: str, vocabulary: Vocabulary, *, blank: Iterable[tuple[int, int]] = ()) -> Terms:
    """The terms of a normalised question; ``blank`` are ranges (its figures) that are no terms.

    A bigram that no document has counts by its characters that belong to no bigram of the documents: in 机器人展会 the
    bigram 人展 only spans two known words, in 公积金 nothing is known.
    """
    speech = read_words(question, vocabulary)
    stop, dead = mask(question, blank, speech)
    said = tuple(s for s in everyday_words(question, speech, vocabulary) if not {*range(s.start, s.end)} & dead)
    dead |= {i for s in said for i in range(s.start, s.end)}
    groups = stand_ins(question, speech)
    placed = {i for m in lexicon().places.finditer(question) for i in range(m.start(), m.end())}
    alike = _alike(question, speech, stop | placed, vocabulary)
    says = [1.0 if i in groups else w for i, w in enumerate(_contents(question, speech, vocabulary))]
    dead |= placed  # whether a document is of the place is decided by itself
    places = [i for i in range(len(question) - 1) if not {i, i + 1} & dead and not {i, i + 1} <= stop]
    known = {i for i in places if question[i : i + 2] in vocabulary.frequency}
    at_home = {j for i in known for j in (i, i + 1)} | stop | set(groups) | {i for i, others in alike.items() if others}
    terms: list[Term] = []
    for i in places:
        words = groups[i] if i in groups and groups[i] == groups.get(i + 1) else ()
        others = alike.get(i, ()) if speech.words[i] == speech.words[i + 1] else ()
        strange = sum(says[j] for j in {i, i + 1} - at_home) / 2
        if i in known:
            weight = vocabulary.weight(question[i : i + 2]) * min(says[i], says[i + 1])
        else:
            weight = (
                _UNKNOWN * vocabulary.weight("") * (strange or (min(says[i], says[i + 1]) if words or others else 0.0))
            )
        if words:
            weight *= share_of(words)
        elif i not in known and _is_across(speech, i):
            weight *= _ACROSS
        loose = bool({i, i + 1} & stop) and not words and speech.words[i] != speech.words[i + 1]
        thing = min(says[i], says[i + 1]) >= _THING
        heard = i in known or bool(words) or any(other.share >= _HEARD for other in others)
        if weight:
            terms.append(Term(question[i : i + 2], i, weight, words, loose, thing, heard, others))
    terms += _of_callers(said, question, speech, vocabulary)
    return Terms(question, (*terms, *_single(speech, alike, groups, dead, says, vocabulary)))
