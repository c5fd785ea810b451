"""Callers' words and the words by which policies write them. The documents are invented."""

from collections import Counter
from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from app.answering.everyday import everyday_words
from app.answering.lexicon import lexicon
from app.answering.question import normalise
from app.answering.speech import read_speech
from app.answering.terms import Terms, question_terms
from app.answering.vocabulary import build_vocabulary
from index import Index

_DOCUMENTS = (
    "对失业人员求职给予交通补贴",
    "引进人才的配偶由用人单位安排岗位",
    "企业自筹资金先行投入的给予奖励",
    "经营者利用算法实施价格歧视的依法处罚",
    "家庭因火灾造成损失的发放慰问金",
    "企业首次发行上市的给予补助",
    "建设海外仓的按面积给予资助",
    "在公共场所设置便民设施的给予支持",
    "专项资金只能用于设备购置等开支",
    "老年人居家护理由基金支付",
    "农村道路由乡镇负责养护",
)


def terms(question: str) -> Terms:
    return question_terms(normalise(question), build_vocabulary(_DOCUMENTS))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        pytest.param("丢了饭碗有人管吗", 0, id="丢了饭碗-失业"),
        pytest.param("媳妇也跟来了怎么安顿", 1, id="媳妇-配偶"),
        pytest.param("是不是得先自掏腰包", 2, id="自掏腰包-自筹"),
        pytest.param("平台杀熟怎么罚", 3, id="杀熟-价格歧视"),
        pytest.param("家里着火了发不发钱", 4, id="着火-火灾"),
        pytest.param("敲钟以后给不给钱", 5, id="敲钟-上市"),
        pytest.param("头一回上市给多少", 5, id="头一回-首次"),
        pytest.param("在国外仓库放货补不补", 6, id="国外仓库-海外仓"),
        pytest.param("广场上摆个饮水机行不行", 7, id="广场-公共场所"),
        pytest.param("这笔钱能花在哪些地方", 8, id="花在-开支"),
        pytest.param("老太太请护工谁出钱", 9, id="老太太-老年人"),
        pytest.param("乡下的路归谁修", 10, id="乡下-农村"),
    ],
)
def test_the_sentence_that_is_meant_has_most(question: str, meant: int) -> None:
    asked = terms(question)
    coverage = [asked.coverage(text) for text in _DOCUMENTS]
    assert coverage.index(max(coverage)) == meant


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("房贷利息怎么补", id="documents without 住房贷款"),
        pytest.param("敬老院床位补贴", id="documents without 养老机构"),
        pytest.param("托管班补贴多少", id="documents without 托育"),
        pytest.param("养猪场奖励多少", id="documents without 养殖"),
        pytest.param("旅行社奖励多少", id="no caller's word at all"),
    ],
)
def test_what_no_document_writes_in_any_words_stays_unknown(question: str) -> None:
    asked = terms(question)
    assert max(asked.coverage(text) for text in _DOCUMENTS) < 0.45


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("厂子搬走以后还能找活儿吗", ["厂子", "找活儿"], id="each by itself"),
        pytest.param("自掏腰包的钱", ["自掏腰包"], id="the longest one"),
        pytest.param("寻找活动场地", [], id="inside other words"),
        pytest.param("失业人员求职", [], id="written already"),
        pytest.param("海外仓按面积资助", [], id="nothing of a caller"),
    ],
)
def test_where_callers_words_stand(question: str, said: list[str]) -> None:
    found = everyday_words(question, read_speech(question), build_vocabulary(_DOCUMENTS))
    assert [question[s.start : s.end] for s in found] == said


def test_a_word_that_the_documents_have_is_meant_as_it_stands() -> None:
    vocabulary = build_vocabulary([*_DOCUMENTS, "厂子里的安全由厂长负责"])
    assert everyday_words("厂子给补吗", read_speech("厂子给补吗"), vocabulary) == ()


def test_a_callers_word_is_found_once_and_written_otherwise() -> None:
    pairs = lexicon().everyday
    assert len(pairs) > 1000
    assert all(len(said) > 1 and said not in written for said, written in pairs.items())


def test_no_callers_word_is_a_word_of_a_set_or_of_grammar() -> None:
    names = {w for group in (*lexicon().contrasts, *lexicon().alternatives) for w in group} | {*lexicon().subjects}
    assert not names & lexicon().everyday.keys()
    said = Counter(w for w in lexicon().everyday if lexicon().stop.fullmatch(w))
    assert not said


_RULES = """云栖县就业创业扶持办法
第一条 企业招用登记失业人员满六个月的，每招用一人给予企业补贴1500元。
第二条 对初次创办企业的高校毕业生，给予一次性创业补贴8000元。
第三条 引进人才的随迁配偶暂未就业的，每月给予生活补助1200元，最长不超过2年。
第四条 企业参加境外展会的，展位费差额部分由县财政给予补贴。
第五条 残疾人证由县残联免费办理。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": _RULES})


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        pytest.param("厂里招人，招的是下岗的，一个人头补多少钱？", "1500元", id="employment"),
        pytest.param("刚出校门，头一回开公司，给多少？", "8000元", id="enterprise"),
        pytest.param("我是引进人才，老婆跟着搬来了还没找着活儿，一个月给多少，最长给几年？", "2年", id="marriage"),
    ],
)
def test_answered(index: Index, question: str, figure: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert figure in reply.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("老人家住敬老院，一个月补多少钱？", id="elderly"),
        pytest.param("买新房的房贷一个月贴多少？", id="housing"),
        pytest.param("养猪场遭灾了赔多少？", id="agriculture"),
        pytest.param("装太阳能板一块板补几块钱？", id="energy"),
        pytest.param("当过兵的回来一次性给多少？", id="veterans"),
    ],
)
def test_another_field_is_refused(index: Index, question: str) -> None:
    assert isinstance(Assistant(index).ask(question), Refusal)
