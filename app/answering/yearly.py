"""What is said of every year, over the years that a question names: 每年不少于2场, 三年下来最少几场."""

import re
from collections.abc import Sequence

from app.answering.computation import Computation, asked, computed, quoted, shown
from app.answering.question import Question
from corpus import Bound, Kind, Quantity, display

_OVER_YEARS = re.compile(r"下来|一共|总共|合计|累计|加起来|共计|总计|拢共|^.{0,4}共|期间")
_YEARLY = re.compile(r"(?:每年|年均|逐年)(?!度?不?超过)[^,，;；。\d]{0,24}$")
_CUT = re.compile(r"[,，;；。\n]")
_FIRM = frozenset({Bound.EQ, Bound.GE, Bound.GT})
_TERM = re.compile(r"(?:连续|最长|为期|共|不超过|期限)[^,，;；。]{0,6}$")


def over_years(question: Question, text: str, quantities: Sequence[Quantity]) -> Computation | None:
    """A yearly figure of a sentence times the years of the question; ``None`` where it is not the one yearly figure.

    ``quantities`` are the sentence's, ``text`` its words.
    """
    years = [q for q in question.quantities if q.kind is Kind.PERIOD and q.unit == "年" and q.value > 1]
    if len(years) != 1 or not _OVER_YEARS.search(question.search) or question.inputs or not quantities:
        return None
    offset = quantities[0].span.start - text.index(quantities[0].raw)
    yearly = [q for q in quantities if question.wants.fit(q) == 1 and _is_yearly(text[: q.span.start - offset], q)]
    term = [q for q in quantities if q.kind is Kind.PERIOD and q.unit == "年"]
    if len(yearly) != 1 or any(not _TERM.search(text[: q.span.start - offset]) for q in term) or len(term) > 1:
        return None
    figure, number = yearly[0], years[0].value
    limited = [quoted(t) for t in term if t.value < number]
    number = min([number, *(t.value for t in term)])
    total = figure.value * number
    formula = f"{shown(figure)} × {display(number, '年')} = {display(total, figure.unit)}"
    most = "至少" if figure.bound in {Bound.GE, Bound.GT} else "共"
    figures = (asked(years[0]), *limited, quoted(figure), computed(total, figure.unit, formula))
    return Computation(
        f"每年{shown(figure)}，{display(number, '年')}{most}{display(total, figure.unit)}：{formula}。", figures
    )


def _is_yearly(before: str, quantity: Quantity) -> bool:
    """Whether a sum or a count is given for each year, in words of the same piece."""
    if quantity.kind not in {Kind.AMOUNT, Kind.COUNT} or quantity.bound not in _FIRM:
        return False
    return bool(_YEARLY.search(_CUT.split(before)[-1]))
