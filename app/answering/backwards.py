"""Backwards: how much must be spent so that all of a grant is given (拿满), or a sum of it that is named (拿到200万)."""

import re
from decimal import ROUND_CEILING, Decimal

from app.answering.apiece import for_each
from app.answering.computation import (
    HUNDRED,
    Computation,
    Figure,
    asked,
    computed,
    quoted,
    rate_shown,
    shown,
)
from app.answering.measures import nearness
from app.answering.notes import read_notes
from app.answering.obstacle import misread
from app.answering.question import Question
from app.answering.rates import on_base
from app.answering.thresholds import holds, inputs
from corpus import Benefit, Bound, Kind, Quantity, display

_WHOLE = r"(?:拿满|领满|拿到(?:上限|封顶|最高)|顶格拿)"
_FULL = re.compile(rf"{_WHOLE}.*(?:要|需|得|达到|多少)")
_FULL_AFTER = re.compile(
    rf"(?:多少|多大)[^,，。;；?？]{{0,6}}(?:才|就|可以?|能|够)+(?:{_WHOLE}|封顶|到顶|达到(?:上限|封顶|最高))"
)
_SPENT = re.compile(r"投|花|买|采购|购置|成本|做到|做多大|达到|营业额|销售额|起码|至少得|支出|费用|规模")
_FURTHER = re.compile(r"(?:还|再)[得要需差该]{0,2}再?[^,，。;；]{0,4}多少|还差|再[^,，。;；]{1,4}多少")
_GET = r"(?:拿|领|得|补|奖|给)(?:到手?|够|上|回)?"
_TO_GET = re.compile(rf"{_GET}(?:奖励|补贴|补助|奖金)?[^,，。;；\d拿领得补奖给了过]{{0,2}}$")
_ASKS_SPENDING = re.compile(
    r"(?:投入?|花|买|采购|购|成本|支出|费用|做到?|达到|到账|额|量|规模)[^,，。;；?？\d]{0,6}(?<![拿补奖领给])(?:多少|多大)"
)
_CENT = Decimal("0.01")
_UPPER = frozenset({Bound.LE, Bound.LT})


def spending_for(question: Question, benefit: Benefit) -> Computation | None:
    """How much of the base brings what the question names; ``None`` where it does not ask that, or one rate does not tell.

    It does not where it holds for a part of the base or for some of the years, nor where each of several pieces has its cap.
    """
    rate, notes = benefit.rate, read_notes(benefit)
    if rate is None or not rate.value or rate.unit != "%" or notes.blocks:
        return None
    if (
        notes.progressive
        or notes.staged
        or for_each(benefit, notes)
        or any(c.text.endswith("部分") for c in benefit.conditions)
    ):
        return None
    if _asks_for_full(question, benefit):
        return _for_cap(benefit, rate, _had(question, benefit))
    goal = goal_of(question) if benefit.base else None
    return _for_goal(benefit, rate, goal) if goal is not None and not misread(question) else None


def _asks_for_full(question: Question, benefit: Benefit) -> bool:
    """Whether the question asks how much must be spent for the whole of what is given, and not who pays how much.

    What is spent may be called by the words of the clause: 想拿满，到账的补助资金得有多少.
    """
    full, after = _FULL.search(question.search), _FULL_AFTER.search(question.search)
    words = question.search[full.start() :] if full else question.search[: after.end()] if after else ""
    return bool(words) and bool(_SPENT.search(question.search) or nearness(words, benefit.base) > 1)


def _had(question: Question, benefit: Benefit) -> Quantity | None:
    """What is spent already where the question asks how much more it takes: 已经买了3200万，想拿满还得再买多少."""
    amounts = [q for q in inputs(question, Kind.AMOUNT) if benefit.cap is None or q.value != benefit.cap.high]
    alone = len(amounts) == 1 and _FURTHER.search(question.search, amounts[0].span.end)
    return amounts[0] if alone and amounts[0].bound is Bound.EQ and not misread(question) else None


def goal_of(question: Question) -> Quantity | None:
    """The one sum that the question wants to be given, where it asks what must be spent for it."""
    amounts = inputs(question, Kind.AMOUNT)
    if len(amounts) != 1 or not _ASKS_SPENDING.search(question.search):
        return None
    wanted = _TO_GET.search(question.search[: amounts[0].span.start])
    return amounts[0] if wanted and amounts[0].bound is Bound.EQ else None


def _for_cap(benefit: Benefit, rate: Quantity, had: Quantity | None) -> Computation | None:
    cap = benefit.cap
    if cap is None or cap.high is None:
        return None
    need, formula = _needed(cap.high, rate)
    figures = (quoted(cap), quoted(rate), computed(need, "元", formula))
    line = f"{benefit.base}达到{display(need, '元')}时可得上限：{formula}"
    if had is None:
        return Computation(f"{line}。", figures, benefit)
    if had.value >= need:
        return Computation(f"{line}；{shown(had)}已经达到。", (*figures, asked(had)), benefit)
    more = f"{display(need, '元')} − {shown(had)} = {display(need - had.value, '元')}"
    end = f"；已有{shown(had)}，还差{display(need - had.value, '元')}：{more}。"
    return Computation(line + end, (*figures, asked(had), computed(need - had.value, "元", more)), benefit)


def _for_goal(benefit: Benefit, rate: Quantity, goal: Quantity) -> Computation | None:
    cap = benefit.cap
    if cap is not None and cap.high is not None and goal.value > cap.high:
        found = _for_cap(benefit, rate, None)
        return found and Computation(
            f"最高{shown(cap)}，达不到{shown(goal)}；{found.line}", (asked(goal), *found.figures), benefit
        )
    need, formula = _needed(goal.value, rate)
    most = "最高" if rate.bound in _UPPER or read_notes(benefit).remarks else ""
    figures: tuple[Figure, ...] = (asked(goal), quoted(rate), computed(need, "元", formula))
    line = f"{benefit.base}达到{display(need, '元')}时{most}可得{shown(goal)}：{formula}"
    short = next(
        (c for c in benefit.conditions if c.quantity and on_base(benefit, c) and not holds(c.quantity, need)), None
    )
    if short is None or short.quantity is None:
        return Computation(f"{line}。", figures, benefit)
    return Computation(f"{line}；并须满足“{short.text}”。", (*figures, quoted(short.quantity)), benefit)


def _needed(sum_: Decimal, rate: Quantity) -> tuple[Decimal, str]:
    exact = sum_ * HUNDRED / rate.value
    need = exact.quantize(_CENT, ROUND_CEILING)  # a 分 less would bring less
    need, equals = (exact, "=") if need == exact else (need, "≈")
    return need, f"{display(sum_, '元')} ÷ {rate_shown(rate)} {equals} {display(need, '元')}"
