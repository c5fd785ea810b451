"""A question about a year for which the documents give no figure. The document is invented."""

from collections.abc import Iterator

import pytest

from app.answering import Answer, Assistant, Refusal
from index import HashingEmbedder, Index, open_index, sync

GOALS = """云川市传感器产业三年行动方案
一、总体要求
2025—2027年，围绕传感器产业链产值提升，构建三层产业体系。
二、主要目标
2027年，传感器产业链产值达到300亿元以上。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "goals.txt").write_text(GOALS, encoding="utf-8")
    home = tmp_path_factory.mktemp("home")
    sync(home, [folder], HashingEmbedder())
    opened = open_index(home, HashingEmbedder())
    yield opened
    opened.close()


def test_a_range_of_years_does_not_answer_for_the_year_that_the_figure_leaves_out(index: Index) -> None:
    reply = Assistant(index).ask("2026年传感器产业链产值是多少？")
    assert isinstance(reply, Refusal)
    assert reply.reason == "near_miss"


def test_the_year_of_the_figure_is_answered(index: Index) -> None:
    reply = Assistant(index).ask("2027年传感器产业链产值是多少？")
    assert isinstance(reply, Answer)
    assert "300亿元" in reply.text
