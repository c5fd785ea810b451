"""Questions that ask for each of several things, in small invented documents."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from app.answering.parts import parts_of
from index import Index

RULES = """白沙市观鸟基地与渔业补助办法
第一条 观鸟基地按下列标准补助：
（一）省级湿地公园、国家级湿地公园内的观鸟基地，每月补助1500元；
（二）除第一项所列公园以外，年接待观鸟者超过5万人次的基地，每月补助1100元；
（三）其他基地每月补助800元。
第二条 渔业船舶更新补助。个体渔民申请的，每艘船最高补助30万元；合作社更新船舶最高补助500万元。
第三条 荣誉称号
对当年度获得渔业先锋荣誉称号的企业，给予8万元奖励；对当年度获得出口之星荣誉称号的企业，给予5万元奖励；对当年度获得生态养殖荣誉称号的企业，给予3万元奖励。
第四条 鱼苗孵化场按每千尾20元补助。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "shown", "hidden"),
    [
        pytest.param(
            "湿地公园和年接待观鸟者6万人次的，每月各补助多少？", ("1500元", "1100元"), ("500万元",), id="in-two-items"
        ),
        pytest.param("渔业船舶更新，个体渔民和公司，最高分别补助多少？", ("30万元", "500万元"), ("1500元",), id="one-in-other-words"),
        pytest.param("渔业企业拿到哪些荣誉称号有奖励，分别给多少？", ("8万元", "5万元", "3万元"), ("500万元",), id="all-of-a-row"),
        pytest.param("获得出口之星荣誉称号的企业奖励多少？", ("5万元",), ("30万元", "1500元"), id="one-is-named"),
        pytest.param("鱼苗孵化场每千尾补助多少？", ("20元",), ("30万元", "8万元"), id="one-thing-is-asked"),
    ],
)  # fmt: skip
def test_each_of_several(index: Index, question: str, shown: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert all(words in reply.text for words in shown), reply.text
    assert not any(words in reply.text for words in hidden), reply.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        pytest.param("企业能奖多少，船长能奖多少，两样加起来有没有封顶？", 3, id="a-limit-of-the-sum"),
        pytest.param("补助给多少，一共最高能拿到多少万？", 2, id="the-most-in-all"),
        pytest.param("采购1000万，数据花50万，两项加起来能拿多少？", 0, id="a-sum"),
        pytest.param("个体渔民给多少，合作社给多少，哪个更高？", 0, id="a-comparison"),
    ],
)
def test_a_limit_is_asked_for_by_itself(question: str, number: int) -> None:
    assert len(parts_of(question)) == number
