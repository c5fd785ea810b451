"""The parser against what a person read in real documents, by the scorer of the corpus benchmark."""

from pathlib import Path

import pytest

from eval.bench.gold_figures import GoldResult, gold_measures, score_gold
from eval.bench.material import Material

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def result(shared: Path) -> GoldResult:
    return score_gold(Material(shared))


@pytest.mark.parametrize("what", ["条款全对", "数量查准率", "数量查全率", "数量的对象"])
def test_goals_are_reached(result: GoldResult, what: str) -> None:
    (measure,) = (m for m in gold_measures(result, name="标准答案", has_goals=True) if what in m.name)

    assert measure.met, (measure, *result.misses)
