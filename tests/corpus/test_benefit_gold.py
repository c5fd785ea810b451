"""What is read of whole documents against benefits written down by hand."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.parsing import parse
from tests.corpus.benefit_gold import Judged, Verdict, judge, load

GOLD = Path(__file__).parent / "gold" / "benefits"


def judged(shared: Path, gold: Path) -> list[Judged]:
    """Every benefit of a gold file with its verdict."""
    name, expected = load(gold)
    folder = shared / ("corpus" if name == "plan.txt" else "policies")
    return judge(parse(folder / name), expected)


@pytest.mark.shared
@pytest.mark.parametrize("gold", sorted(GOLD.glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_is_read_wrong_without_a_word(shared: Path, gold: Path) -> None:
    assert [str(j) for j in judged(shared, gold) if j.verdict is Verdict.SILENT] == []


@pytest.mark.shared
def test_all_of_the_plan_is_read_right(shared: Path) -> None:
    verdicts = Counter(j.verdict for j in judged(shared, GOLD / "plan.yaml"))
    assert verdicts.pop(Verdict.SURPLUS) == 2  # support without a figure
    assert verdicts == {Verdict.RIGHT: 12}
