"""Logistic regression for a handful of features, by iteratively reweighted least squares."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_STEPS = 50
_CLOSE = 1e-9


def fit(rows: Array, labels: Array, *, weights: Array, ridge: float = 1.0) -> Array:
    """The intercept and a coefficient for each column of ``rows``, shape (columns + 1,).

    ``labels`` are 0 or 1, ``weights`` how often each row counts, ``ridge`` penalises coefficients of the columns
    scaled to unit variance, so that a feature that tells little is left near 0 (Hoerl and Kennard 1970).
    """
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + _CLOSE
    columns = np.column_stack([np.ones(len(rows)), (rows - mean) / scale])
    penalty = np.eye(columns.shape[1]) * ridge
    penalty[0, 0] = 0.0
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-columns @ found))
        curvature = (columns * (weights * odds * (1 - odds))[:, None]).T @ columns + penalty
        step = np.linalg.solve(curvature, columns.T @ (weights * (labels - odds)) - penalty @ found)
        found = found + step
        if np.abs(step).max() < _CLOSE:
            break
    slopes = found[1:] / scale
    return np.concatenate([[found[0] - slopes @ mean], slopes])


def predict(model: Array, rows: Array) -> Array:
    """The probability of a 1 for each row, shape (rows,)."""
    odds: Array = 1 / (1 + np.exp(-(model[0] + rows @ model[1:])))
    return odds
