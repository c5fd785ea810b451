"""The limit that a document sets on all that it gives to one applicant (几样补贴加起来一年最多给多少 → 单一企业每年享受本办法
规定的各类扶持资金总额不超过500万元)."""

import re

from app.answering.draft import DirectAnswer
from app.answering.facts import FactsCache
from app.answering.overview.lines import Found, shown
from app.answering.question import Question
from corpus import Bound, Kind, ParsedDocument

_EVERYTHING = r"(?:各[项种类样]|几[项样种笔类]|[两三四五]样|所有|全部|这些|多[项种样])"
_ADDED = r"(?:加起来|加一[块起]|加在一起|合起来|合在一起|合计|累计|总共|一共|拢共|全算上|都算上|加总|总和|总额)"
_LIMIT = r"(?:最[多高]|封顶|上限|限额|限制|顶多|至多|撑死)"
TOTAL = re.compile(rf"{_EVERYTHING}[^。;；?？]{{0,24}}{_ADDED}[^。;；?？]{{0,24}}{_LIMIT}")
_ONE = r"(?:每[个家户名]|单[个家一]|同一|一[家个])(?:企业|单位|公司|机构|主体|申报单位|项目单位|个人|家庭|法人|主体)"
_OVERALL = re.compile(
    rf"{_ONE}[^;。；]{{0,30}}(?:各[类项种]|所有|全部|本(?:办法|意见|政策|措施|细则|条例|方案|规定))[^;。；]{{0,24}}(?:不(?:得)?超过|不高于|最高|上限|以内|封顶)"
)


def total_limit(question: Question, parsed: ParsedDocument, cache: FactsCache) -> DirectAnswer | None:
    """The sentences with the limit of everything together; ``None`` where that is not asked or the document sets none."""
    if not TOTAL.search(question.search):
        return None
    places: list[Found] = []
    for clause in parsed.clauses:
        facts = cache.of(parsed.document, clause)
        for sentence in facts.sentences:
            limits = [q for q in sentence.quantities if q.kind is Kind.AMOUNT and q.bound in {Bound.LE, Bound.LT}]
            if limits and _OVERALL.search(sentence.norm):
                places.append(Found(facts, sentence, tuple(q.span for q in limits)))
    return shown(places) if places else None
