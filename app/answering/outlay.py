"""What a support costs where all that are chosen get it: 每年评选10个, 单个最高100万元, 都拿满要拿出多少."""

import re

from app.answering.computation import Computation, computed, quoted, shown
from app.answering.facts import Sentence
from app.answering.question import Question
from corpus import Bound, Kind, Quantity, display

_ALL = re.compile(
    r"个个|人人|家家|全都|都(?:按|拿|给|发|领|评|奖)|全(?:部|给|发|拿)|一共|总共|合计|加起来|拢共|总的|(?:一年|每年|一届|一轮)[^,，。;；]{0,6}多少"
)
_PAYS = re.compile(
    r"掏|出(?:多少|钱)|拿出|花(?:多少|出)|支出|发(?:出去)?多少|发出|付多少|付出|预算|准备(?:多少|好)|开销"
)
_CHOSEN = re.compile(
    r"(?:评选|评出|评定|遴选|选拔|选出|择优|认定|奖励|支持|资助|扶持|排名前|最大的)[^,，。;；\d]{0,12}$"
)
_EACH = re.compile(r"(?:单[个项家人名台场]|每[个项家人名位台场]|各|分别|每一[个项家])[^。;；]*$")
_AT_MOST = frozenset({Bound.EQ, Bound.LE})


def outlay(question: Question, sentence: Sentence) -> Computation | None:
    """The number of those chosen times what each gets; ``None`` where a sentence has not one number and one sum.

    Only where the question asks what all of them cost the one who pays, and brings no figure of its own.
    """
    asked_for = _ALL.search(question.search) and _PAYS.search(question.search)
    if not asked_for or any(q.bound is not Bound.EQ or q.value != 1 for q in question.inputs):
        return None
    counts = [q for q in sentence.quantities if q.kind is Kind.COUNT and _precedes(_CHOSEN, sentence, q)]
    sums = [q for q in sentence.quantities if q.kind is Kind.AMOUNT]
    if len(counts) != 1 or len(sums) != 1 or counts[0].span.start > sums[0].span.start:
        return None
    count, each = counts[0], sums[0]
    if not {count.bound, each.bound} <= _AT_MOST or not _precedes(_EACH, sentence, each):
        return None
    total = count.value * each.value
    formula = f"{shown(count)} × {shown(each)} = {display(total, each.unit)}"
    most = "最多" if Bound.LE in {count.bound, each.bound} else ""
    line = f"{shown(count)}都拿满时{most}共{display(total, each.unit)}：{formula}。"
    return Computation(line, (quoted(count), quoted(each), computed(total, each.unit, formula)))


def _precedes(words: re.Pattern[str], sentence: Sentence, quantity: Quantity) -> bool:
    return bool(words.search(sentence.text[: quantity.span.start - sentence.span.start]))
