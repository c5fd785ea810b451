"""Pieces of several sorts, each with its own sum: 一个国家级、两个省级; 3个博士和5个硕士; 两件在4月前授权, 一件在6月."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from app.answering.association import bigrams
from app.answering.computation import Computation, Uncomputed, asked, computed, quoted, shown, uncomputed
from app.answering.counting import counts_alike
from app.answering.dated import told_apart
from app.answering.evidence import Evidence
from app.answering.members import Member, meant
from app.answering.notes import forbids_adding, read_notes
from app.answering.question import Question
from app.answering.rates import all_caps
from app.answering.sorts import Sort, sorts_of
from app.answering.thresholds import inputs
from app.answering.wants import Want
from corpus import Bound, Kind, Quantity, display

Line = tuple[Computation | Uncomputed, Evidence]
_UNIT = "个项件名位人家台套辆次场款部种篇户张"
_ONE = re.compile(rf"(?<![第头首每单任同某这那哪其统])一(?P<unit>[{_UNIT}])(?![月年共起家人])")
_MARK = re.compile(r"[,，、;；。?？!！:：]")
_JOINT = re.compile(r"[和与跟及、又再另]|还有|以及|加上")
_NOT_FORBIDDEN = "（文件中没有找到不得同时享受的规定，以主管部门核定为准）"
_PEOPLE = frozenset({"人", "名", "位", "个"})
_ASKS = frozenset({Want.AMOUNT, Want.FIGURE, Want.CAP})


@dataclass(frozen=True, slots=True)
class _Count:
    """So many pieces, at its place in the question; ``quantity`` is missing of 一个, which no reader takes for a figure."""

    start: int
    end: int
    value: Decimal
    unit: str
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """So many pieces of a sort."""

    count: _Count
    sort: Sort


def by_sorts(question: Question, pools: Sequence[Sequence[Evidence]]) -> list[Line]:
    """What the pieces of several sorts make together; empty unless the question tells the sort of each count.

    ``pools`` are sentences, those of the best sentence first: the first of them that have every sort that is told.
    """
    if not question.wants.wants & _ASKS or any(
        q.kind is not Kind.COUNT or q.bound is not Bound.EQ for q in question.inputs
    ):
        return []
    counts, shared = _without_total(question, _counts(question))
    if len(counts) < 2:
        return []
    for pool in pools:
        sorts = sorts_of(pool)
        for told in _ways(question, counts, shared, sorts) if sorts else ():
            return _lines(told)
    return []


def _counts(question: Question) -> list[_Count]:
    """The counts of a question in order, 一个 too."""
    found = [_Count(q.span.start, q.span.end, q.value, q.unit, q) for q in inputs(question, Kind.COUNT)]
    ones = [_Count(m.start(), m.end(), Decimal(1), m["unit"]) for m in _ONE.finditer(question.search)]
    found += [one for one in ones if not any(one.start < c.end and c.start < one.end for c in found)]
    return sorted(found, key=lambda c: c.start)


def _without_total(question: Question, counts: list[_Count]) -> tuple[list[_Count], str]:
    """三个项目, 一个…, 两个…: the parts without the whole, and the words that the whole stands among."""
    if len(counts) < 3 or counts[0].value != sum((c.value for c in counts[1:]), Decimal(0)):
        return counts, ""
    mark = _MARK.search(question.search, counts[0].end, counts[1].start)
    return counts[1:], question.search[: mark.start() if mark else counts[1].start]


def _ways(question: Question, counts: Sequence[_Count], shared: str, sorts: Sequence[Sort]) -> Iterator[list[_Told]]:
    """The ways to cut the question in which every count has the words of just one sort."""
    for cuts in _cuts(question.search, counts):
        stretches = [question.search[a:b] for a, b in pairwise(cuts)]
        told = [_named(words, shared, sorts) for words in stretches]
        found = [_Told(c, s) for c, s in zip(counts, told, strict=True) if s is not None and _fits(question, c, s)]
        if len(found) == len(counts) and len({id(t.sort) for t in found}) == len(found):
            yield found


def _cuts(text: str, counts: Sequence[_Count]) -> Iterator[list[int]]:
    """The places where the words of one count end and those of the next begin."""
    before = [m.start() for m in _MARK.finditer(text, 0, counts[0].start)]
    after = _MARK.search(text, counts[-1].end)
    first, last = before[-1] if before else 0, after.start() if after else len(text)
    gaps = [(one.end, other.start) for one, other in pairwise(counts)]
    marks = [
        [m.start() for m in (*_MARK.finditer(text, *gap),)] or [m.start() for m in _JOINT.finditer(text, *gap)]
        for gap in gaps
    ]
    if all(marks):
        yield [first, *(own[0] for own in marks), last]
        yield [first, *(own[-1] for own in marks), last]
    yield [first, *(end for _, end in gaps), last]
    yield [first, *(start for start, _ in gaps), last]  # printed without any mark: 一个国家级两个省级


def _named(words: str, shared: str, sorts: Sequence[Sort]) -> Sort | None:
    """The one sort that a stretch names, by a day where days tell the sorts apart."""
    if (fitting := told_apart(words, [s.words for s in sorts])) is not None:
        return _of_thing(f"{shared}\n{words}", [sorts[at] for at in fitting])
    one = meant(words, [Member(s.words, s.figure) for s in sorts])
    return next((s for s in sorts if one is not None and s.figure is one.figure), None)


def _of_thing(words: str, sorts: Sequence[Sort]) -> Sort | None:
    """Of sorts that all fit a day the one that is of the thing that is spoken of."""
    counted = [len(bigrams(s.words) & bigrams(words)) for s in sorts]
    best = max(counted, default=0)
    return sorts[counted.index(best)] if best > 1 and counted.count(best) == 1 else None


def _fits(question: Question, count: _Count, sort: Sort) -> bool:
    if not sort.unit or count.unit == sort.unit or {count.unit, sort.unit} <= _PEOPLE:
        return True
    return count.quantity is not None and counts_alike(question, count.quantity, sort.unit)


def _lines(told: Sequence[_Told]) -> list[Line]:
    place = told[0].sort.place
    facts = [t.sort.place.facts for t in told]
    if words := next((w for f in facts if (w := forbids_adding(f.clause.text, f.document.text))), ""):
        return [(uncomputed(f"文件写有“{words}”，几项能不能相加须核对"), place)]
    benefits = [t.sort.benefit for t in told if t.sort.benefit is not None]
    limits = {q.high: q for b in benefits for q, _ in all_caps(b, read_notes(b)) if q.high is not None}
    pieces = sum((t.count.value for t in told), Decimal(0))
    if (
        len(limits) > 1
        or len({b.frequency for b in benefits}) > 1
        or any(q.value < pieces for b in benefits for q in read_notes(b).limits if q.kind is Kind.COUNT)
    ):
        return [(uncomputed("各项另有上限，合计后是否受限文件没有写明"), place)]
    return _by_place(told, next(iter(limits.values()), None), benefits[0].frequency if benefits else "")


def _by_place(told: Sequence[_Told], cap: Quantity | None, often: str) -> list[Line]:
    """The sum in one line where all stands in one sentence, else a line for each sort and one for all of them."""
    places = {t.sort.place.sentence.span: t.sort.place for t in told}
    if len(places) == 1:
        return [(_sum(told, cap, often, one_place=True), told[0].sort.place)]
    own: list[Line] = [(_part(t), t.sort.place) for t in told]
    return [*own, (_sum(told, cap, often, one_place=False), told[-1].sort.place)]


def _part(told: _Told) -> Computation:
    """The pieces of one sort: 每件1万元 × 2 = 2万元."""
    words, value = _words(told), _value(told)
    figures = [quoted(told.sort.figure), computed(value, "元", f"{words} = {display(value, '元')}")]
    if told.count.quantity is not None:
        figures.append(asked(told.count.quantity))
    equals = f" = {display(value, '元')}" if told.count.value != 1 else ""
    return Computation(f"{words}{equals}。", tuple(figures), result=value)


def _sum(told: Sequence[_Told], cap: Quantity | None, often: str, *, one_place: bool) -> Computation:
    total = sum((_value(t) for t in told), Decimal(0))
    terms = [_words(t) if one_place else display(_value(t), "元") for t in told]
    formula = f"{' + '.join(terms)} = {display(total, '元')}"
    figures = [computed(_value(t), "元", f"{_words(t)} = {display(_value(t), '元')}") for t in told]
    figures += [computed(total, "元", formula), *(asked(t.count.quantity) for t in told if t.count.quantity)]
    figures += [quoted(t.sort.figure) for t in told] if one_place else []
    every = often if often == "每年" and cap is None else ""
    result, end = total, _NOT_FORBIDDEN
    if cap is not None and cap.high is not None:
        result, limit = min(total, cap.high), display(cap.high, "元")
        figures.append(quoted(cap))
        end = f"，超过上限{limit}，最高可得{limit}" if total > cap.high else f"，未超过上限{end}"
    line = f"{every}合计：{formula}{end}。"
    return Computation(line, tuple(figures), result=result)


def _value(told: _Told) -> Decimal:
    return told.sort.figure.value * told.count.value


def _words(told: _Told) -> str:
    benefit = told.sort.benefit
    each = f"每{told.sort.unit}" if told.sort.unit else ""
    name = f"{benefit.variant if benefit is not None else ''}{each}"
    times = "" if told.count.value == 1 else f" × {told.count.value:f}"
    return f"{name}{shown(told.sort.figure)}{times}"


def widened(place: Evidence, family: Sequence[Evidence]) -> list[list[Evidence]]:
    """The sentence itself, then its clause, then its list: where the sorts may stand."""
    own = [replace(place, sentence=s) for s in place.facts.sentences]
    return [[place], own, list(family)]
