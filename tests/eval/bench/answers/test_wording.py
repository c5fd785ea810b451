import pytest

from eval.bench.answers.wording import lost_points
from eval.statistics import Share


@pytest.mark.parametrize(
    ("plain", "worded", "points"),
    [
        pytest.param(Share(40, 40), Share(38, 40), 5.0, id="fewer"),
        pytest.param(Share(38, 40), Share(40, 40), -5.0, id="more"),
        pytest.param(Share(0, 0), Share(0, 0), None, id="nothing-with-figures"),
    ],
)
def test_lost_points(plain: Share, worded: Share, points: float | None) -> None:
    assert lost_points(plain, worded) == (None if points is None else pytest.approx(points))
