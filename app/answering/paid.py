"""What somebody paid as the limit of what is given: 补助金额不得超过实际支出金额, 花了3600元."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.answering.computation import Computation, asked, shown
from app.answering.question import Question
from corpus import Benefit, Bound, Kind, Quantity

_ACTUALLY = re.compile(r"不(?:得)?(?:超过|高于)[^,，。;；]{0,8}实际(?:支出|发生|支付|花费)")
_PAID = re.compile(r"(?:花|付|掏|支出|自费|缴|交)(?:了|掉|出去?)?[^,，。;\d]{0,4}$")
_PARAGRAPH = re.compile(r"\n")


def paid(question: Question, benefit: Benefit, document: str, loose: Sequence[Quantity]) -> Quantity | None:
    """What the question says was paid, where the clause gives no more than that (不得超过申请人实际支出金额)."""
    after = _PARAGRAPH.split(document[benefit.span.start :], maxsplit=1)[0]
    alone = len(loose) == 1 and loose[0].kind is Kind.AMOUNT and loose[0].bound is Bound.EQ
    if not alone or not _ACTUALLY.search(after) or not _PAID.search(question.search[: loose[0].span.start]):
        return None
    return loose[0]


def no_more_than(found: Computation, result: Decimal, spent: Quantity) -> Computation:
    """``result`` held against what was paid."""
    said = "不超过" if result <= spent.value else "超过"
    end = "" if result <= spent.value else f"，最高可得{shown(spent)}"
    line = f"{found.line.rstrip('。')}；{said}实际支出的{shown(spent)}{end}。"
    figures = (*found.figures, asked(spent))
    return replace(found, line=line, figures=figures, result=min(result, spent.value))
