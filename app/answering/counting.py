"""What a figure counts: 5个人 and 人, 500平米 and 平方米."""

import re

from app.answering.question import Question
from corpus import Quantity
from corpus.quantities.units import same_unit

AGES = frozenset({"岁", "周岁"})
_PERSON = re.compile(
    r"[个名位俩仨](?=人|员工|职工|毕业|应届|往届|高校|学生|博士|硕士|研发|残疾|退役|工人|人才|大学生|农民工|失业|困难|老人|研究|技术|专家|院士|高管)"
)  # fmt: skip
_ALIKE = (
    frozenset({"平方米", "平米", "平方", "㎡", "平"}),
    frozenset({"人", "名", "位"}),
    frozenset({"台", "套", "台套"}),
    frozenset({"家", "户"}),
)


def counts_alike(question: Question, quantity: Quantity, unit: str) -> bool:
    """Whether a count of the question counts ``unit``: 5个人 and 人, 500平米 and 平方米."""
    if units_alike(quantity.unit, unit):
        return True
    return unit in {"人", "名", "位"} and bool(_PERSON.match(question.search, quantity.span.end - 1))


def units_alike(one: str, other: str) -> bool:
    """Whether two measure words count the same: 平米 and 平方米, 名 and 人."""
    return same_unit(one, other) or {one, other} <= AGES or any({one, other} <= group for group in _ALIKE)
