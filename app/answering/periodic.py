"""What is given or asked for every year or month, over the time that a question names: 每年不少于2场, 三年下来最少几场.

The time is the question's, or the longest that the clause allows where the question means all of it (补满年限). What is
given once beside it (一次性10万元，三年内每年5万元) is added where the question asks for all of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.answering.computation import Computation, Figure, Uncomputed, asked, computed, quoted, shown, uncomputed
from app.answering.continuation import goes_on
from app.answering.facts import ClauseFacts, Sentence
from app.answering.members import Member, meant, members
from app.answering.outright import all_told, given_once, overall_limit, period_of
from app.answering.question import Question
from corpus import Bound, Kind, Quantity, display

_ALTOGETHER = re.compile(r"下来|一共|总共|合计|累计|加起来|共计|总计|拢共|^.{0,4}共|期间|全部|总数|合起来|算下来")
_COMPARES = re.compile(r"对得上|一致|一样|相符|吻合|矛盾")
_WHOLE_TERM = re.compile(r"[补领拿享发]满(?!足|意)|满(?:年限|年头|期)|最长(?:的)?(?:时间|期限)|顶格")
_BEFORE_EVERY = re.compile(r"^(?:度)?(?:管理|培养|考核|建设|运营)?(?:期|期间)?(?:内|里)?(?:[,，])?每")
_CUT = re.compile(r"[,，;；。:：\n]")
_TERM = re.compile(r"连续|最长|为期|共|不超过|期限|时间|累计|年限")
_OWN_TERM = re.compile(r"期限|年限|时间|最长|累计")  # of a sentence that only says how long
_MONTHS = {"年": Decimal(12), "个月": Decimal(1)}
_WHICH = "除了按年（月）给的，条款还有别的数额，问题没有写明是哪一种"
_UPPER = frozenset({Bound.LE, Bound.LT})
_LOWER = frozenset({Bound.GE, Bound.GT})


@dataclass(frozen=True, slots=True)
class _Time:
    """A time in months, its figures, and its words."""

    months: Decimal
    figures: tuple[Figure, ...]
    words: str
    unit: str


def over_time(question: Question, facts: ClauseFacts, sentence: Sentence) -> Computation | Uncomputed | None:
    """A yearly or monthly figure of a sentence times the years or months; ``None`` where it is not the one such figure."""
    whole = bool(_WHOLE_TERM.search(question.search))
    asked_for = whole or (_ALTOGETHER.search(question.search) and not _COMPARES.search(question.search))
    if not asked_for or question.inputs:
        return None
    terms = _terms(facts, sentence)
    if len({t.value * _MONTHS[t.unit] for t in terms}) > 1:
        return None
    time = _time(question, terms[:1], whole=whole)
    found = [(period, m) for period, m in _periodic(question, sentence) if time is not None]
    if time is None or len(found) != 1:
        return None
    period, every = found[0]
    line, once = _line(period, every, time), given_once(question, facts, sentence, every)
    if line is None:
        return None
    return uncomputed(_WHICH) if once is None else all_told(line, once, overall_limit(facts, sentence, every))


def _periodic(question: Question, sentence: Sentence) -> list[tuple[str, Member]]:
    """The figure of the kind asked for that is said of each year or month, of the case that the question means."""
    kinds = dict.fromkeys((q.kind, q.unit) for q in sentence.quantities if question.wants.fit(q) == 1)
    found = []
    for kind, unit in kinds:
        if kind not in {Kind.AMOUNT, Kind.COUNT}:
            continue
        every = [(p, m) for m in members(sentence, kind, unit) if (p := period_of(sentence, m.figure))]
        one = meant(question.search, [m for _, m in every])
        found += [(p, m) for p, m in every if m is one]
    return found


def _terms(facts: ClauseFacts, sentence: Sentence) -> list[Quantity]:
    """How long the clause gives it at the longest: of the sentence itself, else of the ones that go on with it."""
    at = next((n for n, s in enumerate(facts.sentences) if s.span == sentence.span), None)
    after = [] if at is None else facts.sentences[at + 1 : at + 3]
    after = [s for s in after if goes_on(s) and _OWN_TERM.search(s.norm)]
    for place in (sentence, *after):
        found = [q for q in place.quantities if q.kind is Kind.PERIOD and q.unit in _MONTHS and _is_term(place, q)]
        if found:
            return found
    return []


def _is_term(place: Sentence, period: Quantity) -> bool:
    at = period.span.start - place.span.start
    words = _CUT.split(place.text[:at])[-1] + period.raw
    stands_so = _TERM.search(words) or _BEFORE_EVERY.match(place.text[at + len(period.span) :])
    return period.bound in {Bound.LE, Bound.EQ} and bool(stands_so)


def _time(question: Question, terms: Sequence[Quantity], *, whole: bool) -> _Time | None:
    """The question's years or months, no longer than the clause allows."""
    periods = [
        q
        for q in question.quantities
        if q.kind is Kind.PERIOD and q.unit in _MONTHS and q.bound in {Bound.EQ, Bound.GE}
    ]
    periods = [q for q in periods if q.value != 1 or len(periods) == 1]
    if whole and terms:
        return _Time(terms[0].value * _MONTHS[terms[0].unit], (quoted(terms[0]),), shown(terms[0]), terms[0].unit)
    if len(periods) != 1:
        return None
    own = periods[0]
    months = own.value * _MONTHS[own.unit]
    if terms and terms[0].value * _MONTHS[terms[0].unit] < months:
        return _Time(terms[0].value * _MONTHS[terms[0].unit], (asked(own), quoted(terms[0])), shown(terms[0]), own.unit)
    return _Time(months, (asked(own),), shown(own), own.unit)


def _line(period: str, member: Member, time: _Time) -> Computation | None:
    figure, number = member.figure, time.months / _MONTHS[period]
    if number <= 1 or number != number.to_integral_value():
        return None
    total = figure.value * number
    count = display(number, period)
    times = count if count == time.words else f"{number:f}"  # 一年 is 12 times the month
    formula = f"{shown(figure)} × {times} = {display(total, figure.unit)}"
    most = "至少" if figure.bound in _LOWER else "最多" if figure.bound in _UPPER else "共"
    figures = (*time.figures, quoted(figure), computed(total, figure.unit, formula))
    every = "每年" if period == "年" else "每月"
    line = f"{every}{'最高' if most == '最多' else ''}{shown(figure)}，{time.words}{most}{display(total, figure.unit)}：{formula}。"
    return Computation(line, figures, result=total if figure.unit == "元" else None)
