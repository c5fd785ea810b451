"""Thresholds of a benefit against the figures of a question: reached or not, and by how much."""

import re
from decimal import Decimal

from app.answering.association import bigrams
from app.answering.computation import HUNDRED, Computation, Figure, asked, computed, quoted, shown, to_the_cent
from app.answering.counting import AGES, counts_alike
from app.answering.lexicon import lexicon
from app.answering.measures import beside, conflict, measures, nearness
from app.answering.question import Question, normalise
from corpus import Benefit, Bound, Condition, Kind, Quantity, display

_SHARE = re.compile(
    r"(?P<part>[^,，、占]{2,16}?)?(?:总额|总数|人数|数量)?(?:占|达到?(?=[^\d]{2}))(?P<whole>[^,，、占的]{2,20}?)(?:的?(?:比例|比重|比率))?[^,，、]{0,4}$"
)
_ONE_PERIOD = re.compile(r"一(?:年|个?月|天|日|个?季度)")
_HOW_MUCH = re.compile(
    r"(?:里头?|内|下来|当中)?(?:最[多高少低大]|至[多少]|顶多|封顶|上限|大[概约]|一共|总共|到底|能|可以?|应?该|要|得|会|给|补|拿|奖|领|发|报|交|扣|抵)"
)
_EVERY = re.compile(r"均|每年|逐年|各年|连续[\d两二三四五六]")
_RUNNING = re.compile(r"连续(?P<years>[\d两二三四五六])(?:个?年度?|个会计年度)")
_ALL_YEARS = re.compile(r"连续|连着|接连|每年|年年|[\d两二三四五六]年|都|均")
_YEARS = {**{c: i for i, c in enumerate("二三四五六", 2)}, "两": 2, **{str(i): i for i in range(10)}}
_GROWN = re.compile(r"(?:增加|增长|多|涨|提高|上升)(?:了|出)[^,，。;；\d]{0,3}$")
_OF_GROWTH = re.compile(r"增|涨|提高|上升|扩大")
_CERTAINLY = 1  # pairs of characters that may be shared by chance
_SOUGHT = frozenset({Bound.EQ, Bound.GE, Bound.GT})


def inputs(question: Question, kind: Kind) -> list[Quantity]:
    """The question's figures of a kind that are brought along; upper limits are what it asks about."""
    return [q for q in question.quantities if q.kind is kind and q.bound in _SOUGHT]


def is_how_often(question: Question, period: Quantity) -> bool:
    """Whether a period says how often something is given, and not how long something has lasted: 一年最多给多少."""
    text = question.search
    lasted = text[: period.span.start].endswith(("了", "满", "过", "够", "足"))
    return bool(not lasted and _ONE_PERIOD.fullmatch(period.raw) and _HOW_MUCH.match(text, period.span.end))


def holds(condition: Quantity, have: Decimal) -> bool:
    """Whether ``have`` lies within the bounds of ``condition``, ends as printed."""
    low, high = condition.low, condition.high
    ranged = condition.bound is Bound.RANGE
    if low is not None and condition.bound is not Bound.EQ:
        open_ = condition.bound is Bound.GT or (ranged and not condition.includes_low)
        if have < low or (open_ and have == low):
            return False
    if high is not None and condition.bound is not Bound.EQ:
        open_ = condition.bound is Bound.LT or (ranged and not condition.includes_high)
        return have < high or (have == high and not open_)
    return condition.bound is not Bound.EQ or low is None or have >= low


def is_growth(question: Question, quantity: Quantity) -> bool:
    """Whether a figure is by how much something grew, and not all of it: 纳税额增加了1500万."""
    return bool(_GROWN.search(question.search[: quantity.span.start]))


def given(question: Question, condition: Condition, need: Quantity) -> list[Quantity]:
    """The question's figures that a threshold speaks of: of its kind and unit, and a word of it in the question."""
    alike = [q for q in inputs(question, need.kind) if q.unit == need.unit or _counted(question, q, need)]
    if need.kind is Kind.PERIOD:
        alike = [q for q in alike if not is_how_often(question, q)]
    if not _OF_GROWTH.search(condition.text):
        alike = [q for q in alike if not is_growth(question, q)]
    if need.kind is Kind.AMOUNT:
        alike = [q for q in alike if not conflict(beside(question, q), condition.text)]
    if not alike:
        return []
    if need.kind is Kind.AMOUNT and any(nearness(beside(question, q), condition.text) for q in alike):
        every = bool(_EVERY.search(condition.text))  # 连续2年均超过: the second year's sum need not be named again
        return [q for q in alike if nearness(beside(question, q), condition.text) or (every and _bare(question, q))]
    if need.kind in {Kind.PERIOD, Kind.RATE}:
        return [q for q in alike if nearness(beside(question, q), condition.text)]
    if need.kind is Kind.AMOUNT and len(alike) > 1 and not _EVERY.search(condition.text):
        return []  # which of them is meant is not said
    return alike if need.unit in AGES or _names(question, condition, need) else []


def _measured(question: Question, benefit: Benefit, condition: Condition, need: Quantity) -> list[Quantity]:
    """The figures that a threshold speaks of, without what the question calls by the words of the rate's base.

    个税总额5万元以上的，按区级留成的50%给予: 留成是4.6万 says nothing of the total.
    """
    found = given(question, condition, need)
    return [q for q in found if not _is_base(question, q, benefit, condition)]


def _is_base(question: Question, quantity: Quantity, benefit: Benefit, condition: Condition) -> bool:
    if benefit.rate is None or not benefit.base or quantity.kind is not Kind.AMOUNT:
        return False
    words = beside(question, quantity)
    return nearness(words, benefit.base) > nearness(words, condition.text) + _CERTAINLY


def _bare(question: Question, quantity: Quantity) -> bool:
    """Whether nothing is said of what an amount is."""
    return not measures(beside(question, quantity))[0]


def _counted(question: Question, quantity: Quantity, need: Quantity) -> bool:
    return need.kind is Kind.COUNT and counts_alike(question, quantity, need.unit)


def _names(question: Question, condition: Condition, need: Quantity) -> bool:
    words = bigrams(lexicon().stop_words.sub("\n", normalise(condition.text).replace(normalise(need.raw), "\n")))
    groups = [g for g in lexicon().synonyms if any(w in condition.text for w in g)]
    alike = {word for group in groups for word in group if len(word) > 1}
    return any(w in question.search for w in words | alike)


def unmet(benefit: Benefit, question: Question, *, alternatives: bool) -> Computation | None:
    """The first threshold that the question's own figures do not reach."""
    for condition in benefit.conditions:
        need = condition.quantity
        if need is None or condition.text.endswith("部分"):
            continue
        if need.unit == "%" and (share := _share(benefit, condition, need, question)):
            if holds(need, share[0]):
                continue
            return _short_share(benefit, condition, need, share)
        have = _measured(question, benefit, condition, need)
        if need.kind is Kind.AMOUNT and len(have) > 1 and not _EVERY.search(condition.text):
            continue  # 单价12亿的和单价2亿的: two cases, of which one may reach it
        short = next((q for q in have if not holds(need, q.value)), None)
        if short is not None:
            return shortfall(benefit, condition, need, short, alternatives=alternatives or "或" in condition.text)
    return None


def _end(alternatives: bool) -> str:
    return "；条款另有可替代的条件，须另行核对" if alternatives else "，不能获得这项支持"


def shortfall(
    benefit: Benefit | None, condition: Condition, need: Quantity, have: Quantity, *, alternatives: bool
) -> Computation:
    """The line that a figure of the question misses a condition, and by how much."""
    head, figures = f"未达到条件“{condition.text}”：{shown(have)}", [asked(have), quoted(need)]
    if need.low is not None and have.value < need.low:
        gap = need.low - have.value
        formula = f"{display(need.low, need.unit)} − {shown(have)} = {display(gap, need.unit)}"
        figures.append(computed(gap, need.unit, formula))
        head += f"，还差{display(gap, need.unit)}（{formula}）"
    elif need.high is not None and have.value > need.high:
        gap = have.value - need.high
        formula = f"{shown(have)} − {display(need.high, need.unit)} = {display(gap, need.unit)}"
        figures.append(computed(gap, need.unit, formula))
        head = f"不符合条件“{condition.text}”：{shown(have)}，超出{display(gap, need.unit)}（{formula}）"
    else:
        head += "，刚好等于而条款不含本数"
    return Computation(f"{head}{_end(alternatives)}。", tuple(figures), benefit, unmet=condition)


def _share(
    benefit: Benefit, condition: Condition, need: Quantity, question: Question
) -> tuple[Decimal, Quantity, Quantity] | None:
    """The share that two figures of the question make where a threshold is one: 研发投入占销售收入5%以上."""
    match = _SHARE.search(normalise(condition.text).partition(normalise(need.raw))[0])
    if match is None:
        return None
    for kind in (Kind.AMOUNT, Kind.COUNT):
        part = _named(question, kind, match["part"] or benefit.base)
        whole = _named(question, kind, match["whole"])
        if part and whole and part != whole and part.unit == whole.unit and whole.value:
            return part.value * HUNDRED / whole.value, part, whole
    return None


def _named(question: Question, kind: Kind, words: str) -> Quantity | None:
    rated = [(nearness(beside(question, q), words), q) for q in inputs(question, kind)]
    best = max((n for n, _ in rated), default=0)
    found = [q for n, q in rated if n == best > 0]
    return found[0] if len(found) == 1 else None


def _short_share(
    benefit: Benefit, condition: Condition, need: Quantity, share: tuple[Decimal, Quantity, Quantity]
) -> Computation:
    value, part, whole = share
    exact, equals = to_the_cent(value)
    formula = f"{shown(part)} ÷ {shown(whole)} {equals} {display(exact, '%')}"
    figures = (asked(part), asked(whole), quoted(need), computed(exact, "%", formula))
    return Computation(f"未达到条件“{condition.text}”：{formula}，不能获得这项支持。", figures, benefit)


def reached(benefit: Benefit, question: Question) -> tuple[list[str], list[Figure]]:
    """The thresholds that the question's figures reach, in Chinese, with the figures in them."""
    parts: list[str] = []
    figures: list[Figure] = []
    for condition in benefit.conditions:
        need = condition.quantity
        if need is None or condition.text.endswith("部分"):
            continue
        if need.unit == "%" and (share := _share(benefit, condition, need, question)):
            value, part, whole = share
            exact, equals = to_the_cent(value)
            formula = f"{shown(part)} ÷ {shown(whole)} {equals} {display(exact, '%')}"
            parts.append(f"{formula}，已达到“{condition.text}”")
            figures += [asked(part), asked(whole), quoted(need), computed(exact, "%", formula)]
            continue
        have = _measured(question, benefit, condition, need)
        if have and all(holds(need, q.value) for q in have):
            does = "符合" if need.bound in {Bound.LE, Bound.LT, Bound.RANGE} else "已达到"
            parts.append(f"{'、'.join(map(shown, have))}{does}“{condition.text}”")
            figures += [*map(asked, have), quoted(need)]
    return parts, figures


def untold_years(benefit: Benefit, question: Question) -> str:
    """The words of a threshold on several years running of which the question tells fewer (连续2年…; 一年卖了5000万)."""
    for condition in benefit.conditions:
        running, need = _RUNNING.search(condition.text), condition.quantity
        if running is None or need is None or need.kind is not Kind.AMOUNT:
            continue
        have = _measured(question, benefit, condition, need)
        if have and len(have) < _YEARS[running["years"]] and not _ALL_YEARS.search(question.search):
            return condition.text
    return ""


def met(benefit: Benefit, question: Question, remark: str) -> Computation | None:
    """Thresholds that the question's figures reach, where the support is a fixed sum."""
    parts, figures = reached(benefit, question)
    sum_ = benefit.fixed or benefit.cap
    if not parts or sum_ is None:
        return None
    figures.append(quoted(sum_))
    most = "最高" if benefit.fixed is None else ""
    text = f"{'，'.join(parts)}；其余条件也满足时可得{most}{shown(sum_)}{remark}。"
    return Computation(text, tuple(figures), benefit, result=sum_.value if benefit.fixed else None)


def taken(question: Question, benefit: Benefit) -> list[Quantity]:
    """The figures of the question that some threshold of the benefit speaks of."""
    found: list[Quantity] = []
    for condition in benefit.conditions:
        need = condition.quantity
        if need is None:
            continue
        if need.unit == "%" and (share := _share(benefit, condition, need, question)):
            found += share[1:]
        found += _measured(question, benefit, condition, need)
    return found
