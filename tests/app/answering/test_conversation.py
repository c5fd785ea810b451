"""Conversations over invented documents: a follow-up stays with the document and clause that answered before."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal, Reply, Turn
from app.answering.conversation import understand
from index import Index

LOANS = """云川市创业担保贷款办法
第一条 个人创业担保贷款额度最高30万元;带动5人以上就业的个人,创业担保贷款额度最高50万元。
第二条 小微企业创业担保贷款额度最高400万元,期限不超过2年。
第三条 到2026年担保基金规模达到2亿元。
第四条 对参加创业大赛的团队给予2万元奖励。
"""
FAIRS = """云川市会展业扶持办法
第一条 对举办专业展会的,按活动成本的20%给予支持,每年最高200万元。
第二条 举办展会的企业每年获得的支持由市会展办审核。
第三条 对举办创业论坛的,给予8万元奖励。
第四条 并购海外会展企业的,按并购金额的20%给予补助,最高不超过500万元。
第五条 并购市外会展企业的,按并购金额的5%给予补助,最高不超过100万元。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"loans": (LOANS, ""), "fairs": (FAIRS, "")})


def talk(index: Index, *questions: str) -> Reply:
    """The reply to the last of ``questions``."""
    assistant, history = Assistant(index), []
    for question in questions:
        reply = assistant.ask(question, history=tuple(history))
        history.append(Turn.of(question, reply))
    return reply


@pytest.mark.parametrize(
    ("questions", "shown", "document"),
    [
        pytest.param(
            ("个人创业担保贷款最多能贷多少？", "我店里雇了6个人，能再高点不？"),
            "50万元",
            "loans",
            id="more-in-its-clause",
        ),
        pytest.param(
            ("举办专业展会给多少支持？", "我们办了，花了600万，能拿多少"), "120万元", "fairs", id="own-figure"
        ),
        pytest.param(
            ("举办专业展会花了600万，能拿多少？", "不对，说错了，是1600万"), "最高可得200万元", "fairs", id="corrected"
        ),
        pytest.param(("个人创业担保贷款额度最高多少？", "那小微企业的呢？"), "400万元", "loans", id="another-subject"),
        pytest.param(("展会支持一年最高多少？", "创业大赛给多少奖励？"), "2万元", "loans", id="leaves-where-it-is-not"),
    ],
)
def test_follow_ups(index: Index, questions: tuple[str, ...], shown: str, document: str) -> None:
    reply = talk(index, *questions)
    assert isinstance(reply, Answer), reply
    assert shown in reply.text
    assert {c.document.id for c in reply.citations} == {document}


@pytest.mark.parametrize(
    "questions",
    [
        pytest.param(("个人创业担保贷款额度最高多少？", "那合作社呢？"), id="somebody-no-clause-names"),
        pytest.param(("2026年担保基金规模达到多少？", "那2028年呢？"), id="a-year-no-clause-names"),
        pytest.param(("个人创业担保贷款额度最高多少？", "顺便问下，旧车置换补贴给多少？"), id="another-matter"),
    ],
)
def test_a_follow_up_about_what_is_not_there_is_refused(index: Index, questions: tuple[str, ...]) -> None:
    assert isinstance(talk(index, *questions), Refusal)


def test_what_was_not_computed_for_its_rival_is_not_computed_with_another_figure(index: Index) -> None:
    first, then = "并购会展企业花了3000万，补助多少？", "要是只花了1200万呢？"
    for questions in ((first,), (first, then)):
        reply = talk(index, *questions)
        assert isinstance(reply, Answer), reply
        assert not any(n.formula for n in reply.numbers), reply.text


def test_what_is_brought_are_new_nouns() -> None:
    history = (Turn("职工参保的护理费每月多少", "每月105元[1]"),)
    assert understand("那居民参保的呢", history).question.brought == ("居民",)
    assert understand("那上限呢", history).question.brought == ()


@pytest.mark.parametrize(
    ("typed", "brought"),
    [
        pytest.param("那都是哪些行当的店？", (), id="行当"),
        pytest.param("那是哪几类人？", (), id="哪几类人"),
        pytest.param("那合作社呢？", ("合作社",), id="a-noun"),
    ],
)
def test_a_word_for_what_is_asked_is_not_brought(typed: str, brought: tuple[str, ...]) -> None:
    turn = Turn("夜市街区的店铺一年补多少？", "每家店铺每年补助2万元。[1]")
    assert understand(typed, [turn]).question.brought == brought


def test_without_ids_a_turn_gives_no_home() -> None:
    assert not understand("那上限呢", (Turn("补多少", "10%"),)).home.documents
