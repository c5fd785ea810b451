"""What rules nothing, and the questions that it answers all the same. The document is invented."""

import pytest

from app.answering.boilerplate import is_boilerplate
from app.answering.facts import Sentence, clause_facts
from app.answering.question import normalise
from corpus import Clause, Document, Span


def boilerplate(question: str, text: str, path: tuple[str, ...] = ("第一条",)) -> bool:
    whole = f"{text}\n另有一句，说明其他事项的。"
    document = Document("demo", "云川市展会办法", whole, "demo.txt", "0" * 64, "0" * 64)
    clause = Clause("demo#1", "demo", path, path, whole, Span(0, len(whole)))
    facts = clause_facts(document, clause)
    sentence = Sentence(Span(0, len(text)), text, normalise(text), ())
    return is_boilerplate(normalise(question), facts, sentence)


@pytest.mark.parametrize(
    "text",
    [
        "为推动会展业高质量发展，根据省政府有关文件精神，结合我市实际，特制定本办法。",
        "第一条 为了促进科技进步，制定本条例。",
        "为此，现提出如下实施意见：",
        "现将《云川市展会办法》印发给你们，请认真贯彻执行。",
        "《云川市展会办法》已经市政府同意，现予印发。",
        "首页>政务公开>政策文件 索引号：0001 点击数：12",
        "附件1：申报表",
    ],
)
def test_boilerplate(text: str) -> None:
    assert boilerplate("参加展会补贴多少？", text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("为推动会展业发展，对参展企业给予每家2万元补贴。", id="a purpose that rules something"),
        pytest.param("企业制定国家标准的，每项奖励20万元。", id="制定 of something else"),
        pytest.param("各区应当于每年6月底前将计划报市商务局。", id="addressed to the districts"),
        pytest.param("本办法所称展会，是指在本市举办的展览活动。", id="a definition"),
    ],
)
def test_rules_are_none(text: str) -> None:
    assert not boilerplate("参加展会补贴多少？", text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("制定这个办法的依据是什么？", "根据省政府有关文件精神，特制定本办法。"),
        ("办法是什么时候印发的？", "现将《云川市展会办法》印发给你们，请认真贯彻执行。"),
        ("网页上的文号是多少？", "索引号：0001 发文字号：云商〔2024〕3号"),
    ],
)
def test_it_may_be_asked_for(question: str, text: str) -> None:
    assert not boilerplate(question, text)


def test_labels_of_a_page_before_the_first_clause() -> None:
    assert boilerplate("重点企业有什么服务？", "服务项目", ("序",))
    assert not boilerplate("重点企业有什么服务？", "服务项目", ("第一条",))
    assert not boilerplate("这份文件的标题是什么？", "服务项目", ("序",))


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        pytest.param("展会补贴多少？", "云川市展会办法", True, id="the title"),
        pytest.param("展会补贴多少？", "市展会办法", True, id="a line of a broken title"),
        pytest.param("这份文件的全称叫什么？", "云川市展会办法", False, id="asked for"),
        pytest.param("展会补贴多少？", "云川市展会补贴每家企业每年最高给予2万元", False, id="a rule in the preface"),
    ],
)
def test_a_title_is_no_answer(question: str, text: str, expected: bool) -> None:
    assert boilerplate(question, text, path=("序",)) is expected
