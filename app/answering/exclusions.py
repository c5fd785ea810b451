"""Cases that a document expressly leaves out (并购省外非科技型企业的项目, 不在本政策支持范围)."""

import re
from collections.abc import Sequence

from app.answering.association import bigrams
from app.answering.computation import Uncomputed
from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.question import Question
from app.answering.whereabouts import placed

_EXCLUDES = re.compile(
    r"不在(?:本|此|该)?[^,，;；。]{0,8}范围|不予(?:支持|补助|补贴|奖励|资助|扶持|受理|认定)|不(?:再)?享受|不得享受|不列入|不纳入|不属于[^,，;；。]{0,10}范围"
)
_CASE = re.compile(r"^[^,，;；。]*")
_ALIKE = 0.5  # share of the excluded case's pairs of characters that a case that is supported has as well
_LINE = "条款写明，这种情形不在支持之列："


def excluded(question: Question, chosen: Sequence[Evidence], home: Sequence[Evidence]) -> Evidence | None:
    """The sentence that leaves out the very case of the question, where cases like it are supported; else ``None``.

    It must fit the question better than each of the supported cases of its list does.
    """
    if home:
        question = placed(question, home[0].facts.document)
    for place in home:
        if not _EXCLUDES.search(place.sentence.norm) or place in chosen:
            continue
        rivals = [c for c in chosen if c.facts.clause.path[:-1] == place.facts.clause.path[:-1]]
        if rivals and all(_fits_better(question, _case(place), _case(c)) for c in rivals):
            return place
    return None


def exclusion_line() -> Uncomputed:
    """What is said in place of a computed amount."""
    return Uncomputed(_LINE)


def _case(place: Evidence) -> frozenset[str]:
    match = _CASE.match(place.sentence.norm)
    return frozenset(bigrams(match[0])) if match else frozenset()


def _fits_better(question: Question, case: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the question names what only ``case`` has, and nothing that only ``other`` has."""
    if not case or len(case & other) < _ALIKE * min(len(case), len(other)):
        return False
    return _named(question, case - other) and not _named(question, other - case)


def _named(question: Question, pairs: frozenset[str]) -> bool:
    alike = {w for group in lexicon().synonyms if any(word in pairs for word in group) for w in group}
    return any(p in question.search for p in pairs | alike)
