"""What is said of every year or month, over a time. Clauses and questions are invented, results worked out by hand."""

import pytest

from app.answering.computation import Computation
from corpus import display

CLUB = "根据考核结果，对行业联盟给予每年不超过60万元的运营补贴。"
HOUSE = "对新引进人才发放住房补贴，其中博士每月2000元，硕士每月1500元，本科生每月800元，补贴时间累计不超过3年。"
SHOP = "标准为：中心城区每年最高9000元，其他区域每年最高5000元。补贴期限累计不超过2年。"
GOAL = "每年举办推介会不少于3场。企业连续2年盈利的，给予奖励。"


@pytest.mark.parametrize(
    ("clause", "question", "figures", "words"),
    [
        (CLUB, "联盟办满三年，累计最多能拿多少钱", ["180万元"], "3年最多180万元"),
        (HOUSE, "硕士一年下来补多少钱", ["1.8万元"], "1500元 × 12 = 1.8万元"),
        (HOUSE, "博士五年一共能补多少钱", ["7.2万元"], "3年共7.2万元"),
        (HOUSE, "本科生，8个月一共补多少钱", ["6400元"], "800元 × 8个月"),
        (SHOP, "店不在中心城区，补满为止最多拿多少钱", ["1万元"], "2年最多1万元"),
        (SHOP, "中心城区的店，补满年限一共多少钱", ["1.8万元"], "2年最多1.8万元"),
        (GOAL, "四年下来最少几场推介会", ["12场"], "4年至少12场"),
    ],
)
def test_over_time(compute_in, clause: str, question: str, figures: list[str], words: str) -> None:
    result = compute_in(clause, question)
    assert isinstance(result, Computation)
    assert [display(f.value, f.unit) for f in result.figures if f.formula] == figures
    assert words in result.line


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        pytest.param(CLUB, "联盟一年最多能拿多少钱", id="the-clause-says-it"),
        pytest.param(HOUSE, "一年下来补多少钱", id="which-of-three"),
        pytest.param(HOUSE, "专科生一年下来补多少钱", id="none-of-three"),
        pytest.param(HOUSE, "博士拿了三年学位，补多少钱", id="not-the-time-of-the-support"),
        pytest.param(GOAL, "四年下来奖多少钱", id="another-unit"),
        pytest.param(CLUB, "联盟有30家企业，三年一共拿多少钱", id="a-count-without-a-place"),
    ],
)
def test_not_over_time(compute_in, clause: str, question: str) -> None:
    assert not isinstance(compute_in(clause, question), Computation)
