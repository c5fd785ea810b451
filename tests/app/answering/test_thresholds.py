"""What a threshold is held against."""

import pytest

from app.answering.question import read_question
from app.answering.thresholds import inputs, is_how_often
from corpus import Kind


@pytest.mark.parametrize(
    ("text", "often"),
    [
        pytest.param("一年最多给多少", True, id="most"),
        pytest.param("一个月能领多少", True, id="monthly"),
        pytest.param("公司办了一年，能领吗", False, id="a-sentence-of-its-own"),
        pytest.param("干了一年能领多少", False, id="lasted"),
        pytest.param("注册满一年能领多少", False, id="full"),
        pytest.param("办了两年能领多少", False, id="two-years"),
    ],
)
def test_how_often(text: str, often: bool) -> None:
    question = read_question(text)
    (period,) = inputs(question, Kind.PERIOD)
    assert is_how_often(question, period) is often
