"""Amounts computed from a clause and the figures of a question. All clauses are invented; results by hand."""

import pytest

from app.answering.compute import Computation, Uncomputed, compute
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
        pytest.param(RATE, "采购额1千2百万元补多少", ["1800000"], "可得180万元", id="digits-in-a-chinese-numeral"),
        pytest.param(RATE, "采购额1 200 万元补多少", ["1800000"], "可得180万元", id="numeral-with-blanks"),
        pytest.param(RATE, "采购额120万元补多少", ["800000"], "还差80万元", id="below-threshold"),
        pytest.param(RATE, "要拿满上限要采购多少", ["20000000"], "2000万元", id="what-reaches-the-cap"),
        pytest.param(
            RATE, "已经采购了500万，想拿满还得再买多少", ["20000000", "15000000"], "还差1500万元", id="how-much-more"
        ),
        pytest.param(
            RATE, "采购了2100万，想拿满还要再买多少", ["20000000"], "2100万元已经达到", id="no-more-is-needed"
        ),
        pytest.param(
            RATE, "想把300万的补助拿满，采购额得有多少", ["20000000"], "2000万元", id="spent-in-the-clauses-words"
        ),
        pytest.param(
            RATE, "采购了500多万，想拿满还得再买多少", ["20000000"], "2000万元", id="nothing-is-taken-off-a-guess"
        ),
        pytest.param(RATE, "采购额做到多少才能拿满", ["20000000"], "2000万元", id="what-is-asked-before"),
        pytest.param(RATE, "采购额达到多少才能拿满300万", ["20000000"], "2000万元", id="the-cap-is-named"),
        pytest.param(RATE, "采购多少就能封顶", ["20000000"], "2000万元", id="封顶"),
        pytest.param(RATE, "采购多少才能拿到150万奖励", ["10000000"], "达到1000万元时可得150万元", id="a-sum-is-named"),
        pytest.param(RATE, "想拿90万，采购额要做到多少", ["6000000"], "达到600万元时可得90万元", id="the-sum-first"),
        pytest.param(RATE, "买多少能补到15万", ["1000000"], "并须满足", id="the-threshold-is-higher"),
        pytest.param(RATE, "花多少钱采购才能拿到400万补助", ["20000000"], "达不到400万元", id="more-than-the-cap"),
        pytest.param(SHARED, "活动成本达到多少能拿到200万", ["8000000"], "最高可得200万元", id="at-most-the-sum-named"),
        pytest.param(RATE, "采购额300万能拿多少", ["450000"], "可得45万元", id="not-backwards"),
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
    result = compute(read_question(question), find_benefits(citation.document, citation.clause), clause)
    assert isinstance(result, Computation)
    assert [format(f.value.normalize(), "f") for f in result.figures if f.formula] == computed
    assert line in result.line


@pytest.mark.parametrize(
    ("clause", "question", "line"),
    [
        pytest.param(
            "按每招用1名毕业生不超过1000元的标准补贴。",
            "招用了8名毕业生补多少",
            "1000元 × 8名 = 8000元，最高可得8000元",
            id="hired",
        ),
        pytest.param(
            "小区每安装1台电梯最高补助20万元。",
            "装了3台电梯补多少",
            "20万元 × 3台 = 60万元，最高可得60万元",
            id="built",
        ),
        pytest.param(
            "每改造1座车间最高补助20万元，单个企业最高50万元。",
            "改造了4座车间补多少",
            "超过上限50万元",
            id="capped-in-all",
        ),
        pytest.param(
            "对个税总额3万元以上的讲师,按其个税区级留成部分的40%给予奖励。",
            "讲师的个税里区级留成是2万元，奖多少",
            "2万元 × 40% = 8000元",
            id="the-base-is-no-threshold",
        ),
        pytest.param(
            "对个税总额3万元以上的讲师,按其个税区级留成部分的40%给予奖励。",
            "讲师个税总额2万元，奖多少",
            "未达到",
            id="the-threshold-is-no-base",
        ),
    ],
)
def test_for_each_and_of_the_base(compute_in, clause: str, question: str, line: str) -> None:
    result = compute_in(clause, question)
    assert isinstance(result, Computation)
    assert line in result.line


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        pytest.param(RATE, "补助比例是多少", id="no-figure"),
        pytest.param(RATE, "最高300万元是什么政策", id="a-cap-is-no-input"),
        pytest.param("按有关政策给予奖励。", "采购额1000万元奖多少", id="no-figure-in-the-clause"),
    ],
)
def test_nothing_to_compute(cite, clause: str, question: str) -> None:
    citation = cite(clause)
    assert compute(read_question(question), find_benefits(citation.document, citation.clause), clause) is None


def test_a_step_above_the_cap_is_told_from_the_result(cite) -> None:
    citation = cite(RATE)
    result = compute(read_question("采购额8000万元补多少"), find_benefits(citation.document, citation.clause), RATE)
    assert isinstance(result, Computation)
    assert result.step is not None
    assert (result.step.value, result.result) == (12_000_000, 3_000_000)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("采购额1000万元和2000万元各补多少", id="two-amounts"),
        pytest.param("采购额1000万到2000万补多少", id="range"),
        pytest.param("采购额-500万元补多少", id="negative"),
        pytest.param("采购额负500万元补多少", id="negative-in-words"),
        pytest.param("采购额500万美元补多少", id="dollars"),
        pytest.param("每月采购500万元,一年补多少", id="per-month"),
        pytest.param("三家企业各采购500万元,一共补多少", id="per-firm"),
        pytest.param("拿了80万元补助,采购额是多少", id="amount-is-the-grant"),
        pytest.param("采购额3000多万元补多少", id="about"),
        pytest.param("采购额500万元,其中20万元是自产的,补多少", id="part-of-it"),
        pytest.param("我们是软件公司,采购额500万元补多少", id="another-applicant"),
        pytest.param("采购进口传感器500万元,其中关联企业的补多少", id="part-and-polarity"),
    ],
)
def test_what_is_not_understood_is_not_computed(cite, question: str) -> None:
    citation = cite(RATE)
    result = compute(read_question(question), find_benefits(citation.document, citation.clause), RATE)
    assert isinstance(result, Uncomputed)
    assert "未代为计算" in result.line


def test_the_clause_excludes_what_the_question_names(cite) -> None:
    clause = "制造企业采购非关联零部件年度采购量达100万元的,按年度采购量的10%予以奖励。"
    citation = cite(clause)
    benefits = find_benefits(citation.document, citation.clause)
    assert isinstance(compute(read_question("采购关联企业零部件500万元奖多少"), benefits, clause), Uncomputed)
    assert isinstance(compute(read_question("采购非关联零部件500万元奖多少"), benefits, clause), Computation)
