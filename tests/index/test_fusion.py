"""One score out of two."""

import pytest

from index import RetrievalSettings
from index.fusion import fuse

HALF = RetrievalSettings(lexical=0.5, dense=0.5)


@pytest.mark.parametrize(
    ("dense", "lexical", "expected"),
    [
        pytest.param({}, {}, {}, id="nothing"),
        pytest.param({1: 0.9, 2: 0.8}, {1: 4.0, 2: 2.0}, {1: 1.0, 2: 0.25}, id="shares"),
        pytest.param({1: 0.9, 2: 0.8}, {}, {1: 0.5, 2: 0.0}, id="no-word-in-common"),
        pytest.param({1: 0.9, 2: 0.8}, {1: 0.0, 2: 0.0}, {1: 0.5, 2: 0.0}, id="all-words-unknown"),
        pytest.param({7: 0.83}, {7: 3.0}, {7: 0.5}, id="one-candidate"),
        pytest.param({1: -0.2, 2: -0.4}, {2: 1.0}, {1: 0.5, 2: 0.5}, id="negative-cosine"),
    ],
)
def test_fuse(dense, lexical, expected):
    assert fuse(dense, lexical, HALF) == pytest.approx(expected)


def test_weights():
    settings = RetrievalSettings(lexical=0.9, dense=0.1)
    assert fuse({1: 0.9, 2: 0.8}, {2: 1.0}, settings) == pytest.approx({1: 0.1, 2: 0.9})
