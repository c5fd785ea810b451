"""What a clause says besides that changes a rate or a sum: 省级项目提高5个百分点, 不足一年的按比例折算."""

import re

from app.answering.association import bigrams
from app.answering.facts import ClauseFacts
from app.answering.lexicon import lexicon
from app.answering.question import Question, normalise
from corpus import Kind

_RAISES = re.compile(r"(?:提高|上浮|增加|上调|下调|降低|加)(?:到|至)?[^,，。;；\d]{0,4}$")
_PIECE = re.compile(r"[,，;；。:：\n]")
_SAYS_NOTHING = re.compile(
    r"补[助贴]|奖励|资助|比例|标准|基础|原有|再|另|其中|支持|提高|上浮|增加|额度|企业|项目|单位|机构|公司|投资|实际"
)
_DENIES = re.compile(r"(?:不是|没有?|不属于?|非)[^,，。?？]{0,4}$")
_PRO_RATA = re.compile(r"折算|按(?:实际)?(?:月|天|日)(?:数)?(?:计算|核算|补)")


def pro_rata(question: Question, facts: ClauseFacts) -> str:
    """Why a rate holds for another time than the question's, in Chinese; empty where nothing says so."""
    told = any(q.kind is Kind.PERIOD for q in question.quantities)
    return "条款另有按时间折算的规定" if told and _PRO_RATA.search(facts.norm) else ""


def raised(question: Question, facts: ClauseFacts) -> str:
    """Why a rate as printed is not that of the question's case, in Chinese; empty where nothing says so."""
    for sentence in facts.sentences:
        for figure in sentence.quantities:
            before = normalise(sentence.text[: figure.span.start - sentence.span.start])
            if figure.unit == "百分点" and _RAISES.search(before) and _is_named(question, before):
                return "条款对这种情形另行调整比例"
    return ""


def _is_named(question: Question, before: str) -> bool:
    """Whether the question says that it is of the case that the words before a figure name."""
    pieces = [p for p in _PIECE.split(before) if p.strip()]
    for count in (1, 2):
        words = lexicon().stop_words.sub("\n", _SAYS_NOTHING.sub("\n", "\n".join(pieces[-count:])))
        if own := bigrams(words):
            places = [m for pair in own for m in re.finditer(re.escape(pair), question.search)]
            return any(not _DENIES.search(question.search[: m.start()]) for m in places)
    return False
