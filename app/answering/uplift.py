"""Percentage points on top of a rate for who is more: 新增规上企业，补助比例在原有基础上再提高2个百分点."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answering.association import bigrams
from app.answering.computation import (
    HUNDRED,
    Computation,
    Uncomputed,
    computed,
    quoted,
    rate_shown,
    to_the_cent,
    uncomputed,
)
from app.answering.evidence import Evidence
from app.answering.notes import read_notes
from app.answering.provision import compute_at
from app.answering.question import Question, normalise
from app.answering.rates import all_caps, read_base
from corpus import Benefit, Bound, Quantity, display

Line = tuple[Computation | Uncomputed, Evidence]
_RAISES = re.compile(r"(?:提高|上浮|上调|增加|追加|加)[^,，。;；\d]{0,6}$")
_CASES = re.compile(r"[,，、;；。()（）]|或者?|以及|[和及]|(?:补[助贴]|奖励|资助|支持|贴息)?(?:比例|标准)|在原")
_WE_ARE = re.compile(
    r"(?:我们?|我司|咱们?|本公司)(?:公司|单位|合作社|厂)?(?:就?是|作为|属于)"
)  # who asks is told by the points
_SORT = re.compile(r"(?:企业|项目|单位|公司|产品|机构|人才|的)+$")
_CAPPED = "加上提高的比例以后上限是否也提高，条款没有写明"


def by_uplift(question: Question, family: Sequence[Evidence]) -> list[Line]:
    """The amount at the rate of its case and the points on top of it; empty unless the question says that it gets them."""
    raised = [(b, e) for e in family for b in _benefits(e) if _is_uplift(b, e) and _is_named(question, b, e)]
    if len(raised) != 1:
        return []
    more, at = raised[0]
    plain = replace(question, search=_WE_ARE.sub(lambda m: " " * len(m[0]), question.search))
    found = [
        (r, e) for e in family if e is not at and isinstance(r := compute_at(plain, e.facts, e.sentence), Computation)
    ]
    rated = [(r, e) for r, e in found if r.benefit is not None and r.benefit.rate is not None]
    if len({r.line for r, _ in rated}) != 1:
        return []
    base, place = rated[0]
    if base.benefit is not None and base.benefit.rate is not None and more.rate is not None:
        return _lines(question, base, place, (base.benefit, base.benefit.rate), (more.rate, at))
    return []


def _benefits(place: Evidence) -> tuple[Benefit, ...]:
    return place.facts.benefits_in(place.sentence.span)


def _is_uplift(benefit: Benefit, place: Evidence) -> bool:
    """Whether a benefit raises another one's rate by so many points."""
    rate = benefit.rate
    if rate is None or rate.unit != "百分点" or rate.bound is not Bound.EQ:
        return False
    return bool(_RAISES.search(place.facts.document.text[benefit.span.start : rate.span.start]))


def _is_named(question: Question, benefit: Benefit, place: Evidence) -> bool:
    """Whether the question names one of those that get the points: 今年新增的规上企业 for 新增规上企业."""
    rate = benefit.rate
    words = normalise(place.facts.document.text[benefit.span.start : rate.span.start]) if rate is not None else ""
    cases = [_SORT.sub("", case) for case in _CASES.split(words)]
    own = [bigrams(case) for case in cases if len(case) > 1]
    return any(2 * len(pairs & bigrams(question.search)) >= max(len(pairs), 2) for pairs in own)


def _lines(
    question: Question,
    base: Computation,
    place: Evidence,
    own: tuple[Benefit, Quantity],
    more: tuple[Quantity, Evidence],
) -> list[Line]:
    (benefit, rate), (points, at) = own, more
    amount = read_base(benefit, question)
    if amount is None or rate.unit != "%":
        return []
    value, figures, words = amount
    whole = rate.value + points.value
    total, equals = to_the_cent(value * whole / HUNDRED)
    limits = [q.high for q, _ in all_caps(benefit, read_notes(benefit)) if q.high is not None]
    if any(total > high for high in limits):
        return [(base, place), (uncomputed(_CAPPED), at)]
    added = f"{rate_shown(rate)} + {points.raw} = {display(whole, '%')}"
    formula = f"{words} × {display(whole, '%')} {equals} {display(total, '元')}"
    line = f"另提高{points.raw}：{added}；{formula}，共可得{display(total, '元')}。"
    said = (*figures, quoted(points), computed(whole, "%", added), computed(total, "元", formula))
    return [(replace(base, benefit=None), place), (Computation(line, said, result=total), at)]
