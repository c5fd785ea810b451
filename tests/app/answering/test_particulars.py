"""What is asked of a document itself. The documents are invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from app.answering.particulars import asked_of_document
from app.answering.question import read_question
from index import Index

CHARGING = """云川市电动汽车充电设施管理办法
云发改规〔2022〕15号
第一条 新建小区应当按车位数的30%配建充电桩。
第二条 充电桩检测报告有效期为2年，到期应当重新检测。
第三条 充电补贴由市财政局审核，每千瓦补贴60元。
第四条 本办法由云川市发展和改革委员会负责解释。
第五条 本办法自2022年7月1日起施行，有效期五年。《云川市充电桩建设暂行规定》同时废止。
"""
DRAFT = """云川市共享单车管理办法
(征求意见稿)
第一条 共享单车停放点由区政府划定。
第二条 正式用工的运维企业每年补贴2万元。
"""
PARKING = """云川市停车收费实施细则
第一条 路内停车每小时收费4元。
第二条 停车优惠凭证自发放之日起30日内使用。
第三条 市交通局负责路内停车的监督。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"charging": CHARGING, "draft": DRAFT, "parking": PARKING})


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param("充电设施管理办法从哪天起施行？", ("施行日期：", "2022年7月1日"), id="start"),
        pytest.param("充电设施管理办法有效期几年？", ("有效期：", "五年"), id="term"),
        pytest.param(
            "充电设施管理办法什么时候开始执行，管几年？",
            ("施行日期、有效期：", "2022年7月1日", "五年"),
            id="two-in-one-sentence",
        ),
        pytest.param("充电设施管理办法的文号是多少？", ("〔2022〕15号",), id="number"),
        pytest.param("充电设施管理办法由谁解释？", ("解释单位：", "发展和改革委员会"), id="explained-by"),
        pytest.param("共享单车管理办法是正式的还是征求意见稿？", ("效力：", "征求意见稿"), id="status-of-a-draft"),
        pytest.param("充电设施管理办法生效了没有？", ("效力：", "2022年7月1日"), id="status-of-one-in-force"),
        pytest.param("充电设施管理办法施行后废止了哪份文件？", ("废止的文件：", "暂行规定"), id="replaced"),
    ],
)
def test_answers(index: Index, question: str, shown: tuple[str, ...]) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert all(words in reply.text for words in shown), reply.text
    assert "检测报告" not in reply.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("停车收费实施细则从哪天起施行？", id="no-start"),
        pytest.param("停车收费实施细则执行到哪一年为止？", id="no-end"),
        pytest.param("停车收费实施细则由谁解释？", id="nobody-explains"),
        pytest.param("停车收费实施细则的文号是多少？", id="no-number"),
        pytest.param("停车收费实施细则正式生效了吗？", id="no-status"),
    ],
)
def test_what_a_document_does_not_say_is_refused(index: Index, question: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Refusal), reply
    assert reply.reason == "near_miss"
    assert "云川市停车收费实施细则”没有写明" in reply.message


@pytest.mark.parametrize(
    "question",
    [
        "充电桩检测报告有效期多久？",
        "按这个办法，贷款贴息从什么时候开始执行？",
        "充电补贴由哪个部门审核？",
        "补贴什么时候发？",
        "停车优惠凭证什么时候过期？",
        "政策奖励哪个部门发放？",
        "征求意见什么时候截止？",
        "企业要招正式工还是临时工？",
        "办法规定正式员工有没有补贴？",
        "标准化厂房补贴几年？",
        "这个方案的目标到哪年实现？",
    ],
)
def test_what_a_clause_rules_is_not_asked_of_the_document(question: str) -> None:
    assert asked_of_document(read_question(question)) is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("这份文件还有效吗？", ["有效期"]),
        ("这个办法定稿了吗？", ["效力"]),
        ("这份意见还在征求意见吗？", ["效力"]),
        ("条例生效了没？", ["效力"]),
        ("这个办法什么时候失效？", ["有效期"]),
        ("这个办法哪一年作废？", ["有效期"]),
        ("这个办法废止了什么文件？", ["废止的文件"]),
        ("这个意见哪天出的，有效期几年？", ["印发日期", "有效期"]),
        ("这政策是哪个部门发的？", ["发文机关"]),
        ("该办法从什么时候开始执行，管几年？", ["施行日期", "有效期"]),
        ("通知的印发日期是哪天？", ["印发日期"]),
        ("实施细则解释权归谁？", ["解释单位"]),
    ],
)
def test_what_is_asked(question: str, names: list[str]) -> None:
    asked = asked_of_document(read_question(question))
    assert asked is not None
    assert [*asked.particulars] == names
