"""How a question is cut into words, and which of its characters say nothing of its subject.

The dictionary cuts by the common words of Chinese. What it does not know of a field (上云, 上规) is read from the documents
themselves: two characters that it leaves alone and that the documents set side by side again and again are one word.
"""

import re
from collections.abc import Iterable, Iterator

from app.answering.lexicon import lexicon
from app.answering.speech import Speech, read_speech
from app.answering.vocabulary import Vocabulary

_ONLY_THEN = re.compile(r"(?<=[个少]人)才(?=[够算])")  # 招几个人|才够格
_WHOLE = re.compile("一次性")  # words that the dictionary cuts wrongly before another (一次|性能|奖)
# Words without content by themselves that begin others: 上云, 到岗, 过审, 进规; the 的, 在, 和 and 各 before a word never do.
_BEGINS = frozenset("上中到过进出去来做干给对让会家场台项")


def read_words(question: str, vocabulary: Vocabulary | None = None) -> Speech:
    """The words of a question; what a word without content runs into begins behind it (最多|用, not 最|多用)."""
    speech = read_speech(question)
    starts = {i: start for start, end in speech.spans() for i in range(start, end)}
    words = (*lexicon().stop_words.finditer(question), *_WHOLE.finditer(question))
    ends = {m.end() for m in words if m.start() < starts[m.end() - 1]}
    speech = speech.cut_at(ends | {m.start() for m in _ONLY_THEN.finditer(question)})
    return speech.joined_at(_unknown_words(question, speech, vocabulary)) if vocabulary else speech


def _unknown_words(question: str, speech: Speech, vocabulary: Vocabulary) -> Iterator[int]:
    """Where the second character of a word begins that the dictionary does not know, but the documents do: 上|云."""
    alone = {start for start, end in speech.spans() if end - start == 1}
    for i in sorted(alone):
        if i + 1 in alone and question[i] in _BEGINS and vocabulary.coheres(question[i : i + 2]):
            yield i + 1


def mask(question: str, blank: Iterable[tuple[int, int]], speech: Speech) -> tuple[set[int], set[int]]:
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
