"""Amounts of a question that are support already given or hoped for (拿到了80万元奖励), and no sum to compute from.

A clause may also give a share of such a grant (按市级奖励金额的10%): then it is what the rate is applied to.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.answering.association import bigrams
from app.answering.comparing import TOGETHER
from app.answering.computation import Computation, computed, shown
from app.answering.facts import Sentence
from app.answering.measures import beside, measures
from app.answering.members import LEVELS
from app.answering.notes import exclusive
from app.answering.question import Question
from corpus import Benefit, Kind, Quantity, Span, display

_GIVEN = re.compile(
    r"(?:拿到?了?|领到?了?|得到?了?|获得了?|补了?|奖了?|给了?|想拿|拿满|奖励|补贴|补助)[^,，。\d]{0,4}$"
)
ADDED_UP = re.compile(  # 几样补贴奖励，今年加起来算出620万
    r"(?:奖励|补贴|补助|奖补|扶持|资助)[^。;；?？\d]{0,16}(?:算出来?|算下来|核出来?|加起来|合起来|合计)(?:了|是|有|算出来?)?$"
)
_AWARDED = re.compile(r"(?:拿|领|得|获|补|奖|给|批|核定|下达|到账|拨)[^,，。\d]{0,8}$")
_PAYS = r"[给补奖领拿发付报贴](?:到|我们?)?"
_PER = r"[一每]个?(?:[天日月年次人户家亩台套件间]|平方?米?)"
_NUMBER = r"\d{1,9}(?:\.\d{1,2})?"
_REPEATED = re.compile(  # 给120一天, 一天最多给120
    rf"{_PAYS}(?P<sum>{_NUMBER})[元块]?钱?(?:{_PER}|/[天日月年人])(?!月)|{_PER}(?:最[多高])?{_PAYS}(?P<then>{_NUMBER})[元块]?钱?(?=[,，。;；])"
)
_BEFORE_NOW = re.compile(r"(?:都|早就|之前)?已经?(?=(?:补|给|拿|领|获|奖|拨)[^,，。\d]{0,4}$)")
_THING = re.compile(r"的(?![^,，。]{0,6}(?:奖|补|资助|资金|经费|支持|扶持|款))[\u4e00-\u9fff]")
_CLAIM = re.compile(r"(?:元|块钱|块)?(?:的?(?:奖励|补贴|补助|奖|补))?(?:吗|么|吧|够吗|对吗|是吗|[?？]|$)")
_SUPPORT = {"补助", "助资", "资金", "奖励", "补贴", "金额"}
_POINTED_AT = re.compile(r"(?:那|这|离)(?:个|笔|份)?$")
_THAT = re.compile(r"那(?:个|笔)?$")
_ENDS = re.compile(r"(?:块钱|块|元)?(?:[,，。;；?？]|$)")
_REWARD = re.compile(r"(?:块钱|块|元)?(?:的)?(?:那[个笔份])?(?:奖|补|资助|扶持|支持|档|封顶|上限)")


def is_grant(question: Question, amount: Quantity, benefit: Benefit) -> bool:
    """Whether an amount of the question is what somebody got (拿了80万元奖励), and not what the rate is applied to."""
    before, after = question.search[: amount.span.start], question.search[amount.span.end :]
    if _is_of_grants(benefit):
        return False
    if ADDED_UP.search(before):
        return True
    if not _GIVEN.search(before) or _THING.match(after):
        return False
    return not bigrams(before[-10:]) & bigrams(benefit.base) - _SUPPORT


def as_received(question: Question, benefit: Benefit) -> Question:
    """The question without 已经 before a grant that ``benefit`` gives a share of (市里已经给了45万元): it takes nothing off."""
    if not _is_of_grants(benefit):
        return question
    search = question.search
    for amount in question.quantities:
        before = search[: amount.span.start]
        search = _BEFORE_NOW.sub(lambda m: " " * len(m[0]), before) + search[amount.span.start :]
    return replace(question, search=search)


def with_grant(found: Computation, question: Question, benefit: Benefit, text: str) -> Computation:
    """``found`` with what it makes together with the grant that it is a share of, where the question asks for both."""
    amounts = [q for q in question.inputs if q.kind is Kind.AMOUNT]
    if len(amounts) != 1 or found.result is None or not _is_of_grants(benefit) or not TOGETHER.search(question.search):
        return found
    if exclusive(text) or found.figures[0].value != amounts[0].value:
        return found
    total = amounts[0].value + found.result
    formula = f"{shown(amounts[0])} + {display(found.result, '元')} = {display(total, '元')}"
    line = f"{found.line.rstrip('。')}；合计{display(total, '元')}：{formula}。"
    return replace(found, line=line, figures=(*found.figures, computed(total, "元", formula)))


def other_grant(question: Question, amounts: Sequence[Quantity], benefit: Benefit) -> str:
    """Why none of ``amounts`` is the grant that ``benefit`` gives a share of; empty where one is, or where it gives none."""
    if benefit.rate is None or not amounts or not _is_of_grants(benefit):
        return ""
    if not any(_is_awarded(question, q) and not _is_claimed(question, q) for q in amounts):
        return f"条款按“{benefit.base}”计算，问题没有给出这个金额"
    asked = {level for q in amounts for level, words in LEVELS.items() if words.search(beside(question, q))}
    own = {level for level, words in LEVELS.items() if words.search(benefit.base)}
    return f"条款按“{benefit.base}”计算，问题里的金额是另一级给的" if asked and own and not asked & own else ""


def names_own_sum(question: Question, amount: Quantity, benefit: Benefit) -> bool:
    """Whether an amount is the very sum that the clause gives, pointed at (离那200万的奖还差多少)."""
    own = benefit.fixed or benefit.cap
    if own is None or own.value != amount.value or own.unit != amount.unit:
        return False
    before, after = question.search[: amount.span.start], question.search[amount.span.end :]
    return bool(_POINTED_AT.search(before) or _REWARD.match(after))


def without_quoted(question: Question, sentence: Sentence) -> Question:
    """The question without the clause's own sum for each piece, which it repeats: 最多给120一天，住了20天."""
    sums = {q.value for q in sentence.quantities if q.kind is Kind.AMOUNT}
    for match in _REPEATED.finditer(question.search):
        if Decimal(match["sum"] or match["then"]) in sums:
            span = Span(match.start("sum") if match["sum"] else match.start(), match.end())
            search = question.search[: span.start] + " " * len(span) + question.search[span.end :]
            kept = tuple(q for q in question.quantities if not span.overlaps(q.span))
            question = replace(question, search=search, quantities=kept)
    return question


def points_elsewhere(question: Question, benefit: Benefit) -> bool:
    """Whether the question points at a sum that is given (离那200万的奖; 那100万，谁出), and this clause gives another."""
    return any(
        _is_pointed_at(question.search[: q.span.start], question.search[q.span.end :])
        for q in question.quantities
        if q.kind is Kind.AMOUNT and not names_own_sum(question, q, benefit)
    )


def _is_pointed_at(before: str, after: str) -> bool:
    rewarded = _POINTED_AT.search(before) and _REWARD.match(after)
    return bool(rewarded or (_THAT.search(before) and _ENDS.match(after)))


def _is_claimed(question: Question, amount: Quantity) -> bool:
    """政府奖励有150万吗: the sum that the question puts forward."""
    return bool(_CLAIM.match(question.search[amount.span.end :]))


def _is_of_grants(benefit: Benefit) -> bool:
    return benefit.rate is not None and "奖补" in measures(benefit.base)[0]


def _is_awarded(question: Question, amount: Quantity) -> bool:
    return "奖补" in measures(beside(question, amount))[0] or bool(
        _AWARDED.search(question.search[: amount.span.start])
    )
