"""The score on a reply: what was held against the threshold, and what it does not depend on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.answering import Answer, Assistant, Refusal
from app.answering.question import read_question
from app.answering.support import Supported, Thresholds, decide
from app.errors import InvalidQuestion
from index import HashingEmbedder, Index, open_index, sync

RULES = """青禾县展会补助办法
第一条 企业参加国际展会的,按展位费的40%给予补助,每家企业每年最高补助6万元。
第二条 企业举办技术沙龙的,每场补助8000元。
"""
LEASES = """青禾县厂房租金减免办法
第一条 承租标准厂房的企业,第一年租金全免,第二年减免一半。
"""
QUESTION = "参加国际展会的补助比例是多少？"


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"fairs": (RULES, ""), "leases": (LEASES, "")})


def test_an_answer_has_the_support_that_it_was_given_for(index: Index) -> None:
    reply = Assistant(index).ask(QUESTION)
    assert isinstance(reply, Answer)
    assert Thresholds().support <= reply.support <= 1


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("海水淡化工程的验收标准有哪些？", id="nothing-about-it"),
        pytest.param("个人参加国际展会的补助比例是多少？", id="for-somebody-else"),
    ],
)
def test_a_refusal_has_less(index: Index, question: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Refusal)
    assert reply.support < Thresholds().support


def test_without_its_document_a_question_is_refused_with_less_support(index: Index) -> None:
    assistant = Assistant(index)
    whole, without = assistant.ask(QUESTION), assistant.ask(QUESTION, within=frozenset({"leases"}))
    assert isinstance(without, Refusal)
    assert {h.document.id for h in without.nearest} <= {"leases"}
    assert without.support < whole.support


def test_no_document_at_all_may_answer(index: Index) -> None:
    reply = Assistant(index).ask(QUESTION, within=frozenset())
    assert isinstance(reply, Refusal)
    assert (reply.reason, reply.support, reply.nearest) == ("empty_index", 0.0, ())


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        pytest.param("企业参加国际展会的补助比例是多少？", False, id="nobody-named"),
        pytest.param("白石县企业参加国际展会的补助比例是多少？", True, id="the-place-named"),
    ],
)
def test_where_several_places_have_rules_more_is_needed_unless_one_is_named(
    tmp_path: Path, text: str, *, supported: bool
) -> None:
    for name, place in (("one", "青禾县"), ("other", "白石县")):
        (tmp_path / f"{name}.txt").write_text(RULES.replace("青禾县", place), encoding="utf-8")
    sync(tmp_path / "home", [tmp_path], HashingEmbedder())
    opened = open_index(tmp_path / "home", HashingEmbedder())
    question, snapshot = read_question(text), opened.snapshot()
    terms, evidence = Assistant(opened).weigh(question, tuple(snapshot.search(question.search, k=8)), snapshot)
    decision = decide(question, terms, evidence, thresholds=Thresholds(unnamed=1.0))
    opened.close()
    assert isinstance(decision, Supported) is supported


MERGERS = """浙江省并购补助办法
第一条 并购海外科技型企业的,按并购金额的20%给予补助,最高3000万元。
第二条 并购国内科技型企业的,按并购金额的5%给予补助,最高1000万元。
"""


@pytest.fixture(scope="module")
def mergers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("mergers")
    (folder / "mergers.txt").write_text(MERGERS, encoding="utf-8")
    home = tmp_path_factory.mktemp("mergers-home")
    sync(home, [folder], HashingEmbedder())
    opened = open_index(home, HashingEmbedder())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "rate"),
    [
        pytest.param(
            "浙江企业并购山东的科技型企业,补助比例是多少？", "5%", id="the other party is of another province"
        ),
        pytest.param("浙江企业并购海外科技型企业,补助比例是多少？", "20%", id="abroad"),
    ],
)
def test_another_place_in_the_question_may_be_the_other_party_s(mergers: Index, question: str, rate: str) -> None:
    reply = Assistant(mergers).ask(question)
    assert isinstance(reply, Answer)
    assert [n.text for n in reply.numbers if n.unit == "%"] == [rate]


def test_a_question_about_another_place_is_refused(mergers: Index) -> None:
    assert isinstance(Assistant(mergers).ask("山东企业并购国内科技型企业,补助比例是多少？"), Refusal)


def test_leaving_the_choice_open_changes_nothing(index: Index) -> None:
    assistant = Assistant(index)
    one, other = assistant.ask(QUESTION), assistant.ask(QUESTION, within=frozenset({"fairs", "leases"}))
    assert replace(one, timings=other.timings) == other


def test_a_document_that_is_not_there_is_a_mistake_of_the_caller(index: Index) -> None:
    with pytest.raises(InvalidQuestion, match="没有编号为“nowhere”的文件"):
        Assistant(index).ask(QUESTION, document="nowhere", within=frozenset({"fairs"}))
