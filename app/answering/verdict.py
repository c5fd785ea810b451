"""Yes or no, where a clause says so in its own words: 能重复申请吗 beside 不得重复申请.

A wrong yes or no is worse than none. So nothing is said where the sentence makes an exception or has a condition that
the question does not name, where it speaks both ways, or where the question names a thing that the sentence does not.
"""

import re

from app.answering.continuation import unlabelled
from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.question import Question
from app.answering.terms import Terms

_MAY = re.compile(
    r"能不能|可不可以|可否|能否|行不行|让不让|给不给|能(?!够?[多少几])[^,，;；。多少几哪什么谁]{1,24}[吗么不][?？]?$"
    r"|可以?[^,，;；。多少几哪什么谁]{1,24}[吗么不][?？]?$"
)
_MUST = re.compile(
    r"要不要|需不需要|用不用|必须不必须|是不是(?:一定|必须|还?[要得需])"
    r"|(?:必须|需要|应该|得|要)[^,，;；。多少几哪什么谁]{1,24}[吗么不][?？]?$"
)
_NEGATED = re.compile(
    r"没有?(?!有)|未|不(?!能|可|需|用|要|行|让|给)[^?？吗么]{1,8}[,，]|没戏|拿不到|不能[^不?？]{0,12}了|就不|是不是(?:就)?不"
)
_FORBIDS = re.compile(r"不得|不能|不可(?!抗)|不予|不再|禁止|不享受|不支持|不纳入")
_ALLOWS = re.compile(r"(?<![不认许])可以?(?![不能持行靠观见抗])|允许|准予")
_REQUIRES = re.compile(r"应当|(?<![无不])必须|(?<![无不必])须(?!知)|(?<!相)应(?=提|当|经|在|由|向|按|同|具|符|满)")
_WAIVES = re.compile(r"无需|无须|不需要?|不要求|不必|免予|免于提交|免交")
_EXCEPTS = re.compile(
    r"除[^,，。;；]{1,30}外|除外|以外|但|否则|未经|如(?!下)|若|特殊情况|原则上|视情|酌情|经[^,，。;；]{1,12}(?:批准|同意|审批)|[或者]可"
)
_EMPTY = re.compile(r"\W|的|是|和|与|及|或|等|在|对|给|按|为|由|向|以|其|该|本|了|同时|分别")
_SAID = 0.6  # share of the sentence's own words that must stand in the question
_WORD = 2  # characters

YES, NO = "可以。", "不可以。"
NEEDED, NOT_NEEDED = "需要。", "不需要。"


def verdict(question: Question, terms: Terms, place: Evidence) -> str:
    """``可以。``, ``不可以。``, ``需要。``, ``不需要。``, or nothing where the sentence does not settle the question."""
    kind = _asked(question)
    text = unlabelled(place.sentence.norm)
    if not kind or question.inputs or _EXCEPTS.search(text) or _names_more(terms, place):
        return ""
    pairs = ((_FORBIDS, NO), (_ALLOWS, YES)) if kind == "may" else ((_WAIVES, NOT_NEEDED), (_REQUIRES, NEEDED))
    everything = [m for p in (_FORBIDS, _ALLOWS, _WAIVES, _REQUIRES) for m in p.finditer(text)]
    found = [(m, answer) for pattern, answer in pairs for m in pattern.finditer(text)]
    if len(found) != 1 or len(everything) != 1:
        return ""
    match, answer = found[0]
    return answer if _says_the_same(question, text, match.span()) else ""


def _asked(question: Question) -> str:
    """Whether the question asks what one may do or what one must; nothing where it asks else, or denies something."""
    if _NEGATED.search(question.search) or question.wants.figures:
        return ""
    if _MUST.search(question.search):
        return "must"
    return "may" if _MAY.search(question.search) else ""


def _names_more(terms: Terms, place: Evidence) -> bool:
    """Whether the question names a thing that stands neither in the sentence nor above it."""
    home = f"{place.facts.context} {place.sentence.norm}"
    return any(t.thing and not t.loose and not t.stands_in(home) for t in terms.terms)


def _says_the_same(question: Question, text: str, modal: tuple[int, int]) -> bool:
    """Whether what is allowed or forbidden stands in the question, and most of the sentence's other words with it."""
    what = _bare(text[modal[1] :])
    if not any(what[i : i + _WORD] in question.search for i in range(min(3, len(what) - 1))):
        return False
    whole = _bare(text[: modal[0]]) + "\n" + what
    pairs = [whole[i : i + _WORD] for i in range(len(whole) - 1) if "\n" not in whole[i : i + _WORD]]
    return bool(pairs) and sum(p in question.search for p in pairs) >= _SAID * len(pairs)


def _bare(text: str) -> str:
    return _EMPTY.sub("", lexicon().stop_words.sub("", text))
