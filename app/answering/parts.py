"""A question that asks several things, taken apart into questions that each ask one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.answering.answer import Turn
from app.answering.asked import asks, asks_alone, says_little, topic
from app.answering.bearers import asks_for_bearers
from app.answering.followup import complete
from app.answering.leaning import leans_on_history
from app.answering.particulars import asked_of_document
from app.answering.question import normalise, read_question
from app.answering.terms import Terms
from app.answering.wants import Want, read_wants
from corpus import find_spoken_quantities

_MOST = 4
_SHARED_WEIGHT = 0.5  # of a word that all parts share: what a part says itself is what tells its sentence apart
_TOGETHER = re.compile(
    r"加起来|合起来|加在一起|(?:一共|总共|合计)(?:能|可以?)?[拿得补奖领]?(?:到|给)?多少(?![家个年月天项])|两[头项个笔]|哪[个头边种]更|更[高多少大]|哪[个头边种].{0,4}[高多少大]|[补拿给奖]得多|一样|一致|区别|相差|差多少"
    r"|对吗|对不对|是吗|是吧|对吧|没错|还是"
)
_LIMITED = re.compile(
    r"(?:加起来|合起来|加在一起|一共|总共|合计|两[头项个笔样])[^,，;；]{0,8}(?:封顶|上限|限额|限制|最[多高])"
)  # a limit of the sum is asked for by itself, and nothing is to be added up
_SENTENCE = re.compile(r"[。?？!！]")
_END = re.compile(r"([,，;；。?？!！])")
_BARE = re.compile(
    r"(?:是|有|给|得|要|能|大概)*(?:多少|多大|几[个种项条家]|哪[些几个]+|什么|多久|怎么[^,，]{0,2})(?:钱|元)?呢?"
)
_WITH_FIGURES = frozenset({Want.AMOUNT, Want.CAP, Want.FIGURE, Want.CONDITION})


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things asked: ``label`` as typed, ``text`` a complete question, ``own`` where its own words begin.

    A ``free`` one has a subject of its own and may be answered from another document than the rest.
    """

    label: str
    text: str
    own: int
    free: bool


def parts_of(question: str, history: Sequence[Turn] = ()) -> tuple[Part, ...]:
    """The parts of a question as typed, in order; nothing where it asks one thing.

    A sentence that asks for a comparison or a sum is one part, and so is who bears which share.
    """
    asked = asked_of_document(read_question(question))
    if (asked and len(asked.particulars) > 1) or asks_for_bearers(question):
        return ()
    groups = _groups(question)
    if not 2 <= len(groups) <= _MOST:
        return ()
    shared, first = groups[0]
    base = complete("，".join([*shared, first]), history)
    found = [Part(first, base, max(base.rfind(normalise(first)), 0), free=True)]
    context = "，".join(shared) if shared and base == "，".join([*shared, first]) else topic(base)
    for between, stretch in groups[1:]:
        found.append(_further("，".join([*between, stretch]), context, found[-1].text))
    return tuple(found)


def _groups(question: str) -> list[tuple[list[str], str]]:
    """The stretches that ask, each with those before it that do not; a bare 多少 belongs to the one before it."""
    groups: list[tuple[list[str], str]] = []
    waiting: list[str] = []
    for stretch in _stretches(question):
        if not asks(normalise(stretch)):
            waiting.append(stretch)
        elif groups and not waiting and _BARE.fullmatch(stretch):
            groups[-1] = (groups[-1][0], f"{groups[-1][1]}，{stretch}")
        else:
            groups.append((waiting, stretch))
            waiting = []
    if waiting and groups:
        groups[-1] = (groups[-1][0], "，".join([groups[-1][1], *waiting]))
    return groups


def _stretches(question: str) -> Iterator[str]:
    """What stands between two marks, never empty; a sentence that compares or adds up is whole."""
    for sentence in _SENTENCE.split(question):
        whole = _TOGETHER.search(_LIMITED.sub("", sentence)) is not None
        yield from filter(None, (s.strip() for s in ([sentence] if whole else _END.split(sentence)[::2])))


def _further(stretch: str, context: str, earlier: str) -> Part:
    """A part after the first, completed by what the parts share or by the part before it."""
    if leans_on_history(stretch) and not asks_alone(normalise(stretch)):
        text = complete(stretch, [Turn(earlier, "")])
        at = text.find(normalise(stretch))
        return Part(stretch, text, max(at, 0), free=False)
    if not _WITH_FIGURES & read_wants(normalise(stretch)).wants:
        context = _without_figures(context)
    return Part(stretch, f"{context}，{stretch}", len(normalise(context)) + 1, free=not says_little(stretch))


def _without_figures(text: str) -> str:
    text = normalise(text)
    for quantity in reversed(find_spoken_quantities(text)):
        text = text[: quantity.span.start] + text[quantity.span.end :]
    return text


def emphasised(terms: Terms, own: int) -> Terms:
    """``terms`` with those that stand before ``own``, and so are shared, counting less."""
    kept = (t if t.at >= own else replace(t, weight=t.weight * _SHARED_WEIGHT) for t in terms.terms)
    return replace(terms, terms=tuple(kept))
