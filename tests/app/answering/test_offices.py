"""Which office does a thing: sentences that name it, and questions for it. The documents are invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from app.answering.offices import asked_task, is_done_to, is_remark, names_office
from index import Index


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("市发展改革委负责项目的组织、评审、认定", id="before-what-it-does"),
        pytest.param("财政、审计部门应当对奖补资金的使用进行监督", id="对-进行"),
        pytest.param("区人民政府负责本辖区责任制的实施、检查", id="government"),
        pytest.param("使用情况接受审计部门的审计和纪检部门的监督检查", id="that-it-answers-to"),
        pytest.param("区数字经济办负责申报受理", id="办"),
        pytest.param("区财政局（以下简称“财政局”）负责资金拨付", id="with-its-short-name"),
        pytest.param("向户籍所在地街道办事处提出申请", id="to-whom"),
        pytest.param("材料报送至市商务局外贸科", id="where-papers-go"),
        pytest.param("奖励由区服务业局牵头", id="由"),
        pytest.param("由县领导小组办公室会同财政局审核", id="由-会同"),
        pytest.param("经办机构应当自受理之日起10日内审核完毕", id="agency"),
        pytest.param("责任单位：市商务局", id="remark"),
    ],
)
def test_names_an_office(text: str) -> None:
    assert names_office(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("由企业自行组织验收", id="the-applicant-itself"),
        pytest.param("由申请人承担相应费用", id="the-applicant-pays"),
        pytest.param("推进政府采购支持创新产品", id="政府采购"),
        pytest.param("资金管理办法另行制定", id="办法"),
        pytest.param("委托第三方开展评价", id="委托"),
        pytest.param("建设一批创新中心", id="a-centre-that-is-built"),
        pytest.param("给予最高100万元奖励", id="no-office"),
        pytest.param("项目单位应当按时报告", id="applicants"),
    ],
)
def test_names_no_office(text: str) -> None:
    assert not names_office(text)


def test_remarks() -> None:
    assert is_remark("(责任单位:市科技局)")
    assert is_remark("牵头部门:市商务局")
    assert not is_remark("市科技局负责受理")


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        pytest.param("这钱归谁拨", "资金的拨付和使用接受县审计局监督", True, id="paid-out-is-not-audited"),
        pytest.param("这钱归谁拨", "县财政局负责预算管理和资金拨付", False, id="who-pays-out"),
        pytest.param("奖金由哪个部门发", "县商务局将奖金发放至企业账户", False, id="发放"),
        pytest.param("材料哪个单位审", "审核结果报县政府备案", True, id="审核-done-to"),
        pytest.param("材料哪个单位审", "由县文旅局对材料进行审核", False, id="由-审核"),
        pytest.param("预算谁来编", "县财政局负责资金拨付", False, id="another-task-is-not-judged"),
        pytest.param("应该找谁", "资金的拨付接受县审计局监督", False, id="no-task-asked"),
    ],
)
def test_a_task_that_is_done_to_something_names_nobody(question: str, sentence: str, *, other: bool) -> None:
    assert is_done_to(sentence, asked_task(question)) is other


RULES = """青禾县夜间经济专项资金办法
第一条 县商务局负责夜间经济专项资金的申报受理、项目评审，并制定具体支持方式。
第二条 夜市街区的改造项目，由县住建局牵头验收。
第三条 夜间演出的奖励由县文旅局牵头。
第四条 专项资金的安排和使用接受县审计局的审计和纪检监察部门的监督检查。
第五条 参与夜市的摊主应当向经营所在地街道办事处申请摊位。
第六条 支持夜间照明改造，按投资额的20%给予补助，最高30万元。（责任单位：县供电公司、县发展改革局）
第七条 夜市保洁在每晚收摊后进行，垃圾分类投放。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "office", "not_office"),
    [
        pytest.param("夜间经济专项资金的申报受理归哪个部门管？", "县商务局", "县住建局", id="before-its-task"),
        pytest.param("夜市街区改造项目谁来验收？", "县住建局", "县商务局", id="谁来"),
        pytest.param("夜间演出的奖励由哪个局牵头？", "县文旅局", "县住建局", id="the-case-asked-about"),
        pytest.param("专项资金的使用要接受哪些部门的监督检查？", "纪检监察部门", "县文旅局", id="whom-it-answers-to"),
        pytest.param("夜市的摊主要摊位，向谁申请？", "街道办事处", "县商务局", id="to-whom"),
        pytest.param("夜间照明改造归哪个部门管？", "县发展改革局", "县商务局", id="remark-of-its-clause"),
    ],
)
def test_who(index: Index, question: str, office: str, not_office: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert office in reply.text
    assert not_office not in reply.text


def test_nobody_is_named(index: Index) -> None:
    assert isinstance(Assistant(index).ask("夜市保洁由哪个部门负责？"), Refusal)
