"""Requirements that are a share (新招用人数达到职工人数10%), worked out from what a question counts.

A bracket may set another share for larger ones: 达到职工人数10%（超过100人的企业达到5%）.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from app.answering.association import bigrams
from app.answering.computation import HUNDRED, Computation, Figure, asked, computed, quoted, shown
from app.answering.measures import beside, conflict
from app.answering.question import Question, normalise
from app.answering.thresholds import holds, inputs
from corpus import Bound, Kind, Quantity, display, find_quantities

_SHARE = re.compile(
    r"(?P<part>[^,;。:()]*?)(?:应当?|须|需|要|人数|总数|总额|金额)*(?:达到?|占|不低于|不少于|不得低于|不高于|不超过)(?:到)?"
    r"(?P<whole>[^,;。:、()]{1,20}?(?:人数|总数|总额|总量|数量|总投资|收入|成本|费用))的?(?:比例|比重)?(?:应当?|须|要)?(?:达到?|不低于|不少于|不高于|不超过|为)?$"
)
_ASKS_HOW_MANY = re.compile(r"多少|几[个名人家台项]")
_WHOLE_PIECES = frozenset({"人", "名", "位", "个", "家", "台", "套", "辆", "户", "项", "件"})
_UPPER = frozenset({Bound.LE, Bound.LT})


@dataclass(frozen=True, slots=True)
class _Share:
    """A share with the words of its part and its whole; ``larger`` is the size from which ``other`` holds instead."""

    rate: Quantity
    part: str
    whole: str
    larger: Quantity | None = None
    other: Quantity | None = None


def check_share(question: Question, text: str) -> Computation | None:
    """What a share of ``text`` comes to for the question's figures; ``None`` where it is not about one of them."""
    found: list[Computation] = []
    for share in _shares(text):
        for kind in (Kind.COUNT, Kind.AMOUNT):
            whole = _figure(question, kind, share.whole, ())
            if whole is not None and (line := _line(question, share, whole)) is not None:
                found.append(line)
    return found[0] if len(found) == 1 else None


def _shares(text: str) -> list[_Share]:
    folded = re.sub(r"[（）]", lambda m: "()"["（）".index(m[0])], text).replace("，", ",").replace("；", ";")
    figures = find_quantities(text)
    found = []
    for at, rate in enumerate(figures):
        before = folded[: rate.span.start] + re.sub(r"[\d.]+%.*", "", rate.raw)
        match = _SHARE.search(re.split(r"[,;。:、]", before)[-1]) if rate.unit == "%" else None
        if match is None or folded[: rate.span.start].count("(") > folded[: rate.span.start].count(")"):
            continue
        bracket = re.compile(r"(?:以上)?\(([^()]*)\)").match(folded, rate.span.end)
        inside = [q for q in figures[at + 1 :] if bracket and bracket.start() <= q.span.start < bracket.end()]
        if bracket and not _is_exception(inside):
            continue  # a bracket with figures that are not understood
        larger, other = inside if inside else (None, None)
        found.append(_Share(rate, normalise(match["part"]), normalise(match["whole"]), larger, other))
    return found


def _is_exception(inside: Sequence[Quantity]) -> bool:
    """Nothing, or a size and a rate: 超过100人的企业达到5%."""
    if not inside:
        return True
    kinds = [q.kind for q in inside]
    return kinds in ([Kind.COUNT, Kind.RATE], [Kind.AMOUNT, Kind.RATE]) and inside[0].bound is not Bound.EQ


def _figure(question: Question, kind: Kind, words: str, without: Sequence[Quantity]) -> Quantity | None:
    """The one figure of the question whose own words name ``words``."""
    rated = [
        (len(bigrams(beside(question, q)) & bigrams(words)), q)
        for q in inputs(question, kind)
        if q not in without and (kind is not Kind.AMOUNT or not conflict(beside(question, q), words))
    ]
    best = max((n for n, _ in rated), default=0)
    nearest = [q for n, q in rated if n == best > 0]
    return nearest[0] if len(nearest) == 1 else None


def _line(question: Question, share: _Share, whole: Quantity) -> Computation | None:
    rate, figures = share.rate, [asked(whole)]
    said = ""
    if share.larger is not None and share.other is not None:
        if share.larger.unit != whole.unit:
            return None
        if holds(share.larger, whole.value):
            rate, said = (
                share.other,
                f"{shown(whole)}属于“{share.larger.raw}”的一档；",
            )
            figures.append(quoted(share.larger))
    need = whole.value * rate.value / HUNDRED
    formula = f"{shown(whole)} × {display(rate.value, '%')} = {display(need, whole.unit)}"
    figures += [quoted(rate), computed(need, whole.unit, formula)]
    part = _figure(question, Kind(whole.kind), share.part, (whole,))
    if part is not None:
        return Computation(f"{said}{formula}，{_verdict(rate, need, part)}。", (*figures, asked(part)))
    if not _ASKS_HOW_MANY.search(question.search):
        return None
    least, figure = _in_whole_pieces(need, whole.unit, rate)
    most = "最多" if rate.bound in _UPPER else "至少"
    end = (
        f"，{most}{display(least, whole.unit)}"
        if figure
        else f"，{most}要这么多"
        if most == "至少"
        else "，不能超过这么多"
    )
    return Computation(f"{said}{formula}{end}。", (*figures, *figure))


def _in_whole_pieces(need: Decimal, unit: str, rate: Quantity) -> tuple[Decimal, list[Figure]]:
    """7.5人 is 8人 at least: people and things come whole."""
    if need == need.to_integral_value() or unit not in _WHOLE_PIECES:
        return need, []
    whole = need.to_integral_value(ROUND_CEILING) - (1 if rate.bound in _UPPER else 0)
    return whole, [computed(whole, unit, f"{display(need, unit)}取整为{display(whole, unit)}")]


def _verdict(rate: Quantity, need: Decimal, part: Quantity) -> str:
    have = part.value
    if rate.bound in _UPPER:
        return f"{shown(part)}{'没有超过' if have <= need else '超过了'}"
    enough = have > need if rate.bound is Bound.GT else have >= need
    return f"{shown(part)}{'达到要求' if enough else '未达到要求'}"
