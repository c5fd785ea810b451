"""Why the figures of a question cannot be put into a formula.

An amount that is worked out from a misread question is worse than none: computing is allowed only where every figure
of the question is accounted for, and where the clause is about the one who asks.
"""

import re
from dataclasses import replace

from app.answering.association import bigrams
from app.answering.counting import counts_alike
from app.answering.grants import as_received, is_grant, other_grant
from app.answering.measures import GRANT, beside, beside_the_point, conflict, measures, nearness
from app.answering.question import Question
from app.answering.rates import base_amounts, base_words, is_composed, is_monthly, read_base
from app.answering.thresholds import inputs, taken
from corpus import Benefit, Bound, Kind, Quantity

_FOREIGN = re.compile(r"美元|美金|港币|港元|日元|欧元|英镑|韩元|卢布|澳元|外币|外汇")
_NEGATIVE = re.compile(
    r"(?<![\d万亿%年月日A-Za-z])[-−]\s*[\d一二两三四五六七八九十百千]|负[\d一二两三四五六七八九十百千]"
)
_EACH = re.compile(r"每(?:个)?(?:月|季度|季|周|天|日|场|次|届|家|人|户|单|批)|按月|(?<![,，])各(?!种|类|位|项目|级|地)")
_RANGE = re.compile(r"[万亿]\s*(?:到|至|[-~～—])\s*[\d一二两三四五六七八九十百千]")
_PART = re.compile(
    r"其中|已经?(?:补|给|拿|领|获)|扣除(?=[^,。?]{0,10}(?:后|[\d一二两三四五六七八九十]))|除去|刨去|减去|去掉|多万|来万|几万|余万|左右|大概|大约|上下|出头|不含|退了"
)
_WITHOUT_TAX = re.compile(r"不含(?:增值)?税")
_WITH_TAX = re.compile(r"(?<!不)含(?:增值)?税|价税合计|税后")
_TOTAL = re.compile(
    r"[^,，。\d]{0,8}[,，]?(?:一共|总共|合计|共计|总价)(?:花了?|用了?|是)?\d"
)  # 5台一共90万: the sum is given
_ATTENDED = re.compile(r"(?:来?参加|参会|到场|出席|与会)")  # 200人参加: how large it was, no factor of a rate
_ABOUT = re.compile(r"(?:将近|接近|差不多|不到|不足|未到|近|约|快|估计|超|超过|至少|最少|最多|上)[ ]*$")
_HALF = re.compile(r"(?<=[年月天个万亿千百元块])半(?!年|个月|数)")
_NUMERAL = re.compile(r"\d|[十百千万亿](?!一)|零(?=\d)")
_FIXED = re.compile(
    r"(?:多少|几)[十百千万亿]+|第\d{1,2}(?:个)?年|(?:世界|中国|全球|民营企业)?(?:\d+|[一二三四五六七八九十百千]+)强|20\d\d年?|[百千万]分之|千万别|千瓦|百货|十分|万一|万元"
)
_APPLICANT = re.compile(
    r"(?:我|我们|我司|我公司|咱们|本公司)(?:公司|单位)?(?:就?是|作为)(?:一)?(?:家|个)?(?P<who>[^,，。？?是]{2,14}?(?:企业|公司|厂|商|机构|单位|协会|高校|学校))"
)
_SORT = re.compile(r"(?:企业|公司|厂家?|商|机构|单位)$")  # 机器人公司 is of 机器人, and 人公 is no word
_WITHOUT = re.compile(r"[非未无](?P<what>[\u4e00-\u9fff]{2})")
_DENIED = r"(?:没有?|无|未|不是|不属于?|不带|不含)(?:任何|什么|过|经过?)?"
_SUPPORT = r"(?!补|奖|资助|支持|扶持|资金|批|证)"  # 没有政府补贴 does not say that a fund is without 政府基金
_GIVES = r"(?!能?(?:给|补|奖|会|出|还|那边|这边|方面))"  # 政府补多少: whom the question asks
_GROWN = re.compile(r"增量|(?:增长|增加|增收)(?:部分|额|值)")
_GROWTH = re.compile(r"增|多|涨|新|超|长")
_EVERY_YEAR = re.compile(r"(?:每|一)年(?:的|各|都|要)?[^,，。\d]{0,8}$")
_NAMED = {
    "企业",
    "公司",
    "单位",
    "机构",
    "制造",
    "产品",
    "具身",
    "智能",
    "机器",
    "器人",
    "厂商",
    "项目",
    "主体",
    "对象",
    "用户",
}


def obstacle(question: Question, benefit: Benefit, text: str) -> str:
    """The reason in Chinese why nothing may be computed from ``benefit``, which stands in ``text``; empty if it may."""
    asked = as_received(question, benefit)
    if _WITHOUT_TAX.search(text):
        if _WITH_TAX.search(question.search):
            return "条款按不含税的金额计算，问题里的金额是含税的"
        asked = replace(asked, search=_WITHOUT_TAX.sub(lambda m: " " * len(m[0]), asked.search))
    return misread(asked) or _unaccounted(question, benefit) or not_meant(question, benefit, text)


def misread(question: Question, *, unit: str = "元") -> str:
    """What in the question itself could be read in more than one way; ``unit`` is the money that the clause counts."""
    search = question.search
    amounts = [q for q in question.quantities if q.kind is Kind.AMOUNT]
    foreign = any(q.unit != unit for q in amounts) or (unit == "元" and _FOREIGN.search(search))
    about = any(q.bound in {Bound.GT, Bound.LT} for q in amounts) or any(
        q.bound is Bound.EQ and _ABOUT.search(search[: q.span.start]) for q in amounts
    )
    reasons = {
        f"问题里的金额不是{'人民币元' if unit == '元' else unit}": foreign,
        "问题里有负数": _NEGATIVE.search(search),
        "问题里的金额是一个范围": any(q.bound is Bound.RANGE for q in amounts) or _RANGE.search(search),
        "问题里的金额只说了大概，或者要先扣减": about or _PART.search(search),
        "问题里有没有读懂的数字": _HALF.search(search) or _leftover(question),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _leftover(question: Question) -> bool:
    """Whether digits or powers are left when every figure that was read is taken out."""
    chars = list(question.search)
    for quantity in question.quantities:
        chars[quantity.span.start : quantity.span.end] = "\n" * len(quantity.span)
    return bool(_NUMERAL.search(_FIXED.sub("", "".join(chars))))


def _unaccounted(question: Question, benefit: Benefit) -> str:
    """Figures that the formula has no place for."""
    amounts = inputs(question, Kind.AMOUNT)
    known = taken(question, benefit)
    if any(is_grant(question, q, benefit) for q in amounts):
        return "问题里的金额像是所得的奖补，不是计算的基数"
    why = other_grant(question, amounts, benefit) or _wrong_amounts(question, benefit, amounts, known)
    if why:
        return why
    each = [q for q in amounts if _is_each(question, q)]
    if each and (
        benefit.rate is None
        or any(q in known or not is_composed(question, q) for q in each)
        or read_base(benefit, question) is None
    ):
        return "问题里的金额是按月、按次或按家说的"
    counts = [q for q in inputs(question, Kind.COUNT) if not _TOTAL.match(question.search[q.span.end :])]
    loose = [q for q in counts if q not in known and not _limits_base(question, q, benefit)]
    loose = [q for q in loose if benefit.rate is None or not _ATTENDED.match(question.search[q.span.end :])]
    if amounts and loose and not _is_price(question, loose[0]):
        return f"问题里的“{loose[0].raw}”在条款的算法里没有对应的项"
    rates = [q for q in question.inputs if q.kind is Kind.RATE and q not in known]
    if amounts and benefit.rate is not None and any(q.value != benefit.rate.value for q in rates):
        return f"问题里的“{rates[0].raw}”在条款的算法里没有对应的项"
    return ""


def _wrong_amounts(question: Question, benefit: Benefit, amounts: list[Quantity], known: list[Quantity]) -> str:
    """Amounts that are not what the rate is applied to, or too many of them."""
    if benefit.rate is None:
        return "问题里有几个金额，请分开来问" if len(amounts) > 1 and any(q not in known for q in amounts) else ""
    bases = base_amounts(question, benefit)
    other = next((q for q in amounts if q not in bases and q not in known), None)
    if other is not None and not (len(bases) == 1 and _is_aside(question, bases[0], other, base_words(benefit))):
        return f"条款按“{base_words(benefit)}”计算，问题里的{other.raw}是另一种金额"
    if len(bases) > 1:
        return "问题里有几个金额，请分开来问"
    if bases and _GROWN.search(benefit.base) and not _is_growth(question, bases[0]):
        return f"条款按“{benefit.base}”计算，问题没有给出增长了多少"
    if bases and _is_of_each_year(question, bases[0]):
        return "问题里的金额是按年说的，条款没有写明几年怎么算"
    return "" if bases else f"条款按“{base_words(benefit)}”计算，问题没有给出这个金额"


def _is_growth(question: Question, amount: Quantity) -> bool:
    """Whether an amount is by how much something grew: 多了3000万, 3000万的增量, not 5000万增长20%."""
    before = re.split(r"[,，。;；]", question.search[: amount.span.start])[-1]
    after = question.search[amount.span.end : amount.span.end + 5]
    return bool(_GROWTH.search(before) or re.match(r"的?(?:增量|新增|增长(?!\d))", after))


def _is_of_each_year(question: Question, amount: Quantity) -> bool:
    """每年30万，两年补多少: what several years make is another question than what one makes."""
    years = [q for q in inputs(question, Kind.PERIOD) if q.unit == "年" and q.value > 1]
    return bool(years and _EVERY_YEAR.search(question.search[: amount.span.start]))


def _is_aside(question: Question, amount: Quantity, other: Quantity, base: str) -> bool:
    """Whether ``amount`` is what ``base`` names, and ``other`` has no part in the computation.

    Of 贷款买了500万元的设备，利息22万元 the interest is what 贷款利息 names, and the price is certainly another sum. What was
    paid out before does have a part.
    """
    words, others = beside(question, amount), beside(question, other)
    if nearness(words, base) <= 0:
        return False
    same = measures(words)[0] & measures(base)[0]
    return beside_the_point(others) or (bool(same) and conflict(others, base) and GRANT not in measures(others)[0])


def _is_each(question: Question, amount: Quantity) -> bool:
    return bool(_EACH.search(question.search)) or is_monthly(question, amount)


def _limits_base(question: Question, quantity: Quantity, benefit: Benefit) -> bool:
    return benefit.base_limit is not None and counts_alike(question, quantity, benefit.base_limit.unit)


def _is_price(question: Question, quantity: Quantity) -> bool:
    """Whether the count goes with a price per piece (8台,每台15万元)."""
    return f"每{quantity.unit[:1]}" in question.search or "单价" in question.search


def not_meant(question: Question, benefit: Benefit, text: str) -> str:
    """Whether the one who asks, or the thing, is not the one that the clause means."""
    applicant = _APPLICANT.search(question.search)
    if applicant and benefit.who:
        mine = bigrams(_SORT.sub("", applicant["who"])) - _NAMED
        its = bigrams(benefit.who) - _NAMED
        if mine and its and not mine & its:
            return f"这项支持的对象是“{benefit.who}”"
    for without in _WITHOUT.finditer(text):
        what = without["what"]
        if _is_said(question.search, what) and without[0] not in question.search:
            return f"条款限于“{without[0]}”的情形"
    return ""


def _is_said(search: str, what: str) -> bool:
    """Whether a question says of itself what a clause excludes: not where it denies it, nor where it only asks that side."""
    if re.search(rf"{_DENIED}{what}{_SUPPORT}", search):
        return False
    return bool(re.search(rf"(?<![非未无不没]){what}{_GIVES}", search))
