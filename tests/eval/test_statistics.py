import pytest

from eval.statistics import Share, paired_interval, percentile


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        pytest.param(0, 10, 0.0, 0.2775, id="none-of-ten-is-not-zero-for-sure"),
        pytest.param(10, 10, 0.7225, 1.0, id="all-of-ten-is-not-one-for-sure"),
        pytest.param(81, 263, 0.2553, 0.3662, id="newcombe-1998-example"),
        pytest.param(0, 0, 0.0, 1.0, id="no-trials-say-nothing"),
    ],
)
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert Share(hits, total).interval == pytest.approx((low, high), abs=5e-5)


def test_share_of_nothing_is_unknown() -> None:
    assert Share(0, 0).value is None


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        pytest.param([3.0, 1.0, 2.0], 50, 2.0, id="median"),
        pytest.param([float(n) for n in range(1, 101)], 95, 95.0, id="nearest-rank"),
        pytest.param([7.0], 95, 7.0, id="single"),
        pytest.param([], 50, None, id="empty"),
    ],
)
def test_percentile(values: list[float], percent: float, expected: float | None) -> None:
    assert percentile(values, percent) == expected


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        pytest.param((20, 2, 12, 16), 0.0562, 0.3292, id="newcombe-1998-table"),
        pytest.param((20, 12, 2, 16), -0.3292, -0.0562, id="the-other-way-round"),
        pytest.param((50, 0, 0, 0), -0.0713, 0.0713, id="no-pair-differs-is-not-no-change-for-sure"),
        pytest.param((0, 0, 0, 0), -1.0, 1.0, id="no-cases-say-nothing"),
    ],
)
def test_paired_interval(cells: tuple[int, int, int, int], low: float, high: float) -> None:
    assert paired_interval(*cells) == pytest.approx((low, high), abs=5e-5)
