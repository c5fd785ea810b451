"""Rate × base with every cap, and rates that change from part to part of the base."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.answering.association import bigrams
from app.answering.computation import (
    HUNDRED,
    Computation,
    Figure,
    asked,
    computed,
    quoted,
    rate_shown,
    shown,
    to_the_cent,
)
from app.answering.counting import counts_alike
from app.answering.measures import beside, conflict, measures, nearness
from app.answering.notes import Notes, remarked, takes_off
from app.answering.question import Question
from app.answering.thresholds import inputs, reached, taken
from corpus import Benefit, Bound, Condition, Kind, Quantity, display

_UNIT_PRICE = re.compile(
    r"(每|单|(?<![第头首])一)(台|套|个|件|场|次|辆)(?!月)(?:[^\d一二三四五六七八九十百千万亿]{0,6})$|单价[^\d]{0,4}$"
)
_MONTHLY = re.compile(r"(?:每个?月|一个月|月租金?|月工资|月薪|月均|按月)[^\d,，。]{0,6}$")
_MONTHLY_AFTER = re.compile(r"^(?:/月|每月|一个月|每个月|[一个]?月)")
_COMPARES = re.compile(r"(?:达到?|超过|高于|不低于|不少于|在|为|满|首次突破)+$")
_EACH_MONTH = re.compile(r"^(?:实际)?(?:每个?月|月(?!份))")
_EXPLAINS = 2  # pairs of characters that an amount and such a bracket share
_PARTS = {"%": HUNDRED, "倍": Decimal(1)}  # what the figure of a rate is divided by
Base = tuple[Decimal, list[Figure], str]


def with_measured_base(benefit: Benefit) -> Benefit:
    """实缴注册资本超过5000万元的，按1%给予扶持: the sum that the one threshold measures is what the rate is applied to."""
    measured = [c for c in benefit.conditions if c.quantity and c.quantity.kind is Kind.AMOUNT]
    if benefit.rate is None or benefit.base or len(measured) != 1 or measured[0].quantity is None:
        return benefit
    words = _COMPARES.sub("", measured[0].text.partition(measured[0].quantity.raw)[0])
    if not measures(words)[0]:
        return benefit
    return replace(benefit, base=words, review=without_note(benefit.review))


def without_note(review: str) -> str:
    """The notes of a benefit without the one that says that the base was not read."""
    return "；".join(n for n in review.split("；") if not n.startswith("没有读出比例的计算基数"))


def base_words(benefit: Benefit) -> str:
    """What a rate is applied to, in the words of a question: interest where the clause speaks of its rate."""
    return "实际支付的利息" if benefit.base.endswith("利率") else benefit.base


def base_amounts(question: Question, benefit: Benefit) -> list[Quantity]:
    """The amounts of the question that the rate may be applied to: not those of a threshold, not of another kind."""
    base = base_words(benefit)
    explained = _explained(benefit)
    amounts = [
        q
        for q in inputs(question, Kind.AMOUNT)
        if not conflict(words := beside(question, q), base) or len(bigrams(words) & explained) >= _EXPLAINS
    ]
    if len(amounts) < 2:
        return amounts
    rated = [(nearness(beside(question, q), base), q) for q in amounts]
    best = max(n for n, _ in rated)
    chosen = [q for n, q in rated if n == best > 0]
    others = [q for q in amounts if q not in chosen]
    known = taken(question, _without_own_threshold(benefit))
    if len(chosen) == 1 and all(q in known for q in others):
        return chosen
    rest = [q for q in amounts if q not in known]
    told = len(rest) == 1 and nearness(beside(question, rest[0]), base) > 0
    return rest if told and all(_is_of_threshold(question, q, benefit) for q in known) else amounts


def _explained(benefit: Benefit) -> set[str]:
    """What the clause says in brackets of what its rate is applied to: 营业额（以住宿、餐饮等发票为准）."""
    base = benefit.base.removeprefix("其").strip()
    found = (re.search(rf"{re.escape(base)}[(（]([^()（）]+)[)）]", c.text) for c in benefit.conditions if base)
    return set[str]().union(*(bigrams(m[1]) for m in found if m))


def _is_of_threshold(question: Question, amount: Quantity, benefit: Benefit) -> bool:
    """项目投资额8000万, 今年实际投了6000万: the first is nearer to 项目投资额2000万元以上 than to 当年实际投资额."""
    words = beside(question, amount)
    limits = [c.text for c in benefit.conditions if c.quantity and c.quantity.kind is Kind.AMOUNT]
    return max((nearness(words, text) for text in limits), default=0) > nearness(words, benefit.base)


def _without_own_threshold(benefit: Benefit) -> Benefit:
    """The benefit without the thresholds on what its rate is applied to: 年度采购额达200万元的, 按年度采购额的8%.

    Of several sums such a threshold leaves none out: each is a part of the base.
    """
    return replace(benefit, conditions=tuple(c for c in benefit.conditions if not on_base(benefit, c)))


def on_base(benefit: Benefit, condition: Condition) -> bool:
    """Whether a threshold measures what the rate of the benefit is applied to."""
    return bool(benefit.base) and condition.quantity is not None and benefit.base in condition.text


def read_base(benefit: Benefit, question: Question) -> Base | None:
    """What the rate is applied to: value in 元, the figures in it, and its words; ``None`` where it is not certain."""
    amounts = base_amounts(question, benefit)
    if len(amounts) != 1:
        return None
    amount = amounts[0]
    limit = benefit.base_limit
    counts = inputs(question, Kind.COUNT)
    if limit is not None and limit.high is not None:
        pieces = [q for q in counts if counts_alike(question, q, limit.unit)]
        if pieces:
            return _limited(question, amount, pieces[0], limit, limit.high)
    if _UNIT_PRICE.search(question.search[: amount.span.start]):
        return _priced(question, amount, counts, f"{benefit.scope}{benefit.review}")
    if _EACH_MONTH.search(benefit.base):  # 月租金的3倍: one month's, whatever the time
        return (amount.value, [asked(amount)], shown(amount)) if is_monthly(question, amount) else None
    if is_monthly(question, amount):
        return _by_months(question, amount)
    return amount.value, [asked(amount)], shown(amount)


def _limited(question: Question, amount: Quantity, count: Quantity, limit: Quantity, most: Decimal) -> Base:
    used = min(count.value, most)
    figures = [asked(amount), asked(count), *([quoted(limit)] if used < count.value else [])]
    money, number = shown(amount), display(used, limit.unit)
    if _UNIT_PRICE.search(question.search[: amount.span.start]):
        return used * amount.value, figures, f"{number} × {money}"
    if used == count.value:
        return amount.value, figures, money
    return amount.value * used / count.value, figures, f"{money} × {number} ÷ {shown(count)}"


def _priced(question: Question, amount: Quantity, counts: Sequence[Quantity], limits: str) -> Base | None:
    """Price × pieces; ``limits`` are the words of the caps, of which none may count for each piece."""
    match = _UNIT_PRICE.search(question.search[: amount.span.start])
    unit = match[2] if match and match[2] else None
    pieces = [q for q in counts if unit is None or counts_alike(question, q, unit)]
    if not pieces and match and match[1] == "一":  # 一台20万: the one thing itself
        return amount.value, [asked(amount)], shown(amount)
    if len(pieces) != 1 or (unit and re.search(f"[每单]{unit}", limits)):
        return None
    return pieces[0].value * amount.value, [asked(amount), asked(pieces[0])], f"{shown(pieces[0])} × {shown(amount)}"


def is_composed(question: Question, amount: Quantity) -> bool:
    """Whether an amount is a price that months or pieces of the question multiply."""
    return is_monthly(question, amount) or is_priced(question, amount)


def is_priced(question: Question, amount: Quantity) -> bool:
    """Whether an amount is the price of one piece: 每个展位5万, 一台20万."""
    return bool(_UNIT_PRICE.search(question.search[: amount.span.start]))


def is_monthly(question: Question, amount: Quantity) -> bool:
    """Whether an amount is what a month costs."""
    text, span = question.search, amount.span
    return bool(_MONTHLY.search(text[: span.start]) or _MONTHLY_AFTER.match(text[span.end :]))


def months(question: Question) -> list[tuple[Quantity, Decimal]]:
    """The periods of the question in months, where that is exact; 一个月 before a price is no period."""
    amounts = inputs(question, Kind.AMOUNT)
    found = []
    for q in inputs(question, Kind.PERIOD):
        marker = q.raw in {"一个月", "1个月"} and any(
            0 <= a.span.start - q.span.end < 4 or 0 <= q.span.start - a.span.end < 2 for a in amounts
        )
        factor = {"个月": Decimal(1), "年": Decimal(12)}.get(q.unit)
        if factor is not None and not marker:
            found.append((q, q.value * factor))
    return found


def _by_months(question: Question, amount: Quantity) -> Base | None:
    periods = months(question)
    if len(periods) != 1:
        return None
    period, number = periods[0]
    return number * amount.value, [asked(amount), asked(period)], f"{shown(amount)} × {display(number, '个月')}"


def all_caps(benefit: Benefit, notes: Notes) -> list[tuple[Quantity, str]]:
    """Every cap on the amount with the words that say per whom and how often, the benefit's own first."""
    own = [(benefit.cap, f"{benefit.scope}{benefit.frequency}")] if benefit.cap else []
    return own + [(q, words.partition(q.raw)[0].strip() or words) for q, words in notes.caps]


def capped(
    raw: Decimal, start: str, benefit: Benefit, notes: Notes, *, most: str, text: str
) -> tuple[str, list[Figure], Decimal]:
    """The end of a line: the amount held against every cap, the figures of these, and what is given."""
    caps = all_caps(benefit, notes)
    end = remarked(notes, text)
    limits = [(q, q.high, words) for q, words in caps if q.high is not None]
    if not limits:
        return f"{start}，{most}{display(raw, '元')}{end}。", [], raw
    figures = [quoted(q) for q, _, _ in limits]
    lowest = min(high for _, high, _ in limits)
    scope = next(words for _, high, words in limits if high == lowest)
    told = "；".join(
        f"{words}{'' if '高' in words or '超' in words else '最高'}{display(high, '元')}" for _, high, words in limits
    )
    several = f"（上限同时有：{told}，以较低的为准）" if len(limits) > 1 else ""
    if raw > lowest:
        scope = re.sub(r"(?:累计|合计)?(?:最高|不超过|最多)(?:[\d.]+[万亿]?元)?$", "", scope)
        return (
            f"{start}，超过上限{display(lowest, '元')}{several}，{scope}最高{notes.gives}{display(lowest, '元')}{end}。",
            figures,
            lowest,
        )
    return f"{start}，未超过上限{several}，{most}{display(raw, '元')}{end}。", figures, raw


def rated(benefit: Benefit, question: Question, notes: Notes, text: str) -> Computation | None:
    """Rate × base, limited by the caps."""
    rate, base = benefit.rate, read_base(benefit, question)
    if rate is None or rate.high is None or rate.unit not in _PARTS or base is None:
        return None
    value, figures, words = base
    raw, equals = to_the_cent(value * rate.value / _PARTS[rate.unit])
    formula = f"{words} × {rate_shown(rate).removesuffix('倍')} {equals} {display(raw, '元')}"
    product = computed(raw, "元", formula)
    parts, thresholds = reached(benefit, question)
    stage = f"{benefit.variant}每年：" if notes.staged and benefit.variant else ""
    start = (
        f"{stage}{''.join(p + '；' for p in parts)}按{base_words(benefit)}计算：{formula}" if benefit.base else formula
    )
    most = f"最高{notes.gives}" if rate.bound is Bound.LE or notes.remarks or takes_off(notes, text) else notes.gives
    line, caps, result = capped(raw, start, benefit, notes, most=most, text=text)
    step = product if result != raw else None
    return Computation(line, (*figures, *thresholds, quoted(rate), product, *caps), benefit, step, result)
