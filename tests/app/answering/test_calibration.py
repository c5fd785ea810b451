"""The calibrated support: what it weighs, and where it begins."""

import pytest

from app.answering.calibration import Calibration, calibrations

MODEL = Calibration(-2.0, {"context": 4.0, "fits": 1.0}, threshold=0.5)
FEATURES = {"context", "clause", "dense", "fits", "named"}


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        pytest.param({"context": 0.5, "fits": 0.0}, 0.5, id="at the threshold"),
        pytest.param({"context": 1.0, "fits": 1.0}, 0.9526, id="all found, and a figure of the kind"),
        pytest.param({"context": 0.0, "fits": 0.0}, 0.1192, id="nothing found"),
    ],
)
def test_support_of_features(features: dict[str, float], expected: float) -> None:
    assert MODEL.support(features) == pytest.approx(expected, abs=1e-4)


def test_one_half_is_the_threshold_wherever_it_lies() -> None:
    demanding = Calibration(0.0, {"context": 1.0}, threshold=0.8)
    assert demanding.support({"context": 0.0}) < 0.5
    assert demanding.support({"context": 1.3863}) == pytest.approx(0.5, abs=1e-4)


def test_a_missing_feature_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="fits"):
        MODEL.support({"context": 1.0})


@pytest.mark.parametrize("name", ["whole", "words"])
def test_no_feature_that_ships_speaks_against_an_answer(name: str) -> None:
    model = getattr(calibrations(), name)
    assert set(model.coefficients) <= FEATURES
    assert all(weight > 0 for weight in model.coefficients.values())
    assert 0 < model.threshold < 1
