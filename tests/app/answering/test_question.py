"""Questions as they are typed."""

from decimal import Decimal

import pytest

from app.answering.question import MAX_CHARACTERS, checked, normalise, read_question
from app.errors import InvalidQuestion


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "？！", "😀😀", "\u200b\u202e", "字" * (MAX_CHARACTERS + 1), "字" * 1_000_000]
)
def test_refused(text: str) -> None:
    with pytest.raises(InvalidQuestion):
        checked(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("补\u200b贴\u202e多少", "补贴多少", id="invisible"),
        pytest.param("\x00补贴多少\x1b", "补贴多少", id="control"),
        pytest.param("a\ud800b", "ab", id="lone-surrogate"),
    ],
)
def test_invisible_characters_are_dropped(text: str, expected: str) -> None:
    assert checked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("５００万元", "500万元", id="full-width"),
        pytest.param("“小巨人”企业", "小巨人企业", id="quotes"),
        pytest.param("补 贴 多 少", "补贴多少", id="spaces"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        pytest.param("我们买了8,000万元的零部件能拿多少", 80_000_000, "元", id="grouped"),
        pytest.param("八千万的采购额能拿多少", 80_000_000, "元", id="chinese"),
        pytest.param("买了12台整机补多少", 12, "台", id="count"),
    ],
)
def test_inputs(text: str, value: int, unit: str) -> None:
    (quantity,) = read_question(text).inputs
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


def test_place_year_and_subject() -> None:
    question = read_question("2026年深圳的个人能领多少补贴？")
    assert (question.years, question.places, question.subjects) == ({2026}, {"深圳"}, {"个人"})


@pytest.mark.parametrize(
    ("text", "places", "subjects"),
    [
        pytest.param("公司去浙江省外参展补多少", set(), set(), id="outside of a place"),
        pytest.param("深圳以外的企业能报吗", set(), set(), id="not of a place"),
        pytest.param("深圳外资企业补多少", {"深圳"}, {"外资企业"}, id="外 begins another word"),
        pytest.param("我们园区里两家公司得奖给多少", set(), set(), id="where the caller sits"),
        pytest.param("园区建设补多少", set(), {"园区"}, id="who is asked about"),
        pytest.param("招几个人才够条件", set(), set(), id="人|才"),
        pytest.param("引进人才补多少", set(), {"人才"}, id="人才"),
    ],
)
def test_places_and_subjects(text: str, places: set[str], subjects: set[str]) -> None:
    question = read_question(text)
    assert (question.places, question.subjects) == (places, subjects)


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        pytest.param("夜市改造补助哪几天能报", "夜市改造补助哪几天能申报", id="哪几天"),
        pytest.param("茶园补贴什么时候报", "茶园补贴什么时候申报", id="什么时候"),
        pytest.param("几月几号开始报", "几月几号开始申报", id="几号"),
        pytest.param("什么时候能报销", "什么时候能报销", id="报销"),
        pytest.param("哪天报名", "哪天报名", id="报名"),
        pytest.param("住院费能报多少", "住院费能报多少", id="no-day-asked"),
        pytest.param("什么时候申报", "什么时候申报", id="written-out"),
    ],
)
def test_applying_is_written_out(text: str, searched: str) -> None:
    assert read_question(text).search == searched
