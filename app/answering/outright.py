"""What a sentence gives once beside what it gives every year, and the limit on all of it: 一次性10万元，三年内每年5万元."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from app.answering.association import bigrams
from app.answering.computation import Computation, computed, quoted, shown
from app.answering.continuation import goes_on
from app.answering.facts import ClauseFacts, Sentence
from app.answering.members import Member, meant, members
from app.answering.question import Question, normalise
from corpus import Bound, Kind, Quantity, display

_EITHER = re.compile(r"或者?|任选|择一|二选一")
_END = re.compile(r"[,，;；。:：\n、]")
_OVERALL = re.compile(r"累计|总额|总计|合计|总共|共计|最[高多]")
_EVERY = {
    "年": re.compile(r"(?:每年|年均|逐年|每人每年|年度)(?:度)?[^,，;；。\d]{0,24}$"),
    "个月": re.compile(r"(?:每月|每个月|每人每月|按月)[^,，;；。\d]{0,16}$"),
}
_YEARLY = re.compile(r"每年|每月|每个月|年度")
_CUT = re.compile(r"[,，;；。:：\n]")
_LISTED = re.compile(
    r"(?:[\d.]+[万亿百千]*[^\d,，;；。、]{0,3}(?:、|和|及))+$"
)  # the figures of a list before one of them
_GIVES = re.compile(
    r"(?:再|另|可)?(?:分别)?(?:按|给予|予以|奖励|发放|补助|补贴)*(?:每人|每家)?"
)  # 每年度考核合格的，分别给予每人…
_UPPER = frozenset({Bound.LE, Bound.LT})


def period_of(sentence: Sentence, figure: Quantity) -> str:
    """年 or 个月, where a figure is for each of them; else nothing."""
    listed = _LISTED.sub("", _before(sentence, figure, whole=True))
    pieces = _CUT.split(listed)
    before = "".join(pieces[-2:]) if _GIVES.fullmatch(pieces[-1]) else pieces[-1]
    return next((unit for unit, words in _EVERY.items() if words.search(before)), "")


def given_once(question: Question, facts: ClauseFacts, sentence: Sentence, every: Member) -> list[Quantity] | None:
    """The one sum that the case of ``every`` gets besides, or nothing; ``None`` where it cannot be told, or where the two are
    alternatives.
    """
    sums = [b.fixed for b in facts.benefits_in(sentence.span) if b.fixed is not None and b.rate is None]
    starts = {q.span.start for q in sums}
    row = [m for m in members(sentence, Kind.AMOUNT, "元") if m.figure.span.start in starts]
    others = [m for m in row if not period_of(sentence, m.figure)]
    if not others or _names_only(question, sentence, every.figure, [m.figure for m in others]):
        return []
    one = meant(question.search, others)
    if one is None or _EITHER.search(_between(sentence, one.figure, every.figure)):
        return None
    return [one.figure]


def overall_limit(facts: ClauseFacts, sentence: Sentence, every: Member) -> Quantity | None:
    """The limit on all years together, of the sentence or of the one that goes on with it: 累计不超过12万元."""
    at = next((n for n, s in enumerate(facts.sentences) if s.span == sentence.span), len(facts.sentences))
    places = [sentence, *(s for s in facts.sentences[at + 1 : at + 2] if goes_on(s))]
    limits = [
        q
        for place in places
        for q in place.quantities
        if q.kind is Kind.AMOUNT and q.bound in _UPPER and q.unit == every.figure.unit and q.span != every.figure.span
        and _OVERALL.search(_before(place, q) + q.raw) and not _YEARLY.search(_before(place, q))
    ]  # fmt: skip
    return min(limits, key=lambda q: q.value, default=None)


def all_told(line: Computation, once: Sequence[Quantity], limit: Quantity | None) -> Computation:
    """``line`` with what is given once, and within the limit on both."""
    if line.result is None:
        return line
    total, words, figures = line.result, line.line.rstrip("。"), list(line.figures)
    for sum_ in once:
        total += sum_.value
        formula = f"{shown(sum_)} + {display(line.result, '元')} = {display(total, '元')}"
        words = f"{words}；加上一次给的{shown(sum_)}：{formula}"
        figures += [quoted(sum_), computed(total, "元", formula)]
    return _limited(replace(line, line=f"{words}。", figures=tuple(figures), result=total), total, limit)


def _limited(line: Computation, total: Decimal, limit: Quantity | None) -> Computation:
    if limit is None or limit.high is None or total <= limit.high:
        return line
    said = display(limit.high, "元")
    words = f"{line.line.rstrip('。')}，超过上限{said}，最高{said}。"
    return replace(line, line=words, figures=(*line.figures, quoted(limit)), result=limit.high)


def _between(sentence: Sentence, one: Quantity, other: Quantity) -> str:
    first, second = sorted((one.span, other.span), key=lambda s: s.start)
    start = sentence.span.start
    return sentence.text[first.end - start : second.start - start]


def _before(sentence: Sentence, figure: Quantity, *, whole: bool = False) -> str:
    before = sentence.text[: figure.span.start - sentence.span.start]
    return before if whole else _END.split(before)[-1]


def _names_only(question: Question, sentence: Sentence, every: Quantity, others: list[Quantity]) -> bool:
    """Whether the question names the yearly sum alone (生活补贴两年一共), by what only its own noun has."""
    noun = bigrams(_noun(sentence, every)) - bigrams(_before(sentence, every, whole=True))
    own = (bigrams(_noun(sentence, q)) - bigrams(_before(sentence, q, whole=True)) for q in others)
    other = set[str]().union(*own)
    said = bigrams(question.search)
    return bool((noun - other) & said) and not (other - noun) & said


def _noun(sentence: Sentence, figure: Quantity) -> str:
    """What the sum is called, behind it: 5万元生活补贴."""
    after = sentence.text[figure.span.end - sentence.span.start :]
    return normalise(re.sub(r"^(?:[、和]?[\d.]+万?元)+", "", _END.split(after.lstrip("、"))[0] or after))
