"""The focus of a question: the noun whose figure, date or list it asks for (医疗护理费 in 医疗护理费每月最高报多少)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from app.answering.asked import before_asking
from app.answering.lexicon import lexicon
from app.answering.question import Question
from app.answering.speech import read_speech

_NOUN = 1.0  # what read_speech gives a noun
# Nouns that say nothing of the thing itself: papers, parts, places of the giver, measures (每平方米), 算下来, 培育出.
_EMPTY = re.compile(
    r".*(?:文件|政策|意见|措施|办法|方案|通知|规定|条款|细则|条例|若干|专项|实际|部分|方面|情况|钱数|总数|人数|年限|顶天"
    r"|头一次|首次|手续|[下起上出]来|出|里|上|[省市区县州])|[每一两三四五六七八九十几这那].*"
)


@dataclass(frozen=True, slots=True)
class Focus:
    """A noun compound of a question (数据训练场) and its last word (训练场), which says what sort of thing it is."""

    compound: str
    head: str


@lru_cache(maxsize=64)  # asked again for every sentence that is weighed
def focus_of(question: Question) -> Focus | None:
    """The nouns side by side that stand last before the words that ask, if there are any."""
    found = map(_last_nouns, before_asking(question.search[question.own :]))
    return next((one for one in found if one), None)


def _last_nouns(text: str) -> Focus | None:
    speech = read_speech(text)
    numbered = groupby(enumerate(speech.words), key=lambda pair: pair[1])
    words = [[i for i, _ in group] for _, group in numbered]
    run: list[list[int]] = []
    for places in reversed(words):
        if _is_noun(text[places[0] : places[-1] + 1], speech.weights[places[0]]):
            run.insert(0, places)
        elif run:
            break
    if not run:
        return None
    end = run[-1][-1] + 1
    return Focus(text[run[0][0] : end], text[run[-1][0] : end])


def _is_noun(word: str, weight: float) -> bool:
    if weight < _NOUN or len(word) < 2 or any(c.isdigit() for c in word):
        return False
    known = lexicon()
    generic = any(word in group for group in known.synonyms if group[0] in known.generic)
    return not (generic or known.stop_words.fullmatch(word) or known.places.fullmatch(word) or _EMPTY.fullmatch(word))
