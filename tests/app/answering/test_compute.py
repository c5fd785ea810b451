"""Amounts computed from a clause and the figures of a question. All clauses are invented; results by hand."""

import pytest

from app.answering.compute import compute
from app.answering.question import read_question
from corpus import find_benefits

RATE = "制造企业采购国产传感器年度采购额达200万元的,按年度采购额的15%予以补助,单家企业每年最高补助300万元。"
PIECES = "对每家改造企业按照不超过10台设备购置成本的20%、最高30万元给予补贴。"
PAIR = "对获得国家级、省级创新大赛奖项的项目分别给予40万元、10万元奖励。"
FIXED = "对年度应用量超过1000台(套)的软件给予一次性50万元奖励。"
SHARED = "根据展会影响力,最高按照活动成本的25%予以支持,每年不超过300万元。"


@pytest.mark.parametrize(
    ("clause", "question", "computed", "line"),
    [
        pytest.param(RATE, "采购额1000万元补多少", ["1500000"], "可得150万元", id="below-cap"),
        pytest.param(RATE, "采购额8,000万元补多少", ["12000000"], "最高可得300万元", id="above-cap"),
        pytest.param(RATE, "采购额2000万元补多少", ["3000000"], "可得300万元", id="exactly-the-cap"),
        pytest.param(RATE, "采购额二百万元补多少", ["300000"], "可得30万元", id="threshold-included"),
        pytest.param(RATE, "采购额120万元补多少", ["800000"], "还差80万元", id="below-threshold"),
        pytest.param(RATE, "要拿满上限要采购多少", ["20000000"], "2000万元", id="what-reaches-the-cap"),
        pytest.param(PIECES, "买8台,每台15万元,补多少", ["240000"], "可得24万元", id="pieces-below-limit"),
        pytest.param(PIECES, "买12台,单价10万元,补多少", ["200000"], "10台 × 10万元", id="pieces-above-limit"),
        pytest.param(PIECES, "花60万元买了12台,补多少", ["100000"], "可得10万元", id="total-above-limit"),
        pytest.param(PIECES, "花100万元买了7台,补多少", ["200000"], "可得20万元", id="total-below-limit"),
        pytest.param(PIECES, "花100万元买了13台,补多少", ["153846.15"], "≈", id="rounded-down-to-the-cent"),
        pytest.param(PAIR, "国家级和省级差多少", ["300000"], "相差30万元", id="difference-of-a-pair"),
        pytest.param(FIXED, "应用了1200台能奖多少", [], "可得50万元", id="fixed-sum-met"),
        pytest.param(FIXED, "应用了1000台能奖多少", [], "未达到", id="more-than-excludes-the-end"),
        pytest.param(SHARED, "活动成本800万元支持多少", ["2000000"], "最高可得200万元", id="rate-is-an-upper-limit"),
    ],
)
def test_compute(cite, clause: str, question: str, computed: list[str], line: str) -> None:
    citation = cite(clause)
    result = compute(read_question(question), find_benefits(citation.document, citation.clause))
    assert result is not None
    assert [format(f.value.normalize(), "f") for f in result.figures if f.formula] == computed
    assert line in result.line


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        pytest.param(RATE, "补助比例是多少", id="no-figure"),
        pytest.param(RATE, "最高300万元是什么政策", id="a-cap-is-no-input"),
        pytest.param("按年度采购额的15%予以补助,每户另按每人1万元给予奖励。", "有5个人补多少", id="sum-per-piece"),
        pytest.param("按有关政策给予奖励。", "采购额1000万元奖多少", id="no-figure-in-the-clause"),
    ],
)
def test_nothing_to_compute(cite, clause: str, question: str) -> None:
    citation = cite(clause)
    assert compute(read_question(question), find_benefits(citation.document, citation.clause)) is None


def test_a_step_above_the_cap_is_told_from_the_result(cite) -> None:
    citation = cite(RATE)
    result = compute(read_question("采购额8000万元补多少"), find_benefits(citation.document, citation.clause))
    assert result is not None
    assert result.step is not None
    assert (result.step.value, result.result) == (12_000_000, 3_000_000)
