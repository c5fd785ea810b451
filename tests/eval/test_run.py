from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from app.answering import Answer, Refusal, Reply, Turn
from corpus import Bound
from eval.case import Case, Figure
from eval.figure_kind import FigureKind
from eval.provenance import Provenance, commit_of, digest_files, model_name
from eval.record import run_json
from eval.report import show
from eval.run import Run, evaluate
from eval.score import Outcome
from eval.statistics import Share

RATE = "按年度投资的15%给予补助,单家企业每年最高补助400万元"
NUMBER = ("15%", 15, "%", "quoted", 1, None)
MADE = Provenance("c0ffee", "默认", "scripted", "无", "gen-1", "abc", "def")


@dataclass
class Queue:
    """Replies one after another, whatever is asked, and remembers what it was."""

    replies: Sequence[Reply]
    asked: list[tuple[str, tuple[Turn, ...], str | None]] = field(default_factory=list)

    def ask(
        self, question: str, *, history: Sequence[Turn] = (), as_of: date | None = None, document: str | None = None
    ) -> Reply:
        assert as_of is None
        self.asked.append((question, tuple(history), document))
        return self.replies[len(self.asked) - 1]


@pytest.fixture
def run(case: Callable[..., Case], answer: Callable[..., Answer], refusal: Callable[..., Refusal]) -> Run:
    """One right, one wrong with a false number, one refused falsely, one refused rightly, one answered falsely."""
    right = answer("15%[1]。", RATE, numbers=(NUMBER,), withheld=2)
    cases = (
        case(id="a", tags=("比例",)),
        case(id="b", tags=("比例", "上限")),
        case(id="c", tags=("比例",)),
        case(id="d", refusal="near_miss", expect=(), tags=("拒答",)),
        case(id="e", refusal="no_match", expect=(), tags=("拒答",)),
    )
    replies = (right, answer("20%[1]。", RATE), refusal(), refusal(), right)
    return evaluate(cases, Queue(replies), provenance=MADE)


def test_counts(run: Run) -> None:
    answerable = [run.count(o, answerable=True) for o in Outcome]
    unanswerable = [run.count(o, answerable=False) for o in Outcome]
    assert (answerable, unanswerable) == ([1, 1, 1], [0, 1, 1])
    assert (run.correct(answerable=True), run.correct(answerable=False)) == (Share(1, 3), Share(1, 2))
    assert (run.numbers(), run.numbers("上限"), run.numbers("拒答")) == (Share(1, 3), Share(0, 1), Share(0, 0))
    assert (run.recall, run.precision, run.nearest) == (Share(2, 3), Share(2, 2), Share(1, 1))
    assert (run.false_figures, run.withheld) == (1, 4)
    assert [r.case.id for r in run.failures] == ["b", "c", "e"]
    assert (run.focused, run.kinds) == (Share(1, 1), Share(1, 1))
    assert run.tags == ("比例", "上限", "拒答")
    assert (run.refused(answerable=True), run.refused(answerable=False)) == (Share(1, 3), Share(1, 2))
    assert (run.false, run.figure_kinds) == (Share(1, 5), (FigureKind.RATE,))


def test_exactness_is_told_by_kind(
    case: Callable[..., Case], answer: Callable[..., Answer], refusal: Callable[..., Refusal]
) -> None:
    """Two rates and a cap: one kind is right where all its figures are."""
    rate, other = (Figure(Decimal(n), Decimal(n), "%") for n in (15, 20))
    cap = Figure(Decimal(4_000_000), Decimal(4_000_000), "元", Bound.LE)
    cases = (case(id="a", expect=(rate, cap)), case(id="b", expect=(rate, other)), case(id="c", expect=(cap,)))
    shown = answer(
        "15%[1]，最高补助400万元[1]。", RATE, numbers=(NUMBER, ("400万元", 4_000_000, "元", "quoted", 1, None))
    )
    run = evaluate(cases, Queue((shown, shown, refusal())), provenance=MADE)
    assert {k: run.of_kind(k) for k in run.figure_kinds} == {
        FigureKind.RATE: Share(1, 2), FigureKind.CAP: Share(1, 2),
    }  # fmt: skip
    out = StringIO()
    show(run, Console(file=out, width=200))
    assert "数字准确，按种类" in out.getvalue()
    assert run_json(run)["totals"]["kinds"]["上限"]["hits"] == 1  # type: ignore[index]


def test_case_files_are_told_apart(
    case: Callable[..., Case], answer: Callable[..., Answer], refusal: Callable[..., Refusal]
) -> None:
    cases = (case(id="a", path=Path("seen.yaml")), case(id="b", path=Path("fresh.yaml")))
    asked = Queue((answer("15%[1]。", RATE, numbers=(NUMBER,)), refusal()))
    run = evaluate(cases, asked, provenance=MADE)
    assert [run.of_file(f).correct(answerable=True) for f in run.files] == [Share(1, 1), Share(0, 1)]
    out = StringIO()
    show(run, Console(file=out, width=200))
    assert "fresh：有答案的题" in out.getvalue()
    assert run_json(run)["files"]["fresh.yaml"]["answerable"] == {"right": 0, "wrong": 0, "refused": 1}  # type: ignore[index]


def test_a_conversation_is_held_turn_by_turn(
    case: Callable[..., Case], answer: Callable[..., Answer], refusal: Callable[..., Refusal]
) -> None:
    replies = (answer("15%[1]。", RATE), refusal("没有写。"), answer("最高400万元[1]。", RATE))
    asked = Queue(replies)
    evaluate((case(questions=("比例？", "期限？", "上限呢？"), only="jn"),), asked, provenance=MADE)
    turns = tuple(Turn.of(q, reply) for q, reply in zip(("比例？", "期限？"), replies[:2], strict=True))
    assert turns[0].documents == ("jn",)
    assert asked.asked == [("比例？", (), "jn"), ("期限？", turns[:1], "jn"), ("上限呢？", turns, "jn")]


def test_progress_says_what_comes_next(case: Callable[..., Case], refusal: Callable[..., Refusal]) -> None:
    seen: list[tuple[int, int, str]] = []
    asked = Queue((refusal(), refusal()))
    evaluate((case(id="a"), case(id="b")), asked, provenance=MADE, progress=lambda *step: seen.append(step))
    assert seen == [(0, 2, "a"), (1, 2, "b"), (2, 2, "")]


def test_the_report_names_what_failed(run: Run) -> None:
    out = StringIO()
    show(run, Console(file=out, width=200))
    text = out.getvalue()
    for words in (
        "有答案的题",
        "应拒答的题",
        "1/3",
        "没有出处的数：20%",
        "t.yaml 第 1 行",
        "c0ffee",
        "gen-1",
        "应当拒答",
    ):
        assert words in text
    assert "✗ a" not in text


def test_the_record_is_exact(run: Run) -> None:
    record = run_json(run)
    assert record["totals"]["answerable"] == {"right": 1, "wrong": 1, "refused": 1}  # type: ignore[index]
    assert record["totals"]["false_figures"] == 1  # type: ignore[index]
    first, second, *_ = record["results"]  # type: ignore[misc]
    assert first["expected"]["figures"] == ["15 %"]
    assert first["got"]["numbers"][0] == {
        "text": "15%", "value": "15", "unit": "%", "status": "quoted", "citation": 1, "formula": None,
    }  # fmt: skip
    assert second["false_figures"] == ["20%"]
    assert record["provenance"]["generation"] == "gen-1"  # type: ignore[index]


def test_digests_follow_content_and_name(tmp_path: Path) -> None:
    one, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_bytes(b"x")
    other.write_bytes(b"x")
    before = digest_files([one])
    assert before != digest_files([other])
    one.write_bytes(b"y")
    assert before != digest_files([one])


def test_a_folder_without_history_gives_the_version(tmp_path: Path) -> None:
    assert commit_of(tmp_path).startswith("policyqa ")


def test_a_pinned_model_carries_its_digest() -> None:
    assert model_name("1.5b") == "1.5b@cc324af070c2"
    assert model_name("qwen3:8b") == "qwen3:8b"
    assert model_name(None) == "无"
