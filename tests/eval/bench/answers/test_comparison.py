from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from app.answering import Refusal
from corpus import Clause, Document, ParsedDocument
from eval.bench.answers.baseline import Baseline
from eval.bench.answers.cited import Cited, Passage
from eval.bench.answers.comparison import Column, ask_last, columns_grid, figures_shown, right_passage
from eval.case import Case, Figure
from eval.provenance import Provenance
from eval.run import Run
from eval.score import Outcome

MADE = Provenance("c0ffee", "默认", "scripted", "无", "gen-1", "abc", "def")
RATE = "年度投资达200万元的,按年度投资的15%给予补助,单家企业每年最高补助400万元。"
AWARDS = "(二)评选奖励。对省级、市级示范项目分别给予60万元、25万元奖励;"


@dataclass
class Scripted:
    """An engine that gives the same answer to everything, over two passages."""

    text: str
    asked: list[str] = field(default_factory=list)

    def ask(self, question: str, *, document: str | None = None) -> Cited:
        del document
        self.asked.append(question)
        return Cited(self.text, (Passage("jn", RATE), Passage("jn", AWARDS)))


@pytest.fixture
def put(document: Document, clauses: tuple[Clause, ...]) -> Callable[..., Run]:
    """A case put to an engine."""

    def ask(engine: Scripted, case: Case) -> Run:
        baseline = Baseline(engine, {"jn": ParsedDocument(document, clauses)})
        return ask_last((case,), baseline, provenance=MADE, step=lambda *_: None)

    return ask


def test_only_the_last_turn_is_asked_with_the_earlier_questions_before_it(
    put: Callable[..., Run], case: Callable[..., Case]
) -> None:
    engine = Scripted("来源没有提供。")
    run = put(engine, case(questions=("比例是多少？", "那上限呢？", "市级呢？")))
    assert engine.asked == ["比例是多少？\n那上限呢？\n市级呢？"]
    assert isinstance(run.results[0].reply, Refusal)


@pytest.mark.parametrize(
    ("text", "outcome", "figures", "passage"),
    [
        pytest.param("比例为15%[1]。", Outcome.RIGHT, 1, 1, id="right"),
        pytest.param("比例为15%。", Outcome.WRONG, 1, 0, id="right-figure-without-passage"),
        pytest.param("比例为20%[1]。", Outcome.WRONG, 0, 1, id="false-figure-with-the-right-passage"),
        pytest.param("来源没有提供比例。", Outcome.REFUSED, 0, 0, id="refused"),
    ],
)
def test_the_same_scorer_judges_it(
    text: str,
    outcome: Outcome,
    figures: int,
    passage: int,
    put: Callable[..., Run],
    case: Callable[..., Case],
) -> None:
    run = put(Scripted(text), case())
    assert run.results[0].score.outcome is outcome
    assert (figures_shown(run).hits, right_passage(run).hits) == (figures, passage)


def test_a_computed_figure_needs_no_formula_to_count_as_shown(
    put: Callable[..., Run], case: Callable[..., Case]
) -> None:
    computed = case(
        questions=("投资300万元补多少？",),
        expect=(Figure(Decimal(450_000), Decimal(450_000), "元", computed=True),),
    )
    assert figures_shown(put(Scripted("可得45万元[1]。"), computed)).hits == 1


def test_the_columns_stand_side_by_side(put: Callable[..., Run], case: Callable[..., Case]) -> None:
    right, refused = put(Scripted("比例为15%[1]。"), case()), put(Scripted("来源没有提供比例。"), case())
    rows = {
        row[0]: row[1:] for row in columns_grid([Column("甲", right, (3.0, 9.0, 4.0)), Column("乙", refused, ())]).rows
    }
    assert [cell.split()[0] for cell in rows["有答案的题全对"]] == ["1/1", "0/1"]
    assert [cell.split()[0] for cell in rows["有答案却拒答"]] == ["0/1", "1/1"]
    assert rows["没有出处的数"] == ("0 个", "0 个")
    assert rows["每题用时中位数"] == ("4.00 秒（3 题）", "未测")
