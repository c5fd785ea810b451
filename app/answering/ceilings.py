"""Limits that a clause sets in a sentence of their own on all that it gives: 每个企业获得的补助总额不超过50万元."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answering.computation import Computation, asked, quoted
from app.answering.evidence import Evidence
from app.answering.facts import Sentence
from app.answering.grants import ADDED_UP
from app.answering.obstacle import misread
from app.answering.question import Question
from app.answering.thresholds import inputs
from corpus import Bound, Kind, Quantity, display

_OVERALL = re.compile(
    r"(?:每个|每家|单个|单家|单一|同一|同个)(?:企业|单位|公司|机构|主体|申报单位|项目单位|个人|家庭)[^;。]{0,24}?(?:总额|累计|合计|总计|年度)[^;。]{0,16}?(?:不超过|不高于|不得超过|最高|上限)"
)
_OF_ALL = re.compile(r"各类|各项|所有|全部|本(?:办法|政策|意见|措施|规定|细则)|总额|合计")


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


def sum_of_all(question: Question, home: Sequence[Evidence]) -> list[tuple[Computation, Evidence]]:
    """几样补贴加起来算出620万: what a question has added up, held against the one limit on all that a document gives."""
    amounts = [q for q in inputs(question, Kind.AMOUNT) if ADDED_UP.search(question.search[: q.span.start])]
    found = {q.value: (q, e) for e in home if _OF_ALL.search(e.sentence.norm) for q in _limits(e.sentence)}
    if len(amounts) != 1 or len(question.inputs) != 1 or len(found) != 1 or misread(question):
        return []
    limit, place = next(iter(found.values()))
    have, said = amounts[0], display(limit.value, "元")
    over = have.value > limit.value
    end = f"超过总额上限{said}，最高可得{said}" if over else f"没有超过总额上限{said}"
    line = f"{display(have.value, '元')}{end}。"
    return [(Computation(line, (asked(have), quoted(limit)), result=min(have.value, limit.value)), place)]


def _limits(sentence: Sentence) -> list[Quantity]:
    """The limit of a sentence that sets nothing else."""
    sums = [q for q in sentence.quantities if q.kind in {Kind.AMOUNT, Kind.RATE}]
    only = len(sums) == 1 and sums[0].kind is Kind.AMOUNT and sums[0].bound is Bound.LE
    return sums if only and _OVERALL.search(sentence.norm) else []
