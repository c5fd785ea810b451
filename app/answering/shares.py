"""Requirements that are a share (新招用人数达到职工人数10%), worked out from what a question counts.

A bracket may set another share for larger ones: 达到职工人数10%（超过100人的企业达到5%）.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from app.answering.association import bigrams
from app.answering.computation import HUNDRED, Computation, Figure, asked, computed, quoted, shown
from app.answering.counting import counts_alike
from app.answering.facts import Sentence
from app.answering.measures import beside, conflict
from app.answering.members import meant, members
from app.answering.question import Question, normalise
from app.answering.thresholds import holds, inputs
from corpus import Bound, Kind, Quantity, display, find_quantities

_SHARE = re.compile(
    r"(?P<part>[^,;。:()]*?)(?:应当?|须|需|要|人数|总数|总额|金额)*(?:达到?|占|不低于|不少于|不得低于|不高于|不超过)(?:到)?"
    r"(?P<whole>[^,;。:、()]{1,20}?(?:人数|总数|总额|总量|数量|总投资|收入|成本|费用|支出|经费|产值|面积))的?(?:比例|比重)?(?:应当?|须|要)?(?:分别)?(?:达到?|不低于|不少于|不高于|不超过|为)?$"
)
_ASKS_HOW_MANY = re.compile(r"多少|几[个名人家台项]")
_WHOLE_PIECES = frozenset({"人", "名", "位", "个", "家", "台", "套", "辆", "户", "项", "件"})
_BETWEEN = re.compile(r"[ ]*(?:、|和|或|及)[ ]*")
_UPPER = frozenset({Bound.LE, Bound.LT})


@dataclass(frozen=True, slots=True)
class _Share:
    """A share with the words of its part and its whole; ``larger`` is the size from which ``other`` holds instead."""

    rate: Quantity
    part: str
    whole: str
    larger: Quantity | None = None
    other: Quantity | None = None
    listed: bool = False


def check_share(question: Question, sentence: Sentence) -> Computation | None:
    """What a share of a sentence comes to for the question's figures; ``None`` where it is not about one of them.

    Of shares in one list (市和区、县分别不低于6%和4%) the one whose case the question names.
    """
    found: list[Computation] = []
    start, case = sentence.span.start, meant(question.search, members(sentence, Kind.RATE, "%"))
    for share in _shares(sentence.text):
        if share.listed and (case is None or case.figure.span.start - start != share.rate.span.start):
            continue
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
        head, listed = _head(figures, at, folded)
        before = folded[: head.span.start] + re.sub(r"[\d.]+%.*|百分之.*", "", head.raw)
        match = _SHARE.search(re.split(r"[,;。:、]", before)[-1]) if rate.unit == "%" else None
        if match is None or folded[: rate.span.start].count("(") > folded[: rate.span.start].count(")"):
            continue
        bracket = re.compile(r"(?:以上)?\(([^()]*)\)").match(folded, rate.span.end)
        inside = [q for q in figures[at + 1 :] if bracket and bracket.start() <= q.span.start < bracket.end()]
        if bracket and not _is_exception(inside):
            continue  # a bracket with figures that are not understood
        larger, other = inside if inside else (None, None)
        found.append(_Share(rate, normalise(match["part"]), normalise(match["whole"]), larger, other, listed))
    return found


def _head(figures: Sequence[Quantity], at: int, text: str) -> tuple[Quantity, bool]:
    """The first rate of the list that a rate stands in, and whether it stands in one."""
    first = last = at
    while first and _in_list(figures[first - 1], figures[first], text):
        first -= 1
    while last + 1 < len(figures) and _in_list(figures[last], figures[last + 1], text):
        last += 1
    return figures[first], first < last


def _in_list(one: Quantity, other: Quantity, text: str) -> bool:
    return one.unit == other.unit == "%" and bool(_BETWEEN.fullmatch(text, one.span.end, other.span.start))


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
    unit = "人" if _are_people(share, whole) else whole.unit
    said = ""
    if share.larger is not None and share.other is not None:
        if not counts_alike(question, whole, share.larger.unit) and not _are_people(share, whole):
            return None
        if holds(share.larger, whole.value):
            rate, said = (
                share.other,
                f"{shown(whole)}属于“{share.larger.raw}”的一档；",
            )
            figures.append(quoted(share.larger))
    need = whole.value * rate.value / HUNDRED
    formula = f"{shown(whole)} × {display(rate.value, '%')} = {display(need, unit)}"
    figures += [quoted(rate), computed(need, unit, formula)]
    part = _figure(question, Kind(whole.kind), share.part, (whole,))
    if part is not None:
        return Computation(f"{said}{formula}，{_verdict(rate, need, part)}。", (*figures, asked(part)))
    if not _ASKS_HOW_MANY.search(question.search):
        return None
    least, figure = _in_whole_pieces(need, unit, rate)
    most = "最多" if rate.bound in _UPPER else "至少"
    end = f"，{most}{display(least, unit)}" if figure else f"，{most}要这么多" if most == "至少" else "，不能超过这么多"
    return Computation(f"{said}{formula}{end}。", (*figures, *figure))


def _are_people(share: _Share, whole: Quantity) -> bool:
    """80个职工 of 职工人数 are 80人."""
    return bool(re.search("人数|职工|员工|人员", share.whole)) and whole.unit in {"个", "名", "位", "人"}


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
