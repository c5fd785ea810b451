"""Whether a document leaves out whoever asks, wherever it says so (房地产、贸易企业不享受本意见).

The clause that gives and the one that leaves somebody out of everything stand far apart; an answer from the first alone
is false for him.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.answering.computation import Uncomputed
from app.answering.draft import DirectAnswer
from app.answering.evidence import Evidence
from app.answering.excerpt import Excerpt
from app.answering.facts import FactsCache, Sentence
from app.answering.question import Question
from corpus import ParsedDocument

_ALL = r"本(?:实施)?(?:意见|办法|政策|措施|规定|细则|通知)(?!第)"  # 不享受本办法第三条 leaves out of one clause alone
_NOT = r"(?:均|都|一律|暂)?(?:不(?:得|能|再|予)?享受|不适用|不在)"
_BARS = (
    re.compile(rf"(?P<who>[^,，。;；:：]{{2,60}}?)(?:的)?[,，]?{_NOT}(?:于)?{_ALL}"),
    re.compile(rf"{_ALL}[^,，。;；]{{0,6}}?不适用(?:于)?(?P<who>[^,，。;；:：]{{2,60}})"),
)
_BETWEEN = re.compile(r"[、及和与或]|以及")
_SORT = re.compile(r"(?:[类型性]|开发|经营)?(?:行业)?的?(?:企业|公司|单位|机构|项目)$|行业$|[类型性业]$")
_OF_SORT = r"(?:[类型性业]|开发|经营)?(?:行业)?的?(?:企业|公司|厂|商|单位|机构)"
_NUMBER = re.compile(r"^\s*(?:第[\d一二三四五六七八九十百零]+[条款项]|[(（]?[\d一二三四五六七八九十]+[)）、.．])\s*")
_DENIED = r"(?:不是|不属于|非|没有?|除了?)[^,，。;；]{0,6}"
_LINE = "条款写明，这种情形不在支持之列："


def barred(question: Question, best: Evidence, parsed: ParsedDocument, cache: FactsCache) -> Evidence | None:
    """The sentence of the answering document that leaves out whoever the question says he is; ``None`` for none."""
    for clause in parsed.clauses if _bars(parsed.document.text) else ():
        if _bars(clause.text):
            facts = cache.of(parsed.document, clause)
            for sentence in facts.sentences:
                if any(_is_asked_for(question, sort) for sort in _sorts(sentence)):
                    return Evidence(facts, sentence, best.context, 0.0, 0.0, best.dense, True, best.named, best.score)
    return None


@lru_cache(maxsize=1024)
def _bars(text: str) -> bool:
    """Whether a text leaves anybody out of everything; remembered, as a long law takes 5 ms."""
    return any(bar.search(text) for bar in _BARS)


def answer_barred(place: Evidence, best: Evidence) -> DirectAnswer:
    """The sentence that leaves somebody out, and beside it what others get."""
    answer = DirectAnswer()
    answer.lines.append(Uncomputed(_LINE).line)
    answer.add_excerpt(Excerpt(place, place.sentence.text.strip(), place.sentence.quantities))
    answer.add_beside(Excerpt(best, best.sentence.text.strip(), best.sentence.quantities))
    answer.add_notes()
    return answer


def _sorts(sentence: Sentence) -> Iterator[str]:
    """Who is left out, one by one, without the words that any sort has: 房地产, 贸易."""
    for bar in _BARS:
        for match in bar.finditer(sentence.norm):
            who = _NUMBER.sub("", match["who"])
            yield from (_SORT.sub("", one.strip()) for one in _BETWEEN.split(who))


def _is_asked_for(question: Question, sort: str) -> bool:
    if len(sort) < 2:
        return False
    named = re.search(rf"(?P<denied>{_DENIED})?{re.escape(sort)}{_OF_SORT}", question.search)
    return named is not None and named["denied"] is None
