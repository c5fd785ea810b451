"""Lists that a question asks for by the noun of the line that announces them, in small invented documents."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from index import Index

RULES = """松江县科普场馆开放奖励办法
第一条 奖励原则
（一）公益为先；
（二）择优支持。
第二条 本办法共设两个奖项：
（一）开放贡献奖；
（二）展教创新奖。
第三条 下列费用不予补助：
（一）土地费用；
（二）罚款和赔偿金。
第四条 可以补助的费用包括：
（一）展品研发费；
（二）讲解员培训费。
第五条 申请科普场馆开放奖励须提供以下材料：
（一）开放情况登记表；
（二）年度决算报告。
第六条 参加评选的场馆应当具备下列条件之一：
（一）年开放不少于250天；
（二）年接待观众3万人次以上。
第七条 开放贡献奖每个奖励8万元，展教创新奖每个奖励5万元。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "shown", "hidden"),
    [
        pytest.param("科普场馆开放奖励一共设了哪几个奖项？", ("开放贡献奖", "展教创新奖"), ("择优", "8万元"), id="noun-follows"),
        pytest.param("科普场馆的哪些费用不予补助？", ("土地费用", "罚款"), ("展品",), id="not-given"),
        pytest.param("科普场馆可以补助的费用有哪些？", ("展品研发费", "讲解员"), ("罚款",), id="noun-stands-before"),
        pytest.param("科普场馆申请开放奖励要准备哪些材料？", ("登记表", "决算报告"), ("展品",), id="to-be-provided"),
        pytest.param("科普场馆参加评选有哪几条标准？", ("250天", "3万人次"), ("登记表",), id="standards-are-conditions"),
        pytest.param("科普场馆开放奖励有哪些原则？", ("公益为先",), ("登记表", "罚款"), id="another-list"),
        pytest.param("开放贡献奖每个奖励多少？", ("8万元",), ("登记表", "罚款", "择优"), id="a-figure-is-asked"),
    ],
)  # fmt: skip
def test_lists_by_their_noun(index: Index, question: str, shown: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert all(words in reply.text for words in shown), reply.text
    assert not any(words in reply.text for words in hidden), reply.text
