"""Caps that differ by case, and what is given only for what lies above a threshold. All clauses are invented."""

from collections.abc import Callable

import pytest

from app.answering.computation import Computation, Uncomputed

ComputeIn = Callable[..., Computation | Uncomputed | None]

SORTS = "对实施节水改造的企业，按设备投资额的10%给予补助，印染企业最高100万元，造纸企业最高50万元。"
LEVELS = "对实施节水改造的企业，按设备投资额的10%给予补助，国家级项目最高100万元，省级项目最高50万元，单家企业每年最高80万元。"
PLEDGE = "对质押融资的利息，按利息总额的50%给予贴息。单个企业存货质押融资贴息不得超过12万元，仓单质押融资贴息不得超过30万元。"
PRICED = "对首版次软件，资助标准不高于销售合同的20%。对单价在3亿元（含）以上的，资助金额最高不超过1000万元，其余项目资助金额最高不超过500万元。"
ON_TOP = "对购置渔船设备的企业，按设备投资额的10%给予补助，单个项目不超过200万元，同一企业累计不超过500万元。"
STALLS = "企业参加展销的，按展位费的70%给予补助，境外展销每个展位最高3万元，境内展销每个展位最高1万元。"


@pytest.mark.parametrize(
    ("clause", "question", "words"),
    [
        pytest.param(SORTS, "印染企业节水改造设备投了2000万，补多少", "最高可得100万元", id="the-case-that-is-named"),
        pytest.param(SORTS, "造纸企业节水改造设备投了2000万，补多少", "最高可得50万元", id="the-other-one"),
        pytest.param(SORTS, "企业节水改造设备投了2000万，补多少", "因情形而不同", id="not-told"),
        pytest.param(SORTS, "企业节水改造设备投了300万，补多少", "可得30万元", id="below-all-of-them"),
        pytest.param(LEVELS, "国家级节水项目设备投了2000万，补多少", "最高可得80万元", id="and-one-for-all"),
        pytest.param(LEVELS, "省级节水项目设备投了2000万，补多少", "最高可得50万元", id="level"),
        pytest.param(PLEDGE, "仓单质押贷款利息30万，贴息多少", "可得15万元", id="a-sentence-of-its-own"),
        pytest.param(PLEDGE, "存货质押贷款利息30万，贴息多少", "最高可得12万元", id="own-cap-of-the-first"),
        pytest.param(PRICED, "首版次软件销售合同8000万，资助多少", "最高可得500万元", id="no-part-is-above-the-whole"),
        pytest.param(PRICED, "首版次软件销售合同1800万，资助多少", "最高可得360万元", id="below-the-limit"),
        pytest.param(PRICED, "首版次软件销售合同5亿，资助多少", "因情形而不同", id="the-price-is-not-told"),
        pytest.param(
            ON_TOP, "渔船设备投资额6000万，补多少", "单个项目最高可得200万元", id="limits-on-top-of-each-other"
        ),
        pytest.param(STALLS, "参加境外展销展位费花了6万，补多少", "没有说明有几个", id="of-each-piece"),
        pytest.param(STALLS, "参加境内展销展位费花了1万，补多少", "可得7000元", id="below-it"),
    ],
)
def test_the_cap_of_the_questions_case(compute_in: ComputeIn, clause: str, question: str, words: str) -> None:
    found = compute_in(clause, question)
    assert found is not None
    assert words in found.line


GROWTH = "对年产值同比增长超过1000万元的纺织企业，给予企业超出额0.5%的奖励，最高不超过20万元。"
CARE = "自付医疗费用超过1万元的，对超出部分按60%给予救助，年度最高5万元。"
FIELDS = "对种植面积超过100亩的大户，超过部分每亩补贴20元。"
YEARLY = "对年度纳税额超过500万元的企业，按其地方贡献额同比超出部分的20%给予奖励。"


@pytest.mark.parametrize(
    ("clause", "question", "words"),
    [
        pytest.param(GROWTH, "纺织企业年产值同比增长3000万，奖多少", "可得10万元", id="above-the-threshold"),
        pytest.param(GROWTH, "纺织企业年产值同比增长800万，奖多少", "还差200万元", id="not-reached"),
        pytest.param(CARE, "自付医疗费用花了3万，救助多少", "可得1.2万元", id="part"),
        pytest.param(CARE, "自付医疗费用20万，救助多少", "最高可得5万元", id="part-above-the-limit"),
        pytest.param(FIELDS, "大户种了150亩，补多少", "只对超出的部分", id="pieces"),
        pytest.param(YEARLY, "年度纳税额600万，地方贡献额同比多了80万，奖多少", "可得16万元", id="another-years"),
    ],
)
def test_what_is_given_for_what_lies_above(compute_in: ComputeIn, clause: str, question: str, words: str) -> None:
    found = compute_in(clause, question)
    assert found is not None
    assert words in found.line
