from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from app.answering import Answer, Origin, Refusal, Turn
from corpus import Clause, Document, ParsedDocument
from eval.bench.answers.baseline import Baseline, covered, says_it_cannot
from eval.bench.answers.cited import Cited, Passage

RATE = "年度投资达200万元的,按年度投资的15%给予补助,单家企业每年最高补助400万元。"
AWARDS = "(二)评选奖励。对省级、市级示范项目分别给予60万元、25万元奖励;"


@dataclass
class Scripted:
    """An engine that gives the same answer to everything."""

    cited: Cited
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def ask(self, question: str, *, document: str | None = None) -> Cited:
        self.asked.append((question, document))
        return self.cited


@pytest.fixture
def parsed(document: Document, clauses: tuple[Clause, ...]) -> dict[str, ParsedDocument]:
    return {"jn": ParsedDocument(document, clauses)}


def replied(text: str, parsed: dict[str, ParsedDocument], passages: Sequence[str] = (RATE, AWARDS)) -> Answer:
    cited = Cited(text, tuple(Passage("jn", p) for p in passages))
    reply = Baseline(Scripted(cited), parsed).ask("年度投资300万元，比例是多少？")
    assert isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Empty Response", id="the-librarys-own"),
        pytest.param("", id="nothing"),
        pytest.param("提供的来源中没有提到截止日期。", id="chinese"),
        pytest.param("根据所给信息，无法确定具体金额。", id="cannot-tell"),
        pytest.param("None of the sources are helpful.", id="as-the-prompt-says"),
        pytest.param("Source 2 does not mention the deadline [2].", id="one-source"),
        pytest.param("这个方案支持企业发展。但来源没有提供电话。", id="beside-a-sentence-without-figures"),
    ],
)
def test_it_says_that_it_cannot(text: str) -> None:
    assert says_it_cannot(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("补助比例为15%[1]。", id="an-answer"),
        pytest.param("没有提到市级。省级奖励60万元[2]。", id="a-figure-besides"),
        pytest.param("由市经信局负责[1]。", id="an-answer-in-words"),
    ],
)
def test_it_answers(text: str) -> None:
    assert not says_it_cannot(text)


def test_marked_passages_become_the_clauses_that_they_overlap(parsed: dict[str, ParsedDocument]) -> None:
    answer = replied("比例为15%[1]。", parsed, [f"{RATE}\n(二)评选奖励。"])
    assert [c.clause.path for c in answer.citations] == [("一", "(一)"), ("一", "(二)")]
    assert [c.quote for c in answer.citations] == [RATE, "(二)评选奖励。"]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        pytest.param("比例为15%。", [], id="without-marks"),
        pytest.param("比例为15%[2]。", [("一", "(二)")], id="the-marked-one-alone"),
        pytest.param("比例为15%[7]。", [], id="a-mark-that-means-nothing"),
        pytest.param("比例[1]为15%[1][2]。", [("一", "(一)"), ("一", "(二)")], id="each-once"),
    ],
)
def test_only_marked_passages_are_cited(
    text: str, cited: list[tuple[str, ...]], parsed: dict[str, ParsedDocument]
) -> None:
    assert [c.clause.path for c in replied(text, parsed).citations] == cited


def test_words_that_stand_nowhere_overlap_nothing(parsed: dict[str, ParsedDocument]) -> None:
    assert not list(covered(Passage("jn", "别处的话"), parsed["jn"]))


def test_figures_say_where_they_stand(parsed: dict[str, ParsedDocument]) -> None:
    answer = replied("投资300万元，按15%[1]可得45万元。", parsed)
    assert [(n.value, n.origin, n.citation) for n in answer.numbers] == [
        (Decimal(3_000_000), Origin.ASKED, None),
        (Decimal(15), Origin.QUOTED, 1),
        (Decimal(450_000), Origin.COMPUTED, None),
    ]


def test_a_conversation_is_put_before_the_question(parsed: dict[str, ParsedDocument]) -> None:
    engine = Scripted(Cited("Empty Response", ()))
    reply = Baseline(engine, parsed).ask("那上限呢？", history=(Turn("比例是多少？", "15%"),), document="jn")
    assert isinstance(reply, Refusal)
    assert engine.asked == [("比例是多少？\n那上限呢？", "jn")]
