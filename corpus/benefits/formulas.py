"""Formulas: what a statement of support gives: a sum, or a rate of a base, with its limits."""

import re
from dataclasses import replace

from corpus.benefits.bases import base_in_basis, base_in_target
from corpus.benefits.benefit import Benefit
from corpus.benefits.statements import GIVING, Reading, Statement
from corpus.quantities.numerals import fold
from corpus.quantities.quantity import Bound, Kind, Quantity
from corpus.quantities.subjects import base_of
from corpus.span import Span

NO_BASE = "没有读出比例的计算基数"
_BY = re.compile(r"(?:最高)?(?:可?按照?|可?参照|可?给予|可?予以)")
_LIMITING = re.compile(r"^(?:每(?:人次|[人家户次件项台]))?(?:最高)?(?:不超过|不高于|最高)")
_AMOUNT = re.compile(
    r"(?:额|量|款|费|价|税|金|贡献|投入|支出|成本|租|息|部分|收入|工资|薪酬|标准|投资|财力|利润|产值|营收|差|所得|留成|增值|资助|奖励|补助|补贴|值|营业收入|保费|余额|费用?等?|等)$"
)
_WIDEST = 40  # characters
_GIVER = re.compile(r"(?:政府|财政局?|部门)$")
_MULTIPLE = re.compile(
    r"(?:租金|房租|工资|月薪|年薪|薪酬|保费)$"
)  # what 3倍 of is a sum, and not a rate of another rate
_BESIDES = re.compile(r"除(?:可|已|能)?(?:按规定)?(?:享受|获得)(?P<what>[^,。;除]{2,20}?)[以之]?外$")
_MATCHED = re.compile(r"1:1(?:的)?(?:比例|额度)?(?:的)?(?:给予|予以)?(?:配套|匹配)")


def with_caps(reading: Reading, statement: Statement, benefit: Benefit) -> Benefit:
    """The first limiting piece is the cap; a further one is said in the review."""
    caps = [q for span in statement.caps for q in reading.within(span) if q.kind is Kind.AMOUNT and q.bound is Bound.LE]
    used = caps[0].span if caps else None
    further = [s.of(reading.text) for s in statement.caps if used is None or not s.contains(used)]
    notes = [s.of(reading.text) for s in statement.notes]
    review = "；".join([*(f"另有上限：{w}" for w in further), *(f"另有约定：{w}" for w in notes)])
    return replace(benefit, cap=caps[0] if caps else None, review=review)


def with_sum(reading: Reading, statement: Statement, benefit: Benefit, given: Quantity) -> Benefit:
    """The benefit with the sum or rate that a statement gives, and the limits that stand beside it."""
    if given.kind is Kind.RATE:
        return _with_rate(reading, statement, benefit, given)
    if given.bound is Bound.LE:
        if benefit.cap is None:
            return replace(benefit, cap=given)
        return replace(benefit, cap=given, review=joined(benefit.review, f"另有上限：{benefit.cap.raw}"))
    inside = reading.within(Span(given.span.end, statement.gives.end))
    caps = [q for q in inside if q.kind is Kind.AMOUNT and q.bound is Bound.LE]
    return replace(benefit, fixed=given, cap=caps[0] if caps else benefit.cap)


def _with_rate(reading: Reading, statement: Statement, benefit: Benefit, rate: Quantity) -> Benefit:
    inside = reading.within(Span(statement.marker, statement.gives.end))
    counts = [q for q in inside if q.kind is Kind.COUNT and q.bound is Bound.LE and q.span.end <= rate.span.start]
    caps = [q for q in inside if q.kind is Kind.AMOUNT and q.bound is Bound.LE and q.span.start >= rate.span.end]
    base = _base(reading, statement, rate)
    return replace(
        benefit, rate=rate, base=base, base_limit=counts[-1] if counts else None,
        cap=caps[0] if caps else benefit.cap,
        review=joined(benefit.review, _about_base(base, rate)),
    )  # fmt: skip


def _base(reading: Reading, statement: Statement, rate: Quantity) -> str:
    """What a rate is applied to: the words of the figure, from 按 on; else what 对 or 根据其 names before."""
    start = max(statement.span.start, rate.span.start - 60)
    near = reading.text[start : rate.span.start]
    words = base_of(rate.subject)
    multiple = rate.unit == "倍" and _MULTIPLE.search(words)
    if (rate.unit == "%" or multiple) and words and words in near and not _is_none(words):
        return _LIMITING.sub("", _from_by(reading, statement, start + near.rindex(words), words))
    return base_in_target(reading, statement) or base_in_basis(reading, statement) or _matched(reading, statement, rate)


def _matched(reading: Reading, statement: Statement, rate: Quantity) -> str:
    """除享受市级扶持资金外, 给予1:1的配套补贴: what is received beside it is what it matches."""
    if not _MATCHED.match(reading.folded, rate.span.start):
        return ""
    found = [(p, m) for p in statement.head if (m := _BESIDES.search(p.of(reading.folded)))]
    return (
        reading.text[found[0][0].start + found[0][1].start("what") : found[0][0].start + found[0][1].end("what")]
        if len(found) == 1
        else ""
    )


def _is_none(words: str) -> bool:
    return bool(re.fullmatch(rf"{GIVING}|(?:的)?部分|(?:比例|标准){GIVING}?", words) or _GIVER.search(words))


def _from_by(reading: Reading, statement: Statement, at: int, words: str) -> str:
    """参照其土地、房产变更产生的贡献的70%: all that stands between the word of the sum and the end of the base."""
    marks = [m for m in _BY.finditer(reading.folded, statement.marker, at) if m.end() <= at]
    by = marks[-1] if marks else None
    if by is None or at - by.end() > _WIDEST:
        return words
    wider = _LIMITING.sub("", reading.text[by.end() : at + len(words)])
    limited = re.search(r"[\d][^,]{0,3}(?:台|家|个|项|人)", wider)
    return words if limited or re.search(r"[,，。；:：]", wider) else wider


def _about_base(base: str, rate: Quantity) -> str:
    if rate.unit != "%":
        return ""
    if not base:
        return NO_BASE
    certain = _AMOUNT.search(base) and ":" not in fold(rate.raw)  # 1:1 of what is received beside it
    return "" if certain else f"计算基数须核对：{base}"


def joined(*notes: str) -> str:
    """The notes that are not empty, each once, in one line."""
    return "；".join(dict.fromkeys(n for n in notes if n))
