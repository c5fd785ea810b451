"""Limits that a clause sets in a sentence of their own on all that it gives: 每个企业获得的补助总额不超过50万元."""

import re
from dataclasses import replace

from app.answering.computation import Computation, quoted
from app.answering.evidence import Evidence
from app.answering.facts import Sentence
from corpus import Bound, Kind, Quantity, display

_OVERALL = re.compile(
    r"(?:每个|每家|单个|单家|同一|同个)(?:企业|单位|公司|机构|主体|申报单位|项目单位|个人|家庭)[^;。]{0,24}?(?:总额|累计|合计|总计|年度)[^;。]{0,16}?(?:不超过|不高于|不得超过|最高|上限)"
)


def ceiling(computation: Computation, place: Evidence) -> tuple[Computation, Evidence] | None:
    """The overall limit of the clause that a result exceeds, with its sentence; ``None`` where it exceeds none."""
    result = computation.result
    if result is None:
        return None
    limits = [(s, q) for s in place.facts.sentences if s.span != place.sentence.span for q in _limits(s)]
    if len(limits) != 1:
        return None
    sentence, limit = limits[0]
    if limit.high is None or result <= limit.high:
        return None
    said = display(limit.high, "元")
    line = f"另有总额限制：{display(result, '元')}超过上限{said}，最高可得{said}。"
    return Computation(line, (quoted(limit),), result=limit.high), replace(place, sentence=sentence)


def _limits(sentence: Sentence) -> list[Quantity]:
    """The limit of a sentence that sets nothing else."""
    sums = [q for q in sentence.quantities if q.kind in {Kind.AMOUNT, Kind.RATE}]
    only = len(sums) == 1 and sums[0].kind is Kind.AMOUNT and sums[0].bound is Bound.LE
    return sums if only and _OVERALL.search(sentence.norm) else []
