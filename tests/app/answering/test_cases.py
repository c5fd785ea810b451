"""Rates and sums that one sentence gives to different cases: the question's own counts, not the first. All are invented."""

from collections.abc import Callable

import pytest

from app.answering.computation import Computation, Uncomputed

ComputeIn = Callable[..., Computation | Uncomputed | None]

SORTS = "对印染企业按设备投资额的10%给予补助，对造纸企业按设备投资额的15%给予补助。"
SPECIAL = "对节水改造企业按设备投资额的10%给予补助，其中造纸企业按设备投资额的15%给予补助。"
WAGES = "符合条件的人才，硕士按年薪的5%给予补贴，博士按年薪的10%给予补贴。"
LOANS = "对小微企业贷款利息，按50%给予补贴，对中型企业贷款利息，按30%给予补贴。"
INNS = "新建的银叶级、金叶级旅馆，属于地方留用的土地价款，银叶级按60%奖励返还，金叶级按80%奖励返还。"
HOUSES = "租赁厂房的，按租金的20%给予补贴；购置厂房的，按购房价的5%给予补贴。"
SHOPS = "对沿街商铺按3元/月·平方米给予补助，对首次入驻的书店，按2元/月·平方米给予补助。"

STATUS = "对租赁厂房用于晒茶的大户，按3元/月·平方米给予补助，对首次“散转整”茶户，按2元/月·平方米给予补助。"


@pytest.mark.parametrize(
    ("clause", "question", "words"),
    [
        pytest.param(SORTS, "造纸企业设备投资200万，补多少", "可得30万元", id="the-second"),
        pytest.param(SORTS, "印染企业设备投资200万，补多少", "可得20万元", id="the-first"),
        pytest.param(SORTS, "企业设备投资200万，补多少", "没有写明是哪一种", id="not-told"),
        pytest.param(SPECIAL, "节水改造的造纸企业设备投资200万，补多少", "可得30万元", id="special-before-general"),
        pytest.param(SPECIAL, "节水改造的印染企业设备投资200万，补多少", "可得20万元", id="general"),
        pytest.param(WAGES, "博士年薪40万，补多少", "可得4万元", id="without-the-one-for-whom"),
        pytest.param(LOANS, "中型企业贷款利息40万，补多少", "可得12万元", id="told-two-commas-before"),
        pytest.param(INNS, "新建金叶级旅馆，土地价款地方留用1000万，返还多少", "可得800万元", id="base-said-once"),
        pytest.param(INNS, "新建旅馆，土地价款地方留用1000万，返还多少", "没有写明是哪一种", id="no-grade"),
        pytest.param(HOUSES, "购置厂房花了1000万，补多少", "可得50万元", id="other-base"),
        pytest.param(SHOPS, "首次入驻的书店200平方米，每月补多少", "400元", id="pieces"),
        pytest.param(STATUS, "刚散转整的茶户租厂房100平方米，每月补多少", "200元", id="status-in-quotation-marks"),
        pytest.param(STATUS, "晒茶大户租厂房100平方米，每月补多少", "300元", id="not-of-that-status"),
    ],
)
def test_the_rate_of_the_questions_case(compute_in: ComputeIn, clause: str, question: str, words: str) -> None:
    found = compute_in(clause, question, "购置" if clause == HOUSES else "")
    assert found is not None
    assert words in found.line


LEVELS = "对获得国家级、省级、市级数据工场认定的，分别给予50万元、20万元、10万元奖励。"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("拿到国家级和省级数据工场，一共奖多少", "70万元", id="one-thing"),
        pytest.param("拿到国家级数据工场和市级数据工场，一共奖多少", "60万元", id="said-twice"),
        pytest.param("拿到国家级数据工场和省级示范项目，一共奖多少", "不同的几样", id="two-things"),
        pytest.param("拿到市级数据工场和省级孵化园，总共奖多少", "不同的几样", id="other-two"),
    ],
)
def test_members_of_a_pair_are_added_up_of_one_thing_only(compute_in: ComputeIn, question: str, words: str) -> None:
    found = compute_in(LEVELS, question)
    assert found is not None
    assert words in found.line
