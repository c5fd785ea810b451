"""A figure that a question asserts ("上限是800万，对吗"), held against what the document says."""

import re
from collections.abc import Sequence

from app.answering.question import Question
from corpus import Bound, Kind, Quantity, display
from corpus.quantities.units import same_unit

_ASSERTS = re.compile(r"对吗|对不对|对吧|对么|是不是|是吗|是吧|没错|属实|真的吗|对不")
_CAP = re.compile(r"上限|封顶|最高|最多")
_KINDS = frozenset({Kind.AMOUNT, Kind.RATE, Kind.COUNT})


def asserts(question: Question) -> bool:
    """Whether the question puts a figure forward to have it confirmed."""
    return bool(_ASSERTS.search(question.search)) and len(_asserted(question)) == 1


def _asserted(question: Question) -> list[Quantity]:
    return [q for q in question.quantities if q.kind in _KINDS]


def judge(question: Question, shown: Sequence[Quantity]) -> str:
    """A Chinese line that says whether the asserted figure is the document's, or nothing where that is not clear.

    ``shown`` are the figures of the answer in the document's words.
    """
    if not asserts(question):
        return ""
    (said,) = _asserted(question)
    given = [q for q in shown if q.kind is said.kind and same_unit(q.unit, said.unit)]
    if _CAP.search(question.search):
        given = [q for q in given if q.bound in {Bound.LE, Bound.LT}] or given
    if any(q.value == said.value for q in given):
        return f"“{display(said.value, said.unit)}”与文件一致。"
    if len({q.value for q in given}) != 1:
        return ""
    return f"与文件不符：文件写的是{given[0].raw}，不是{display(said.value, said.unit)}。"
