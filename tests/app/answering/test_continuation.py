"""What an answer shows of a clause beside the sentence that answers. The documents are invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from app.answering.continuation import goes_on
from app.answering.facts import Sentence
from corpus import Span
from index import Index

RULES = """云川市茶叶产业扶持办法
第一条 对新建标准茶园的农户，按种植面积每亩补助600元。单户每年补助不超过3万元。补助期限不超过3年。种植户应当接受技术指导。
第二条 对荣获国家级称号的制茶企业，给予20万元奖励；对荣获省级称号的制茶企业，给予8万元奖励；对荣获市级称号的制茶企业，给予2万元奖励。
第三条 茶农贷款贴息额度最高10万元；带动5户以上脱贫的，贴息额度最高15万元。
第四条 举办斗茶赛事的，给予主办方5万元补贴；新开茶馆的，免收摊位费一年。
第五条 茶叶出口按报关金额给予奖励。其中出口东盟的按2%执行，出口欧盟的按3%执行。
第六条 茶叶检测机构每检测一批次补贴80元。每家检测机构每年最高补贴12万元。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "shown", "hidden"),
    [
        pytest.param("新建标准茶园每亩补助多少？", ("600元", "3万元", "3年"), ("技术指导",), id="cap-and-term-follow"),
        pytest.param(
            "荣获国家级称号的制茶企业奖励多少？", ("20万元",), ("8万元", "2万元奖励"), id="named-member-alone"
        ),
        pytest.param(
            "制茶企业荣获国家级、省级、市级称号的，分别奖励多少？", ("20万元", "8万元", "2万元"), (), id="each-named"
        ),
        pytest.param("制茶企业荣获称号的奖励多少？", ("20万元", "8万元", "2万元"), (), id="none-named"),
        pytest.param("茶农贷款贴息额度最高多少？", ("10万元", "15万元"), (), id="further-case-of-the-same-subject"),
        pytest.param("举办斗茶赛事补贴多少？", ("5万元",), ("摊位费",), id="another-subject-after-a-semicolon"),
        pytest.param("茶叶出口东盟按百分之几奖励？", ("报关金额", "2%"), (), id="head-of-a-sentence-with-其中"),
        pytest.param("茶叶检测机构一年最高补贴多少？", ("80元", "12万元"), (), id="what-the-cap-limits"),
    ],
)
def test_what_is_shown(index: Index, question: str, shown: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert all(words in reply.text for words in shown), reply.text
    assert not any(words in reply.text for words in hidden), reply.text
    for key, citation in enumerate(reply.citations, 1):
        assert f"[{key}]" in reply.text
        assert citation.quote in citation.document.text


def _sentence(text: str) -> Sentence:
    return Sentence(Span(0, len(text)), text, text, ())


@pytest.mark.parametrize(
    "text",
    [
        "单家企业每年最高补助300万元。",
        "每个项目累计不超过3次。",
        "其中国家级的再奖励10万元。",
        "补贴期限不超过2年。",
        "第二年按50%拨付。",
        "超过500万元的部分按2%补助。",
        "同一企业多次获评的，累计奖励不超过100万元。",
        "该项资金由市财政承担。",
        "对年度考核优秀的，另给予5万元奖励。",
        "每满一千人奖励两千元。",
        "按实际利率的一半贴息。",
    ],
)
def test_sentences_that_go_on(text: str) -> None:
    assert goes_on(_sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "对新认定的孵化器，给予50万元奖励。",
        "支持企业参加展会。",
        "小微企业贷款最高500万元。",
        "每年举办不少于两场对接会。",
        "其他人员创办企业的，登记应在3年内。",
        "并购境外企业的，按金额的5%补助。",
        "按照国家有关规定执行下列事项：",
        "申请人应当提交下列材料：",
        "可持续发展示范区奖励100万元。",
    ],
)
def test_sentences_that_begin_something_else(text: str) -> None:
    assert not goes_on(_sentence(text))
