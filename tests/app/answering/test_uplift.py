"""Points on top of a rate for those who get them. Invented, worked out by hand."""

import pytest

from app.answering import Assistant, Refusal

RULES = """云川市技术改造扶持办法
第一条 对设备投资额在100万元以上至500万元以下、500万元以上的技改项目，分别给予设备投资额6%、8%的补助；专精特新企业、链主企业，补助比例在原有基础上再提高2个百分点。
第二条 对租用冷库的农业合作社，按实际租金的30%给予补贴，最高20万元。脱贫村的合作社补贴比例提高10个百分点。
第三条 购买国产软件的企业，按软件购置费用（不含税）的20%给予补助；山区县企业补助比例上浮5个百分点。
"""


@pytest.fixture(scope="module")
def assistant(indexed):
    return Assistant(indexed({"rules": RULES}))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("我们是专精特新企业，技改设备投了300万，能补多少？", "6% + 2个百分点 = 8%；300万元 × 8% = 24万元"),
        ("我们是链主企业，技改设备投了800万，能补多少？", "8% + 2个百分点 = 10%；800万元 × 10% = 80万元"),
        ("我们合作社是脱贫村的，租冷库租金40万，能补多少？", "共可得16万元"),
        ("山区县企业买国产软件不含税花了60万，能补多少？", "20% + 5个百分点 = 25%；60万元 × 25% = 15万元"),
    ],
)
def test_points_are_added_to_the_rate(assistant, question: str, words: str) -> None:
    assert words in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("技改设备投了300万，能补多少？", id="nobody-in-particular"),
        pytest.param("我们是小微企业，技改设备投了300万，能补多少？", id="another-kind-of-firm"),
        pytest.param("买国产软件花了60万，能补多少？", id="no-mountains"),
    ],
)
def test_no_points(assistant, question: str) -> None:
    reply = assistant.ask(question)
    assert isinstance(reply, Refusal) or "个百分点 =" not in reply.text


def test_whether_the_limit_rises_too_is_not_told(assistant) -> None:
    text = assistant.ask("我们合作社是脱贫村的，租冷库租金60万，能补多少？").text
    assert "上限是否也提高，条款没有写明" in text


def test_with_tax_is_not_without(assistant) -> None:
    text = assistant.ask("买国产软件含税花了60万，能补多少？").text
    assert "条款按不含税的金额计算" in text
