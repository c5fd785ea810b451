"""Why the figures of a question cannot be put into a formula.

An amount that is worked out from a misread question is worse than none: computing is allowed only where every figure
of the question is accounted for, and where the clause is about the one who asks.
"""

import re
from collections.abc import Sequence

from app.answering.association import bigrams
from app.answering.question import Question
from corpus import Benefit, Bound, Kind, Quantity
from corpus.quantities.units import same_unit

_FOREIGN = re.compile(r"美元|美金|港币|港元|日元|欧元|英镑|韩元|卢布|澳元|外币|外汇")
_NEGATIVE = re.compile(
    r"(?<![\d万亿%年月日A-Za-z])[-−]\s*[\d一二两三四五六七八九十百千]|负[\d一二两三四五六七八九十百千]"
)
_EACH = re.compile(r"每(?:个)?(?:月|季度|季|周|天|日|场|次|届|家|人|户|单|批)|按月|(?<![,，])各(?!种|类|位|项目|级|地)")
_RANGE = re.compile(r"[万亿]\s*(?:到|至|[-~～—])\s*[\d一二两三四五六七八九十百千]")
_PART = re.compile(r"其中|已经?(?:补|给|拿|领|获)|扣除|除去|多万|来万|左右|大概|大约")
_GIVEN = re.compile(
    r"(?:拿到?了?|领到?了?|得到?了?|获得了?|补了?|奖了?|给了?|想拿|拿满|奖励|补贴|补助)[^,，。\d]{0,4}$"
)
_NUMERAL = re.compile(r"\d|[十百千万亿](?!一)|零(?=\d)")
_FIXED = re.compile(
    r"(?:多少|几)[十百千万亿]+|(?:世界|中国|全球|民营企业)?(?:\d+|[一二三四五六七八九十百千]+)强|20\d\d年?|[百千万]分之|千万别|千瓦|百货|十分|万一"
)
_APPLICANT = re.compile(
    r"(?:我|我们|我司|我公司|咱们|本公司)(?:公司|单位)?(?:就?是|作为)(?:一)?(?:家|个)?(?P<who>[^,，。？?是]{2,14}?(?:企业|公司|厂|商|机构|单位|协会|高校|学校))"
)
_WITHOUT = re.compile(r"[非未无](?P<what>[\u4e00-\u9fff]{2})")
_SUPPORT = {"补助", "助资", "资金", "奖励", "补贴", "金额"}
_NAMED = {"企业", "公司", "单位", "机构", "制造", "产品", "具身", "智能", "机器", "器人", "厂商"}


def obstacle(question: Question, benefit: Benefit, text: str) -> str:
    """The reason in Chinese why nothing may be computed from ``benefit``, which stands in ``text``; empty if it may."""
    return misread(question) or _unaccounted(question, benefit) or _not_meant(question, benefit, text)


def misread(question: Question) -> str:
    """What in the question itself could be read in more than one way."""
    search = question.search
    amounts = [q for q in question.quantities if q.kind is Kind.AMOUNT]
    if _FOREIGN.search(search) or any(q.unit != "元" for q in amounts):
        return "问题里的金额不是人民币元"
    if _NEGATIVE.search(search):
        return "问题里有负数"
    if any(q.bound is Bound.RANGE for q in amounts) or _RANGE.search(search):
        return "问题里的金额是一个范围"
    if _PART.search(search):
        return "问题里的金额只说了大概，或者要先扣减"
    if _leftover(question):
        return "问题里有没有读懂的数字"
    return ""


def _leftover(question: Question) -> bool:
    """Whether digits or powers are left when every figure that was read is taken out."""
    chars = list(question.search)
    for quantity in question.quantities:
        chars[quantity.span.start : quantity.span.end] = "\n" * len(quantity.span)
    return bool(_NUMERAL.search(_FIXED.sub("", "".join(chars))))


def _unaccounted(question: Question, benefit: Benefit) -> str:
    """Figures that the formula has no place for."""
    amounts = [q for q in question.inputs if q.kind is Kind.AMOUNT]
    if len(amounts) > 1:
        return "问题里有几个金额，请分开来问"
    if any(is_grant(question, q, benefit) for q in amounts):
        return "问题里的金额像是所得的奖补，不是计算的基数"
    taken = [b for b in (benefit.base_limit, *(c.quantity for c in benefit.conditions)) if b is not None]
    loose = [q for q in question.inputs if q.kind is Kind.COUNT and not _has_place(q, taken)]
    if amounts and loose:
        return f"问题里的“{loose[0].raw}”在条款的算法里没有对应的项"
    pieces = benefit.base_limit is not None and f"每{benefit.base_limit.unit[:1]}" in question.search
    if amounts and _EACH.search(question.search) and not pieces:
        return "问题里的金额是按月、按次或按家说的"
    return ""


def is_grant(question: Question, amount: Quantity, benefit: Benefit) -> bool:
    """Whether an amount of the question is what somebody got (拿了80万元奖励), and not what the rate is applied to."""
    before = question.search[: amount.span.start]
    return bool(_GIVEN.search(before)) and not bigrams(before[-10:]) & bigrams(benefit.base) - _SUPPORT


def _has_place(quantity: Quantity, taken: Sequence[Quantity]) -> bool:
    return any(t.kind is Kind.COUNT and same_unit(t.unit, quantity.unit) for t in taken)


def _not_meant(question: Question, benefit: Benefit, text: str) -> str:
    """Whether the one who asks, or the thing, is not the one that the clause means."""
    applicant = _APPLICANT.search(question.search)
    if applicant and benefit.who:
        shared = bigrams(applicant["who"]) & bigrams(benefit.who) - _NAMED
        if bigrams(applicant["who"]) - _NAMED and not shared:
            return f"这项支持的对象是“{benefit.who}”"
    for without in _WITHOUT.finditer(text):
        what = without["what"]
        if re.search(rf"(?<![非未无不没]){what}", question.search) and without[0] not in question.search:
            return f"条款限于“{without[0]}”的情形"
    return ""
