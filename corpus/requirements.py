"""Requirements: the conditions of a statement of support, piece by piece, each with its threshold where it has one."""

import re
from collections.abc import Iterator

from corpus.benefit import Condition
from corpus.quantity import Bound, Kind, Quantity
from corpus.recipients import ACTS, BASIS, GOAL, TARGET
from corpus.span import Span
from corpus.statements import Reading, Statement

_BOUNDARY = re.compile(r"、|,|并且|且|并(?!购)|或者?|和|及(?!以[上下])")
_FURTHER = re.compile(r"并且|且|并(?!购)")
_TRIM = " 、且并或者对和的,:"
_NOTHING = re.compile(
    r"(?:每|单|各|同一|单一)(?:家|个|项|户|人|位|名|件|台|套|宗|品|品种)?|当年|经认定后?|另|再|自.{1,8}起|其中|培育一批|年度|分别|即|额外|可"
)
_SELECTED = re.compile(r"^(?:每年)?(?:度)?(?:评选|择优|遴选|选拔)")
_ENCOURAGED = re.compile(r"鼓励|支持|引导|每年(?:评选|择优|遴选|选拔)")
_LONG = 10  # characters: a recipient as long as this says what it must have done


def find_requirements(reading: Reading, statement: Statement, who: Span | None) -> tuple[Condition, ...]:
    """What must hold; spans point into the clause's text. Aims of the policy before it (支持…, 加快…) are none."""
    pieces = statement.pieces
    named = [p for p in pieces if TARGET.search(reading.folded, p.start, p.end)]
    if named:
        strict = [p for p in pieces if p.start >= named[0].start or reading.folded[p.end - 1] == "的"]
    else:
        strict = [p for p in pieces if not _is_aim(reading, p)]
    found = [c for p in strict for c in _of_piece(reading, p, who)]
    if not found:  # 鼓励购买……, 对每家企业给予: what is encouraged is the condition
        aims = [p for p in pieces if p not in strict and _ENCOURAGED.match(p.of(reading.folded))]
        found = [c for p in aims for c in _of_piece(reading, p, who)]
    return tuple(found)


def alternatives(reading: Reading, conditions: tuple[Condition, ...]) -> bool:
    """Whether some of the conditions are joined by 或: one of them is enough."""
    if not conditions:
        return False
    words = reading.folded[conditions[0].span.start : conditions[-1].span.end]
    return len(conditions) > 1 and "或" in words


def _is_aim(reading: Reading, piece: Span) -> bool:
    words = piece.of(reading.folded)
    return bool(GOAL.match(words) or BASIS.match(words)) and not words.endswith("的")


def _of_piece(reading: Reading, piece: Span, who: Span | None) -> Iterator[Condition]:
    words = piece.of(reading.folded)
    body = Span(_body_start(reading, piece), piece.end)
    if who and body.start <= who.start < body.end and not _says_what_was_done(reading, who, body):
        body = Span(who.end, body.end) if who.start - body.start < 2 else Span(body.start, who.start)
    thresholds = [] if _SELECTED.match(words) else [q for q in reading.within(body) if _decides(q)]
    start = body.start
    for index, quantity in enumerate(thresholds):
        following = thresholds[index + 1].span.start if index + 1 < len(thresholds) else body.end
        pattern = _BOUNDARY if index + 1 < len(thresholds) else _FURTHER
        boundary = pattern.search(reading.folded, quantity.span.end, following)
        end = boundary.start() if boundary else (following if following == body.end else quantity.span.end)
        yield from _condition(reading, start, end, quantity)
        start = end
    yield from _condition(reading, start, body.end, None)


def _body_start(reading: Reading, piece: Span) -> int:
    if match := TARGET.search(reading.folded, piece.start, piece.end):
        return match.end()
    opening = re.compile(r"鼓励|支持|引导").match(reading.folded, piece.start, piece.end)
    return opening.end() if opening else piece.start


def _says_what_was_done(reading: Reading, who: Span, body: Span) -> bool:
    """承接……科技攻关项目 names the recipient by its deed: it is the condition as well."""
    words = who.of(reading.folded)
    whole = who.start - body.start < 2 and body.end - who.end < 2
    return whole and bool(ACTS.match(words) or len(words) >= _LONG)


def _decides(quantity: Quantity) -> bool:
    if quantity.kind is Kind.DATE:
        return False
    return quantity.kind is not Kind.PERIOD or quantity.bound is not Bound.EQ


def _condition(reading: Reading, start: int, end: int, quantity: Quantity | None) -> Iterator[Condition]:
    words = reading.folded[start:end]
    start += len(words) - len(words.lstrip(_TRIM))  # 者 is the end of 或者
    end = start + len(reading.folded[start:end].rstrip(_TRIM))
    if end - start >= 2 and not _NOTHING.fullmatch(reading.folded, start, end):
        yield Condition(reading.text[start:end], Span(start, end), quantity)
