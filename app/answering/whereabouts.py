"""Words for where a case lies: 山东的一家企业 is 省外 to a document of 辽宁, and so is 外省."""

import re
from dataclasses import replace

from app.answering.naming import holds_in
from app.answering.question import Question
from corpus import Document

_ELSEWHERE = re.compile(r"[外他]省|省外|[外他]市|市外|外地|异地")
_ABROAD = re.compile(r"海外|境外|国外|外国")
_ALIKE = " 省外 外省 市外 外市 外地"


def placed(question: Question, document: Document) -> Question:
    """The question with every word for another place of the country, where it names one that ``document`` is not of."""
    elsewhere = _ELSEWHERE.search(question.search) or any(not holds_in(document, p) for p in question.places)
    if not elsewhere or _ABROAD.search(question.search):
        return question
    return replace(question, search=question.search + _ALIKE)
