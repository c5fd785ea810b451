"""What a run that was broken off leaves behind, and what of it counts when the run goes on."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.answering import Answer, Refusal
from app.answering.answer import Conflict
from corpus import Clause, Document, ParsedDocument, find_quantities
from eval.case import Case
from eval.journal import Journal
from eval.provenance import Provenance
from eval.run import Result
from eval.score import score

MADE = Provenance("c0ffee", "默认", "extractive", "无", "gen-1", "abc", "def")
RATE = "按年度投资的15%给予补助,单家企业每年最高补助400万元"
AWARDS = "对省级、市级示范项目分别给予60万元、25万元奖励"


@pytest.fixture
def library(document: Document, clauses: tuple[Clause, ...]) -> tuple[ParsedDocument, ...]:
    return (ParsedDocument(document, clauses, ()),)


@pytest.fixture
def results(
    case: Callable[..., Case], answer: Callable[..., Answer], refusal: Callable[..., Refusal]
) -> tuple[Result, ...]:
    """An answer with everything that an answer can hold, and a refusal."""
    numbers = (
        ("15%", 15, "%", "quoted", 1, None),
        ("1.5万元", "15000.50", "元", "computed", 1, "100003.33元 × 15%"),
    )
    full = replace(
        answer("15%[1]，60万元[2]。", RATE, AWARDS, numbers=numbers, withheld=2),
        conflicts=(Conflict((1, 2), (find_quantities("15%以上")[0], find_quantities("至少60万元")[0]), "两处不同"),),
        engine="embedded", model="1.5b", incomplete="模型中断。", support=0.75,
    )  # fmt: skip
    cases = (case(id="a"), case(id="b"))
    return tuple(Result(c, r, score(c, r), 12.5) for c, r in zip(cases, (full, refusal()), strict=True))


def test_what_was_kept_comes_back_as_it_was(
    tmp_path: Path, results: tuple[Result, ...], library: tuple[ParsedDocument, ...]
) -> None:
    journal = Journal(tmp_path, MADE)
    for result in results:
        journal.add(result)
    found = Journal(tmp_path, MADE).results([r.case for r in results], library)
    assert [found[r.case.id] for r in results] == [*results]
    kept = found["a"].reply
    assert isinstance(kept, Answer)
    assert kept.numbers[1].value == Decimal("15000.50")


@pytest.mark.parametrize(
    "changed",
    [{field: "other"} for field in ("commit", "settings", "engine", "model", "generation", "index", "cases")],
    ids=lambda c: next(iter(c)),
)
def test_a_run_of_anything_else_begins_anew(
    tmp_path: Path, results: tuple[Result, ...], library: tuple[ParsedDocument, ...], changed: dict[str, str]
) -> None:
    Journal(tmp_path, MADE).add(results[0])
    assert Journal(tmp_path, replace(MADE, **changed)).results([r.case for r in results], library) == {}


def test_a_line_that_was_cut_off_costs_that_line_alone(
    tmp_path: Path, results: tuple[Result, ...], library: tuple[ParsedDocument, ...]
) -> None:
    journal = Journal(tmp_path, MADE)
    journal.add(results[0])
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole[: len(whole) // 2])
    journal.add(results[1])
    assert [*journal.results([r.case for r in results], library)] == ["b"]


def test_a_finished_run_leaves_nothing(tmp_path: Path, results: tuple[Result, ...]) -> None:
    journal = Journal(tmp_path, MADE)
    journal.add(results[0])
    journal.discard()
    assert [*tmp_path.rglob("*.jsonl")] == []
