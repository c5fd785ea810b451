"""Several amounts under one clause (采购零部件800万、软件300万, by 年度采购量): added up before the rate is applied."""

import re
from collections.abc import Sequence
from decimal import Decimal

from app.answering.computation import (
    HUNDRED,
    Computation,
    Uncomputed,
    asked,
    computed,
    quoted,
    shown,
    to_the_cent,
    uncomputed,
)
from app.answering.notes import read_notes
from app.answering.question import Question
from app.answering.rates import on_base
from app.answering.thresholds import holds, inputs
from corpus import Benefit, Kind, Quantity, display

_YEARLY = re.compile(r"每年|年度|全年")
_YEARS = re.compile(r"去年|今年|明年|前年|20\d\d年|第[一二三]年")
_IN_PARTS = "条款分段计算，几个数额是分别算还是合起来算，条款没有写明"
_ONE_BY_ONE = re.compile(r"各(?![级类种地市区县])|分别|单独|分开")


def is_of_one_year(question: Question, parts: Sequence[Question], benefit: Benefit) -> bool:
    """Whether a rate is applied to all of a year (年度采购额), of which the question names the parts, not one by one."""
    return bool(_YEARLY.search(benefit.base)) and not _ONE_BY_ONE.search(question.search) and len(_years(parts)) < 2


def summed(parts: Sequence[Question], benefit: Benefit | None) -> Computation | Uncomputed | None:
    """Two amounts under one clause: summed first, where it does not matter whether a cap counts for each or for both."""
    if benefit is None or benefit.rate is None or benefit.rate.unit != "%":
        return None
    in_parts = read_notes(benefit).progressive or any(c.text.endswith("部分") for c in benefit.conditions)
    return uncomputed(_IN_PARTS) if in_parts else _at_rate(parts, benefit, benefit.rate)


def _at_rate(parts: Sequence[Question], benefit: Benefit, rate: Quantity) -> Computation | Uncomputed:
    amounts = [q for part in parts for q in inputs(part, Kind.AMOUNT)]
    base = sum((q.value for q in amounts), Decimal(0))
    if (short := _short_together(amounts, base, benefit)) is not None:
        return short
    raw, equals = to_the_cent(base * rate.value / HUNDRED)
    added = _added(amounts, base)
    formula = f"{display(base, '元')} × {shown(rate)} {equals} {display(raw, '元')}"
    product = computed(raw, "元", formula)
    figures = (*map(asked, amounts), computed(base, "元", added), quoted(rate), product)
    start, cap = f"合计按{benefit.base}计算：{added}；{formula}", benefit.cap
    if cap is None or cap.high is None:
        return Computation(f"{start}，合计可得{display(raw, '元')}。", figures, benefit, result=raw)
    limit = display(cap.high, "元")
    if raw <= cap.high:
        line = f"{start}，未超过上限，合计可得{display(raw, '元')}。"
        return Computation(line, (*figures, quoted(cap)), benefit, result=raw)
    extent = f"{benefit.scope}{benefit.frequency}"
    if not _YEARLY.search(extent) or len(_years(parts)) > 1 or read_notes(benefit).caps:
        return uncomputed("上限是分别计算还是合并计算，要看条款怎么执行，合计不代为计算")
    line = f"{start}，超过上限{limit}，{extent}最高可得{limit}。"
    return Computation(line, (*figures, quoted(cap)), benefit, product, cap.high)


def _years(parts: Sequence[Question]) -> set[str]:
    return {m[0] for p in parts for m in _YEARS.finditer(p.search)}


def _added(amounts: Sequence[Quantity], total: Decimal) -> str:
    return f"{' + '.join(display(q.value, '元') for q in amounts)} = {display(total, '元')}"


def _short_together(amounts: Sequence[Quantity], total: Decimal, benefit: Benefit) -> Computation | None:
    """The threshold on the base that all the amounts together do not reach."""
    for condition in benefit.conditions:
        need = condition.quantity
        if need is None or not on_base(benefit, condition) or holds(need, total) or need.low is None:
            continue
        added, gap = _added(amounts, total), need.low - total
        formula = f"{display(need.low, '元')} − {display(total, '元')} = {display(gap, '元')}"
        figures = (*map(asked, amounts), computed(total, "元", added), quoted(need), computed(gap, "元", formula))
        line = f"未达到条件“{condition.text}”：合计{added}，还差{display(gap, '元')}（{formula}），不能获得这项支持。"
        return Computation(line, figures, benefit, unmet=condition)
    return None
