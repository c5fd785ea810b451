"""All that a document gives to one sort of applicant: 软件企业能拿哪些支持, 对家庭农场有哪些补贴.

A sort counts as addressed where the recipient of a support names it, or is a name that the document defines to include it
(整机及零部件、软件企业（以下简称机器人企业）).
"""

import re
from dataclasses import dataclass

from app.answering.draft import DirectAnswer
from app.answering.facts import ClauseFacts, FactsCache, Sentence
from app.answering.overview.lines import Found, shown
from app.answering.overview.reading import IN_DOCUMENT, left_over, without_name
from app.answering.question import Question, normalise
from corpus import Benefit, ParsedDocument, Span

_SORT = r"(?:企业|公司|工厂|厂家|机构|单位|平台|园区|基地|孵化器|高校|院所|人才|大学生|毕业生|协会|社区|团队|农户|农场|合作社|旅行社|酒店|景区|商户|医院|学校|车间)"
_HELP = r"(?:支持|奖励|补贴|补助|资助|政策|好处|优惠|扶持|奖补|奖金|钱)"
_WHICH = r"(?:哪些|哪几[项条种个样]|什么|啥|几[项条种样])"
_CUES = (
    re.compile(
        rf"(?:^|(?<=[,，。;；里中内上对给是]))(?P<who>[\u4e00-\u9fffA-Za-z]{{2,10}}?{_SORT})(?:一共|总共|都|还|到底|究竟)*(?:能够?|可以?|会)?(?:拿|享受|领|申请|申报|得|获得|用|沾|有|适用)(?:到|上)?(?:的)?{_WHICH}(?:财政|资金)?{_HELP}"
    ),
    re.compile(
        rf"(?:对|给|针对|面向)(?P<who>[\u4e00-\u9fffA-Za-z]{{2,10}}?{_SORT})(?:的|都|一共|总共)*(?:有)?{_WHICH}(?:财政|资金)?{_HELP}"
    ),
)  # fmt: skip
_SORTED = re.compile(rf"{_SORT}$")
_IN = re.compile(rf"^(?=[这那本该文方办细政意条规通措]){IN_DOCUMENT}")
_NO_SORT = re.compile(
    r"^(?:我们?|咱们?|你们?|本|我|全市|本地|当地|这些?|那些?|哪些?|各类|普通|一般|所有|符合条件的?|申请|这[类种]|那[类种])*$"
)
_INTRODUCES = re.compile(r"^(?:我们?|咱们?|本公司|公司)[^,，。;；]*[,，。;；]")
_DEFINES = re.compile(r"(?P<full>[^,，。;；:：]{2,60})[(（]以下(?:统|简)*称[:：]?(?P<short>[^)）]{2,16})[)）]")
_ANYBODY = re.compile(r"(?:每家|单个|单家|开发|申报|入驻|相关|符合条件的?|我[市区县省])*(?:企业|单位|公司|机构|主体)")
_MOST_BESIDE = 4  # supports for any applicant from which on they are left to be asked for
_ENOUGH = 2  # clauses that give to the sort by name


@dataclass(frozen=True, slots=True)
class _Defined:
    """Names that include the sort, and the places that define them."""

    names: tuple[str, ...]
    places: tuple[Found, ...]


def addressed(question: Question, parsed: ParsedDocument, cache: FactsCache) -> DirectAnswer | None:
    """Every support of the document for the sort of applicant that is asked about; ``None`` where that is not asked.

    What is for any applicant stands beside it.
    """
    who = _who(without_name(question.search, parsed.document))
    stem = _SORTED.sub("", who)
    if len(stem) < 2 or _NO_SORT.fullmatch(stem):
        return None
    if len(left_over(question, parsed, [_INTRODUCES, re.compile(re.escape(who)), *_CUES])) > _ENOUGH:
        return None
    defined = _defined(stem, parsed, cache)
    own: list[Found] = []
    anybody: list[Found] = []
    for clause in parsed.clauses:
        facts = cache.of(parsed.document, clause)
        for sentence in facts.sentences:
            given = [b for b in facts.benefits_in(sentence.span) if b.fixed or b.rate or b.cap]
            meant = [b for b in given if _is_for(stem, b, sentence, facts) or _names(b, defined.names)]
            if meant:
                own.append(Found(facts, sentence, _figures(meant, sentence)))
            elif given and all(_ANYBODY.fullmatch(normalise(b.who)) for b in given):
                anybody.append(Found(facts, sentence, _figures(given, sentence)))
    if len({p.facts.clause.id for p in own}) < _ENOUGH:
        return None
    return shown([*defined.places, *own], anybody if len(anybody) <= _MOST_BESIDE else ())


def _who(search: str) -> str:
    found = next((m for cue in _CUES if (m := cue.search(search))), None)
    return _IN.sub("", found["who"]) if found else ""


def _names(benefit: Benefit, names: tuple[str, ...]) -> bool:
    return any(name in normalise(benefit.who) for name in names)


def _is_for(stem: str, benefit: Benefit, sentence: Sentence, facts: ClauseFacts) -> bool:
    """Whether a support is for the sort: its recipient names it, or names none where the sentence or the heading does."""
    who = normalise(benefit.who)
    if stem in who:
        return True
    heading = normalise(facts.clause.headings[-1]) if facts.clause.headings else ""
    return (not who or _ANYBODY.fullmatch(who) is not None) and (stem in sentence.norm or stem in heading)


def _defined(stem: str, parsed: ParsedDocument, cache: FactsCache) -> _Defined:
    names: list[str] = []
    places: list[Found] = []
    for clause in parsed.clauses:
        facts = cache.of(parsed.document, clause)
        for sentence in facts.sentences:
            for match in _DEFINES.finditer(sentence.text):
                if stem in normalise(match["full"]) and stem not in match["short"]:
                    names.append(normalise(match["short"]))
                    places.append(_at(facts, sentence, match))
    return _Defined(tuple(names), tuple(places))


def _at(facts: ClauseFacts, sentence: Sentence, match: re.Match[str]) -> Found:
    start = sentence.span.start
    return Found(facts, sentence, (Span(start + match.start("full"), start + match.end()),))


def _figures(benefits: list[Benefit], sentence: Sentence) -> tuple[Span, ...]:
    figures = [q.span for b in benefits for q in (b.fixed, b.rate, b.cap) if q]
    return tuple(dict.fromkeys(f for f in figures if sentence.span.contains(f)))
