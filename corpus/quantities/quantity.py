"""Quantities: amounts, rates, counts, periods and dates with their bounds."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.span import Span


class Kind(StrEnum):
    """What a figure measures."""

    AMOUNT = "金额"  # base unit 元
    RATE = "比例"  # base unit %
    COUNT = "数量"  # base unit: the measure word or noun as printed (家, 个, 台(套), 平方米 …)
    PERIOD = "期限"  # a length of time or a frequency; base unit: 年, 个月, 日, 工作日, 小时 …
    DATE = "日期"  # value YYYY, YYYYMM or YYYYMMDD as an integer; unit 年, 月 or 日


class Bound(StrEnum):
    """How a value limits; the words that give it are in ``corpus.quantities.finding``."""

    EQ = "="
    GE = ">="  # 以上, 不少于, 不低于, 达到
    GT = ">"  # 超过, 超, 高于 (以上 where a document excludes it)
    LE = "<="  # 最高, 不超过, 以下, 以内, 封顶
    LT = "<"  # 不满, 低于, 不足
    RANGE = "range"  # low and high, see Quantity


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact figure of a text.

    ``low`` and ``high`` are in the base unit of ``kind``. For ``>=`` and ``>`` only ``low`` is set, for ``<=`` and
    ``<`` only ``high``, for ``=`` both and equal, for a range both. ``raw`` is the figure with its unit and the words
    of its bound as printed; ``span`` is where ``raw`` stands in the text that was scanned. ``subject`` says in the
    text's own words what is limited. ``includes_low``/``includes_high`` say whether the ends of a range belong to it.
    """

    raw: str
    kind: Kind
    bound: Bound
    low: Decimal | None
    high: Decimal | None
    unit: str
    span: Span
    subject: str = ""
    includes_low: bool = True
    includes_high: bool = True

    @property
    def value(self) -> Decimal:
        """The one figure that is printed; of a range its upper end."""
        value = self.high if self.high is not None else self.low
        if value is None:
            raise ValueError(f"quantity without a value: {self.raw}")
        return value

    def shift(self, offset: int) -> "Quantity":
        """The same figure in a text in which the scanned one starts at ``offset``."""
        return Quantity(
            self.raw, self.kind, self.bound, self.low, self.high, self.unit,
            self.span.shift(offset), self.subject, self.includes_low, self.includes_high,
        )  # fmt: skip


def plain(value: Decimal) -> str:
    """The exact value without an exponent or trailing zeros: ``Decimal("5E+6")`` → ``5000000``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def display(value: Decimal, unit: str) -> str:
    """The exact value as it is read in Chinese: 8000000 元 → ``800万元``, 25 % → ``25%``, 120000000 元 → ``1.2亿元``.

    Nothing is rounded: an amount that 万 or 亿 would give more than four decimals stays in 元, with at least two
    decimals where it has any (``0.5`` → ``0.50元``). A date is read as one: 20250601 日 → ``2025年6月1日``.
    """
    if (day := _day(value, unit)) is not None:
        return day
    if not unit.startswith("元") and unit not in _FOREIGN:
        return plain(value) + unit
    for power, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        scaled = value.scaleb(-8 if word == "亿" else -4)
        if abs(value) >= power and _decimals(scaled) <= 4:
            return f"{plain(scaled)}{word}{unit}"
    text = plain(value)
    return (text if "." not in text or _decimals(value) >= 2 else text + "0") + unit


def _day(value: Decimal, unit: str) -> str | None:
    """A date in words, or ``None`` for what is no date (30日 is a period)."""
    number = int(value)
    if unit == "日" and number >= 10_000_000:
        return f"{number // 10_000}年{number // 100 % 100}月{number % 100}日"
    if unit == "月" and number >= 100_000:
        return f"{number // 100}年{number % 100}月"
    if unit == "月日":
        return f"{number // 100}月{number % 100}日"
    return f"{number}月" if unit == "月份" else None


_FOREIGN = frozenset({"美元", "欧元", "港元", "日元", "英镑"})


def _decimals(value: Decimal) -> int:
    text = plain(value)
    return len(text.partition(".")[2])
