"""Grades by number or letter, in lists and ranges."""

import pytest

from app.answering.grades import grades_of, other_grade, unlisted_grade


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("新评定为3A、4A、5A级的景区", {"A级": {3, 4, 5}}, id="a list of A"),
        pytest.param("2—5星级的民宿", {"星级": {2, 3, 4, 5}}, id="a range of stars"),
        pytest.param("五星级酒店", {"星级": {5}}, id="in words"),
        pytest.param("A、B类和D类人才", {"类": {1, 2, 4}}, id="letters"),
        pytest.param("失能等级1~3级", {"级": {1, 2, 3}}, id="a range of numbers"),
        pytest.param("省级企业的十一级职员", {}, id="an administrative level, a number above nine"),
        pytest.param("小学一年级和A4纸、5G基站", {}, id="no grade at all"),
    ],
)
def test_grades(text: str, expected: dict[str, set[int]]) -> None:
    assert grades_of(text) == expected


@pytest.mark.parametrize(
    ("question", "scope", "sort"),
    [
        pytest.param("2A级景区奖多少", "对3A、4A级景区给予奖励", "A级", id="below the list"),
        pytest.param("4A级景区奖多少", "对3A至5A级景区给予奖励", None, id="within a range"),
        pytest.param("三级护理报多少", "二级及三级护理按75%支付", None, id="a word and a word"),
        pytest.param("B类人才补贴多少", "A类人才补贴100万元", "类", id="another letter"),
        pytest.param("B类人才补贴多少", "人才补贴100万元", None, id="no letter given"),
        pytest.param("五星级酒店奖多少", "对4A级景区内的酒店给予奖励", None, id="a grade of another sort"),
    ],
)
def test_another_grade(question: str, scope: str, sort: str | None) -> None:
    assert other_grade(question, scope) == sort


TALENTS = "按A类、B类、C类人才发放补贴。\n第四条 评为三级、二级的医院给予奖励。\n第五条 评为二级的诊所给予奖励。"


@pytest.mark.parametrize(
    ("question", "document", "sort"),
    [
        pytest.param("F类人才补多少", TALENTS, "类", id="left out of the list"),
        pytest.param("B类人才补多少", TALENTS, None, id="in the list"),
        pytest.param("一级医院奖多少", TALENTS, "级", id="a level that is nowhere"),
        pytest.param("2A级景区奖多少", TALENTS, None, id="the document has none of the sort"),
        pytest.param("一级社工补多少", "二级保护区内的社工给予补贴。", None, id="one grade is no list"),
        pytest.param("人才补贴多少", TALENTS, None, id="no grade asked"),
    ],
)
def test_a_grade_that_the_document_leaves_out(question: str, document: str, sort: str | None) -> None:
    assert unlisted_grade(question, document) == sort
