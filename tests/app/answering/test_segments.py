"""Rates that change from part to part of a sum. Clauses and questions are invented, results worked out by hand."""

import pytest

from app.answering.computation import Computation
from corpus import display

TWO = "按技术合同实际成交额计算,不超过500万元的部分按10%给予奖励,超过500万元的部分按5%给予奖励,最高100万元。"
THREE = (
    "研发费用500万元以下的部分按8%给予补助,500万元以上1000万元以下的部分按6%给予补助,1000万元以上的部分按4%给予补助。"
)
SIZES = (
    "单笔融资额不超过200万元(含)的，按融资额的3%给予奖励。"
    "单笔融资额不超过800万元(含)的，200万元(含)以下的部分按融资额的3%给予奖励；超过200万元不超过800万元(含)的部分按融资额的2%给予奖励。"
    "单笔融资额在800万元以上的，200万元(含)以下的部分按融资额的3%给予奖励；超过200万元不超过800万元(含)的部分按融资额的2%给予奖励；"
    "800万元以上的部分按融资额的1%给予奖励。"
)
GAP = "装修费用100万元以下的部分按20%给予补贴,200万元以上的部分按10%给予补贴。"
OPEN = "装修费用100万元以下的部分按20%给予补贴,100万元以上的部分按5%—10%给予补贴。"


@pytest.mark.parametrize(
    ("clause", "question", "figures", "words"),
    [
        (TWO, "成交额800万奖多少", ["300万元", "65万元"], "可得65万元"),
        (TWO, "技术合同成交额300万奖多少", ["30万元"], "可得30万元"),
        (TWO, "成交额3000万奖多少", ["2500万元", "175万元"], "最高可得100万元"),
        (THREE, "研发费用1500万补多少", ["90万元"], "可得90万元"),
        (THREE, "研发费用800万补多少", ["300万元", "58万元"], "可得58万元"),
        (THREE, "研发费用400万补多少", ["32万元"], "可得32万元"),
        (SIZES, "拿到一笔600万的融资，奖多少", ["400万元", "14万元"], "200万元 × 3% + 400万元 × 2% = 14万元"),
        (SIZES, "单笔融资1000万，能奖多少", ["600万元", "20万元"], "可得20万元"),
    ],
)
def test_each_part_by_its_rate(compute_in, clause: str, question: str, figures: list[str], words: str) -> None:
    result = compute_in(clause, question, "部分")
    assert isinstance(result, Computation)
    assert [display(f.value, f.unit) for f in result.figures if f.formula] == figures
    assert words in result.line


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        pytest.param(GAP, "装修费用300万，补多少", id="a-gap-between-the-parts"),
        pytest.param(OPEN, "装修费用300万，补多少", id="a-rate-that-is-open"),
        pytest.param(TWO, "成交额800多万奖多少", id="about"),
        pytest.param(TWO, "成交额300万和800万，各奖多少", id="two-amounts"),
        pytest.param(THREE, "营收1500万补多少", id="turnover-is-no-research"),
        pytest.param(THREE, "已经拿了1500万补助，还能补多少", id="a-grant-is-no-base"),
    ],
)
def test_not_computed(compute_in, clause: str, question: str) -> None:
    assert not isinstance(compute_in(clause, question, "部分"), Computation)
