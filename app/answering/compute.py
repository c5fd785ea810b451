"""Amounts computed from benefits and the figures of a question, exactly and with the formula in words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.answering.apiece import apiece, for_each, with_piece_limits
from app.answering.backwards import goal_of, spending_for
from app.answering.cases import of_status, other_cases
from app.answering.cases import with_shared_base as shared_by_cases
from app.answering.comparing import compare, named
from app.answering.computation import Computation, Figure, Uncomputed, uncomputed
from app.answering.excess import is_of_excess
from app.answering.grants import is_grant, names_own_sum, points_elsewhere, with_grant
from app.answering.notes import Notes, read_notes, remarked
from app.answering.obstacle import misread, obstacle
from app.answering.pieces import by_pieces, is_stepwise
from app.answering.question import Question, normalise
from app.answering.rates import rated, with_measured_base
from app.answering.thresholds import inputs, met, taken, unmet, untold_years
from app.answering.tiers import tier
from app.answering.year_stages import of_year, with_shared_base
from corpus import Benefit, Bound, Kind, Quantity, display, find_quantities

__all__ = ["Computation", "Figure", "Uncomputed", "compute", "without"]

_SETTLED = re.compile(r"^[ ]*(?:来)?(?:算|计算|计)")
_OTHERWISE = re.compile(r"其余|其他(?:企业|项目|单位|情形)")  # who falls short of this may get something else
_IN_PARTS = "条款分段计算，各段没有能完整读出，或者问题里的金额不是计算的基数"
_WHICH = "条款对不同情形规定了不同标准，问题没有写明是哪一种"
_NOT_BACKWARDS = "要投入多少才有这个数额，条款的算法不能由一个比例反推"
_ABOVE_ONLY = "条款只对超出的部分给予，要先算出超出多少"
_CLAIMS = re.compile(r"对吗|对不对|对吧|是不是|是吗|是吧|没错|属实")

Result = Computation | Uncomputed | None


def compute(
    question: Question, benefits: Sequence[Benefit], text: str, *, document: str | None = None, clause: str = ""
) -> Result:
    """The computation that the question's figures allow for the first of ``benefits`` that takes them.

    ``text`` is the sentence in which the benefits stand, ``document`` the text that their spans point into (``text``
    itself where it is the whole), ``clause`` what besides may forbid adding up. ``Uncomputed`` where there are figures
    and a formula that must not be brought together, ``None`` where there is nothing to compute.
    """
    sentence = normalise(text)
    benefits = with_piece_limits(
        [with_measured_base(b) for b in of_status(benefits, question)], question, f"{text}{clause}"
    )
    if (compared := compare(benefits, question, sentence + clause)) is not None:
        return compared
    if (spending := _spending(question, benefits)) is not None:
        return spending
    if not any(inputs(question, kind) for kind in (Kind.AMOUNT, Kind.COUNT, Kind.RATE, Kind.PERIOD)):
        return _misread(question, benefits)
    settled = _settled(question)
    benefits = shared_by_cases(benefits)
    others = other_cases(benefits, settled, document if document is not None else text)
    open_ = [*_left_open(benefits, settled), *others]
    refused = _which(open_, benefits)
    for group in _grouped([b for b in benefits if b not in open_], settled, sentence):
        result = _of_group(group, settled, sentence, document if document is not None else text)
        if isinstance(result, Computation):
            return result
        refused = refused or result
    return refused


def _spending(question: Question, benefits: Sequence[Benefit]) -> Result:
    """What must be spent for a sum, by the one rate that is meant: 国际性、全国性分别按15%、10% tell two."""
    chosen = named(benefits, question)
    among = chosen if len(chosen) == 1 else benefits
    found = {c.line: c for b in among if (c := spending_for(question, b)) is not None}
    if not found and goal_of(question) is not None and any(b.rate for b in benefits):
        return uncomputed(_NOT_BACKWARDS)
    return uncomputed(_WHICH) if len(found) > 1 else next(iter(found.values()), None)


def _misread(question: Question, benefits: Sequence[Benefit]) -> Uncomputed | None:
    """Figures were given, and none of them can be computed with."""
    given = any(q.kind is Kind.AMOUNT for q in question.inputs)
    rated_ = any(b.rate is not None and not read_notes(b).blocks for b in benefits)
    return uncomputed(reason) if given and rated_ and (reason := misread(question)) else None


def _settled(question: Question) -> Question:
    """买了六百万出头, 按600万算: the figure that the question itself settles on, instead of the one before it."""
    chosen = [q for q in inputs(question, Kind.AMOUNT) if _SETTLED.match(question.search[q.span.end :])]
    others = [q for q in inputs(question, Kind.AMOUNT) if q not in chosen]
    if len(chosen) != 1 or len(others) != 1 or others[0].value != chosen[0].value:
        return question
    search = re.sub("出头|左右|上下|大概|大约", lambda m: " " * len(m[0]), question.search)
    return without(replace(question, search=search), others)


def without(question: Question, left_out: Sequence[Quantity]) -> Question:
    """The question with blanks in place of some of its figures."""
    search = question.search
    for quantity in left_out:
        search = search[: quantity.span.start] + " " * len(quantity.span) + search[quantity.span.end :]
    return replace(question, search=search, quantities=tuple(q for q in question.quantities if q not in left_out))


def _grouped(benefits: Sequence[Benefit], question: Question, text: str) -> list[list[Benefit]]:
    """What is computed together: the parts of a progressive rate, the stages of one support; of tiers only the one."""
    chosen = named(benefits, question)
    among = chosen if len(chosen) == 1 else list(benefits)
    parts = [b for b in among if read_notes(b).progressive]
    stages = [b for b in among if read_notes(b).staged and b not in parts]
    staged = of_year(with_shared_base(stages, text), question)
    rest = [b for b in among if b not in parts and b not in stages]
    step = tier(rest, question)
    single = [[step]] if step is not None else [[b] for b in rest]
    return [g for g in (parts, staged) if g] + single


def _left_open(benefits: Sequence[Benefit], question: Question) -> list[Benefit]:
    """The members of a pair (国际性、全国性分别按15%、10%) of which the question does not name just one."""
    pair = [b for b in benefits if b.variant and not read_notes(b).staged and not _is_threshold(b)]
    return [] if len(pair) < 2 or len(named(pair, question)) == 1 else pair


def _is_threshold(benefit: Benefit) -> bool:
    """首次突破5000万元、1亿元的, 分别…: the words of the pair are figures, and the question's own tells which."""
    return any(c.quantity and c.quantity.raw in benefit.variant for c in benefit.conditions)


def _which(open_: Sequence[Benefit], benefits: Sequence[Benefit]) -> Uncomputed | None:
    words = "、".join(dict.fromkeys(b.variant for b in open_ if b.variant))
    if not words:
        return uncomputed(_WHICH) if len(open_) == len(benefits) > 1 else None
    return uncomputed(f"条款对{words}分别规定了数额，问题没有写明是哪一种")


def _of_group(group: Sequence[Benefit], question: Question, text: str, document: str) -> Result:
    if read_notes(group[0]).progressive:
        return uncomputed(misread(question) or _IN_PARTS) if inputs(question, Kind.AMOUNT) else None
    results = [_of_one(b, question, text, document) for b in group]
    done = [r for r in results if isinstance(r, Computation)]
    if len(done) < len(results) or not done:
        return next((r for r in results if isinstance(r, Uncomputed)), None)
    if len(done) == 1:
        return done[0]
    figures = tuple(f for r in done for f in r.figures)
    return Computation("".join(r.line for r in done), figures, done[0].benefit)


def _of_one(benefit: Benefit, question: Question, text: str, document: str) -> Result:
    if points_elsewhere(question, benefit):
        return None
    notes = read_notes(benefit)
    stepwise = is_stepwise(benefit, notes, document)
    asked = question if stepwise else _without_grants(question, benefit)
    if not _step_condition(benefit) and (
        short := unmet(benefit, asked, alternatives=notes.alternatives or _OTHERWISE.search(text) is not None)
    ):
        return _unless(obstacle(asked, _as_sum(benefit), text), short)
    if is_of_excess(benefit) and (taken(asked, benefit) or inputs(asked, Kind.COUNT)):
        return uncomputed(_ABOVE_ONLY)
    if notes.blocks or (notes.baseless and benefit.rate is not None):
        return _blocked(benefit, asked, notes)
    if stepwise:
        return _stepwise(benefit, asked, notes, text, document)
    return _plain(benefit, question, asked, notes, text)


def _plain(benefit: Benefit, question: Question, asked: Question, notes: Notes, text: str) -> Result:
    if benefit.rate is None:
        if untold := untold_years(benefit, asked):
            return uncomputed(f"条款要求“{untold}”，问题没有写明每一年的数额")
        result = met(benefit, asked, remarked(notes, text))
        return None if result is None else _unless(obstacle(asked, benefit, text), result)
    return _rated(benefit, question, asked, notes, text)


def _rated(benefit: Benefit, question: Question, asked: Question, notes: Notes, text: str) -> Result:
    if not inputs(asked, Kind.AMOUNT):
        return None
    if (each := apiece(benefit, asked, notes, text)) is not None:
        return each
    reason = obstacle(asked, benefit, text)
    found = None if reason else rated(benefit, asked, notes, text)
    if found is not None and found.step is not None and (words := for_each(benefit, notes)):
        return uncomputed(f"上限按“{words}”计，问题没有说明有几个")
    if found is not None and (limit := _unread_limit(benefit, notes, text)) and (found.result or 0) > limit:
        return uncomputed("条款另写有限额，没有读出它怎么算")
    if reason or found is None:
        return uncomputed(reason or "问题里的金额不能与条款的计算基数对应起来")
    return _judged(with_grant(found, question, benefit, text), question, asked)


def _unread_limit(benefit: Benefit, notes: Notes, text: str) -> Decimal | None:
    """The lowest upper limit of the sentence that is neither a cap nor a condition of the benefit: 单机补贴额不超过5万元."""
    known = [benefit.cap, benefit.base_limit, *(c.quantity for c in benefit.conditions), *(q for q, _ in notes.caps)]
    values = {q.value for q in known if q is not None}
    upper = [q.value for q in find_quantities(text) if q.kind is Kind.AMOUNT and q.bound in {Bound.LE, Bound.LT}]
    return min((v for v in upper if v not in values), default=None)


def _as_sum(benefit: Benefit) -> Benefit:
    """For a threshold alone it does not matter what the rate is applied to."""
    return replace(benefit, rate=None)


def _unless(reason: str, result: Computation) -> Computation | Uncomputed:
    return uncomputed(reason) if reason else result


def _blocked(benefit: Benefit, question: Question, notes: Notes) -> Uncomputed | None:
    gives = benefit.fixed or benefit.rate or benefit.cap
    if not gives or not (inputs(question, Kind.AMOUNT) or taken(question, benefit)):
        return None
    return uncomputed(notes.blocks or "条款没有写明比例按什么计算")


def _step_condition(benefit: Benefit) -> bool:
    """每增加1个百分点: the figure is a step and no threshold."""
    return any(c.quantity and re.search(r"每(?:满|增加|新增|提高|增长)", c.text) for c in benefit.conditions)


def _stepwise(benefit: Benefit, question: Question, notes: Notes, text: str, document: str) -> Result:
    money = {q.unit for c in benefit.conditions if (q := c.quantity) and q.kind is Kind.AMOUNT and "每" in c.text}
    if reason := misread(question, unit=next(iter(money - {"元"}), "元")):
        return uncomputed(reason)
    return by_pieces(benefit, question, notes, text, document)


def _judged(found: Computation, question: Question, asked: Question) -> Computation:
    """采购1000万是不是补150万: the amount that the question puts forward, held against the result."""
    claimed = [q for q in inputs(question, Kind.AMOUNT) if q not in inputs(asked, Kind.AMOUNT)]
    if len(claimed) != 1 or found.result is None or not _CLAIMS.search(question.search):
        return found
    same = claimed[0].value == found.result
    said = display(claimed[0].value, claimed[0].unit)
    return replace(
        found, line=f"{found.line.rstrip('。')}；{'与' if same else '不是'}问题里说的{said}{'一致' if same else ''}。"
    )


def _without_grants(question: Question, benefit: Benefit) -> Question:
    """The question without the amounts that somebody got or would get, where a figure to compute with is left."""
    amounts = [q for q in question.inputs if q.kind is Kind.AMOUNT]
    grants = [q for q in amounts if is_grant(question, q, benefit) or names_own_sum(question, q, benefit)]
    if not grants or len(grants) == len(question.inputs):
        return question
    return without(question, grants)
