"""What was bought tells which support is meant: the clause that has it bought, not the one whose buyer is called so.
All invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from index import Index

_RULES = """云川市磨坊产业扶持办法
第一条 整磨制造企业采购磨盘、轴承产品年度采购量达100万元的,按年度采购量的10%予以奖励,最高500万元。
第二条 鼓励购买整磨产品进行改装,对每家改装户按照不超过10台整磨产品购置成本的20%、最高30万元给予补贴。
第三条 磨坊企业购置检测仪的,按购置费用的15%给予补贴,最高20万元。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": _RULES})


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("买了15台整磨一共120万，补多少？", "可得16万元", id="the-one-that-has-it-bought"),
        pytest.param("买了6台整磨，一共30万，能补多少钱？", "可得6万元", id="comma"),
        pytest.param(
            "整磨制造企业采购了800件磨盘花了600万，奖多少？", "按年度采购量的10%", id="the-buyers-own-purchase"
        ),
        pytest.param("磨坊企业购置3台检测仪花了40万，补多少？", "按购置费用的15%", id="buyer-of-another-name"),
        pytest.param("整磨制造企业采购磨盘花了600万，奖多少？", "可得60万元", id="nothing-counted"),
    ],
)
def test_what_was_bought(index: Index, question: str, words: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert words in reply.text.partition("相关的规定")[0]
