from datetime import date

import pytest

from app.errors import InvalidQuestion
from app.ui.asking.day import in_chinese, read_day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param("", None, id="today"),
        pytest.param(" \u3000", None, id="blank-is-today"),
        pytest.param("2024-03-31", date(2024, 3, 31), id="iso"),
        pytest.param("2024年3月1日", date(2024, 3, 1), id="as-documents-print-it"),
        pytest.param("2024 年 3 月 1 日", date(2024, 3, 1), id="with-spaces"),
        pytest.param("2024/3/1", date(2024, 3, 1), id="slashes"),
        pytest.param("2024.03.01", date(2024, 3, 1), id="points"),
        pytest.param("20240301", date(2024, 3, 1), id="without-marks"),
        pytest.param("２０２４－０３－０１", date(2024, 3, 1), id="full-width"),
        pytest.param("2024-02-29", date(2024, 2, 29), id="leap-day"),
    ],
)
def test_read(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("2023-02-29", id="no-leap-year"),
        pytest.param("2024-13-01", id="month"),
        pytest.param("2024年", id="year-alone"),
        pytest.param("2024年3月", id="month-alone"),
        pytest.param("24-03-01", id="short-year"),
        pytest.param("2024031", id="seven-digits"),
        pytest.param("0000-01-01", id="year-nought"),
        pytest.param("明天", id="word"),
        pytest.param("2024-03-01T10:00", id="with-time"),
        pytest.param("9" * 5000, id="long"),
    ],
)
def test_what_is_no_date_is_one_sentence(typed: str) -> None:
    with pytest.raises(InvalidQuestion, match="不是一个日期；请写成") as error:
        read_day(typed)
    assert len(str(error.value)) < 120


def test_in_chinese() -> None:
    assert in_chinese(date(2024, 3, 1)) == "2024年3月1日"
