"""A question that leans on the ones before it ("那上限呢？") made complete, without a model.

It is built from what the earlier question asked about and asked for; only what the new one brings is replaced.
"""

import re
from collections.abc import Sequence

from app.answering.answer import Turn
from app.answering.asked import asking, asks, asks_alone, content, names_aspect, stretches, topic
from app.answering.leaning import BACK, CORRECTS, NTH, POINTS, SAME, figures, leans_on_history, meant, without_figures
from app.answering.lexicon import lexicon
from app.answering.question import normalise
from app.answering.variation import replaced
from app.answering.wants import Want, read_wants
from corpus import Kind

_LEADS = re.compile(
    r"^(?:那么?(?![个项笔种])|还有|另外|其中|再问|请问|好的?|嗯)?[,，]?(?:如果|假如|要是|换成|改成)?(?:是)?"
)
_BACK_WORDS = re.compile(
    r"(?:再)?(?:回到|说回)?(?:刚才|前面|最前面|最开始|一开始|最初|原来)?(?:说|问|提)?(?:到)?的?(?:那|这)(?:个|项|条|种)?"
)
_BESIDES = re.compile(r"^除了?(?:这|那|它|上述|前面)[^,，]*[,，]?")
_CONFIRMS = re.compile(r"^(?!.*(?:多少|几|哪|什么)).*(?:[吗么吧不]|没有?)$")
_MORE = re.compile(r"(?:还?能不能|还?能|还?可以)?再?(?P<way>[高多长低少])一?[点些][儿]?[不吗么没]?$")
_NUMBER = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {str(n): n for n in range(1, 10)}
_MARK = re.compile(r"\[\d+\]|^注意：.*|^以上依据.*", re.MULTILINE)
_WORDS_KEPT = 24  # characters of an earlier answer's line that say which one it is


def complete(question: str, history: Sequence[Turn], *, added: bool = False) -> str:
    """The question completed by what the earlier ones were about, where it leans on them.

    The words that it brings (本科生呢) replace what the earlier one was about, or are ``added`` to it.
    """
    if not history or not leans_on_history(question):
        return question
    fulls = _completed(history)
    if nth := _nth(question, history[-1].answer):
        return f"{nth}，{NTH.sub('', _stripped(question)) or asking(fulls[-1])}"
    return _built(fulls[meant(question, fulls)], question, added=added)


def continued(question: str, history: Sequence[Turn]) -> str:
    """``question``, which can be understood by itself, asked of what the one before it was about."""
    text, earlier = normalise(question), _completed(history)[-1]
    if more := _MORE.search(text.rstrip("?？!！。 ")):  # what is told is a circumstance: of it, only figures can matter
        return "，".join([topic(earlier), *(q.raw for q in figures(text)), f"最{more['way']}多少"])
    return _asked_of(earlier, text)


def asks_for_more(question: str) -> bool:
    """Whether ``question`` (normalised) asks for more or less than what was answered: 能再高点不."""
    return bool(_MORE.search(question.rstrip("?？!！。 ")))


def turn_meant(question: str, history: Sequence[Turn]) -> Turn:
    """The earlier turn that ``question`` leans on."""
    return history[meant(question, _completed(history))]


def _completed(history: Sequence[Turn]) -> list[str]:
    """The questions of the conversation, each completed by those before it."""
    fulls: list[str] = []
    for turn in history:
        leans = bool(fulls) and leans_on_history(turn.question)
        earlier = fulls[meant(turn.question, fulls)] if leans else ""
        fulls.append(_built(earlier, turn.question) if leans else normalise(turn.question))
    return fulls


def _nth(question: str, answer: str) -> str:
    """The words of the line of the earlier answer that 第一个, 第二项 points to; empty where there is none."""
    match = NTH.search(question)
    lines = [line for raw in _MARK.sub("", answer).splitlines() if (line := raw.strip())]
    if match is None or not 0 < _NUMBER[match["n"]] <= len(lines) or len(lines) < 2:
        return ""
    return lines[_NUMBER[match["n"]] - 1][:_WORDS_KEPT]


def _stripped(question: str) -> str:
    """``question`` without the words by which it leans."""
    text = _LEADS.sub("", normalise(question.strip()).rstrip("?？!！。 "))
    text = _BACK_WORDS.sub("", text) if BACK.search(text) else text
    return text.strip(",， ").removesuffix("呢").removesuffix("的")


def _built(earlier: str, question: str, *, added: bool = False) -> str:
    """One complete question out of the complete ``earlier`` one and one that leans on it."""
    text = normalise(question)
    if corrected := CORRECTS.match(text):
        right = text[corrected.end() :].rstrip("?？!！。 ")
        return replaced(earlier, right) or f"{earlier}，{right}"
    if _BESIDES.match(text):
        return f"{topic(earlier)}，{_BESIDES.sub('', text)}"
    if same := SAME.search(text):
        text = f"{text[: same.start()]}呢"
    first, *further = stretches(text)
    plain = _LEADS.sub("", _stripped(first)) if BACK.search(first) else _stripped(first)
    if BACK.search(first) and not asks(plain):
        return "，".join([topic(earlier), *further])
    if further and not asks(first):
        return _asked_of(earlier, "，".join([plain, *further]))
    whole = _one(earlier, plain, asked=first, added=added)
    if further and not all(_CONFIRMS.match(f) for f in further):  # 还是照比例给吗 goes on asking for the amount
        whole = topic(whole) or whole
    return "，".join([whole.rstrip("?？!！。"), *further]) if further else whole


def _one(earlier: str, text: str, *, asked: str, added: bool) -> str:
    """``earlier`` with what ``text`` brings: another aspect, another variant or figure, or another subject."""
    plain = POINTS.sub("", text)
    if not plain:
        return earlier
    if names_aspect(plain):
        return f"{topic(earlier)}，{plain}是多少" if not asks(plain) else f"{topic(earlier)}，{plain}"
    if asks_alone(plain) or (asks(plain) and not asked.endswith("呢")):
        return _asked_of(earlier, plain)
    variant = replaced(earlier, plain)
    only_money = not content(without_figures(plain)) and any(q.kind is Kind.AMOUNT for q in figures(plain))
    if only_money and Want.AMOUNT not in read_wants(asking(earlier)).wants:
        return f"{topic(variant)}，能拿多少" if variant else f"{topic(earlier)}，{plain}，能拿多少"
    if variant is not None:
        return variant
    kept = [topic(earlier)] if added or not asking(earlier) else []
    return "，".join([*kept, plain, asking(earlier)]).rstrip("，")


def _asked_of(earlier: str, text: str) -> str:
    """What ``text`` asks, of the topic of ``earlier``; the figures that it brings take the place of those there."""
    kinds = {q.kind for q in figures(text)}
    about = topic(earlier)
    for quantity in reversed(figures(about)):
        if quantity.kind in kinds:
            about = about[: quantity.span.start] + about[quantity.span.end :]
    for group in lexicon().contrasts:
        if any(word in text for word in group):
            about = re.sub("|".join(map(re.escape, group)), "", about)
    return f"{about}，{text}"
