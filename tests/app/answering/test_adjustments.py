"""What a clause or a question says besides, which a rate as printed leaves out. All are invented."""

from collections.abc import Callable

import pytest

from app.answering.computation import Computation, Uncomputed

ComputeIn = Callable[..., Computation | Uncomputed | None]

PRO_RATA = "对首次贷款的小微企业，按实际贷款额的1%给予补贴，贷款期限不足一年的按比例折算。"
GROWTH = "对销售收入增长10%以上的企业，按增量部分的1%给予奖励，最高100万元。"
INTEREST = "新增贷款的，按利息的30%给予贴息，期限不超过2年，每年最高20万元。"
FAIRS = "对参加展销的企业，按展位费的50%给予补助，每次不超过3万元，每年不超过2次。"


@pytest.mark.parametrize(
    ("clause", "question", "words"),
    [
        pytest.param(PRO_RATA, "首次贷款200万，期限半年，补多少", "折算", id="part-of-a-year"),
        pytest.param(PRO_RATA, "首次贷款200万，补多少", "可得2万元", id="no-time-told"),
        pytest.param(GROWTH, "销售收入5000万增长20%，奖多少", "没有给出增长了多少", id="the-whole-is-no-growth"),
        pytest.param(GROWTH, "销售收入增长20%，多了3000万，奖多少", "可得30万元", id="growth"),
        pytest.param(INTEREST, "贷款利息每年30万，两年贴息多少", "按年说的", id="of-each-year"),
        pytest.param(INTEREST, "贷款利息30万，贴息多少", "可得9万元", id="of-one-year"),
        pytest.param(FAIRS, "展位费一次8万，参加了3次，补多少", "6万元", id="no-more-than-twice"),
        pytest.param(FAIRS, "展位费一次8万，参加了2次，补多少", "6万元", id="twice"),
    ],
)
def test_what_is_said_besides(compute_in: ComputeIn, clause: str, question: str, words: str) -> None:
    found = compute_in(clause, question)
    assert found is not None
    assert words in found.line
