from itertools import pairwise

import pytest

from eval.bench.answers.curve import Point, area, curve, histogram


@pytest.mark.parametrize(
    ("positives", "negatives", "expected"),
    [
        pytest.param((0.9, 0.8), (0.2, 0.1), 1.0, id="apart"),
        pytest.param((0.1, 0.2), (0.8, 0.9), 0.0, id="the-wrong-way-round"),
        pytest.param((0.5, 0.5), (0.5, 0.5), 0.5, id="all-ties-count-half"),
        pytest.param((0.9, 0.4), (0.6, 0.4), 0.625, id="one-tie-among-four-pairs"),
        pytest.param((0.9, 0.9, 0.3), (0.5,), 2 / 3, id="groups-of-different-sizes"),
        pytest.param((), (0.5,), None, id="no-positives"),
        pytest.param((0.5,), (), None, id="no-negatives"),
    ],
)
def test_area(positives: tuple[float, ...], negatives: tuple[float, ...], expected: float | None) -> None:
    assert area(positives, negatives) == (None if expected is None else pytest.approx(expected))


def test_the_curve_has_a_point_for_every_score() -> None:
    assert curve((0.9, 0.4), (0.4, 0.1)) == (
        Point(0.9, kept=0.5, passed=0.0),
        Point(0.4, kept=1.0, passed=0.5),
        Point(0.1, kept=1.0, passed=1.0),
    )


def test_the_area_is_the_one_under_the_curve() -> None:
    positives, negatives = (0.9, 0.7, 0.4, 0.4), (0.8, 0.4, 0.2)
    points = [Point(1.1, 0.0, 0.0), *curve(positives, negatives)]
    steps = pairwise(points)
    assert area(positives, negatives) == pytest.approx(
        sum((b.passed - a.passed) * (a.kept + b.kept) / 2 for a, b in steps)
    )


def test_a_histogram_takes_both_ends_in() -> None:
    assert histogram((0.0, 0.09, 0.1, 0.99, 1.0), 10) == (2, 1, 0, 0, 0, 0, 0, 0, 0, 2)
