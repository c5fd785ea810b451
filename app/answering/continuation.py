"""What a clause goes on to say of the same support in the sentences beside the one that answers.

单家企业每年最高…, 其中…, 期限不超过… go on with the sentence before them; the members of a row (国家级…；省级…；市级…)
belong together unless the question names one of them.
"""

import re
from dataclasses import replace
from difflib import SequenceMatcher

from app.answering.evidence import Evidence
from app.answering.facts import Sentence, read_sentence
from app.answering.lexicon import lexicon
from app.answering.offices import is_remark
from app.answering.question import Question
from app.answering.terms import Terms
from corpus import Kind, Span

MOST_CHARACTERS = 200  # shown of one clause
_ASKS_ALL = re.compile(r"各(?!种|类|位|级|地|区|县|部门)|分别|哪些|哪几|几[档级类种]|[两二三四五]([级档个种类样]|者)")
_EACH = r"(?:单(?:个|家|项|笔|户|台|人|次|套|一)|每(?:个|家|户|人|项|台|套|年)|同一)[^。;；:：]{0,20}?"
_LIMIT = r"(?:最[高多长低]|不(?:得)?超过|不高于|不低于|累计|合计|上限|封顶|限额|以内|限[享补奖])"
_GIVEN = r"(?:奖励|补[助贴]|资助|扶持|支持|贴息|贷款|扣除|支付|缴费|减免|返还|享受|补偿|租赁|待遇)"
_GOES_ON = re.compile(
    rf"(?:其中|另外?[,，对给再]|此外|同时|并(?!购)|但|在此基础上|最[高多长低]|累计|合计|总额|上限|剩余|其余|逾期"
    rf"|{_EACH}{_LIMIT}"
    rf"|(?:该|此|上述|前款|前述|以上|本)[^,，。;；]{{0,8}}?(?:{_GIVEN}|项|款|情形|资金|标准|期限|额度|比例|费用|对象)"
    rf"|{_GIVEN}(?:资金|金额|标准|比例|总额|额度|期限?|年限|限额|时间|范围|系数)"
    rf"|(?:期限|年限|有效期|额度|限额|比例|标准)[^,，。;；]{{0,10}}?(?:{_LIMIT}|为|按|自)"
    rf"|(?:每(?!年)|按照?(?!本|国家|规定|有关)|分[期次年别]|给予|予以|一次性|根据其|可(?!持续))(?!.*[:：]$)"
    rf"|第[一二三四五六]年|首年|次年|[前后][一二三四五\d]年"
    rf"|(?:超过|超出|不足|未达到?|低于|高于)[^,，。;；]{{1,14}}的|再次|不再|不得|已(?:享受|获得|领取)"
    rf"|对[^。;；]{{2,40}}?(?:另|再|额外|叠加|上浮|提高到|提高至))"
)
_LABEL = re.compile(r"^(?:\s*(?:第[^条款\s]{1,6}条\s|[(（][^()（）]{1,4}[)）]|\d{1,2}[.、．]|[①-⑳]|答[:：]))?\s*")
_FIGURE = re.compile(r"[\d.,%％]+|[一二三四五六七八九十百千万亿]+")
_RELATED = 3  # characters in a row that the members of a row share beside their figures
_PARALLEL = 0.45  # likeness from which two sentences are members of one row
_CASE = re.compile(
    r"(?!对|凡|鼓励|支持)[^,，。;；]{2,30}的[,，]"
)  # 带动就业5人以上的，: a further case of the same subject
_SHORTEST = 14  # characters
_GIVEN_KINDS = frozenset({Kind.AMOUNT, Kind.RATE, Kind.PERIOD})
_NAMED = 0.04  # share of the question's weight by which a member is named rather than its neighbour


def unlabelled(text: str) -> str:
    """A sentence without the label that it may begin with: （二）, 3., 第五条, 答："""
    return _LABEL.sub("", text)


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence leans on the one before it: 单家企业每年最高100万元, 其中…, 期限不超过3年."""
    return bool(_GOES_ON.match(unlabelled(sentence.norm)))


def is_responsibility(sentence: Sentence) -> bool:
    """Whether a sentence is the remark on who is responsible: （责任单位：市科技局）."""
    return is_remark(sentence.norm)


def asks_for_all(question: Question) -> bool:
    """Whether the question asks for every member of a row: 各多少, 分别, 三级, 哪几档."""
    return bool(_ASKS_ALL.search(question.search))


def statement(question: Question, terms: Terms, place: Evidence, *, most: int = MOST_CHARACTERS) -> list[Evidence]:
    """The sentences of the clause that say one thing together with ``place``, in order, up to ``most`` characters."""
    sentences = place.facts.sentences
    at = next((i for i, s in enumerate(sentences) if s.span == place.sentence.span), None)
    if at is None:  # a stretch of its own making, such as an item of a list
        return [place]
    first = last = at
    told = terms.outside(place.facts.context)  # what stands above all members of a row tells none of them apart
    room = most - len(place.sentence.span)
    while first > 0 and (goes_on(sentences[first]) or _same_row(question, told, sentences[at], sentences[first - 1])):
        room -= len(sentences[first - 1].span)
        if room < 0 or _says_nothing(sentences[first - 1]):
            break
        first -= 1
    while last + 1 < len(sentences) and _follows(question, told, sentences[at], sentences[last + 1]):
        room -= len(sentences[last + 1].span)
        if room < 0:
            break
        last += 1
    shown = [place if i == at else replace(place, sentence=sentences[i]) for i in range(first, last + 1)]
    heading = _heading(place) if first == 0 and goes_on(sentences[0]) else None
    return [replace(place, sentence=heading), *shown] if heading else shown


def _heading(place: Evidence) -> Sentence | None:
    """The words of a clause before its first sentence, which are its heading: 第五条 出口按报关金额给予奖励。"""
    clause, document = place.facts.clause, place.facts.document
    words = document.text[clause.span.start : place.facts.sentences[0].span.start].strip()
    if len(words) < _SHORTEST:
        return None
    start = document.text.index(words, clause.span.start)
    return read_sentence(document, Span(start, start + len(words)))


def _says_nothing(sentence: Sentence) -> bool:
    """Whether a sentence is a heading or a remark, and no rule: 4.民宿建设。"""
    return len(sentence.span) < _SHORTEST and not sentence.quantities


def _follows(question: Question, terms: Terms, core: Sentence, other: Sentence) -> bool:
    if is_responsibility(other):
        return False
    return goes_on(other) or _same_row(question, terms, core, other)


def is_other_case(question: Question, terms: Terms, core: Sentence, other: Sentence) -> bool:
    """Whether ``other`` gives by the pattern of ``core`` to a case that the question tells apart from it."""
    ratio, _ = _likeness(core, other)
    alike = ratio >= _PARALLEL and bool(_shared_units(core, other))
    return alike and (_contrasted(question, core, other) or not _is_meant(question, terms, core, other))


def _same_row(question: Question, terms: Terms, core: Sentence, other: Sentence) -> bool:
    """Whether two sentences give the same kind of thing to different cases, and the question means both."""
    if not _shared_units(core, other) or is_responsibility(other) or _contrasted(question, core, other):
        return False
    ratio, longest = _likeness(core, other)
    if longest < _RELATED:
        return False
    if _CASE.match(unlabelled(other.norm)) and not _CASE.match(unlabelled(core.norm)):
        return True
    return ratio >= _PARALLEL and _is_meant(question, terms, core, other)


def _shared_units(one: Sentence, other: Sentence) -> set[str]:
    return {q.unit for q in one.quantities} & {q.unit for q in other.quantities if q.kind in _GIVEN_KINDS}


def _likeness(one: Sentence, other: Sentence) -> tuple[float, int]:
    """How alike two sentences are beside their figures, in [0, 1], and their longest common stretch in characters."""
    mine, its = (_FIGURE.sub("", unlabelled(s.norm)) for s in (one, other))
    match = SequenceMatcher(None, mine, its, autojunk=False)
    return match.ratio(), match.find_longest_match().size


def _is_meant(question: Question, terms: Terms, core: Sentence, other: Sentence) -> bool:
    """Whether the question means another member of a row too: it names it, or it names neither."""
    mine, its = _own_weight(terms, core, other), _own_weight(terms, other, core)
    if asks_for_all(question):
        return its >= _NAMED or mine < _NAMED
    return its >= mine - _NAMED


def _contrasted(question: Question, core: Sentence, other: Sentence) -> bool:
    """Whether the question names what the one sentence is for, and the other is for its opposite (国家级, 省级)."""
    for group in lexicon().contrasts:
        asked = {w for w in group if w in question.search}
        mine, its = ({w for w in group if w in s.norm} for s in (core, other))
        if asked & mine and its and not asked & its:
            return True
    return False


def _own_weight(terms: Terms, one: Sentence, other: Sentence) -> float:
    """The share of the question's weight that ``one`` has and ``other`` has not."""
    whole = sum(t.weight for t in terms.terms) or 1.0
    return sum(t.weight for t in terms.terms if t.stands_in(one.norm) and not t.stands_in(other.norm)) / whole
