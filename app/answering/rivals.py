"""Rivals: clauses side by side that give by the same pattern to different cases (并购海外企业的…20%, 并购省外企业的…5%).

Nothing is computed from one of them while the question says nothing of what tells it from the other.
"""

import re
from collections.abc import Sequence

from app.answering.association import bigrams
from app.answering.evidence import Evidence
from app.answering.kinds import gives_other
from app.answering.lexicon import lexicon
from app.answering.measures import beside, conflict, measures
from app.answering.question import Question, normalise
from app.answering.rates import with_measured_base
from app.answering.thresholds import inputs
from app.answering.whereabouts import placed
from corpus import Benefit, Kind

_ABROAD = re.compile(r"海外|境外|国外")
_AT_HOME = re.compile(r"外省|省外|国内|境内|外市|市外|外地")
_ANYTHING = frozenset({"采购", "投资", "研发", "装修", "培训"})  # what something bought may be for
_CLOSE = 0.9  # share of the sentence's score from which another one may be meant as well
_ALIKE = 0.5  # share of the shorter one's character pairs that two cases have in common


def has_rival(question: Question, place: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether another clause of the document gives by the same pattern to a case that the question does not tell apart."""
    question = placed(question, place.facts.document)
    own = _cases(place)
    if not any(own):
        own = _introduced(place)
    others = [
        e
        for e in evidence
        if e.facts.document.id == place.facts.document.id and e.facts.clause.id != place.facts.clause.id
    ]
    others = [e for e in others if not gives_other(question, e, [place])]
    if _is_abroad(question, place):
        return True
    if not any(own):  # it says for nobody in particular: 补贴标准不超过发票金额的10%
        near = [e for e in others if _cases(e) and e.score >= _CLOSE * place.score and _same_pattern(place, e)]
        return any(not _bases_tell(question, place, e) for e in near)
    if not any(_cases(place)) and any(_shares_base(place, e) and not _is_told_from(question, own, e) for e in others):
        return True
    return any(
        _alike(case, rival) and not _tells_apart(question, case - rival)
        for case in own
        for other in others
        if _same_pattern(place, other) and not _bases_tell(question, place, other)
        for rival in _cases(other)
    )


def _same_pattern(place: Evidence, other: Evidence) -> bool:
    """Whether both give a share of something, or both a sum for the same unit: 每亩200元 is no rival of 80%."""
    patterns = [{_pattern(b) for b in _giving(e)} for e in (place, other)]
    return not all(patterns) or bool(patterns[0] & patterns[1])


def _pattern(benefit: Benefit) -> str:
    return f"/{benefit.fixed.unit.partition('/')[2]}" if benefit.rate is None and benefit.fixed else "%"


def _bases_tell(question: Question, place: Evidence, other: Evidence) -> bool:
    """Whether every amount of the question is of the sort that the own rate is applied to, and not the other's (融资, 利息)."""
    mine, its = ([with_measured_base(b).base for b in _giving(e) if b.rate] for e in (place, other))
    words = [beside(question, q) for q in inputs(question, Kind.AMOUNT)]
    if not words or not mine or not its or not all(mine) or not all(its):
        return False
    own = all(any(measures(w)[0] & measures(base)[0] for base in mine) for w in words)
    return own and all(_is_another(w, base) for w in words for base in its)


def _is_another(words: str, base: str) -> bool:
    """Whether an amount is of another sort than ``base``: of what was bought only rent and the like are certainly none."""
    mine, its = measures(words)[0], measures(base)[0]
    return conflict(words, base) or (bool(its) and not mine & its and not its & _ANYTHING)


def _giving(place: Evidence) -> list[Benefit]:
    return [b for b in place.facts.benefits_in(place.sentence.span) if b.rate or b.fixed]


def _shares_base(place: Evidence, other: Evidence) -> bool:
    """Whether another clause gives a share of the same sum (产品订货合同的20%; 产品订货合同的10%)."""
    mine, its = ({b.base for b in e.facts.benefits_in(e.sentence.span) if b.base} for e in (place, other))
    return any(one in two or two in one for one in mine for two in its)


def _is_told_from(question: Question, own: Sequence[frozenset[str]], other: Evidence) -> bool:
    """Whether the question names anything of the own case that the other clause does not have."""
    return any(pair in question.search for case in own for pair in case - bigrams(other.facts.norm))


def _introduced(place: Evidence) -> list[frozenset[str]]:
    """对年组织游客达到1万人次的旅行社进行奖励。每满一万人奖励一万元: the case stands in the sentence before, which gives no figure."""
    before = [s for s in place.facts.sentences if s.span.end <= place.sentence.span.start]
    if not before or place.facts.benefits_in(before[-1].span):
        return []
    return [frozenset(bigrams(before[-1].norm))]


def _cases(place: Evidence) -> list[frozenset[str]]:
    """The character pairs of whom and what each benefit of a sentence is for, without its figures."""
    found = (_words(b) for b in _giving(place))
    return [frozenset(bigrams(words)) for words in found]


def _is_abroad(question: Question, place: Evidence) -> bool:
    """Whether the sentence speaks of what is abroad alone, and the question of what is in the country."""
    asked, said = question.search, place.sentence.norm
    abroad = bool(_ABROAD.search(said)) and not _AT_HOME.search(said)
    return abroad and bool(_AT_HOME.search(asked)) and not _ABROAD.search(asked)


def _words(benefit: Benefit) -> str:
    parts = [benefit.who]
    for condition in benefit.conditions:
        figure = condition.quantity.raw if condition.quantity else ""
        parts.append(condition.text.replace(figure, "\n") if figure else condition.text)
    return normalise("\n".join(parts))


def _alike(case: frozenset[str], rival: frozenset[str]) -> bool:
    shorter = min(len(case), len(rival))
    return bool(shorter) and case != rival and len(case & rival) >= _ALIKE * shorter


def _tells_apart(question: Question, own: frozenset[str]) -> bool:
    """Whether the question has any of the pairs that only this case has; without such pairs it is the general case."""
    if not own:
        return True
    alike = {w for group in lexicon().synonyms if any(o in word for o in own for word in group) for w in group}
    return any(pair in question.search for pair in own) or any(w in question.search for w in alike if len(w) > 1)
