"""Several amounts in one question (采购1000万和数据50万, 一共多少): each by its own clause, then together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from app.answering.association import bigrams
from app.answering.comparing import HIGHER, TOGETHER
from app.answering.computation import (
    Computation,
    Figure,
    Uncomputed,
    asked,
    computed,
    uncomputed,
)
from app.answering.evidence import Evidence
from app.answering.notes import exclusive
from app.answering.obstacle import misread
from app.answering.provision import compute_at
from app.answering.question import Question, normalise
from app.answering.rates import base_amounts, on_base
from app.answering.summed import is_of_one_year, summed
from app.answering.terms import Terms
from app.answering.thresholds import inputs
from corpus import Benefit, Kind, Quantity, Span, display

_MARK = re.compile(r"[,，;；。?？!！]")
_JOINT = re.compile(r"[和与跟及、又再另]|还有|以及|加上")
_ONE = re.compile(r"(?<![第头首每])(?:另|其中)?一[个场台套家项次件笔](?![月年])")
_MATCHED = 0.45  # share of a part's words that its clause must have
_CLOSE = 0.05  # less than the best, and still as much about it
_LITTLE = 0.05  # a part with less in common with any clause leans on the one before it
_MOST = 4
_PER_PIECE = re.compile(
    r"(?:单个|单项|每个|每项|单场|每场|单台|每台|单次|每次)(?!企业|单位|机构|公司|主体|申报|园区|平台)(?P<thing>.{2,12})"
)
Line = tuple[Computation | Uncomputed, Evidence]


def parts_of(question: Question) -> list[Question]:
    """The stretches of a question that bring one amount each; empty where they cannot be told apart."""
    amounts = inputs(question, Kind.AMOUNT)
    if not 1 < len(amounts) <= _MOST:
        return []
    cuts = [_cut(question.search, one, other) for one, other in pairwise(amounts)]
    if None in cuts:
        return []
    end = _MARK.search(question.search, amounts[-1].span.end)
    edges = [0, *(c for c in cuts if c is not None), end.start() if end else len(question.search)]
    return [_only(question, Span(a, b)) for a, b in pairwise(edges)]


def _cut(text: str, one: Quantity, other: Quantity) -> int | None:
    """Where the words of ``one`` end and those of ``other`` begin: the first comma between them, else the first 和."""
    mark = _MARK.search(text, one.span.end, other.span.start) or _JOINT.search(text, one.span.end, other.span.start)
    return mark.start() if mark else None


def _only(question: Question, span: Span) -> Question:
    """The question with blanks for all that stands outside ``span``."""
    search = " " * span.start + span.of(question.search) + " " * (len(question.search) - span.end)
    return replace(question, search=search, quantities=tuple(q for q in question.quantities if span.contains(q.span)))


def compute_several(
    question: Question, terms: Terms, chosen: Sequence[Evidence], evidence: Sequence[Evidence]
) -> list[Line]:
    """A line for each amount of the question and one for all of them together; empty where that is not certain."""
    parts = parts_of(question)
    if not parts or misread(question):
        return []
    found: list[tuple[Computation, Evidence]] = []
    for part in parts:
        known = [found[-1][1]] if found else list(chosen[:1])
        placed = next(_computed(_without_ones(part, len(parts)), terms, evidence, known), None)
        if placed is None:
            return []
        found.append(placed)
    shared = found[0][0].benefit if _of_one_clause(found) else None
    if shared is not None and len(base_amounts(question, shared)) < len(parts):
        return []  # 固定资产投了3200万, 买设备花了1800万: the one is what a threshold measures
    last = _together(question, parts, found)
    if _of_one_clause(found):
        return [(last, found[-1][1])] if last is not None else []
    return [*found, *([(last, found[-1][1])] if last is not None else [])]


def _of_one_clause(found: Sequence[tuple[Computation, Evidence]]) -> bool:
    return all(c.benefit is not None and c.benefit == found[0][0].benefit for c, _ in found)


def _at(part: Question, place: Evidence) -> Computation | Uncomputed | None:
    return compute_at(part, place.facts, place.sentence)


def _computed(
    part: Question, terms: Terms, evidence: Sequence[Evidence], known: Sequence[Evidence]
) -> Iterator[tuple[Computation, Evidence]]:
    """What the sentences give that are about this part more than any other; those of ``known`` where it says little."""
    own = terms.within(part.search.strip())
    rated = [(own.coverage(f"{e.facts.context} {e.sentence.norm}"), e) for e in evidence if e.facts.benefits]
    best = max((share for share, _ in rated), default=0.0)
    about = [e for share, e in rated if share >= max(_MATCHED, best - _CLOSE)]
    if best < _MATCHED and (best < _LITTLE or any(e in known and s == best for s, e in rated)):
        about = list(known)
    same = [k for k in known if k not in about and any(k.facts.clause.id == e.facts.clause.id for e in about)]
    for place in (
        *about,
        *same,
    ):  # 办赛事花了600万: the sentence with the rate says nothing of 赛事, its neighbour does
        result = _at(part, place)
        if isinstance(result, Computation):
            yield result, place


def _without_ones(part: Question, count: int) -> Question:
    """The part without the words that count the parts: 两场, 一场花了600万."""
    kept = [q for q in part.quantities if q.kind is not Kind.COUNT or q.value not in {1, count}]
    search = _ONE.sub(lambda m: " " * len(m[0]), part.search)
    for q in part.quantities:
        if q not in kept:
            search = search[: q.span.start] + " " * len(q.span) + search[q.span.end :]
    return replace(part, search=search, quantities=tuple(kept))


def _together(
    question: Question, parts: Sequence[Question], found: Sequence[tuple[Computation, Evidence]]
) -> Computation | Uncomputed | None:
    """The last line: which is more, or what they make together."""
    benefit = found[0][0].benefit if _of_one_clause(found) else None
    results = [c.result for c, _ in found if c.result is not None]
    if len(results) != len(found) and not (benefit and all(_may_be_added(c) for c, _ in found)):
        return None
    if HIGHER.search(question.search):
        return _higher(parts, results) if len(results) == len(found) else None
    if not TOGETHER.search(question.search) and not (benefit and is_of_one_year(question, parts, benefit)):
        return None
    if benefit is not None:
        return _each_capped(found) if _is_per_piece(question, benefit, len(found)) else summed(parts, benefit)
    forbids = next((w for _, e in found if (w := exclusive(e.facts.document.text))), "")
    if forbids:
        return uncomputed(f"文件写有“{forbids}”，几项能不能相加须核对")
    return _sum(results)


def _may_be_added(found: Computation) -> bool:
    """Whether an amount reaches all that it has to, or only with the others: 年度采购额达200万元的 is for all of them."""
    unmet, benefit = found.unmet, found.benefit
    return unmet is None or (benefit is not None and on_base(benefit, unmet))


def _name(part: Question) -> str:
    amount = inputs(part, Kind.AMOUNT)[0]
    return display(amount.value, amount.unit)


def _higher(parts: Sequence[Question], results: Sequence[Decimal]) -> Computation:
    ranked = sorted(zip(results, parts, strict=True), key=lambda r: -r[0])
    (top, first), (low, second) = ranked[0], ranked[1]
    formula = f"{display(top, '元')} − {display(low, '元')} = {display(top - low, '元')}"
    figures: list[Figure] = [asked(q) for p in (first, second) for q in inputs(p, Kind.AMOUNT)]
    if top == low:
        return Computation(f"两项一样，都是{display(top, '元')}。", tuple(figures))
    line = f"{_name(first)}的那一项更多：{display(top, '元')}高于{display(low, '元')}，相差{display(top - low, '元')}。"
    return Computation(line, (*figures, computed(top - low, "元", formula)), result=top)


def _sum(results: Sequence[Decimal]) -> Computation:
    total = sum(results, Decimal(0))
    formula = f"{' + '.join(display(r, '元') for r in results)} = {display(total, '元')}"
    return Computation(
        f"合计：{formula}（文件中没有找到不得同时享受的规定，以主管部门核定为准）。",
        (computed(total, "元", formula),),
        result=total,
    )


def _is_per_piece(question: Question, benefit: Benefit | None, count: int) -> bool:
    """Whether the cap is for each thing (单个典型应用场景最高100万元), of which the question says that it has ``count``."""
    if not any(q.value == count for q in inputs(question, Kind.COUNT)):
        return False
    match = _PER_PIECE.match(normalise(benefit.scope)) if benefit is not None and benefit.cap else None
    return bool(match and bigrams(match["thing"]) & bigrams(question.search))


def _each_capped(found: Sequence[tuple[Computation, Evidence]]) -> Computation:
    """Each amount by the rate and within its own cap, and what they make together."""
    results = [c.result for c, _ in found if c.result is not None]
    total = sum(results, Decimal(0))
    formula = f"{' + '.join(display(r, '元') for r in results)} = {display(total, '元')}"
    figures = dict.fromkeys(f for c, _ in found for f in c.figures)
    said = "；".join(c.line.rstrip("。") for c, _ in found)
    line = f"{said}；合计：{formula}。"
    return Computation(line, (*figures, computed(total, "元", formula)), found[0][0].benefit, result=total)
