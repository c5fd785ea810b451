from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from eval.bench.answers.sets import KINDS, CaseSets, count_measures, load_sets, sample, spread
from eval.case import Case, Figure, Place, documents_of
from eval.errors import EvalError

Make = Callable[..., Case]
ONE = "document: {document}\ncases:\n  - {{id: {id}, question: 比例是多少？, cite: [一], quotes: [百分之五]}}\n"


def kinds_of(case: Case) -> set[str]:
    return {k.name for k in KINDS if k.holds(case)}


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        pytest.param({}, set(), id="plain"),
        pytest.param({"tags": ("计算",)}, set(), id="computed-is-read-off-the-figures-not-the-tag"),
        pytest.param({"cite": ((Place("a", ("一",)),), (Place("a", ("二",)),))}, {"多条"}, id="two-clauses-needed"),
        pytest.param({"cite": ((Place("a", ("一",)), Place("a", ("二",))),)}, set(), id="one-of-two-clauses-will-do"),
        pytest.param({"questions": ("多少？", "那上限呢？")}, {"追问"}, id="follow-up"),
        pytest.param({"tags": ("冲突", "口语")}, {"冲突", "口语"}, id="by-tag"),
        pytest.param(
            {"refusal": "near_miss", "cite": ((Place("a"),), (Place("b"),))},
            {"应拒答：近似"},
            id="a-refusal-needs-none",
        ),
        pytest.param({"refusal": "no_match"}, {"应拒答：无关"}, id="nothing-about-it"),
    ],
)
def test_kinds(case: Make, changes: dict[str, object], kinds: set[str]) -> None:
    assert kinds_of(case(**changes)) == kinds


def test_a_computed_figure_makes_a_computed_case(case: Make) -> None:
    from decimal import Decimal

    assert kinds_of(case(expect=(Figure(Decimal(5), Decimal(5), "元", computed=True),))) == {"计算"}


def test_counts_stand_beside_what_there_should_be(case: Make) -> None:
    own = (case(id="a"), case(id="b", refusal="near_miss"), case(id="c", refusal="no_match"), case(id="d"))
    policies = tuple(case(id=f"p{n}", cite=((Place(f"policy-{n}"),),)) for n in range(10))
    found = {m.name: (m.value, m.met) for m in count_measures(CaseSets(own, policies, ()))}
    assert found["题目：方案与通知"] == (4, False)
    assert found["有题目的其他政策"] == (10, True)
    assert found["应拒答的题"] == (pytest.approx(100 * 2 / 14), False)
    assert found["其中近似"] == (50, True)


def test_a_sample_is_fixed_in_order_and_nested(case: Make) -> None:
    cases = tuple(case(id=f"题-{n}") for n in range(50))
    small, large = sample(cases, 5), sample(cases, 20)
    assert (len(small), len(large)) == (5, 20)
    assert set(small) < set(large)
    assert [c.id for c in large] == [c.id for c in cases if c in large]
    assert sample(tuple(reversed(cases)), 5) == tuple(reversed(small))


@pytest.mark.parametrize("size", [0, 3, 9])
def test_a_sample_of_zero_or_more_than_there_are_is_all(case: Make, size: int) -> None:
    cases = tuple(case(id=str(n)) for n in range(3))
    assert sample(cases, size) == cases


def test_a_sample_has_no_negative_size(case: Make) -> None:
    with pytest.raises(EvalError, match="--sample"):
        sample((case(),), -1)


def test_a_case_rests_on_every_document_that_it_must_cite(case: Make) -> None:
    groups = ((Place("a", ("一",)), Place("b")), (Place("c"),))
    assert documents_of(case(cite=groups, may=(Place("d"),))) == {"a", "b", "c"}


def test_a_folder_brings_its_policies_along(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "ours.yaml").write_text(ONE.format(document="plan", id="a"), encoding="utf-8")
    (tmp_path / "policies" / "theirs.yaml").write_text(ONE.format(document="policy-07", id="b"), encoding="utf-8")
    sets = load_sets([tmp_path])
    assert ([c.id for c in sets.own], [c.id for c in sets.policies]) == (["a"], ["b"])
    assert [f.name for f in sets.files] == ["ours.yaml", "theirs.yaml"]


def test_files_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    file = tmp_path / "policies" / "theirs.yaml"
    file.write_text(ONE.format(document="policy-07", id="b"), encoding="utf-8")
    assert [c.id for c in load_sets([file]).policies] == ["b"]


def test_the_project_has_both_sets() -> None:
    sets = load_sets([])
    assert sets.own
    assert all(c.path.parent.name == "policies" for c in sets.policies)


def sets_of(case: Make, own: int, own_refused: int, theirs: int, theirs_refused: int) -> CaseSets:
    def some(name: str, count: int, **changes: object) -> tuple[Case, ...]:
        return tuple(case(id=f"{name}-{n}", **changes) for n in range(count))

    refused = {"refusal": "no_match"}
    return CaseSets(
        some("甲", own) + some("乙", own_refused, **refused),
        some("丙", theirs) + some("丁", theirs_refused, **refused),
        (),
    )


def sorts(cases: tuple[Case, ...]) -> dict[str, int]:
    return {name: sum(c.id.startswith(name) for c in cases) for name in "甲乙丙丁"}


def test_a_spread_sample_has_of_each_sort_its_share(case: Make) -> None:
    sets = sets_of(case, 240, 60, 80, 20)
    assert sorts(spread(sets, 40)) == {"甲": 24, "乙": 6, "丙": 8, "丁": 2}
    assert spread(sets, 0) == spread(sets, 999) == sets.all


def test_a_spread_sample_is_fixed_in_order_and_nested(case: Make) -> None:
    sets = sets_of(case, 31, 9, 14, 5)
    samples = [spread(sets, size) for size in range(1, 60)]
    assert [len(s) for s in samples] == list(range(1, 60))
    assert all(set(small) < set(large) for small, large in pairwise(samples))
    assert all([c for c in sets.all if c in s] == list(s) for s in samples)
    turned = replace(sets, own=sets.own[::-1], policies=sets.policies[::-1])
    assert set(spread(turned, 20)) == set(samples[19])


def test_a_spread_sample_of_one_sort_alone(case: Make) -> None:
    assert len(spread(sets_of(case, 0, 0, 7, 0), 3)) == 3


def test_a_spread_sample_has_no_negative_size(case: Make) -> None:
    with pytest.raises(EvalError, match="--sample"):
        spread(sets_of(case, 1, 1, 1, 1), -1)
