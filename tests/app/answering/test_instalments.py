"""A computed sum that is paid in parts. Clauses and questions are invented, results worked out by hand."""

from decimal import Decimal

import pytest

from app.answering.computation import Computation
from app.answering.facts import clause_facts
from app.answering.instalments import instalment
from app.answering.question import read_question
from corpus import display

THREE = "总部机构实缴资本超过3000万元的，按2%给予落户奖励，最高500万元，按50%、30%、20%的比例分三年发放。"
STAGES = "按设备投资额的10%给予补助，补助资金按60%、40%分两次拨付。"
NOT_WHOLE = "对国家级、省级平台按投资额的20%、10%给予补助，分三年拨付。"


@pytest.mark.parametrize(
    ("clause", "question", "part"),
    [
        pytest.param(THREE, "头一年先发多少", "100万元", id="first-year"),
        pytest.param(THREE, "第三年发多少", "40万元", id="third-year"),
        pytest.param(THREE, "一共给多少", None, id="the-whole"),
        pytest.param(THREE, "第四年发多少", None, id="no-fourth-year"),
        pytest.param(THREE, "第一批发多少", None, id="years-are-no-batches"),
        pytest.param(STAGES, "第二次拨多少", "80万元", id="second-time"),
        pytest.param(NOT_WHOLE, "头一年发多少", None, id="rates-that-are-no-shares-of-the-whole"),
    ],
)
def test_instalment(cite, clause: str, question: str, part: str | None) -> None:
    citation = cite(clause)
    facts = clause_facts(citation.document, citation.clause)
    whole = Computation("可得200万元。", (), result=Decimal(2000000))
    found = instalment(read_question(question), whole, facts.sentences[0])
    assert (display(found.result, "元") if found and found.result else None) == part
