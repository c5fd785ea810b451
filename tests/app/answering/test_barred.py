"""Whoever a document leaves out of everything, and those whom it does not. The documents are invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from index import Index

RULES = """青禾县人才与产业扶持若干意见
第一条 引进副高级以上职称人才的企业，按每人10万元给予引才补助。
第二条 企业购置生产设备的，按设备投资额的8%给予补助，最高200万元。
第三条 企业参加县外展会的，每个展位补贴6000元。
第四条 物流企业购置货车的，每辆补贴1万元。
第五条 餐饮企业获得星级评定的，奖励5万元，连锁企业不享受本意见第五条奖励。
第六条 烟草企业的设备改造按国家有关规定执行。
第七条 房地产、贸易型和小额贷款企业均不享受本意见。
第八条 本意见不适用于劳务派遣机构、典当行业。
"""
_LEFT_OUT = "不在支持之列"


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("我们是房地产公司，引进了一名副高级人才，引才补助能领吗？", id="first of a list"),
        pytest.param("做外贸的贸易公司去县外参加展会，一个展位补贴多少？", id="second, a company and no 企业"),
        pytest.param("小额贷款公司去县外参加展会，每个展位补贴多少？", id="last of a list"),
        pytest.param("劳务派遣机构引进副高级人才，补助多少？", id="本意见 stands before it"),
        pytest.param("典当企业购置设备投了500万元，能补多少？", id="a trade, and a figure is brought"),
    ],
)
def test_left_out(index: Index, question: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert _LEFT_OUT in reply.text
    assert "不享受本意见" in reply.citations[0].quote or "不适用于" in reply.citations[0].quote
    assert not any(n.formula for n in reply.numbers)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        pytest.param("我们是软件公司，引进了一名副高级人才，引才补助是多少？", "10万元", id="another sort"),
        pytest.param("企业到县外参加房地产展会，一个展位补贴多少？", "6000元", id="a thing and nobody"),
        pytest.param("物流公司买货车，每辆补贴多少？", "1万元", id="a sort that is supported"),
        pytest.param("连锁企业购置设备，补助百分之几？", "8%", id="left out of one clause alone"),
        pytest.param("我们不是房地产企业，引进副高级人才补助多少？", "10万元", id="denied"),
    ],
)
def test_not_left_out(index: Index, question: str, figure: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert _LEFT_OUT not in reply.text
    assert figure in reply.text
