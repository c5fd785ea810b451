"""Further parts and follow-ups that bring words of their own, in a small invented document."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Turn
from app.answering.leaning import leans_on_history
from app.answering.parts import parts_of
from app.answering.question import read_question
from corpus import Kind, find_quantities
from index import Index

RULES = """青岭县茶叶加工企业扶持办法
第一条 茶叶加工企业年销售额2000万元以上的，给予企业奖励40万元。
第二条 对达到第一条所列标准的茶叶加工企业，给予其高级管理人员共计9万元的奖励。
第三条 扶持意见在县政府网站公示7个工作日。
第四条 村集体建设茶叶晾晒棚3座以上的，每座奖励2000元；村集体建成茶叶晾晒棚15座以上、总投入300万元以上的，奖励60万元。
第五条 弄虚作假的，自处理决定作出之日起四年内不得申报扶持。
第六条 参加采茶培训的学员应当为18—45岁的本县居民。
第七条 茶农临时补助人均金额不超过本县2个月最低工资标准的，由乡镇审批。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


def _last(index: Index, questions: str) -> str:
    history: list[Turn] = []
    for question in questions.split("⇒"):
        reply = Assistant(index).ask(question.strip(), history=tuple(history))
        history.append(Turn.of(question.strip(), reply))
    assert isinstance(reply, Answer), reply
    return reply.text


@pytest.mark.parametrize(
    ("questions", "shown", "hidden"),
    [
        pytest.param(
            "青岭的茶叶加工企业年销售额2500万，企业能奖多少，高管一共能分多少？", ("40万元", "9万元"), (), id="a-part-of-its-own"
        ),
        pytest.param("青岭的茶叶加工企业年销售额2500万能奖多少，要公示几个工作日？", ("40万元", "7个工作日"), (), id="another-clause"),
        pytest.param("青岭县村集体建了5座茶叶晾晒棚，一座奖多少？", ("2000元",), (), id="one-part"),
        pytest.param(
            "青岭县村集体建了5座茶叶晾晒棚，一座奖多少？⇒那60万那一档，得建多大规模？", ("15座", "300万元"), (), id="a-sum-points"
        ),
        pytest.param("青岭的茶企弄虚作假怎么处理？⇒那要过几年才能再申报？", ("四年",), ("40万元",), id="how-many-years"),
        pytest.param("青岭县采茶培训的学员要在多大岁数？⇒我妈今年52了，还行不？", ("18—45岁",), ("2000元",), id="a-hint-at-a-case"),
        pytest.param("青岭县茶农临时补助人均金额多少以内由乡镇审批？", ("2个月最低工资标准",), (), id="so-many-of-a-standard"),
    ],
)  # fmt: skip
def test_words_of_its_own(index: Index, questions: str, shown: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    text = _last(index, questions)
    assert all(words in text for words in shown), text
    assert not any(words in text for words in hidden), text


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        pytest.param("我妈今年52了，还行不？", True, id="still-possible"),
        pytest.param("他才17，够不够？", True, id="enough"),
        pytest.param("茶叶加工企业的晾晒棚只有两座，可以申请奖励吗？", False, id="says-its-subject"),
        pytest.param("采茶培训的学员今年52了，行不行？", False, id="names-who"),
    ],
)
def test_an_elliptic_question_leans(question: str, leans: bool) -> None:
    assert leans_on_history(question) is leans


@pytest.mark.parametrize(
    ("question", "number"),
    [
        pytest.param("评估一次多少钱？评出来哪个级别都不够，这钱谁出？", 2, id="which-of-them-none"),
        pytest.param("补多少？什么材料都没有，能不能后补？", 2, id="nothing-at-all"),
        pytest.param("补多少？要哪些材料？找谁办理？", 3, id="all-ask"),
        pytest.param("给多少，哪个部门管？", 2, id="which-asks"),
    ],
)
def test_what_is_indefinite_asks_nothing(question: str, number: int) -> None:
    assert len(parts_of(question)) == number


@pytest.mark.parametrize(
    ("question", "pointed"),
    [
        pytest.param("那60万那一档，得建多大规模？", ("60万",), id="that-tier"),
        pytest.param("离两百万的奖还差多少？", ("两百万",), id="the-grant"),
        pytest.param("拿300万元的补贴要什么条件？", ("300万元",), id="the-subsidy"),
        pytest.param("投了60万的设备能补多少？", (), id="what-was-paid"),
        pytest.param("合同60万，补多少？", (), id="a-contract"),
    ],
)
def test_a_sum_that_names_a_support(question: str, pointed: tuple[str, ...]) -> None:
    assert tuple(q.raw for q in read_question(question).pointed) == pointed


@pytest.mark.parametrize(
    ("text", "met"),
    [
        pytest.param("不超过2个月最低生活保障标准的，由镇审批", True, id="months"),
        pytest.param("按月租金的3倍补助", False, id="of-what-stands-before"),
        pytest.param("按当地最低工资的标准执行", False, id="no-number"),
        pytest.param("公示期为2个月", False, id="a-period"),
    ],
)
def test_so_many_of_a_standard_is_an_amount(text: str, met: bool) -> None:
    wants = read_question("补助多少钱？").wants
    figures = tuple(q for q in find_quantities(text) if q.kind in {Kind.PERIOD, Kind.COUNT})
    assert wants.is_met_by(text, figures) is met
