"""Whether "not reached" may be said: a wrong no turns an applicant away.

Not where the document has another tier or rule that the same figure reaches, and not where nothing says that the
figure is the one that the condition speaks of (个税680万 against 营业收入超过10亿元).
"""

from collections.abc import Sequence

from app.answering.association import bigrams
from app.answering.computation import Computation
from app.answering.evidence import Evidence
from app.answering.grants import names_own_sum
from app.answering.lexicon import lexicon
from app.answering.measures import beside, nearness
from app.answering.question import Question, normalise
from app.answering.requirements import asks_for_requirement
from app.answering.thresholds import holds, inputs, shortfall
from corpus import Bound, Condition, Kind, Quantity

_LIMITS = frozenset({Bound.GE, Bound.GT, Bound.LE, Bound.LT, Bound.RANGE})
_LEAST = frozenset({Bound.GE, Bound.GT})
_ALIKE = 4  # pairs of characters that a base and what a condition of another clause measures share
_SAME = 2  # pairs of characters that two thresholds of one measure share
_TAIL = 6  # characters before a figure that name what is measured: 当年营业收入


def shortfall_doubt(question: Question, result: Computation, home: Sequence[Evidence]) -> str:
    """Why a figure may not be said to miss a condition, in Chinese; empty where it may, or where nothing is missed."""
    condition = result.unmet
    if condition is None or condition.quantity is None:
        return ""
    have = next((q for q in inputs(question, condition.quantity.kind) if q.value == result.figures[0].value), None)
    benefit, amounts = result.benefit, [q for q in question.quantities if q.kind is Kind.AMOUNT]
    if have is None or (benefit and any(names_own_sum(question, q, benefit) for q in amounts)):  # 离那200万的奖还差多少
        return ""
    if any(_reaches(have, q, condition) for e in home for q in e.sentence.quantities):
        return "文件按数额分档规定，问题里的数够得上另一档"
    timed = condition.quantity.kind is Kind.PERIOD and not nearness(beside(question, have), _measured(condition))
    if timed or (condition.quantity.kind is Kind.AMOUNT and not _is_named(question, have, condition)):
        return f"问题没有写明这个数是不是“{condition.text}”所说的数"
    return ""


def unmet_elsewhere(
    question: Question, result: Computation, home: Sequence[Evidence]
) -> tuple[Computation, Evidence] | None:
    """The condition of another clause (引进技术支付总额不低于200万元) that the sum that a rate was applied to does not reach."""
    benefit, amounts = result.benefit, inputs(question, Kind.AMOUNT)
    if benefit is None or benefit.rate is None or result.result is None or len(amounts) != 1:
        return None
    own = bigrams(normalise(benefit.base))
    for place in home:
        figures = place.sentence.quantities
        if len(figures) != 1 or figures[0].bound not in _LEAST or place.facts.benefits_in(place.sentence.span):
            continue
        need, words = figures[0], normalise(figures[0].subject)
        shared = own & bigrams(words)
        same = len(shared) >= _ALIKE and 10 * len(shared) >= 6 * min(len(own), len(bigrams(words)))
        if same and need.kind is Kind.AMOUNT and not holds(need, amounts[0].value):
            text = f"{words}{need.raw}" if need.raw not in words else words
            condition = Condition(text, need.span, need)
            return shortfall(None, condition, need, amounts[0], alternatives=False), place
    return None


def _reaches(have: Quantity, other: Quantity, condition: Condition) -> bool:
    """Whether another figure limits the same measure and the asked one is within it."""
    need = condition.quantity
    if need is None or other.kind is not need.kind or other.unit != need.unit or other.bound not in _LIMITS:
        return False
    same = len(bigrams(normalise(other.subject)) & bigrams(_measured(condition))) >= _SAME
    return same and other.low is not None and holds(other, have.value)


def _measured(condition: Condition) -> str:
    """The words right before the figure of a condition."""
    need = condition.quantity
    before = normalise(condition.text).partition(normalise(need.raw))[0] if need is not None else condition.text
    return before[-_TAIL:]


def _is_named(question: Question, have: Quantity, condition: Condition) -> bool:
    """Whether the question asks if it is enough, or says of the figure what the condition measures."""
    if asks_for_requirement(question) or nearness(beside(question, have), _measured(condition)):
        return True
    words = _measured(condition)
    groups = [group for group in lexicon().synonyms if any(len(w) > 1 and w in words for w in group)]
    alike = bigrams(words) | {w for group in groups for w in group}
    return any(word in question.search for word in alike)
