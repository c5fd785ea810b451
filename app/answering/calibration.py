"""How likely a sentence answers a question, from features that can be explained.

The coefficients are fitted by ``python -m eval.calibrate`` and lie in ``support.toml`` beside this module.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model: log odds = ``intercept`` + the weighted features. ``threshold`` is where support begins."""

    intercept: float
    coefficients: Mapping[str, float]
    threshold: float

    def support(self, features: Mapping[str, float]) -> float:
        """The odds of an answer against those at the threshold, in [0, 1]: 0.5 is the threshold itself.

        Raises:
            KeyError: a feature that has a coefficient is missing.
        """
        odds = self.intercept + sum(weight * features[name] for name, weight in self.coefficients.items())
        return 1 / (1 + math.exp(math.log(self.threshold / (1 - self.threshold)) - odds))


@dataclass(frozen=True, slots=True)
class Calibrations:
    """``whole`` knows how alike question and sentence are; ``words`` is for embedders without a measured scale."""

    whole: Calibration
    words: Calibration


def _calibration(table: Mapping[str, object]) -> Calibration:
    weights = table["coefficients"]
    if not isinstance(weights, dict):
        raise TypeError("support.toml: coefficients must be a table")
    number = {key: float(str(table[key])) for key in ("intercept", "threshold")}
    return Calibration(number["intercept"], {k: float(v) for k, v in weights.items()}, number["threshold"])


@cache
def calibrations() -> Calibrations:
    """The coefficients that ship with the package."""
    tables = tomllib.loads((files("app.answering") / "support.toml").read_text(encoding="utf-8"))
    return Calibrations(_calibration(tables["whole"]), _calibration(tables["words"]))
