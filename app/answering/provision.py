"""What one sentence of a clause lets a question compute: a benefit, a standard, a part above a threshold, a requirement."""

import re
from collections.abc import Sequence

from app.answering.adjustments import pro_rata
from app.answering.association import bigrams
from app.answering.case_caps import of_own_case
from app.answering.computation import Computation, Uncomputed, uncomputed
from app.answering.compute import compute
from app.answering.excess import above
from app.answering.facts import ClauseFacts, Sentence
from app.answering.formulas import by_formula
from app.answering.grants import without_quoted
from app.answering.outlay import outlay
from app.answering.periodic import over_time
from app.answering.question import Question
from app.answering.remaining import remaining
from app.answering.requirements import check
from app.answering.segments import by_segments
from app.answering.stages import all_stages
from app.answering.standards import find_standard

_OPEN = "条款的上限因情形而不同，问题没有写明是哪一种"
_WHEN = re.compile(r"上一?年度?|当年度?|年度|实际|缴纳|发生|支付")  # of a base: when and that it was paid


def compute_at(question: Question, facts: ClauseFacts, sentence: Sentence) -> Computation | Uncomputed | None:
    """The computation that the question's figures allow at ``sentence`` of a clause; see ``compute``."""
    text, document = sentence.text, facts.document.text
    question = without_quoted(question, sentence)
    if (formula := by_formula(question, text)) is not None:
        return formula
    first = by_segments(question, facts, sentence) or remaining(question, facts, sentence)
    if (staged := first or all_stages(question, facts, sentence)) is not None:
        return staged
    if (yearly := over_time(question, facts, sentence)) is not None:
        return yearly
    found = [of_own_case(question, facts, b) for b in facts.benefits_in(sentence.span)]
    own = _blanked(text, [q.raw for case in found for q in case.others])
    result = compute(question, [c.benefit for c in found], own, document=document, clause=facts.norm)
    if isinstance(result, Computation):
        open_ = result.step is not None and any(not c.told and c.benefit == result.benefit for c in found)
        changed = pro_rata(question, facts) if result.benefit is not None and result.benefit.rate is not None else ""
        return uncomputed(_OPEN if open_ else changed) if open_ or changed else result
    other = above(question, text, sentence.quantities, facts.norm) or outlay(question, sentence)
    return other or _otherwise(question, facts, sentence) or result


def _blanked(text: str, printed: Sequence[str]) -> str:
    for raw in printed:
        text = text.replace(raw, " " * len(raw))
    return text


def _otherwise(question: Question, facts: ClauseFacts, sentence: Sentence) -> Computation | None:
    """What the sentence gives where it is no benefit, or where it is one that the question does not compute."""
    if facts.benefits_in(sentence.span):
        return None
    standard = find_standard(question, facts.document.text, sentence, facts.clause.id)
    standard = tuple(b for b in standard if not b.base or _names(question, b.base))
    found = compute(question, standard, sentence.text, document=facts.document.text, clause=facts.norm)
    return found if isinstance(found, Computation) else check(question, sentence)


def _names(question: Question, base: str) -> bool:
    """Whether the question has at least half of the words of a base: 工资 alone is not 当地最低工资标准."""
    own = bigrams(_WHEN.sub("\n", base))
    return bool(own) and 2 * len(own & bigrams(question.search)) >= len(own)
