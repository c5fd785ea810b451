"""Benefits of a clause: who gets what, under which conditions, computed how; a first reading for people to review.

A benefit whose ``review`` is not empty could not be read completely; nothing may be computed from it unseen.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus import recipients
from corpus.benefit import Benefit, Condition
from corpus.clause import Clause
from corpus.conventions import find_conventions
from corpus.document import Document
from corpus.labels import leading_label
from corpus.quantity import Bound, Kind, Quantity
from corpus.requirements import alternatives, find_requirements
from corpus.span import Span
from corpus.statements import GIVING, Reading, Statement, find_statements, read
from corpus.subjects import base_of
from corpus.variants import lists_of_sums, variants

_PER = re.compile(
    r"(?:每|按)(?:满|增加|新增|超过)?(?:[一二三四五六七八九十\d.万千百]*)(?:平方米|件|人次|人|亩|户|台|套|项|个|家|次|宗|辆|间|场|吨|月|天|万|㎡)[^,。;]{0,10}$"
)
_STEP = re.compile(r"每(?![年月日季]|[^，,]{0,8}(?:评选|遴选))")
_MORE = re.compile(rf"[和及、并](?P<what>[^,。;\d]{{2,16}}?{GIVING})(?!总额|金额|额度|不|最高|累计|标准|的)")
_SEMICOLON = re.compile(r"[^,。]{0,12};[ ]*")
_NOBODY = "没有读出给予的对象"
_STALE = "条款文字已改变，原来的核对已过期"
_TITLE_LIMIT = 40  # characters


def find_benefits(document: Document, clause: Clause) -> tuple[Benefit, ...]:
    """The benefits of one clause in order, pairs with 分别 as one each; spans point into the document's text.

    What a person has reviewed stands in place of what is read here, unless the clause has changed since.
    """
    review = document.review_of(clause.id)
    if review is None:
        return _draft(document, clause)
    if not review.stale:
        return review.benefits
    return tuple(replace(b, review=_joined(_STALE, b.review)) for b in _draft(document, clause))


def _draft(document: Document, clause: Clause) -> tuple[Benefit, ...]:
    reading = read(clause.span.of(document.text), find_conventions(document.text))
    found: list[Benefit] = []
    for statement in find_statements(reading):
        found.extend([_with_earlier_who(reading, b, found) for b in _benefits(reading, statement, clause)])
    return tuple(_shifted(b, clause.span.start) for b in found)


def _with_earlier_who(reading: Reading, benefit: Benefit, earlier: list[Benefit]) -> Benefit:
    """对企业……；……的, 给予…: after a semicolon the recipient may be left out; the review says that it was taken over."""
    if benefit.who or not earlier or not earlier[-1].who:
        return benefit
    between = reading.folded[earlier[-1].span.end : benefit.span.start]
    if not _SEMICOLON.fullmatch(between):
        return benefit
    note = f"对象沿用上一句的“{earlier[-1].who}”"
    return replace(benefit, who=earlier[-1].who, review=_joined(benefit.review.replace(_NOBODY, "").strip("；"), note))


def _benefits(reading: Reading, statement: Statement, clause: Clause) -> list[Benefit]:
    who = recipients.people(reading, statement)
    benefit = Benefit(
        clause_id=clause.id, span=statement.span, title=_title(reading, statement, clause),
        who=who.of(reading.text) if who else "", conditions=find_requirements(reading, statement, who),
        frequency=recipients.frequency(reading, statement), scope=recipients.scope(reading, statement),
    )  # fmt: skip
    sums = lists_of_sums(reading, statement)
    if not sums:
        words = reading.text[statement.marker : statement.gives.end]
        capped = _with_caps(reading, statement, benefit)
        return [replace(capped, review=_joined(f"没有写明数额：{words}", capped.review))]
    benefit = _with_caps(reading, statement, benefit)
    if len(sums) > 1:
        return _split(reading, statement, benefit, sums, who)
    return [_reviewed(reading, statement, _with_sum(reading, statement, benefit, sums[0]))]


def _title(reading: Reading, statement: Statement, clause: Clause) -> str:
    if not clause.headings:
        return statement.span.of(reading.text)[:_TITLE_LIMIT]
    heading = clause.headings[-1]
    label = leading_label(heading)
    return (heading[label.length :] if label else heading).strip()[:_TITLE_LIMIT] or heading


def _with_caps(reading: Reading, statement: Statement, benefit: Benefit) -> Benefit:
    """The first limiting piece is the cap; a further one is said in the review."""
    caps = [q for span in statement.caps for q in reading.within(span) if q.kind is Kind.AMOUNT and q.bound is Bound.LE]
    used = caps[0].span if caps else None
    further = [s.of(reading.text) for s in statement.caps if used is None or not s.contains(used)]
    notes = [s.of(reading.text) for s in statement.notes]
    review = "；".join([*(f"另有上限：{w}" for w in further), *(f"另有约定：{w}" for w in notes)])
    return replace(benefit, cap=caps[0] if caps else None, review=review)


def _with_sum(reading: Reading, statement: Statement, benefit: Benefit, given: Quantity) -> Benefit:
    if given.kind is Kind.RATE:
        return _with_rate(reading, statement, benefit, given)
    if given.bound is Bound.LE:
        if benefit.cap is None:
            return replace(benefit, cap=given)
        return replace(benefit, cap=given, review=_joined(benefit.review, f"另有上限：{benefit.cap.raw}"))
    inside = reading.within(Span(given.span.end, statement.gives.end))
    caps = [q for q in inside if q.kind is Kind.AMOUNT and q.bound is Bound.LE]
    return replace(benefit, fixed=given, cap=caps[0] if caps else benefit.cap)


def _with_rate(reading: Reading, statement: Statement, benefit: Benefit, rate: Quantity) -> Benefit:
    inside = reading.within(Span(statement.marker, statement.gives.end))
    counts = [q for q in inside if q.kind is Kind.COUNT and q.bound is Bound.LE and q.span.end <= rate.span.start]
    caps = [q for q in inside if q.kind is Kind.AMOUNT and q.bound is Bound.LE and q.span.start >= rate.span.end]
    near = reading.text[max(statement.span.start, rate.span.start - 60) : rate.span.start]
    base = words if (words := base_of(rate.subject)) in near else ""
    base = "" if rate.unit != "%" or re.fullmatch(GIVING, base) else base
    base = base or recipients.base_in_target(reading, statement)
    return replace(
        benefit, rate=rate, base=base, base_limit=counts[-1] if counts else None,
        cap=caps[0] if caps else benefit.cap,
        review=_joined(benefit.review, "" if base or rate.unit != "%" else "没有读出比例的计算基数"),
    )  # fmt: skip


def _split(
    reading: Reading, statement: Statement, benefit: Benefit, sums: list[Quantity], who: Span | None
) -> list[Benefit]:
    """One benefit for each sum of a list, with the word that it belongs to."""
    words = variants(reading, statement, who, len(sums))
    found = []
    for index, given in enumerate(sums):
        one = _with_sum(reading, statement, benefit, given)
        one = replace(one, base=_with_sum(reading, statement, benefit, sums[0]).base)
        if words:
            one = replace(one, variant=words[index].of(reading.text), conditions=_own(one.conditions, words, index))
        else:
            one = replace(one, review=_joined(one.review, "“分别”的各项未能与对象逐一对应"))
        if one.rate and one.base:
            one = replace(one, review=one.review.replace("没有读出比例的计算基数", "").strip("；"))
        found.append(_reviewed(reading, statement, one))
    return found


def _own(conditions: tuple[Condition, ...], words: tuple[Span, ...], index: int) -> tuple[Condition, ...]:
    """Of the thresholds of a list only the one that the sum belongs to."""
    others = {w for i, w in enumerate(words) if i != index}
    return tuple(c for c in conditions if c.quantity is None or c.quantity.span not in others)


def _reviewed(reading: Reading, statement: Statement, benefit: Benefit) -> Benefit:
    """Says what the fields cannot hold: sums per piece, further support without a figure, what the sum depends on."""
    notes = [benefit.review, *_about_the_sum(reading, benefit)]
    given = benefit.fixed or benefit.cap
    if given and (match := _MORE.match(reading.folded, _noun_end(reading.folded, given))):
        notes.append(f"另有没有写明数额的支持：{reading.text[match.start('what') : match.end('what')]}")
    if alternatives(reading, benefit.conditions):
        notes.append("条件之间有“或”，满足其一即可的须人工核对")
    if any(c.text.endswith("部分") for c in benefit.conditions):
        notes.append("分段计算，须人工核对")
    if basis := recipients.basis(reading, statement):
        notes.append(f"数额还取决于：{basis}")
    if not benefit.who:
        notes.append(_NOBODY)
    return replace(benefit, review=_joined(*notes))


def _about_the_sum(reading: Reading, benefit: Benefit) -> Iterator[str]:
    fixed, rate = benefit.fixed, benefit.rate
    steps = [c.text for c in benefit.conditions if c.quantity and _STEP.match(c.text)]
    for given in (fixed, benefit.cap):
        before = reading.text[max(0, given.span.start - 24) : given.span.start] if given else ""
        if given and ("/" in given.unit or (given is fixed and rate is None and (steps or _PER.search(before)))):
            yield f"“{given.raw}”是单位标准，须乘以数量"
    if fixed and fixed.bound is not Bound.EQ:
        yield f"数额不是定数：{fixed.raw}"
    if rate and rate.unit != "%":
        yield f"“{rate.raw}”是对另一比例的增减，不能单独计算"
    if rate and rate.bound is Bound.RANGE:
        yield f"比例不是定数：{rate.raw}"


def _noun_end(text: str, given: Quantity) -> int:
    match = re.compile(rf"的?[^,。;、和及\d]{{0,6}}?{GIVING}").match(text, given.span.end)
    return match.end() if match else given.span.end


def _joined(*notes: str) -> str:
    return "；".join(n for n in notes if n)


def _shifted(benefit: Benefit, offset: int) -> Benefit:
    def moved(quantity: Quantity | None) -> Quantity | None:
        return quantity.shift(offset) if quantity else None

    conditions = tuple(Condition(c.text, c.span.shift(offset), moved(c.quantity)) for c in benefit.conditions)
    return replace(
        benefit, span=benefit.span.shift(offset), conditions=conditions, fixed=moved(benefit.fixed),
        rate=moved(benefit.rate), base_limit=moved(benefit.base_limit), cap=moved(benefit.cap),
    )  # fmt: skip
