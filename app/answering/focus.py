"""What the number that a question asks for is of: 面值 of 一张面值多少钱, 预算 of 安排多少钱的预算, 担保人 of 找几个担保人.

A clause on the right topic gives other figures as well; one that does not know the word gives no figure of it.
"""

import re
from functools import lru_cache

from app.answering.cutting import read_words
from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.question import Question
from app.answering.speech import Speech
from app.answering.terms import Term, Terms
from corpus.quantities.units import unit_at

_HOW_MANY = re.compile(r"(?:百分之)?(?:多少|(?<![第好这那哪过头前后十百千\d])几(?![何乎]))[十百千]*[万亿]*多?")
# Between the noun and its number: 罚息按多少收, 面值大概是多少, 预算一共有多少.
_LINKS = re.compile(
    r"(?:是|为|有|按照?|要|达到?|大[概约]|一共|总共|合计|各|分别|一般|最[高低多少]|至[少多]|起码|顶多|[能会得]|可以?|应当?|又|还|再|究竟|到底|的)*$"
)
_UNIT = re.compile(r"(?:[元块毛分]?钱|人民币|个?(?:点|钟头|年头|礼拜|星期)|[趟回届口])?(?:的)?")
_SAID = re.compile(r"[是为按]")
_NOUN, _DEED = 1.0, 0.35  # see ``speech``
_SUFFIX = re.compile(r"[线费率额价款金税息券本期证]")  # the head of a compound: 起付线, 过路费
_RESULT = re.compile(r"[出成到完好过来去走掉]$")  # a deed and what came of it: 培育出, 补下来
_COMPOUND = re.compile(r"[\u4e00-\u9fff]{2,5}")  # what nobody cuts rightly: 几天|带薪年假
_ENDS = re.compile(r"[呢啊呀吗吧]?(?:[,，。;；?？!！]|$)")
_ASPECT = re.compile(r"的?(?:比例|标准|额度|限额|上限|金额|数额|期限|年限|条件|门槛|利率|费率|税率)$")
_GIVEN = re.compile(r"补助|补贴|奖励|资助|扶持|支持|奖补|奖金|配套")  # what every rule has a share of
_FEE = re.compile(r"[费租金款息税险]$")  # what is paid, in front of what is done with it: 房租给免几年
_DONE = re.compile(
    r"(?:[给能可会得]|可以|应该?|一共|总共|每年|每月|一年|最[多高长]|至多|政府|区里|市里|省里|县里|又|再|还|分别|各)*(?:减免|免|补|贴|报|返|退|降|减|扣|抵|付)(?:掉|到|给|还|销|扣|除)?$"
)
_THERE = 0.6  # share of the word's weight that the clause or its headings must have
_AS_GOOD = 0.6  # how alike a word of the clause must be to stand for the one asked for


def other_focus(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    """What the number is asked of and neither the clause nor its headings speak of, as a Chinese clause."""
    home = f"{evidence.facts.context} {evidence.facts.norm}"
    for word in focus_of(question.search):
        if shortened(word).search(home):
            continue
        longer = [t for t in terms.terms if word in t.bigram and t.bigram != word]  # a caller's word: 发工资 for 薪酬
        own = longer or [t for t in terms.within(word).terms if t.bigram in word]
        there = sum(t.weight for t in own if _stands_in(t, home))
        if (there < _THERE * sum(t.weight for t in own)) if own else word not in home:
            return f"最接近的条款没有写到“{word}”"
    return None


def shortened(word: str) -> re.Pattern[str]:
    """What a short word may stand for: 老人 → 老年人, 房租 → 房屋租金, 房款 → 购房价."""
    written = ".{0,2}".join(map(re.escape, word))
    return re.compile(f"{written[:-1]}[款价]" if len(word) > 1 and word.endswith("款") else written)


def _stands_in(term: Term, text: str) -> bool:
    return term.stands_in(text) or any(other.share >= _AS_GOOD and other.word in text for other in term.alike)


@lru_cache(maxsize=64)
def focus_of(text: str) -> tuple[str, ...]:
    """The nouns that the numbers of a normalised question are asked of; none where a deed stands there (能补多少)."""
    speech = read_words(text)
    found: list[str] = []
    for match in _HOW_MANY.finditer(text):
        unit = unit_at(text, match.end())
        at = unit.end if unit else match.end()
        if more := _UNIT.match(text, at):
            at = more.end()
        found += _behind(text, speech, at)
        found += _before(text, speech, match.start())
    return tuple(word for word in dict.fromkeys(found) if not lexicon().stop.fullmatch(word))


def _behind(text: str, speech: Speech, at: int) -> list[str]:
    """The last noun of those that begin at ``at``, or the one word that ends the question there (多少预算)."""
    last: tuple[int, int] | None = None
    for start, end in speech.spans():
        if start == (last[1] if last else at) and speech.weights[start] >= _NOUN:
            last = (start, end)
    if last:
        return _head(text, speech, last, at)
    spans = tuple(speech.spans())
    at_end = ((n, s, e) for n, (s, e) in enumerate(spans) if s >= at and _COMPOUND.fullmatch(text, at, e))
    for n, start, end in at_end:
        if not _ENDS.match(text, end):
            continue
        if start == at:
            return [text[at:end]]
        if speech.weights[start] >= _NOUN and not lexicon().stop.search(text, at, end):
            return [text[start if end - start > 1 else spans[n - 1][0] : end]]  # 年|假, 陪|产假
    return []


def _before(text: str, speech: Speech, end: int) -> list[str]:
    """The noun before the number; where it is said to be so much, whatever word stands there (罚息按多少收)."""
    link = _LINKS.search(text, 0, end)
    end = link.start() if link else end
    least = _DEED if link and _SAID.search(link[0]) else _NOUN
    last = next(((s, e) for s, e in speech.spans() if e == end and speech.weights[s] >= least), None)
    if aspect := _ASPECT.search(text, 0, end):
        named = ((s, e) for s, e in speech.spans() if e == aspect.start() and speech.weights[s] >= _DEED)
        last = next(((s, e) for s, e in named if not _GIVEN.search(text, s, e)), last)
    elif (done := _DONE.search(text, 0, end)) and _FEE.search(text, 0, done.start()):
        last = next((span for span in speech.spans() if span[1] == done.start()), None)
    return _head(text, speech, last, 0) if last else []


def _head(text: str, speech: Speech, last: tuple[int, int], least: int) -> list[str]:
    """A noun; one of a single character with what it is the head of (起|付|线)."""
    start, end = last
    if end - start == 1:
        if not _SUFFIX.match(text, start):
            return []
        for before, until in reversed([span for span in speech.spans() if least <= span[0] < start]):
            if until != start or not text[before:until].isalpha() or lexicon().stop.fullmatch(text, before, until):
                break
            start = before
            if until - before > 1:
                break
    return [] if end - start == 1 or _RESULT.search(text, start, end) else [text[start:end]]
