"""The kind of support that a question names (落户奖励, 生活费补贴), which the clause must know."""

import re
from collections.abc import Sequence
from functools import lru_cache

from app.answering.continuation import goes_on
from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.question import Question
from app.answering.speech import read_speech
from app.answering.terms import Terms

_GIVEN = re.compile(r"奖励|奖金|补贴|补助|资助|贴息|津贴|红包")
_WHETHER_GIVEN = re.compile(rf"(?:有没有|给不给|有|给)(?:[什啥]么?|哪些)?(?:{_GIVEN.pattern})")  # 出口有补贴吗
_GIFT = re.compile(  # 给予推广资金生产资助, 申请风险补贴; 贴息 and 补偿 are a kind by themselves
    r"(?:给予|予以|发放|享受|申请|申领|支付)[^,，。;；:：]{0,14}?"
    r"(?!一次|次性|定的|定额|一定|财政|资金|适当|相应|相关|专项|最高|配套|上述|下列|[万千百]?元|[每性的为]|[\u4e00-\u9fff][的元性])"
    r"(?P<kind>[\u4e00-\u9fff]{2})(?:资助|补贴|补助|津贴)|(?P<itself>贴息|风险补偿|保费补贴)"
)
_OWN_CASE = re.compile(
    r"对[^,，。;；]{4,40}?(?:给予|予以|奖励|补)|单个(?!项目|企业)[^,，。;；]{2,}[,，、按]|[^,，。;；]{6,}的[,，]"
)  # says to whom itself
_ONCE = re.compile(rf"一次性(?:能|可以?|给予?|的)?(?:{_GIVEN.pattern}|[奖补])")
_BY_AND_BY = re.compile(r"每年|每月|逐年|每季|年度")
_DENIED = re.compile(  # 没享受过别的销售补助
    r"(?:没有?|未|不曾)(?:享受|拿|领|得|申请|申报|获得?)(?:到|取)?过?[^,，。;；]{0,10}$"
)
_ASKS_FIRST = re.compile(r"先[到拿领给拨]|预[拨付]|首[批期笔]|头一?[批期笔]|(?:验收|完工|竣工)(?:之|以)?前")
_IN_ADVANCE = re.compile(r"预[拨付]|首[批期笔]|先行(?:拨付|预?拨)")
_BUY = r"(?:买|采购|购置?|租用?)"
_BOUGHT = re.compile(
    rf"{_BUY}[了进入来下]*(?:[\d.,]+|[一二两三四五六七八九十百千几]+)[台套辆架部件批](?P<thing>[\u4e00-\u9fff]{{2}})"
)
_CONTENT = 0.35  # how much a word must say, see ``speech``
_NAMED = 0.3  # share of the word's weight that the clause or its headings must have


def other_support(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    """The support that the question names and that neither the clause nor its headings speak of, as a Chinese clause.

    落户奖励是多少 is not answered by the reward for something else. A word that the documents have in other words
    (参展 for 展位费) is known to ``terms``. What the clause names only behind the sentence is a support of its own.
    """
    facts, end = evidence.facts, evidence.sentence.span.end
    said = " ".join(s.norm for s in facts.sentences if question.wants.of_clause or s.span.start < end)
    if evidence.fits and _OWN_CASE.search(evidence.sentence.norm) and not goes_on(evidence.sentence):
        said = evidence.sentence.norm
    for word in _kinds(question.search):
        own = terms.within(word)
        if own.terms and own.coverage(f"{facts.context} {said}") < _NAMED:
            return f"最接近的条款没有写到“{word}”"
    return None


def gives_other(question: Question, place: Evidence, home: Sequence[Evidence]) -> bool:
    """Whether a sentence is about a support (风险补贴) that the question does not name, and it does name one of ``home``'s.

    生产资助核定了400万 is no matter of the clause that gives 风险补贴.
    """
    if _buys_other(question, place, home):
        return True
    own = gifts(place.sentence.norm) or gifts(place.facts.norm)
    if not own or any(_is_said(kind, question.search) for kind in own):
        return False
    clauses = {e.facts.clause.id: e.facts.norm for e in home}.values()
    return any(kind in question.search for norm in clauses for kind in gifts(norm))


def _buys_other(question: Question, place: Evidence, home: Sequence[Evidence]) -> bool:
    """Whether what the question has bought is in a sentence only a word for who buys, and one of ``home`` has it bought.

    买了15台整机 is no matter of 整机制造企业采购零部件 where another clause says 购买整机.
    """
    bought = _BOUGHT.search(question.search)
    if bought is None or bought["thing"] not in place.sentence.norm:
        return False
    buying = re.compile(rf"{_BUY}[^,，。;；]*?{bought['thing']}")
    return not buying.search(place.sentence.norm) and any(buying.search(e.sentence.norm) for e in home)


def _is_said(kind: str, text: str) -> bool:
    """Whether ``text`` names a kind of support, in its own word or in another for it: 买房 for 购房."""
    if kind in text or kind.replace("购", "买") in text:
        return True
    alike = (g for g in (*lexicon().synonyms, *lexicon().equivalents) if kind in g)
    return any(word in text for group in alike for word in group)


def of_named(question: Question, home: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence that gives anything, of those about the support that the question names.

    What is paid in advance (预拨, 首批) goes first where that is asked for: 验收之前先到手多少.
    """
    found = [e for e in home if e.facts.benefits_in(e.sentence.span) and not gives_other(question, e, home)]
    first = [e for e in found if _IN_ADVANCE.search(e.sentence.norm)] if _ASKS_FIRST.search(question.search) else []
    return (first or found)[:1]


@lru_cache(maxsize=256)
def gifts(text: str) -> frozenset[str]:
    """The kinds of support that a normalised text gives by name: 生产 of 给予生产资助."""
    return frozenset(m["kind"] or m["itself"] for m in _GIFT.finditer(text))


def other_payment(question: Question, evidence: Evidence) -> str | None:
    """Why a sum by the year or the month is no answer to one paid once (一次性奖励多少), as a Chinese clause."""
    is_asked = bool(question.wants.figures) and _ONCE.search(question.search) is not None
    if not is_asked or not evidence.fits or "一次" in evidence.facts.norm:
        return None
    if not _BY_AND_BY.search(evidence.sentence.norm):
        return None
    return "相关条款没有写明一次性的奖励或补贴"


@lru_cache(maxsize=64)
def _kinds(text: str) -> tuple[str, ...]:
    """The words that stand right before what is given and say of which kind it is: 落户 of 落户奖励, 出口 of 出口有补贴吗."""
    speech = read_speech(text)
    ends = {end: start for start, end in speech.spans()}
    places = {m.start() for m in _GIVEN.finditer(text)} | {m.start() for m in _WHETHER_GIVEN.finditer(text)}
    starts = [(ends[at], at) for at in sorted(places) if at in ends and not _DENIED.search(text, 0, at)]
    words = [text[a:b] for a, b in starts if b - a > 1 and speech.weights[a] >= _CONTENT]
    return tuple(word for word in words if not lexicon().stop.fullmatch(word))
