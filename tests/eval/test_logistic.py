"""The fit of a few features, on points whose answer is known."""

import numpy as np
import pytest

from eval.logistic import fit, predict


def test_a_coefficient_is_the_log_of_the_odds_ratio() -> None:
    rows = np.array([[0.0]] * 40 + [[1.0]] * 40)
    labels = np.array([1.0] * 10 + [0.0] * 30 + [1.0] * 30 + [0.0] * 10)  # odds 1:3 and 3:1
    model = fit(rows, labels, weights=np.ones(80), ridge=0.0)
    assert model == pytest.approx([-np.log(3), 2 * np.log(3)], abs=1e-6)
    assert predict(model, np.array([[0.0], [1.0]])) == pytest.approx([0.25, 0.75], abs=1e-6)


def test_a_weight_counts_as_so_many_rows() -> None:
    rows, labels = np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([0.0, 1.0, 0.0, 1.0])
    weighed = fit(rows, labels, weights=np.array([3.0, 1.0, 1.0, 3.0]), ridge=0.0)
    assert weighed == pytest.approx([-np.log(3), 2 * np.log(3)], abs=1e-6)


def test_a_feature_that_tells_nothing_gets_no_weight_and_separable_points_a_finite_one() -> None:
    rows = np.array([[0.0, 5.0], [1.0, 5.0]] * 10)
    model = fit(rows, rows[:, 0], weights=np.ones(20))
    assert model[2] == pytest.approx(0.0, abs=1e-6)
    assert 0 < model[1] < 20
