"""Sums of support in a question are no base to compute from. The clause is invented."""

import pytest

from app.answering.computation import Computation
from app.answering.kinds import gifts

LOANS = "租赁企业贷款购买设备的，按照贷款利息的20%给予补贴，最高100万元。"


@pytest.mark.parametrize(
    "question",
    [
        "几样补贴奖励，我们今年加起来算出620万，最多给多少？",
        "各项补助加起来是300万，一年最多给多少？",
        "我们的奖励和补贴合计80万，能给多少？",
    ],
)
def test_grants_that_are_added_up_are_no_base(compute_in, question: str) -> None:
    assert not isinstance(compute_in(LOANS, question), Computation)


@pytest.mark.parametrize(
    "question", ["我们的贷款利息是300万元，补贴多少？", "设备贷款利息补贴，我们一共付了300万元利息，补多少？"]
)
def test_what_the_rate_is_applied_to_is_computed(compute_in, question: str) -> None:
    found = compute_in(LOANS, question)
    assert isinstance(found, Computation)
    assert "60万元" in found.line


def test_a_firm_of_the_field_is_who_the_clause_means(compute_in) -> None:
    clause = "智能机器人企业采购数据产品的，按照年度采购金额30%、最高30万元给予补助。"
    found = compute_in(clause, "我们是机器人公司，今年采购数据产品花了46万元，能补多少？")
    assert isinstance(found, Computation)
    assert "13.8万元" in found.line


NURSES = "低收入老人的陪护补贴标准不超过90元/人/日，其他老人的陪护补贴标准不超过40元/人/日。"
SHOW = "引进演艺项目的，按演出收入（以门票、衍生品等票据为准）的12%给予奖励，最高20万元。"


@pytest.mark.parametrize(
    ("clause", "question", "words"),
    [
        pytest.param(NURSES, "其他老人请人陪护，一天最多给40，住了12天能给多少", "480元", id="the-day-before-it"),
        pytest.param(NURSES, "低收入老人陪护给90一天，住了10天能给多少", "900元", id="without-its-unit"),
        pytest.param(NURSES, "其他老人请人陪护，补40块一天，住了12天能给多少", "480元", id="in-speech"),
        pytest.param(SHOW, "引进演艺项目，门票衍生品票据一共100万，奖多少", "可得12万元", id="explained-in-brackets"),
        pytest.param(SHOW, "引进演艺项目，300人参加，演出收入100万，奖多少", "可得12万元", id="how-large-it-was"),
    ],
)
def test_what_a_question_repeats_or_tells_besides(compute_in, clause: str, question: str, words: str) -> None:
    found = compute_in(clause, question)
    assert isinstance(found, Computation)
    assert words in found.line


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        pytest.param(NURSES, "其他老人请人陪护，我们付120一天，住了12天能给多少", id="what-was-paid"),
        pytest.param(NURSES, "老人请人陪护，住了12天能给多少", id="which-one"),
        pytest.param(SHOW, "引进演艺项目，舞台费用花了100万，奖多少", id="another-sum"),
    ],
)
def test_what_is_not_the_clauses_own_sum_is_not_passed_over(compute_in, clause: str, question: str) -> None:
    assert not isinstance(compute_in(clause, question), Computation)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("按每人8000元标准向承训机构支付培训补助。", {"培训"}),
        ("可申请1万元的一次性创业补贴", {"创业"}),
        ("给予每人1万元安家补贴", {"安家"}),
        ("给予50万元一次性补助", set()),
        ("给予2万元的补助", set()),
        ("给予企业5万元补贴", set()),
        ("给予一定的资助", set()),
    ],
)
def test_kinds_of_support_that_a_sentence_gives_by_name(text: str, kinds: set[str]) -> None:
    assert gifts(text) == kinds
