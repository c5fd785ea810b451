"""The parts over made-up documents, with a real index and assistant; what they measure, not how well."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

import pytest

from app.answering import Answer, Refusal, Reply
from eval.bench.answers.accuracy import (
    Goals,
    changes_grid,
    falsely_refused,
    kinds_grid,
    measure_alone,
    measure_beside,
    measure_counts,
    outcome_measures,
)
from eval.bench.answers.left_out import Within, measure_left_out
from eval.bench.answers.library import beside
from eval.bench.answers.part import Bench
from eval.bench.answers.sampled import plain_run, timed_cases
from eval.bench.answers.speed import measure_speed
from eval.bench.answers.stard import measure_stard
from eval.case import Case
from eval.errors import PartUnavailable
from eval.provenance import Provenance
from eval.run import Run, evaluate
from eval.statistics import Share

Make = Callable[..., Bench]
MADE = Provenance("c0ffee", "默认", "scripted", "无", "gen-1", "abc", "def")
RATE = "按年度投资的15%给予补助,单家企业每年最高补助400万元"
NUMBER = ("15%", 15, "%", "quoted", 1, None)


@dataclass
class Queue:
    """Replies one after another, whatever is asked."""

    replies: Sequence[Reply]
    asked: int = 0

    def ask(self, *_: object, **__: object) -> Reply:
        self.asked += 1
        return self.replies[self.asked - 1]


@pytest.fixture
def run(case: Callable[..., Case], answer: Callable[..., Answer], refusal: Callable[..., Refusal]) -> Run:
    """Right, wrong with a false figure, refused falsely, refused rightly, answered falsely."""
    right = answer("15%[1]。", RATE, numbers=(NUMBER,))
    cases = (
        case(id="a", tags=("口语",)),
        case(id="b", tags=("口语",)),
        case(id="c"),
        case(id="d", refusal="near_miss", expect=()),
        case(id="e", refusal="no_match", expect=()),
    )
    replies = (right, answer("20%[1]。", RATE), refusal(), refusal(), right)
    return evaluate(cases, Queue(replies), provenance=MADE)


def test_the_shares_that_decide(run: Run) -> None:
    measures = {m.name.partition("（")[0]: m for m in outcome_measures(run, "x", Goals(97.0, 40.0, 3.0, 0.0))}
    found = {name: (m.note.partition("，")[0] or m.value, m.met) for name, m in measures.items()}
    assert found == {
        "有答案的题全对": ("1/3", False),
        "数字全部准确": ("1/3", None),
        "应拒答的题拒答": ("1/2", True),
        "有答案却拒答": ("1/3", False),
        "没有出处的数": (1.0, False),
    }
    assert falsely_refused(run) == Share(1, 3)


def test_rows_by_kind_leave_out_kinds_without_cases(run: Run) -> None:
    rows = {row[0]: (row[1], row[2].split()[0], *row[3:]) for row in kinds_grid(run, "x").rows}
    assert rows == {
        "口语": ("2", "1/2", "1", "0"),
        "应拒答：近似": ("1", "1/1", "0", "0"),
        "应拒答：无关": ("1", "0/1", "1", "0"),
    }


def test_only_changed_cases_are_listed(run: Run, refusal: Callable[..., Refusal]) -> None:
    later = evaluate([r.case for r in run.results[:2]], Queue((refusal(), refusal())), provenance=MADE)
    grid = changes_grid(run, later, "x")
    assert [row[:3] for row in grid.rows] == [("a", "对", "拒答")]
    assert grid.title.endswith("：1")


def test_alone_asks_our_cases_of_our_documents(bench: Make) -> None:
    part = measure_alone(bench())
    assert [(name, [r.case.id for r in run.results]) for name, run in part.runs] == [
        ("方案与通知，extractive", ["采购"])
    ]
    assert {m.samples for m in part.measures} <= {0, 1}
    assert part.full


def test_beside_asks_both_sets_apart_and_together(bench: Make) -> None:
    given = bench()
    part = measure_beside(given)
    assert [[r.case.id for r in run.results] for _, run in part.runs] == [["采购"], ["展位费", "沙龙", "天气"]]
    together = next(m for m in part.measures if m.name == "有答案的题全对（extractive）")
    assert (together.samples, together.goal) == (3, 94.0)
    refused = next(m for m in part.measures if m.name == "应拒答的题拒答（extractive）")
    assert (refused.samples, refused.goal) == (1, 90.0)
    assert {"own extractive alone", "own extractive beside", "policies extractive"} == given.runs.keys()


def test_a_run_is_asked_once_for_all_parts(bench: Make) -> None:
    given = bench()
    first = measure_alone(given).runs[0][1]
    measure_beside(given)
    assert measure_alone(given).runs[0][1] is first


def test_leaving_the_document_out_takes_the_support_away(bench: Make) -> None:
    part = measure_left_out(bench())
    assert part.measures[0].value == 1.0
    assert [c["id"] for c in part.record["cases"]] == ["展位费", "沙龙"]  # type: ignore[attr-defined,index]
    assert all(c["support"] > c["support_without"] for c in part.record["cases"])  # type: ignore[attr-defined]
    assert part.record["curve"]


def test_without_cases_on_policies_nothing_can_be_left_out(bench: Make) -> None:
    given = bench()
    with pytest.raises(PartUnavailable, match="--cases"):
        measure_left_out(replace(given, sets=replace(given.sets, policies=())))


def test_a_document_that_was_left_out_is_not_brought_back(bench: Make) -> None:
    with beside(bench()).assistant("extractive") as assistant:
        reply = Within(assistant, frozenset({"policy-12"})).ask("展位费的补助比例是多少？", document="policy-07")
    assert isinstance(reply, Refusal)


def test_the_laws_are_not_indexed_unasked(bench: Make, tmp_path: Path) -> None:
    with pytest.raises(PartUnavailable, match="--part stard"):
        measure_stard(bench(cache=tmp_path))


def test_stard_finds_articles_by_name_and_number(bench: Make) -> None:
    part = measure_stard(bench(lexical_only=True))
    assert [(m.name, m.value, m.samples) for m in part.measures] == [
        ("STARD recall@10", 1.0, 2),
        ("STARD recall@100", 1.0, 2),
        ("STARD MRR", 1.0, 2),
        ("STARD recall@10，只用词（BM25）", 1.0, 2),
        ("STARD recall@100，只用词（BM25）", 1.0, 2),
        ("STARD MRR，只用词（BM25）", 1.0, 2),
    ]
    assert not part.full


def test_speed_is_taken_on_the_laws_only_where_they_are_indexed(bench: Make, bench_cache: Path) -> None:
    rmtree(bench_cache / "laws-hashing", ignore_errors=True)
    without = measure_speed(bench())
    measure_stard(bench(lexical_only=True))
    with_laws = measure_speed(bench())
    assert (len(without.measures), len(with_laws.measures)) == (2, 4)
    assert {m.samples for m in without.measures} == {4}
    assert all(m.value is not None and m.value > 0 for m in with_laws.measures)


def test_without_the_folder_of_documents_a_part_says_so(bench: Make, tmp_path: Path) -> None:
    with pytest.raises(PartUnavailable, match="--shared"):
        measure_beside(bench(shared=tmp_path / "nowhere"))


def test_without_the_model_file_a_part_says_so(bench: Make, tmp_path: Path) -> None:
    given = bench()
    with pytest.raises(PartUnavailable, match="policyqa model pull"):
        replace(given, settings=replace(given.settings, home=tmp_path)).with_model("1.5b")


@pytest.mark.parametrize(
    ("size", "suffices"),
    [
        pytest.param(0, True, id="all"),
        pytest.param(4, True, id="as-many-as-there-are"),
        pytest.param(3, False, id="a-quick-look"),
        pytest.param(50, True, id="the-default"),
    ],
)
def test_goals_of_slow_engines_count_from_the_default_sample_on(bench: Make, size: int, suffices: bool) -> None:
    assert bench(sample=size).suffices is suffices


def test_the_sample_is_asked_once_and_timed_cases_are_answered_ones_with_one_turn(bench: Make) -> None:
    given = bench(sample=0, timed=2)
    assert plain_run(given) is plain_run(given)
    assert [r.case.id for r in plain_run(given).results] == ["采购", "展位费", "沙龙", "天气"]
    assert [c.id for c in timed_cases(given)] == ["采购", "展位费"]
    assert timed_cases(bench(sample=0, timed=0)) == ()


def test_counting_asks_nothing(bench: Make, tmp_path: Path) -> None:
    part = measure_counts(bench(cache=tmp_path / "cache"))
    assert part.missed
    assert not (tmp_path / "cache").exists()
