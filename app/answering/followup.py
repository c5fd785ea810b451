"""A question that leans on the one before it ("那上限呢？") made complete, without a model."""

import re
from collections.abc import Sequence

from app.answering.answer import Turn
from app.answering.lexicon import lexicon
from app.answering.question import normalise

_LEANS = re.compile(
    r"^(那么?|那如果|如果|要是|换成|另外|还有|其中|它|这个|该|此|上述|前者|后者)|(呢|又如何|又是多少)[?？!！。\s]*$"
)
_LITTLE_CONTENT = 4  # characters: a question with less than this says nothing by itself


def _content(text: str) -> str:
    return re.sub(r"\W", "", lexicon().stop.sub("", normalise(text)))


def leans_on_history(question: str) -> bool:
    """Whether ``question`` cannot be understood by itself."""
    return bool(_LEANS.search(question.strip())) or len(_content(question)) < _LITTLE_CONTENT


def _without_rivals(earlier: str, question: str) -> str:
    """``earlier`` without the words that the new question replaces by another of their set (国家级 by 省级)."""
    for group in lexicon().contrasts:
        if any(word in question for word in group):
            for word in group:
                earlier = earlier.replace(word, "")
    return earlier


def complete(question: str, history: Sequence[Turn]) -> str:
    """The question with the subject of the earlier ones put before it, where it leans on them."""
    if not history or not leans_on_history(question):
        return question
    subject = ""
    for turn in reversed(history):
        subject = _without_rivals(turn.question.rstrip("?？!！。 "), question)
        if not leans_on_history(turn.question):
            break
    return f"{subject}，{question}"
