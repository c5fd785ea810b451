"""Requirements that stand in no sentence of support (单机首台销售价格不低于100万元), held against a question's figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.answering.association import bigrams
from app.answering.computation import Computation, asked, computed, quoted, shown
from app.answering.counting import AGES, counts_alike
from app.answering.facts import Sentence
from app.answering.lexicon import lexicon
from app.answering.measures import beside, conflict
from app.answering.obstacle import misread
from app.answering.question import Question, normalise
from app.answering.shares import check_share
from app.answering.thresholds import holds, inputs, is_how_often
from corpus import Bound, Kind, Quantity, display, find_quantities

_ASKS = re.compile(
    r"够不够|够吗|够.{0,8}[吗不么]|达标|达到.{0,4}[吗不]|差多少|还差|差几|缺几|符合|行不行|行吗|可以吗|可不可以|能不能|能.{0,12}[吗么不]|算不算|合不合|合格|满足|门槛|超标|超了|超没超|违规|至少|最少|几个才|多少才|才(?:行|够|能)"
)
_LIMITS = frozenset({Bound.GE, Bound.GT, Bound.LE, Bound.LT, Bound.RANGE})
_CUT = re.compile(r"[,;。:、\n]")
_PEOPLE = frozenset({"人", "名", "位"})
_PERSON = re.compile(r"人员|员工|职工|学生|人才|教师|医生|工人|专家|毕业生|残疾人|老人")
_LEAST = 2  # pairs of characters that a requirement must share with the question, and more than any other


@dataclass(frozen=True, slots=True)
class _Requirement:
    """A limit of a sentence with the words that it limits, as printed."""

    need: Quantity
    words: str
    text: str


def asks_for_requirement(question: Question) -> bool:
    """Whether a question asks if its figures are enough, or how much is enough."""
    return bool(_ASKS.search(question.search))


def check(question: Question, sentence: Sentence) -> Computation | None:
    """The one requirement of a sentence that the question's figures speak of, met or not and by how much.

    ``None`` where none or several are as near, or where the question does not ask whether they are met.
    """
    if not asks_for_requirement(question) or misread(question):
        return None
    if (share := check_share(question, sentence)) is not None:
        return share
    rated = [(_shared(question, r), r, q) for r in _requirements(sentence.text) for q in _figures(question, r)]
    best = max((n for n, _, _ in rated), default=0)
    nearest = [(r, q) for n, r, q in rated if n == best]
    if not best or len(nearest) != 1:
        return None
    requirement, have = nearest[0]
    if best < _LEAST and requirement.need.unit not in AGES:
        return None
    return _judged(requirement, have)


def _requirements(text: str) -> Iterator[_Requirement]:
    norm = normalise(text)
    found = find_quantities(norm)
    printed = [*find_quantities(text)]
    for quantity in found:
        if quantity.bound not in _LIMITS or quantity.kind is Kind.DATE:
            continue
        before = [q.span.end for q in found if q.span.end <= quantity.span.start]
        cuts = [m.end() for m in _CUT.finditer(norm, max(before, default=0), quantity.span.start)]
        words = norm[max([*before[-1:], *cuts], default=0) : quantity.span.start]
        source = next(
            (q for q in printed if (q.kind, q.value, q.unit) == (quantity.kind, quantity.value, quantity.unit)), None
        )
        if source is not None and len(words.strip()) >= _LEAST:
            yield _Requirement(source, words, f"{words.strip()}{quantity.raw}")


def _figures(question: Question, requirement: _Requirement) -> list[Quantity]:
    need = requirement.need
    alike = [q for q in inputs(question, need.kind) if q.unit == need.unit or _counted(question, q, need)]
    alike = [q for q in alike if need.kind is not Kind.PERIOD or not is_how_often(question, q)]
    return [q for q in alike if need.kind is not Kind.AMOUNT or not conflict(beside(question, q), requirement.words)]


def _counted(question: Question, quantity: Quantity, need: Quantity) -> bool:
    if need.kind is not Kind.COUNT:
        return False
    people = need.unit in _PEOPLE and quantity.unit == "个" and _PERSON.search(beside(question, quantity))
    return bool(people) or counts_alike(question, quantity, need.unit)


def _shared(question: Question, requirement: _Requirement) -> int:
    """How many pairs of characters the words of a requirement share with the question, words of every question left out."""
    plain = lexicon().stop_words.sub("\n", requirement.words)
    return len(bigrams(plain) & bigrams(question.search))


def _judged(requirement: _Requirement, have: Quantity) -> Computation:
    need, figures = requirement.need, [asked(have), quoted(requirement.need)]
    if holds(need, have.value):
        does = "符合" if need.bound in {Bound.LE, Bound.LT, Bound.RANGE} else "达到"
        return Computation(f"{shown(have)}{does}“{requirement.text}”的要求；其余条件另行核对。", tuple(figures))
    limit = need.low if need.low is not None and have.value < need.low else need.high
    if limit is None or limit == have.value:
        return Computation(f"{shown(have)}未达到“{requirement.text}”的要求：刚好等于而条款不含本数。", tuple(figures))
    short = have.value < limit
    gap = abs(limit - have.value)
    end = display(limit, need.unit)
    formula = (
        f"{end} − {shown(have)} = {display(gap, need.unit)}"
        if short
        else f"{shown(have)} − {end} = {display(gap, need.unit)}"
    )
    figures.append(computed(gap, need.unit, formula))
    said = "未达到" if short else "超出"
    by = "还差" if short else "多出"
    return Computation(
        f"{shown(have)}{said}“{requirement.text}”的要求，{by}{display(gap, need.unit)}（{formula}）。", tuple(figures)
    )
