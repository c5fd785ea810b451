"""Yes or no only where the clause says so; the traps are questions that must get the clause and no verdict."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from app.answering.verdict import NEEDED, NO, NOT_NEEDED, YES
from index import Index

RULES = """云川市文艺演出扶持办法
第一条 同一演出项目不得重复申请演出补贴。
第二条 民营剧团可以申请演出补贴。
第三条 演出单位应当提交安全承诺书。
第四条 公益演出无需缴纳场地押金。
第五条 演出补贴资金不得用于偿还债务。
第六条 未经市文旅局批准，剧团不得转让演出许可。
第七条 有失信记录的剧团，三年内不得参加演出评奖。
第八条 除校园演出外，剧团可以自行确定演出票价。
第九条 剧团可以自愿参加巡演，但不得收取巡演报名费。
第十条 外地剧团经市文旅局同意可以使用市级剧场。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        pytest.param("同一演出项目能不能重复申请演出补贴？", NO, id="不得"),
        pytest.param("民营剧团可以申请演出补贴吗？", YES, id="可以"),
        pytest.param("演出单位要不要提交安全承诺书？", NEEDED, id="应当"),
        pytest.param("公益演出需要缴纳场地押金吗？", NOT_NEEDED, id="无需"),
        pytest.param("演出补贴资金能不能用于偿还债务？", NO, id="不得用于"),
    ],
)
def test_verdicts(index: Index, question: str, verdict: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    first, second = reply.text.splitlines()[:2]
    assert first == f"{verdict}[1]"
    assert second.endswith("[1]")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("演出补贴资金能不能用于发放工资？", id="another-object"),
        pytest.param("剧团能不能转让演出许可？", id="an-exception-not-asked-about"),
        pytest.param("剧团能参加演出评奖吗？", id="a-condition-not-named"),
        pytest.param("剧团可以自行确定演出票价吗？", id="除…外"),
        pytest.param("剧团可以自愿参加巡演吗？", id="但"),
        pytest.param("外地剧团能不能使用市级剧场？", id="经同意"),
        pytest.param("外资剧团可以申请演出补贴吗？", id="another-subject"),
        pytest.param("同一演出项目是不是就不能重复申请演出补贴了？", id="denied-in-the-question"),
        pytest.param("民营剧团没有演出许可，可以申请演出补贴吗？", id="a-circumstance-the-clause-does-not-name"),
        pytest.param("演出单位提交安全承诺书可以吗？", id="asked-may-and-told-must"),
        pytest.param("民营剧团申请演出补贴给多少钱？", id="no-yes-or-no"),
    ],
)
def test_no_verdict(index: Index, question: str) -> None:
    reply = Assistant(index).ask(question)
    text = reply.text if isinstance(reply, Answer) else reply.message
    assert not any(line.startswith((YES, NO, NEEDED, NOT_NEEDED)) for line in text.splitlines()), text
