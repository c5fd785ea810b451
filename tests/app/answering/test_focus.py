"""What the number that a question asks for is of, and refusing where the clause does not know it. The rules are invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from app.answering.focus import focus_of
from index import Index

RULES = """青禾县渔业发展扶持办法
第一条 向首次购买渔船保险的养殖户发放助渔券，每户每年最高2000元。
第二条 新建工厂化养殖车间的，按建设成本的30%给予补助，单个项目最高80万元。
第三条 渔业贷款由县财政按利率的50%贴息，贴息期限2年，单户贷款不超过100万元。
第四条 县渔业发展专项资金由县财政局会同县农业农村局管理。
第五条 渔业合作社聘用技术员的，按每人每月600元给予工资补贴，每社不超过5人。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        pytest.param("给养殖户的助渔券,一张面值多少钱?", ("面值",), id="right before the number"),
        pytest.param("专项资金每年安排多少钱的预算?", ("预算",), id="behind it, with 的"),
        pytest.param("今年投了多少预算?", ("预算",), id="behind it, ends the question"),
        pytest.param("贷这笔款要找几个担保人?", ("担保人",), id="behind the measure word"),
        pytest.param("逾期以后罚息按多少收?", ("罚息",), id="a word that is no noun by itself, said to be so much"),
        pytest.param("看病的起付线是多少钱?", ("起付线",), id="a compound cut to pieces"),
        pytest.param("技术员的工龄大概是几年?", ("工龄",), id="over words that say nothing"),
        pytest.param("船员一年能休几天带薪年假?", ("年假",), id="the head of a compound that nobody cuts rightly"),
        pytest.param("一次能领几天陪产假?", ("产假",), id="a compound of a deed and a noun"),
        pytest.param("研发费用加计扣除比例是多少?", ("扣除",), id="what a share is of"),
        pytest.param("看病报销的比例是多少?", (), id="a deed that is a word without content"),
        pytest.param("补贴的比例是多少?", (), id="a share of what every rule gives"),
        pytest.param("码头的租金给免几年?", ("租金",), id="what is paid, before what is done with it"),
        pytest.param("单位能免几年?", (), id="who pays, before what is done"),
        pytest.param("建车间最多能补多少?", (), id="a deed asks for what is given"),
        pytest.param("补贴是多少?", ("补贴",), id="what every rule gives"),
        pytest.param("补助的上限是多少?", (), id="an aspect of every rule"),
        pytest.param("要培育出几家?", (), id="a deed with what came of it"),
        pytest.param("一年最多用几次?", (), id="cut at the word without content"),
        pytest.param("好几家企业一起报行不行?", (), id="no number is asked for"),
        pytest.param("得新招几个人才够格?", (), id="人|才 and not 人才"),
        pytest.param("几乎没有门槛吗?", (), id="another word begins with 几"),
    ],
)
def test_focus(question: str, nouns: tuple[str, ...]) -> None:
    assert focus_of(question) == nouns


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        pytest.param("养殖户领助渔券，每户补贴是多少？", "2000元", id="what every rule gives"),
        pytest.param("新建养殖车间，最高补助多少万元？", "80万元", id="nothing but the sum"),
        pytest.param("渔业贷款的贴息期限是几年？", "2年", id="an aspect that is there"),
        pytest.param("渔业合作社请技术员，每月工资补贴多少钱？", "600元", id="a noun that is there"),
        pytest.param("合作社请技术员，每月给开多少工钱？", "600元", id="a caller's word for a noun that is there"),
        pytest.param("新建养殖车间，建设成本的百分之几给补助？", "30%", id="the base that is there"),
    ],
)
def test_answered(index: Index, question: str, figure: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert figure in reply.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("养殖户领的助渔券，一张面值多少钱？", id="only how much a year"),
        pytest.param("渔业贷款要找几个担保人？", id="people who are not spoken of"),
        pytest.param("渔业贷款贴息，逾期以后罚息按多少收？", id="another interest"),
        pytest.param("新建养殖车间的补助项目，公示期是几天？", id="a period that is not given"),
        pytest.param("渔业合作社聘用的技术员，每月伙食费是多少？", id="another sum of the same people"),
    ],
)
def test_refused(index: Index, question: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Refusal)
