"""Benefits of a clause: who gets what, under which conditions, computed how; a first reading for people to review.

A benefit whose ``review`` is not empty could not be read completely; nothing may be computed from it unseen.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.benefits import extent, recipients
from corpus.benefits.benefit import Benefit, Condition
from corpus.benefits.formulas import NO_BASE, joined, with_caps, with_sum
from corpus.benefits.introductions import NOBODY, introduced
from corpus.benefits.provisos import further, provisos, stage
from corpus.benefits.requirements import alternatives, find_requirements
from corpus.benefits.statements import GIVING, Reading, Statement, find_statements, read
from corpus.benefits.variants import lists_of_sums, ranks, variants
from corpus.clause import Clause
from corpus.document import Document
from corpus.quantities.conventions import find_conventions
from corpus.quantities.quantity import Bound, Kind, Quantity
from corpus.span import Span
from corpus.structure.labels import leading_label

_PER = re.compile(
    r"(?:每|按)(?:满|增加|新增|超过)?(?:[一二三四五六七八九十\d.万千百]*)(?:平方米|件|人次|人|亩|户|台|套|项|个|家|次|宗|辆|间|场|吨|月|天|万|㎡)[^,。;]{0,10}$"
)
_STEP = re.compile(r"每(?![年月日季]|[^，,]{0,8}(?:评选|遴选))")
_MORE = re.compile(rf"[和及、并](?P<what>[^,。;\d]{{2,16}}?{GIVING})(?!总额|金额|额度|不|最高|累计|标准|的)")
_SEMICOLON = re.compile(r"[^,。]{0,12};[ ]*")
_SEVERAL = re.compile(r"\d(?:个|名|份|套)$")  # 2个40万元的名额
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
    return tuple(replace(b, review=joined(_STALE, b.review)) for b in _draft(document, clause))


def _draft(document: Document, clause: Clause) -> tuple[Benefit, ...]:
    reading = read(clause.span.of(document.text), find_conventions(document.text))
    found: list[Benefit] = []
    statements = find_statements(reading)
    for statement in statements:
        found.extend([_with_earlier_who(reading, b, found) for b in _benefits(reading, statement, clause)])
    terms = further(reading, tuple(s.span for s in statements))
    own = [replace(_judged(b), review=joined(_judged(b).review, *terms)) for b in found]
    return introduced(document, clause, tuple(_shifted(b, clause.span.start) for b in own))


def _judged(benefit: Benefit) -> Benefit:
    """Says where the recipient does not read like one."""
    if not benefit.who or recipients.is_plausible(benefit.who):
        return benefit
    return replace(benefit, review=joined(benefit.review, f"给予的对象须核对：{benefit.who}"))


def _with_earlier_who(reading: Reading, benefit: Benefit, earlier: list[Benefit]) -> Benefit:
    """对企业……；……的, 给予…: after a semicolon the recipient may be left out; the review says that it was taken over."""
    if benefit.who or not earlier or not earlier[-1].who:
        return benefit
    between = reading.folded[earlier[-1].span.end : benefit.span.start]
    if not _SEMICOLON.fullmatch(between):
        return benefit
    note = f"对象沿用上一句的“{earlier[-1].who}”"
    return replace(benefit, who=earlier[-1].who, review=joined(benefit.review.replace(NOBODY, "").strip("；"), note))


def _benefits(reading: Reading, statement: Statement, clause: Clause) -> list[Benefit]:
    who = recipients.people(reading, statement)
    benefit = Benefit(
        clause_id=clause.id, span=statement.span, title=_title(reading, statement, clause),
        who=who.of(reading.text) if who else "", conditions=find_requirements(reading, statement, who),
        frequency=extent.frequency(reading, statement), scope=extent.scope(reading, statement),
    )  # fmt: skip
    sums = lists_of_sums(reading, statement)
    if not sums:
        words = reading.text[statement.marker : statement.gives.end]
        capped = with_caps(reading, statement, benefit)
        return [replace(capped, review=joined(f"没有写明数额：{words}", capped.review))]
    benefit = with_caps(reading, statement, benefit)
    if len(sums) > 1:
        return _split(reading, statement, benefit, sums, who)
    return [_reviewed(reading, statement, with_sum(reading, statement, benefit, sums[0]))]


def _title(reading: Reading, statement: Statement, clause: Clause) -> str:
    if not clause.headings:
        return statement.span.of(reading.text)[:_TITLE_LIMIT]
    heading = clause.headings[-1]
    label = leading_label(heading)
    return (heading[label.length :] if label else heading).strip()[:_TITLE_LIMIT] or heading


def _split(
    reading: Reading, statement: Statement, benefit: Benefit, sums: list[Quantity], who: Span | None
) -> list[Benefit]:
    """One benefit for each sum of a list, with the word that it belongs to."""
    words = variants(reading, statement, who, len(sums))
    places = () if words else ranks(reading, statement, len(sums))
    found = []
    for index, given in enumerate(sums):
        one = with_sum(reading, statement, benefit, given)
        one = replace(one, base=with_sum(reading, statement, benefit, sums[0]).base)
        if words:
            one = replace(
                one, variant=words[index].of(reading.text), conditions=_own(reading, one.conditions, words, index)
            )
        elif places:
            one = replace(one, variant=places[index])
        else:
            one = replace(one, review=joined(one.review, "“分别”的各项未能与对象逐一对应"))
        if one.rate and one.base:
            one = replace(one, review=one.review.replace(NO_BASE, "").strip("；"))
        found.append(_reviewed(reading, statement, one))
    return found


def _own(
    reading: Reading, conditions: tuple[Condition, ...], words: tuple[Span, ...], index: int
) -> tuple[Condition, ...]:
    """Thresholds in a list (超过50亿元、30亿元的) are one condition, with the figure that the sum belongs to."""
    listed = [c for c in conditions if c.quantity and c.quantity.span in words]
    if not listed:
        return conditions
    span = Span(listed[0].span.start, listed[-1].span.end)
    quantity = next((c.quantity for c in listed if c.quantity and c.quantity.span == words[index]), None)
    own = Condition(span.of(reading.text), span, quantity)
    return tuple(own if c is listed[0] else c for c in conditions if c is listed[0] or c not in listed)


def _reviewed(reading: Reading, statement: Statement, benefit: Benefit) -> Benefit:
    """Says what the fields cannot hold: sums per piece, further support without a figure, what the sum depends on."""
    notes = [benefit.review, *_about_the_sum(reading, benefit), *_unread(reading, statement, benefit)]
    given = benefit.fixed or benefit.cap
    if given and (match := _MORE.match(reading.folded, _noun_end(reading.folded, given))):
        notes.append(f"另有没有写明数额的支持：{reading.text[match.start('what') : match.end('what')]}")
    if alternatives(reading, benefit.conditions):
        notes.append("条件之间有“或”，满足其一即可的须人工核对")
    if any(c.text.endswith("部分") for c in benefit.conditions):
        notes.append("分段计算，须人工核对")
    if basis := extent.basis(reading, statement):
        notes.append(f"数额还取决于：{basis}")
    years = stage(reading, statement)
    if years:
        notes.append(f"分年度给予：{years.of(reading.text)}")
        benefit = replace(benefit, variant=benefit.variant or years.of(reading.text))
    notes.extend(provisos(reading, statement, benefit))
    if not benefit.who:
        notes.append(NOBODY)
    return replace(benefit, review=joined(*notes))


def _about_the_sum(reading: Reading, benefit: Benefit) -> Iterator[str]:
    fixed, rate = benefit.fixed, benefit.rate
    steps = [c.text for c in benefit.conditions if c.quantity and _STEP.match(c.text)]
    for given in (fixed, benefit.cap):
        before = reading.text[max(0, given.span.start - 24) : given.span.start] if given else ""
        if given and ("/" in given.unit or (given is fixed and rate is None and (steps or _PER.search(before)))):
            yield f"“{given.raw}”是单位标准，须乘以数量"
    if fixed and fixed.bound is not Bound.EQ:
        yield f"数额不是定数：{fixed.raw}"
    if rate and rate.unit != "%" and not (rate.unit == "倍" and benefit.base):
        yield f"“{rate.raw}”是对另一比例的增减，不能单独计算"
    if rate and rate.bound is Bound.RANGE:
        yield f"比例不是定数：{rate.raw}"


def _unread(reading: Reading, statement: Statement, benefit: Benefit) -> Iterator[str]:
    """Sums of the piece that are in no field and no list, and conditions that the sentence leaves to another."""
    given = [q.span for q in lists_of_sums(reading, statement)]
    used = [q.span for q in (benefit.fixed, benefit.rate, benefit.cap, benefit.base_limit) if q]
    rest = [
        q for q in reading.within(Span(statement.marker, statement.gives.end))
        if q.kind in {Kind.AMOUNT, Kind.RATE} and q.span not in (*given, *used)
        and not _in_brackets(reading, statement, q)
    ]  # fmt: skip
    if given and rest:
        yield f"另有数额没有读入：{'、'.join(q.raw for q in rest)}"
    if not benefit.conditions and benefit.who and re.fullmatch(f"[单同].*{re.escape(benefit.who)}", benefit.scope):
        yield "本句没有写明条件，须看上下文"
    if benefit.fixed and _SEVERAL.search(reading.folded, 0, benefit.fixed.span.start):
        yield f"“{benefit.fixed.raw}”是单位标准，须乘以数量"


def _in_brackets(reading: Reading, statement: Statement, quantity: Quantity) -> bool:
    before = reading.folded[statement.marker : quantity.span.start]
    return before.count("(") > before.count(")")


def _noun_end(text: str, given: Quantity) -> int:
    match = re.compile(rf"的?[^,。;、和及\d]{{0,6}}?{GIVING}").match(text, given.span.end)
    return match.end() if match else given.span.end


def _shifted(benefit: Benefit, offset: int) -> Benefit:
    def moved(quantity: Quantity | None) -> Quantity | None:
        return quantity.shift(offset) if quantity else None

    conditions = tuple(Condition(c.text, c.span.shift(offset), moved(c.quantity)) for c in benefit.conditions)
    return replace(
        benefit, span=benefit.span.shift(offset), conditions=conditions, fixed=moved(benefit.fixed),
        rate=moved(benefit.rate), base_limit=moved(benefit.base_limit), cap=moved(benefit.cap),
    )  # fmt: skip
