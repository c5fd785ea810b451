"""A question about a year for which the documents give no figure. The document is invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from app.answering.question import read_question
from index import Index

GOALS = """云川市传感器产业三年行动方案
一、总体要求
2025—2027年，围绕传感器产业链产值提升，构建三层产业体系。
二、主要目标
2027年，传感器产业链产值达到300亿元以上。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"goals": GOALS})


def test_a_range_of_years_does_not_answer_for_the_year_that_the_figure_leaves_out(index: Index) -> None:
    reply = Assistant(index).ask("2026年传感器产业链产值是多少？")
    assert isinstance(reply, Refusal)
    assert reply.reason == "near_miss"


def test_the_year_of_the_figure_is_answered(index: Index) -> None:
    reply = Assistant(index).ask("2027年传感器产业链产值是多少？")
    assert isinstance(reply, Answer)
    assert "300亿元" in reply.text


@pytest.mark.parametrize(
    ("question", "years"),
    [
        pytest.param("按2023年以前的老政策，建茶园每亩补多少？", set(), id="an-old-policy"),
        pytest.param("2024年之前出台的那份旧办法里，参展补多少？", set(), id="what-was-issued-before"),
        pytest.param("2026年以前产值达到多少？", {2026}, id="by-when"),
        pytest.param("2026年以前的产值目标是多少？", {2026}, id="a-target-by-then"),
        pytest.param("2027年产值是多少？", {2027}, id="in-which"),
        pytest.param("培育2000家企业了吗？", set(), id="a-number"),
    ],
)
def test_the_years_that_are_asked_about(question: str, years: set[int]) -> None:
    assert read_question(question).years == years
