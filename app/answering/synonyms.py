"""Words that stand for each other, and how much of its weight a word keeps that has such words."""

import re
from functools import cache

from app.answering.lexicon import lexicon
from app.answering.speech import Speech

_GENERIC = 0.2  # share of its weight that a word keeps that stands all over every policy (补助, 企业)
_SYNONYM = 0.6  # the same for another word with synonyms: it distinguishes less


@cache
def groups_of(word: str) -> tuple[tuple[str, ...], ...]:
    """The groups of words that a word is of."""
    return tuple(g for g in (*lexicon().synonyms, *lexicon().equivalents) if word in g)


def stand_ins(question: str, speech: Speech) -> dict[int, tuple[str, ...]]:
    """For each position of a word that has synonyms, the words of its group; longer words win.

    A single character is a word only where it stands alone: not the 花 and 钱 of 花钱.
    """
    found: dict[int, tuple[int, tuple[str, ...]]] = {}
    for group in (*lexicon().synonyms, *lexicon().equivalents):
        for word in group:
            for start in _places(word, question):
                if len(word) == 1 and not speech.alone(start):
                    continue
                for i in range(start, start + len(word)):
                    if len(word) > found.get(i, (0, ()))[0]:
                        found[i] = (len(word), group)
    return {i: group for i, (_, group) in found.items()}


def _places(word: str, question: str) -> list[int]:
    """Where a word begins; one of Latin letters, large or small, only as a whole (not the AI of EMAIL)."""
    if word.isascii():
        return [m.start() for m in _whole(word).finditer(question)]
    found, start = [], question.find(word)
    while start >= 0:
        found.append(start)
        start = question.find(word, start + 1)
    return found


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", re.IGNORECASE)


def share_of(group: tuple[str, ...]) -> float:
    """The share of its weight that a word of a group of synonyms keeps."""
    if group[0] in lexicon().generic:
        return _GENERIC
    return 1.0 if group in lexicon().equivalents else _SYNONYM
