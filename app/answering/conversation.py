"""What a question means in its conversation: the ways to complete it, and the place of the earlier answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.answer import Turn
from app.answering.asked import asks, asks_alone, content, stretches
from app.answering.followup import complete, continued, turn_meant
from app.answering.leaning import changes_subject, leans_on_history, may_lean, without_figures
from app.answering.lexicon import lexicon
from app.answering.question import MAX_CHARACTERS, Question, normalise, read_question
from app.answering.speech import read_speech

_YEAR = re.compile(r"(?<!\d)20\d\d")
_NOT_COMPUTED = "未代为计算"
# 哪些行当的场景, 哪几类人: what is asked for is called by a word of the asker's, which no clause need have
_CLASSES = re.compile(
    r"(?:哪些|哪几[个种类]?|[什啥]么?|哪[个种类])(?:行当|行业|领域|方面|类型|种类|类别|范围|地方|环节|情形|情况|人群?|东西|名堂|板块|方向|路子|门类)(?=的|[,，?？。]|$)"
)
_NOUN = 1.0  # see speech


@dataclass(frozen=True, slots=True)
class Home:
    """The ids of the documents and clauses that the earlier answer rests on; empty where that is not known."""

    documents: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was ``typed`` (normalised), read with the conversation before it.

    ``readings`` are the ways to understand it, likeliest first. Where it ``leans`` they are completed by the earlier
    questions; where it may be meant either way, ``continued`` takes it for a word more on the earlier subject.
    """

    typed: str
    readings: tuple[Question, ...]
    leans: bool = False
    home: Home = Home()
    continued: Question | None = None

    @property
    def question(self) -> Question:
        """The likeliest reading."""
        return self.readings[0]

    @property
    def alone(self) -> Question:
        """What was typed, read by itself."""
        return replace(read_question(self.typed), named=self.question.named, whole=self.question.search)


def understand(typed: str, history: Sequence[Turn]) -> Meaning:
    """Read ``typed`` (see ``question.checked``) with the turns before it."""
    alone = read_question(typed)
    if not history or changes_subject(alone.search):
        return Meaning(alone.search, (alone,))
    if not leans_on_history(typed):
        turn = history[-1]
        more = continued(typed, history) if may_lean(typed) and len(typed) < MAX_CHARACTERS // 2 else ""
        further = replace(_completed(more, typed, turn, _asked_nouns(alone.search)), own=0) if more else None
        return Meaning(alone.search, (alone,), home=_home(turn), continued=further)
    turn = turn_meant(typed, history)
    texts = dict.fromkeys(complete(typed, history, added=added) for added in (False, True))
    # another year of what the earlier answer dates: only a sentence that names a year can tell
    years = tuple(str(y) for y in alone.years) if _YEAR.search(turn.answer) else ()
    earlier = "".join(normalise(t.question) for t in history)
    brought = _nouns(alone.search, earlier) or (_subject(alone.search) if len(texts) > 1 else ())
    readings = tuple(_completed(text, typed, turn, (*brought, *years)) for text in texts if len(text) <= MAX_CHARACTERS)
    return Meaning(alone.search, readings or (alone,), leans=True, home=_home(turn))


def _home(turn: Turn) -> Home:
    return Home(frozenset(turn.documents), frozenset(turn.clauses))


def _completed(full: str, typed: str, turn: Turn, brought: tuple[str, ...]) -> Question:
    """The question ``full``; what it asks for is what was ``typed`` last."""
    question = read_question(full)
    last = normalise(typed).rstrip("?？!！。")
    own = question.search.rfind(last) if last in question.search else 0
    kept = tuple(word for word in brought if word in question.search)
    # a rule that was not computed from, as another may be meant, is no likelier for having been shown
    answered = "" if _NOT_COMPUTED in turn.answer else normalise(turn.answer)
    return replace(question, answered=answered, own=own, brought=kept)


def _nouns(text: str, earlier: str) -> tuple[str, ...]:
    """The nouns of ``text`` that ``earlier`` does not have."""
    text = lexicon().stop.sub(" ", _CLASSES.sub(" ", without_figures(text)))
    speech = read_speech(text)
    words: dict[int, str] = {}
    for character, weight, number in zip(text, speech.weights, speech.words, strict=True):
        if weight == _NOUN and character.isalnum():
            words[number] = words.get(number, "") + character
    return tuple(dict.fromkeys(w for w in words.values() if len(w) > 1 and w not in earlier))


def _subject(text: str) -> tuple[str, ...]:
    """All that ``text`` says beside grammar and figures (链主呢 → 链主), where that is a word."""
    said = content(without_figures(text)).removesuffix("呢")
    return (said,) if len(said) > 1 else ()


def _asked_nouns(text: str) -> tuple[str, ...]:
    """The nouns of the stretches that ask: what is told before them are circumstances."""
    return _nouns("，".join(s for s in stretches(text) if asks(s) and not asks_alone(s)), "")
