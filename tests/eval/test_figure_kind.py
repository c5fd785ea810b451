from decimal import Decimal

import pytest

from corpus import Bound
from eval.case import Figure
from eval.figure_kind import FigureKind, kind_of


@pytest.mark.parametrize(
    ("value", "unit", "more", "kind"),
    [
        pytest.param("600000", "元", {}, FigureKind.AMOUNT, id="amount"),
        pytest.param("15", "%", {"bound": Bound.GE}, FigureKind.RATE, id="rate"),
        pytest.param("4000000", "元", {"bound": Bound.LE}, FigureKind.CAP, id="cap-by-its-bound"),
        pytest.param("4000000", "元", {"what": "每年最高补助"}, FigureKind.CAP, id="cap-by-its-name"),
        pytest.param("30", "%", {"bound": Bound.LE}, FigureKind.CAP, id="capped-rate"),
        pytest.param("12", "家", {"bound": Bound.GE}, FigureKind.COUNT, id="count"),
        pytest.param("3", "台（套）", {}, FigureKind.COUNT, id="count-with-a-printed-unit"),
        pytest.param("15", "工作日", {"bound": Bound.LE}, FigureKind.PERIOD, id="a-deadline-is-no-cap"),
        pytest.param("2", "年", {}, FigureKind.PERIOD, id="years"),
        pytest.param("2031", "年", {}, FigureKind.DATE, id="a-year"),
        pytest.param("20310930", "日", {}, FigureKind.DATE, id="a-day"),
        pytest.param("4000000", "元", {"computed": True, "bound": Bound.LE}, FigureKind.COMPUTED, id="result"),
    ],
)
def test_kind_of(value: str, unit: str, more: dict[str, object], kind: FigureKind) -> None:
    assert kind_of(Figure(Decimal(value), Decimal(value), unit, **more)) is kind  # type: ignore[arg-type]
