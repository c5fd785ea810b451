"""A sum for a threshold and more for each step above it. Invented, worked out by hand."""

import pytest

from app.answering import Answer, Assistant, Origin
from corpus.quantities.quantity import plain

RULES = """云川市扩大开放办法
第一条 对入驻园区的商业保理企业：
（一）到位注册资本1.2亿元的，给予90万元奖励；
（二）到位注册资本超过1.2亿元的，每超过5000万元，给予40万元奖励。
第二条 出口额达到1000万美元的，奖励10万元；超过1000万美元的，每增加500万美元增加奖励3万元，最高50万元。
第三条 年接待研学学生达到2000人次的，给予2万元奖励，每增加1000人次，再奖励5000元，最高不超过10万元。
第四条 年纳税额首次突破1000万元的给予20万元奖励；突破1000万元后每增加500万元再奖励10万元。
第五条 养老机构床位达到50张的，一次性补助5万元；达到100张的，一次性补助12万元；100张以上每增加10张再补助1万元。
"""


@pytest.fixture(scope="module")
def assistant(indexed):
    return Assistant(indexed({"rules": RULES}))


def _computed(reply) -> set[str]:
    return (
        {plain(n.value) for n in reply.numbers if n.origin is Origin.COMPUTED} if isinstance(reply, Answer) else set()
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("保理公司注册资本到位2.7亿，能奖多少？", "共可得210万元"),
        ("今年出口额3000万美元，能奖多少？", "共可得22万元"),
        ("今年接待了6000人次研学学生，能奖多少", "共可得4万元"),
        ("今年接待了60000人次研学学生，能奖多少", "超过上限10万元，最高可得10万元"),
        ("年纳税额做到2500万，能拿多少", "共可得50万元"),
        ("养老院有130张床位，补助多少", "共可得15万元"),
    ],
)
def test_steps_above_a_threshold(assistant, question: str, words: str) -> None:
    assert words in assistant.ask(question).text


def test_both_clauses_are_cited(assistant) -> None:
    quotes = [c.quote for c in assistant.ask("保理公司注册资本到位2.7亿，能奖多少？").citations]
    assert any("给予90万元奖励" in q for q in quotes)
    assert any("每超过5000万元" in q for q in quotes)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("保理公司注册资本到位1.2亿，能奖多少？", id="no-step"),
        pytest.param("保理公司注册资本到位2.9亿，能奖多少？", id="a-step-begun"),
        pytest.param("今年出口额3000万元，能奖多少？", id="another-currency"),
        pytest.param("今年接待了1500人次研学学生，能奖多少", id="below-the-threshold"),
        pytest.param("年纳税额增加了1500万，能拿多少", id="a-growth-is-not-the-whole"),
        pytest.param("养老院有80张床位，补助多少", id="the-tier-before"),
    ],
)
def test_no_steps_are_counted(assistant, question: str) -> None:
    assert not _computed(assistant.ask(question))


def test_figure_of_the_growth_reaches_no_threshold(assistant) -> None:
    assert "已达到" not in assistant.ask("年纳税额增加了1500万，能拿多少").text
