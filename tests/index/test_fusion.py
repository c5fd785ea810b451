"""One score out of two."""

import numpy as np
import pytest

from index.fusion import fuse


@pytest.mark.parametrize(
    ("dense", "lexical", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([0.9, 0.8], [4.0, 2.0], [1.0, 0.25], id="shares"),
        pytest.param([0.9, 0.8], [0.0, 0.0], [0.5, 0.0], id="no-word-in-common"),
        pytest.param([0.83], [3.0], [0.5], id="one-candidate"),
        pytest.param([-0.2, -0.4], [0.0, 1.0], [0.5, 0.5], id="negative-cosine"),
    ],
)
def test_fuse(dense, lexical, expected):
    fused = fuse(np.array(dense, np.float32), np.array(lexical, np.float32), dense_weight=0.5, lexical_weight=0.5)
    assert fused.tolist() == pytest.approx(expected)


def test_weights():
    dense, lexical = np.array([0.9, 0.8]), np.array([0.0, 1.0])
    fused = fuse(dense, lexical, dense_weight=0.1, lexical_weight=0.9)
    assert fused.tolist() == pytest.approx([0.1, 0.9])
