"""Questions that name several documents, over invented ones: an answer of each, labelled, and no mixture."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from app.answering.side_by_side import sides
from corpus import Document
from index import Index

FILES = {
    "new": (
        "云川市促进企业上市的若干措施\n第一条 对在主板上市的企业给予300万元奖励。\n第二条 对新三板挂牌的企业给予40万元奖励。\n",
        'issued = 2023-02-01\nstatus = "in_force"\n',
    ),
    "old": (
        "云川市促进企业上市的意见\n第一条 对在主板上市的企业给予500万元奖励。\n",
        'issued = 2018-02-01\nstatus = "expired"\neffective_to = 2020-12-31\n',
    ),
    "tour": (
        "云川市旅游业扶持办法\n第一条 每年安排旅游引导资金800万元。\n第二条 对在主板上市的旅行社给予20万元奖励。\n",
        "",
    ),
}


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed(FILES)


def ask(index: Index, question: str) -> Answer:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    return reply


def test_each_document_answers_under_its_title(index: Index) -> None:
    text = ask(index, "企业在主板上市奖励多少？2023年的措施和更早那份意见说的一样吗？").text.splitlines()
    assert text[0] == "《云川市促进企业上市的若干措施》："
    assert "300万元" in text[1]
    assert text[2] == "《云川市促进企业上市的意见》（有效期已过）："
    assert "500万元" in text[3]


def test_a_document_that_says_nothing_is_named(index: Index) -> None:
    answer = ask(index, "旅游引导资金每年安排多少，旅游办法和上市措施各怎么说？")
    assert "800万元" in answer.text
    assert "《云川市促进企业上市的若干措施》：文件中没有找到对应的规定。" in answer.text
    assert {c.document.id for c in answer.citations} == {"tour"}


@pytest.mark.parametrize(
    ("question", "shown", "document"),
    [
        pytest.param("上市措施里，主板上市的企业奖励多少？", "300万元", "new", id="by-its-title"),
        pytest.param("上市意见里，主板上市的企业奖励多少？", "500万元", "old", id="an-expired-one-by-its-title"),
        pytest.param("旅游办法里，主板上市的奖励多少？", "20万元", "tour", id="not-the-neighbour's"),
        pytest.param("企业在主板上市奖励多少？", "300万元", "new", id="in-force-before-expired"),
    ],
)
def test_one_document_that_is_named_answers(index: Index, question: str, shown: str, document: str) -> None:
    answer = ask(index, question)
    assert shown in answer.text
    assert {c.document.id for c in answer.citations} == {document}


DOCUMENTS = [Document(n, text.split("\n")[0], text, n, "0", "0") for n, (text, _) in FILES.items()]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("主板上市奖多少?旅游办法和上市措施各怎么说", "主板上市奖多少", id="a-stretch-of-names-only"),
        pytest.param(
            "旅游办法和上市措施各按几成补、各自封顶多少", "按几成补、封顶多少", id="names-before-what-is-asked"
        ),
        pytest.param("按合同金额补几成?旅游办法和上市措施封顶一样吗", "按合同金额补几成，封顶多少", id="compared"),
        pytest.param(
            "引导资金,旅游办法里写的一年多少,上市措施里又是怎么写的", "引导资金，一年多少", id="one-after-the-other"
        ),
    ],
)
def test_what_is_asked_of_each(question: str, asked: str) -> None:
    found = sides(question, DOCUMENTS)
    assert [s.documents for s in found] == [{"tour"}, {"new"}]
    assert {s.asks for s in found} == {asked}


def test_one_named_twice_is_no_comparison() -> None:
    assert not sides("旅游办法里的资金多少,旅游办法哪天施行", DOCUMENTS)


PLACED = {
    "hai": "海门市企业扶持办法",
    "qing": "海门市青石桥区企业扶持办法",
    "yun": "云梦县企业扶持办法",
    "tax": "云梦县茶税减免细则",
    "state": "国务院关于企业的意见",
}
UNPLACED = "关于组织申报2016年茶机推广专项资金的通知"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "开厂,海门市和云梦县各奖多少",
            [({"hai", "qing"}, "开厂，奖多少"), ({"yun", "tax"}, "开厂，奖多少")],
            id="places",
        ),
        pytest.param(
            "开厂,海门青石桥区、云梦两家分别奖多少",
            [({"qing"}, "开厂，奖多少"), ({"yun", "tax"}, "开厂，奖多少")],
            id="a-district",
        ),
        pytest.param(
            "开厂,海门奖多少,云梦呢", [({"hai", "qing"}, "开厂，奖多少"), ({"yun", "tax"}, "开厂，奖多少")], id="又"
        ),
        pytest.param(
            "想在云梦开厂,海门按投资补几成,云梦的扶持办法又是多少",
            [({"hai", "qing"}, "想开厂，按投资补几成"), ({"yun"}, "想开厂，按投资补几成")],
            id="a-place-and-a-title",
        ),
        pytest.param(
            "开厂,海门奖多少,云梦茶税细则里减几成",
            [({"hai", "qing"}, "开厂，奖多少"), ({"tax"}, "开厂，减几成")],
            id="each-its-own",
        ),
        pytest.param("从海门搬到云梦,奖多少", [], id="one-place-is-another-party's"),
        pytest.param("海门的企业在云梦开店奖多少", [], id="within-one-stretch"),
        pytest.param("海门市青石桥区各企业奖多少", [], id="one-place"),
        pytest.param("云梦和北原各奖多少", [], id="a-place-of-no-document"),
    ],
)
def test_sides_by_place(question: str, expected: list[tuple[set[str], str]]) -> None:
    documents = [Document(i, t, "正文", i, "0", "0") for i, t in PLACED.items()]
    assert [(set(s.documents), s.asks) for s in sides(question, documents)] == expected


def test_a_place_said_within_a_title_is_not_another_side() -> None:
    titles = {**PLACED, "fund": UNPLACED}
    documents = [Document(i, t, "正文", i, "0", "0") for i, t in titles.items()]
    assert sides("2016年云梦茶机推广专项资金的材料要交几份,哪天之前交", documents) == ()


@pytest.fixture(scope="module")
def drafted(indexed: Callable[..., Index]) -> Index:
    plan = "云川市夜市提升方案\n一、目标\n（一）打造“两街一港”格局，建成夜市街区2条、渔港夜市1处。\n"
    said = "关于公开征求夜市提升工作意见的通知\n方案提出打造“两街一港”格局，建成夜市街区2条、渔港夜市1处。\n"
    return indexed({"night": (plan, ""), "asking": (said, "")})


@pytest.mark.parametrize(
    ("question", "alike"),
    [
        pytest.param("通知里讲的“两街一港”，跟方案正文写的个数是一样的吗？", False, id="one-told-by-the-other"),
        pytest.param("方案里怎么说夜市街区，通知里又是怎么说的？", False, id="each"),
    ],
)
def test_kinds_of_document_are_sides(drafted: Index, question: str, *, alike: bool) -> None:
    answer = ask(drafted, question)
    assert {c.document.id for c in answer.citations} == {"night", "asking"}
    assert ("写法相同" in answer.text) is alike


def test_one_kind_alone_is_no_side(drafted: Index) -> None:
    assert {c.document.id for c in ask(drafted, "方案里要建成几条夜市街区？").citations} == {"night"}
