"""The part of an amount above a threshold: 超过15000元的部分在80000元限额内扣除, 起付标准以上的部分按70%支付."""

import re
from collections.abc import Sequence

from app.answering.association import bigrams
from app.answering.computation import HUNDRED, Computation, asked, computed, quoted, shown, to_the_cent
from app.answering.measures import beside, conflict
from app.answering.obstacle import misread
from app.answering.question import Question, normalise
from app.answering.thresholds import inputs
from corpus import Benefit, Bound, Kind, Quantity, display

_CAP_BEFORE = re.compile(r"(?:最[高多][^,，;；。\d]{0,4}|(?:限额|封顶线?|上限)(?:标准)?[为是]?)$")
_PART = re.compile(r"[)）]?的?(?:那)?部分")
_EXCESS = re.compile(r"超[过出]的?(?:部分|额|金额)")  # said apart from the threshold: 超过1000万元的，按超出额的2%
_BEFORE_THAT = re.compile(r"同比|上年|上一年|去年|前一年|基数")  # what is exceeded is another year's
_ABOVE = frozenset({Bound.GE, Bound.GT})
_CAPS = frozenset({Bound.LE, Bound.LT})
_IS_PART = re.compile(r"超过|超出|以上的?部分|的部分")
_TAKEN_OFF = re.compile(r"扣除|抵扣|减除")
_PAID = re.compile(r"支付|报销|给付|补助|补贴|奖励|救助|资助|扣除|抵扣|减除|补偿|返还|缴纳|征收")
_LEAST = 2  # pairs of characters that the question must share with what the clause measures


def above(question: Question, text: str, quantities: Sequence[Quantity], clause: str) -> Computation | None:
    """What the one threshold of a sentence leaves of the question's amount, at its rate and within its limit.

    ``quantities`` are the sentence's, ``text`` its words; ``clause`` is its whole clause. ``None`` where the clause
    treats further parts in another way, or where the amount is not what it measures.
    """
    figures = [q for q in quantities if q.kind in {Kind.AMOUNT, Kind.RATE}]
    parts = _thresholds(text, figures, quantities)
    amounts = inputs(question, Kind.AMOUNT)
    if len(parts) != 1 or len(amounts) != 1 or misread(question) or clause.count("部分") > text.count("部分"):
        return None
    start, amount = parts[0], amounts[0]
    rates = [q for q in figures if q.kind is Kind.RATE and q.unit == "%" and q.bound in {Bound.EQ, Bound.LE}]
    caps = [
        q for q in figures if q.kind is Kind.AMOUNT and _is_cap(text[: q.span.start - _offset(text, quantities)], q)
    ]
    understood = len(rates) < 2 and len(caps) < 2 and len(figures) == 1 + len(rates) + len(caps)
    if not understood or not (rates or _TAKEN_OFF.search(text)) or not _PAID.search(text) or start.low is None:
        return None
    if not _is_measured(question, amount, text, start, quantities):
        return None
    return _line(amount, start, rates, caps, text)


def is_of_excess(benefit: Benefit) -> bool:
    """Whether a sum is given for what lies above a threshold (超出额的0.5%, 超过部分每亩20元) and not for the whole."""
    words = (benefit.base, *(c.text for c in benefit.conditions if c.quantity is None))
    return any(_EXCESS.search(w) and not _BEFORE_THAT.search(w) for w in words)


def _thresholds(text: str, figures: Sequence[Quantity], quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures above which a part is counted: 超过500万元的部分, or the one threshold of a sentence with 超出额."""
    above_ = [q for q in figures if q.kind is Kind.AMOUNT and q.bound in _ABOVE]
    if parts := [q for q in above_ if _PART.match(_after(text, q, quantities))]:
        return parts
    apart = _EXCESS.search(text)
    return (
        above_
        if apart and len(above_) == 1 and _after(text, above_[0], quantities).endswith(text[apart.start() :])
        else []
    )


def _is_cap(before: str, quantity: Quantity) -> bool:
    return quantity.bound in _CAPS or (quantity.bound is Bound.EQ and bool(_CAP_BEFORE.search(before)))


def _offset(text: str, quantities: Sequence[Quantity]) -> int:
    """Where ``text`` begins in the coordinates of its quantities, told by the first of them."""
    return quantities[0].span.start - text.index(quantities[0].raw)


def _after(text: str, quantity: Quantity, quantities: Sequence[Quantity]) -> str:
    return text[quantity.span.end - _offset(text, quantities) :]


def _is_measured(
    question: Question, amount: Quantity, text: str, start: Quantity, quantities: Sequence[Quantity]
) -> bool:
    """Whether the question's amount is of what the clause holds against the threshold, and the whole of it."""
    words = normalise(re.split(r"[,，;；。]", text[: start.span.start - _offset(text, quantities)])[-1])
    mine = beside(question, amount)
    shared = bigrams(question.search) & bigrams(words)
    return not _IS_PART.search(mine) and not conflict(mine, words) and len(shared) >= _LEAST


def _line(
    amount: Quantity, start: Quantity, rates: Sequence[Quantity], caps: Sequence[Quantity], text: str
) -> Computation | None:
    low, figures = start.low, [asked(amount), quoted(start)]
    if low is None:
        return None
    if amount.value <= low:
        return Computation(f"{shown(amount)}没有超过{display(low, '元')}，没有超出的部分。", tuple(figures))
    gives = "可扣除" if _TAKEN_OFF.search(text) and not rates else "可得"
    left = amount.value - low
    formula = f"{shown(amount)} − {display(low, '元')} = {display(left, '元')}"
    result, step = left, computed(left, "元", formula)
    if rates:
        result, equals = to_the_cent(left * rates[0].value / HUNDRED)
        formula = f"（{shown(amount)} − {display(low, '元')}）× {display(rates[0].value, '%')} {equals} {display(result, '元')}"
        figures.append(quoted(rates[0]))
        step = computed(result, "元", formula)
    most = "最高" if rates and rates[0].bound is Bound.LE else ""
    cap = caps[0] if caps else None
    if cap is None or cap.high is None:
        return Computation(
            f"按超出的部分计算：{formula}，{most}{gives}{display(result, '元')}。", (*figures, step), result=result
        )
    if result <= cap.high:
        line = f"按超出的部分计算：{formula}，未超过限额，{most}{gives}{display(result, '元')}。"
        return Computation(line, (*figures, step, quoted(cap)), result=result)
    limit = display(cap.high, "元")
    line = f"按超出的部分计算：{formula}，超过限额{limit}，最高{gives}{limit}。"
    return Computation(line, (*figures, step, quoted(cap)), step=step, result=cap.high)
