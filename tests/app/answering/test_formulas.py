"""Formulas that a clause gives in words, filled with the question's figures. All invented; results by hand."""

import pytest

from app.answering.formulas import by_formula
from app.answering.question import read_question

SHARE = "补助金额=实际投资额×补助系数(年度预算资金/全市申报投资总额)。"
INTEREST = "贴息金额按公式计算:贷款本金×贴息率2%×贷款天数/365。"
GROWTH = "奖励金额=(当年产值-上年产值)×1%。"
RELIEF = "救助金额=家庭人数×本市每月最低生活保障标准×救助月数。"
HEADS = "补贴金额=参训人数×600元×合格率。"


@pytest.mark.parametrize(
    ("clause", "question", "words"),
    [
        pytest.param(
            SHARE,
            "年度预算资金2亿元，全市申报投资总额40亿元，我们实际投资额800万，能补多少",
            "800万元 × （2亿元 ÷ 40亿元） = 40万元",
            id="share-of-a-budget",
        ),
        pytest.param(
            SHARE,
            "实际投资额800万，全市申报投资总额40亿，年度预算资金1亿，补多少",
            "= 20万元",
            id="in-another-order",
        ),
        pytest.param(INTEREST, "贷款本金100万，贷款天数365天，贴息多少", "= 2万元", id="days-of-a-year"),
        pytest.param(GROWTH, "当年产值5亿，上年产值3亿，奖多少", "（5亿元 − 3亿元） × 1% = 200万元", id="growth"),
        pytest.param(HEADS, "参训人数50人，合格率80%，补贴多少", "= 2.4万元", id="heads-and-a-rate"),
        pytest.param(
            RELIEF,
            "我家三口人，低保标准每月1000元，救助4个月，能给多少",
            "（3人 × 1000元） × 4个月 = 1.2万元",
            id="by-what-the-names-count",
        ),
    ],
)
def test_filled(clause: str, question: str, words: str) -> None:
    result = by_formula(read_question(question), clause)
    assert result is not None
    assert words in result.line


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        pytest.param(SHARE, "全市申报投资总额40亿，实际投资额800万，能补多少", id="a-name-without-a-figure"),
        pytest.param(SHARE, "预算2亿，营业收入40亿，实际投资额800万，能补多少", id="a-figure-without-a-name"),
        pytest.param(SHARE, "投资800万，投资40亿，投资2亿，能补多少", id="all-alike"),
        pytest.param(RELIEF, "我家三口人，每月收入1000元，救助4年，能给多少", id="years-are-no-months"),
        pytest.param(RELIEF, "我家三口人，房租花了2000元，救助4个月，能给多少", id="rent-is-no-standard"),
        pytest.param(GROWTH, "今年利润5亿，去年利润3亿，奖多少", id="profit-is-no-output"),
        pytest.param(GROWTH, "当年产值大概5亿，上年产值3亿，奖多少", id="about"),
        pytest.param(HEADS, "参训人数50人，花了80万，补贴多少", id="units-do-not-come-out"),
        pytest.param("增加值=总产出-中间投入。", "总产出5亿，中间投入3亿，增加值多少", id="gives-nothing"),
        pytest.param("补助按照投资额的10%给予。", "投资额500万，补多少", id="no-formula"),
    ],
)
def test_not_filled(clause: str, question: str) -> None:
    assert by_formula(read_question(question), clause) is None
