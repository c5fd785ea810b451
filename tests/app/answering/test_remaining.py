"""What is left of a sum that was received in part. Clauses and questions are invented, results worked out by hand."""

import pytest

from app.answering.computation import Computation
from corpus import display

YEAR = "同一申请人一个自然年度内获得的帮扶金累计不超过8000元。"
LOAN = "返乡人员的贷款额度最高20万元，合伙经营的贷款额度最高50万元。"
HOUSE = "对首次购房的博士、硕士分别发放30万元、15万元一次性购房补贴，已领取的租房补贴从中扣除。"
OTHER = "对首次购房的博士、硕士分别发放30万元、15万元一次性购房补贴。"


@pytest.mark.parametrize(
    ("clause", "question", "left"),
    [
        pytest.param(YEAR, "今年已经领了3000块，还能领多少", "5000元", id="yearly-limit"),
        pytest.param(YEAR, "先前拿到过六千五，今年领了2500元，还能再领多少", None, id="two-sums"),
        pytest.param(LOAN, "我是返乡人员，已经贷了12万，还能贷多少", "8万元", id="one-of-two-limits"),
        pytest.param(HOUSE, "硕士，租房补贴领过一万二，买房补贴还剩多少", "13.8万元", id="taken-off-by-the-clause"),
        pytest.param(OTHER, "硕士，租房补贴领过1.2万，买房补贴还剩多少", None, id="another-support"),
        pytest.param(YEAR, "今年已经领了3000多块，还能领多少", None, id="about"),
        pytest.param(YEAR, "今年住院花了3000块，还能领多少", None, id="spent-is-not-received"),
        pytest.param(LOAN, "已经贷了12万，还能贷多少", None, id="which-of-two-limits"),
    ],
)
def test_remaining(compute_in, clause: str, question: str, left: str | None) -> None:
    result = compute_in(clause, question)
    figures = [display(f.value, f.unit) for f in getattr(result, "figures", ()) if f.formula]
    assert figures == ([left] if left else [])


def test_nothing_is_left_of_what_was_received_in_full(compute_in) -> None:
    result = compute_in(YEAR, "今年已经领了8000块，还能领多少")
    assert isinstance(result, Computation)
    assert "没有余额" in result.line
