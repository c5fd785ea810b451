"""Numbered places, how many there are, how often something is named, and codes that headings unfold."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from index import Index
from tests.app.answering.overview.conftest import TEA

Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "has", "has_not"),
    [
        pytest.param("民宿管理办法第四条说的是什么？", ["15间"], ["10万元"], id="article"),
        pytest.param("民宿管理办法第二章有哪几条？", ["第三条", "第四条", "第五条"], ["第六条"], id="chapter"),
        pytest.param("民宿办法第五条第（二）项是什么", ["消防安全承诺书"], ["营业执照；"], id="item"),
        pytest.param(
            "总体目标下面的第（二）点讲了什么？", ["两条产业带"], ["三类主体", "市场开拓"], id="under-heading"
        ),
        pytest.param("方案第二部分讲什么？", ["生产提升", "市场开拓"], ["交易中心"], id="part"),
        pytest.param("民宿管理办法第六条的原文", ["五星级民宿"], ["15间"], id="wording"),
        pytest.param("民宿办法第三条到第五条讲什么？", ["营业执照", "15间", "10个工作日"], ["10万元"], id="a-range"),
        pytest.param("民宿办法第三条和第六条说什么？", ["营业执照", "10万元"], ["15间"], id="a-pair"),
        pytest.param("方案的保障措施讲了什么？", ["专项资金1000万元"], ["茶叶推介会"], id="by-its-heading"),
        pytest.param("民宿办法第二章叫什么名字？", ["开办"], ["总则"], id="its-name"),
        pytest.param("方案里有几条？", [], ["共3条"], id="no-articles-are-counted"),
        pytest.param("民宿管理办法一共几章几条？", ["共3章、7条", "第三章 奖励"], [], id="how-many"),
        pytest.param("茶产业方案分几大块？", ["共3个部分", "三、保障措施"], [], id="parts"),
        pytest.param("青溪镇在方案里被提到几次？", ["共有2处", "共享加工车间"], ["交易中心"], id="named"),
        pytest.param("方案有几处提到专卖店？", ["共有1处"], ["展位费"], id="named-once"),
        pytest.param("“123”格局分别指什么？", ["一个交易中心", "两条产业带", "三类主体"], ["扩大种植"], id="code"),
        pytest.param("民宿办法第六条的奖励是多少？", ["10万元"], ["第七条"], id="a-figure-of-a-place"),
        pytest.param("民宿客房最多几间？", ["15间"], ["共"], id="no-place"),
    ],
)
def test_places(ask: Ask, question: str, has: list[str], has_not: list[str]) -> None:
    text = ask(question)
    assert [h for h in has if h not in text] == []
    assert [h for h in has_not if h in text] == []


def test_a_place_of_the_document_that_is_chosen(ask: Ask) -> None:
    assert "15间" in ask("第四条说什么？", "清源县民宿")


@pytest.mark.parametrize(
    ("question", "has"),
    [
        pytest.param("“123”格局分别指什么？", ["一个交易中心", "两条产业带", "三类主体"], id="code"),
        pytest.param("保障措施下面的第（二）点讲了什么？", ["人才下乡"], id="a-heading-of-one"),
        pytest.param("第三条讲了什么？", ["请写出文件的名称"], id="nothing-tells"),
    ],
)
def test_of_many_documents_the_one_that_has_it(indexed: Callable[..., Index], question: str, has: list[str]) -> None:
    more = {
        f"more{n}": f"清源县{name}管理办法\n第一条 为了规范{name}，制定本办法。\n第二条 本办法适用于本县。\n"
        f"第三条 {name}应当备案。\n"
        for n, name in enumerate(["渔港", "林场", "码头"])
    }
    plan = "清源县乡村人才行动方案\n一、总体要求\n培养人才。\n二、保障措施\n（一）资金保障\n安排资金。\n（二）人才下乡\n组织人才下乡。\n"
    reply = Assistant(indexed({"tea": TEA, "plan": plan, **more})).ask(question)
    text = reply.text if isinstance(reply, Answer) else reply.message
    assert [h for h in has if h not in text] == []
