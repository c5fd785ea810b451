"""What is left of a sum that was received in part: 一年累计不超过5万元, 已经领了3.2万, 还能再领多少."""

import re
from dataclasses import replace

from app.answering.computation import Computation, asked, computed, quoted, shown
from app.answering.facts import ClauseFacts, Sentence
from app.answering.members import meant, members
from app.answering.obstacle import misread
from app.answering.question import Question
from app.answering.thresholds import inputs
from corpus import Bound, Kind, Quantity, display

_RECEIVED = re.compile(
    r"(?:已经?|都|刚|前面|之前|先|今年|去年)?[^,，。;；\d]{0,6}?(?:领|拿|得|享受|报销?|补|发|用|扣除?|贷|获)(?:到手|到|取|了|过|掉)+[^,，。;；\d]{0,6}$"
)
_ASKS_REST = re.compile(r"还(?:能|可以?|有|剩|够)|剩|再(?:领|拿|补|报|申|给)|余下|尚可")
_LIMITS = re.compile(r"累计|总额|总计|合计|每年|年度|一年|一个自然年|最高|上限|不超过|以内")
_TAKEN_OFF = re.compile(r"扣除|扣减|抵扣|差额|补差|补足|减去|合并计算")
_SUPPORT = re.compile(r"[\u4e00-\u9fff]{1,4}(?:补贴|补助|奖励|资助|津贴|救助|贷款|扣除)")
_UPPER = frozenset({Bound.LE, Bound.LT})


def remaining(question: Question, facts: ClauseFacts, sentence: Sentence) -> Computation | None:
    """The limit or sum of a sentence less what the question says was received; ``None`` where either is not certain.

    What was received of another support is taken off only where the clause says so.
    """
    amounts = inputs(question, Kind.AMOUNT)
    if len(amounts) != 1 or len(question.inputs) != 1 or not _ASKS_REST.search(question.search):
        return None
    have, search = amounts[0], question.search
    match = _RECEIVED.search(search[: have.span.start])
    if match is None or _doubtful(question, match):
        return None
    supports = {m[0][-4:] for m in _SUPPORT.finditer(search)}
    if len(supports) > 1 and not _TAKEN_OFF.search(facts.norm):
        return None
    member = meant(search[: match.start()] + search[have.span.end :], members(sentence, Kind.AMOUNT, "元"))
    if member is None or not _is_limit(sentence, member.figure):
        return None
    return _line(member.figure, have)


def _doubtful(question: Question, received: re.Match[str]) -> bool:
    """Whether the amount could be read in more than one way, but for the words that say that it was received."""
    words = " " * len(received[0])
    rest = question.search[: received.start()] + words + question.search[received.end() :]
    return bool(misread(replace(question, search=rest)))


def _is_limit(sentence: Sentence, figure: Quantity) -> bool:
    if figure.bound in _UPPER:
        return True
    before = sentence.text[: figure.span.start - sentence.span.start]
    return figure.bound is Bound.EQ and bool(_LIMITS.search(before) or re.search("一次性|发放|给予", sentence.text))


def _line(limit: Quantity, have: Quantity) -> Computation:
    left = limit.value - have.value
    whole = "最高" if limit.bound in _UPPER else ""
    figures = (asked(have), quoted(limit))
    if left <= 0:
        return Computation(f"已得{shown(have)}，达到{whole}{shown(limit)}，没有余额。", figures)
    formula = f"{shown(limit)} − {shown(have)} = {display(left, limit.unit)}"
    line = f"{whole}{shown(limit)}，减去已得的{shown(have)}，还有{display(left, limit.unit)}：{formula}（是否扣减以条款为准）。"
    return Computation(line, (*figures, computed(left, limit.unit, formula)), result=left)
