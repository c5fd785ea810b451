"""What a case's figure measures: the kinds by which exactness is reported."""

import re
from enum import StrEnum

from corpus import Bound, Kind, find_quantities
from corpus.quantities.quantity import display
from eval.case import Figure

_CAP = re.compile("上限|最高|封顶")  # in the case's words for a figure whose bound it leaves free
_CEILING = frozenset({Bound.LE, Bound.LT})


class FigureKind(StrEnum):
    """Every figure is of one kind: a result is no amount any more, a cap no other amount or rate."""

    AMOUNT = "金额"
    RATE = "比例"
    CAP = "上限"
    COUNT = "数量"
    PERIOD = "期限"
    DATE = "日期"
    COMPUTED = "计算"


def kind_of(figure: Figure) -> FigureKind:
    """``<= 4000000 元`` → ``上限``, ``30 日`` → ``期限``, ``20251231 日`` → ``日期``, a result → ``计算``."""
    if figure.computed:
        return FigureKind.COMPUTED
    read = find_quantities(display(figure.low, figure.unit))
    measured = FigureKind(read[0].kind.value) if read else FigureKind.COUNT
    is_cap = figure.bound in _CEILING or _CAP.search(figure.what)
    return FigureKind.CAP if is_cap and measured.value not in {Kind.PERIOD, Kind.DATE} else measured
