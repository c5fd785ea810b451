"""What a document prints in square brackets is no citation of ours."""

import re
from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from index import Index

MEASURES = """云川市海绵产业扶持办法
一、支持标准
（一）依据云发[2024]5号文件，新建海绵检测实验室的，给予一次性补助80万元。
（二）海绵企业采购测试数据的，按照采购金额的30%给予补助，最高30万元。
（三）购买海绵切割设备进行二次开发的，按照设备购置成本的20%给予补贴，最高50万元。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"measures": MEASURES})


@pytest.mark.parametrize(
    "question",
    ["新建海绵检测实验室补助多少？", "新建海绵检测实验室补助多少？采购测试数据的补助比例是多少？"],
    ids=["one-part", "two-parts"],
)
def test_every_key_in_an_answer_is_one_of_its_citations(index: Index, question: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert "80万元" in reply.text
    assert "〔2024〕" in reply.text
    assert {int(k) for k in re.findall(r"\[(\d+)\]", reply.text)} == set(range(1, len(reply.citations) + 1))
