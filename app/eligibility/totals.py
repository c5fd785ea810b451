"""Totals: whether what a document gives may be added up, by the sentence of it that says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.answering.notes import exclusive
from app.answering.question import normalise
from app.eligibility.matching import Match
from corpus import Bound, Citation, Kind, ParsedDocument, Quantity, display, find_quantities, sentences
from corpus.quantities.conventions import find_conventions

_ALLOWS = re.compile(
    r"(?<!不)(?<!不可)(?<!不得)(?<!不能)(?:可以?|允许|能够?)(?:同时)?(?:叠加|累加|累计享受|兼得|同时享受|重复享受)"
)
_ELSEWHERE = re.compile(
    r"其他(?:政策|文件|规定)|其它政策|上级|各类财政|市级政策|省级政策|(?:政策|文件)(?:规定)?(?:不一致|有重复|交叉)"
)
_OVERALL = re.compile(
    r"(?:单[一个家]|同一|同[个家]|每[个家])(?:企业|单位|公司|机构|主体|申报单位|申报主体|创新主体)[^;。]{0,30}?(?:总额|累计|合计|总计|总和|年度)[^;。]{0,16}?(?:不超过|不高于|不得超过|最高|上限)"
)
_OF_ALL = re.compile(r"本(?:办法|政策|措施|意见|细则|规定|若干|方案|通知)|各类|各项|全部|所有|以上|上述")
_UNSAID = "文件没有写明各项支持能否同时享受，所以不给合计"


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the amounts of one document in 元, with the sentence that allows it."""

    document_id: str
    value: Decimal
    formula: str
    citation: Citation
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class NoTotal:
    """Why the amounts of one document are not added up, with the sentence that forbids it where there is one."""

    document_id: str
    reason: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a sentence says of adding up: the word by which it forbids, or that it allows, or a limit of the whole."""

    citation: Citation
    forbids: str = ""
    allows: bool = False
    limit: Quantity | None = None


def totals(documents: Sequence[ParsedDocument], matches: Sequence[Match]) -> tuple[Total | NoTotal, ...]:
    """For each document that gives two amounts or more, their total or why there is none."""
    found = []
    for parsed in documents:
        paid = [m for m in matches if m.amount is not None and m.offer.document.id == parsed.document.id]
        if len(paid) > 1:
            found.append(_total(parsed, paid))
    return tuple(found)


def _total(parsed: ParsedDocument, paid: Sequence[Match]) -> Total | NoTotal:
    rules, document = [*_rules(parsed)], parsed.document.id
    if forbidding := next((r for r in rules if r.forbids), None):
        reason = f"条款写有“{forbidding.forbids}”，各项能否相加须按条款核对，所以不给合计"
        return NoTotal(document, reason, forbidding.citation)
    limiting = next((r for r in rules if r.limit), None)
    allowing = limiting or next((r for r in rules if r.allows), None)
    if allowing is None:
        return NoTotal(document, _UNSAID)
    amounts = [m.amount for m in paid if m.amount is not None]
    total = sum((a.value for a in amounts), Decimal(0))
    formula = f"{' + '.join(display(a.value, '元') for a in amounts)} = {display(total, '元')}"
    cap = limiting.limit.high if limiting and limiting.limit else None
    if cap is not None and total > cap:
        total, formula = cap, f"{formula}，超过总额上限，按{display(cap, '元')}计"
    return Total(document, total, formula, allowing.citation, any(a.at_most for a in amounts))


def _rules(parsed: ParsedDocument) -> Iterator[_Rule]:
    document = parsed.document
    conventions = find_conventions(document.text)
    for clause in parsed.clauses:
        for span in sentences(clause.text):
            words = normalise(span.of(clause.text))
            place = span.shift(clause.span.start)
            citation = Citation(document, clause, place, place.of(document.text))
            word = exclusive(words)
            if word and not _ELSEWHERE.search(words):
                yield _Rule(citation, forbids=word)
            elif _ALLOWS.search(words) and not _ELSEWHERE.search(words):
                yield _Rule(citation, allows=True)
            elif _OVERALL.search(words) and _OF_ALL.search(words):
                sums = [q for q in find_quantities(span.of(clause.text), conventions) if q.kind is Kind.AMOUNT]
                if len(sums) == 1 and sums[0].bound is Bound.LE:
                    yield _Rule(citation, limit=sums[0])
