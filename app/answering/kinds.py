"""The kind of support that a question names (落户奖励, 生活费补贴), which the clause must know."""

import re
from functools import lru_cache

from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.question import Question
from app.answering.speech import read_speech
from app.answering.terms import Terms

_GIVEN = re.compile(r"奖励|奖金|补贴|补助|资助|贴息|津贴|红包")
_WHETHER_GIVEN = re.compile(rf"(?:有没有|给不给|有|给)(?:[什啥]么?|哪些)?(?:{_GIVEN.pattern})")  # 出口有补贴吗
_CONTENT = 0.35  # how much a word must say, see ``speech``
_NAMED = 0.3  # share of the word's weight that the clause or its headings must have


def other_support(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    """The support that the question names and that neither the clause nor its headings speak of, as a Chinese clause.

    落户奖励是多少 is not answered by the reward for something else. A word that the documents have in other words
    (参展 for 展位费) is known to ``terms``. What the clause names only behind the sentence is a support of its own.
    """
    facts, end = evidence.facts, evidence.sentence.span.end
    said = " ".join(s.norm for s in facts.sentences if question.wants.of_clause or s.span.start < end)
    for word in _kinds(question.search):
        own = terms.within(word)
        if own.terms and own.coverage(f"{facts.context} {said}") < _NAMED:
            return f"最接近的条款没有写到“{word}”"
    return None


@lru_cache(maxsize=64)
def _kinds(text: str) -> tuple[str, ...]:
    """The words that stand right before what is given and say of which kind it is: 落户 of 落户奖励, 出口 of 出口有补贴吗."""
    speech = read_speech(text)
    ends = {end: start for start, end in speech.spans()}
    places = {m.start() for m in _GIVEN.finditer(text)} | {m.start() for m in _WHETHER_GIVEN.finditer(text)}
    starts = [(ends[at], at) for at in sorted(places) if at in ends]
    words = [text[a:b] for a, b in starts if b - a > 1 and speech.weights[a] >= _CONTENT]
    return tuple(word for word in words if not lexicon().stop.fullmatch(word))
