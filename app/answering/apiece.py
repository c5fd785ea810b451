"""Rates with a limit for each piece, of which a question has several: 展位费的70%, 每个展位最高3万元, 4个展位每个5万元."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.answering.association import bigrams
from app.answering.computation import (
    HUNDRED,
    Computation,
    Figure,
    Uncomputed,
    asked,
    computed,
    quoted,
    rate_shown,
    shown,
    to_the_cent,
    uncomputed,
)
from app.answering.counting import units_alike
from app.answering.members import Member, alone, meant
from app.answering.notes import Notes, read_notes, remarked
from app.answering.obstacle import misread, not_meant
from app.answering.question import Question, normalise
from app.answering.rates import all_caps, base_amounts, base_words, is_priced
from app.answering.thresholds import inputs, taken
from corpus import Benefit, Bound, Kind, Quantity, display, find_quantities

_PIECE = re.compile(
    r"(?:每|单)一?(?P<unit>[个项台套件辆间次场张机车艘架])(?!企业|单位|机构|公司|园区|主体|申[报请]|法人|个?人|家|户|年|月)"
    r"(?P<thing>[^,，。;；\d每最不累合补奖]{0,8})"
)
_COUNTED_AS = {"机": "台", "车": "辆"}
_PROJECT = re.compile(r"项|平台")
_GENERAL = frozenset({"个", "项", "场", "次", "台", "套", "件", "届"})
_NOT_EACH = "上限按“{words}”计，问题没有说明每一个各是多少"


@dataclass(frozen=True, slots=True)
class _Limit:
    """A limit for each piece: of what the pieces are counted by, and what they are."""

    cap: Quantity
    high: Decimal
    words: str
    unit: str
    thing: str


def with_piece_limits(benefits: Sequence[Benefit], question: Question, clause: str) -> list[Benefit]:
    """The benefits with the limits for each piece that stand beside them: how much for one, and for how many at most.

    ``clause`` is all that the clause says.
    """
    return [_with_most_pieces(b, clause) for b in _with_named_limit(benefits, question)]


def _with_most_pieces(benefit: Benefit, clause: str) -> Benefit:
    """同一展会最多奖励4个标准展位: the most pieces that anything is given for."""
    limit = _limit(benefit, read_notes(benefit)) if benefit.rate is not None and benefit.base_limit is None else None
    if limit is None:
        return benefit
    counts = [q for q in find_quantities(clause) if q.kind is Kind.COUNT and q.bound in {Bound.LE, Bound.LT}]
    own = [q for q in counts if q.unit == limit.unit and limit.thing[-2:] in clause[q.span.end : q.span.end + 8]]
    return replace(benefit, base_limit=own[0]) if len({q.value for q in own}) == 1 else benefit


def _with_named_limit(benefits: Sequence[Benefit], question: Question) -> list[Benefit]:
    """展位费的80%，省内、省外每个展位不超过…: the rate with the limit of the case that the question names.

    A rate whose limit stands with it, or of which no case or several are named, is left as it is.
    """
    rates = [b for b in benefits if b.rate is not None and b.base and b.cap is None]
    limits = [b for b in benefits if b.rate is None and b.fixed is None and b.cap is not None]
    if len(rates) != 1 or not limits or len(benefits) != 1 + len(limits) or len({b.span for b in limits}) != 1:
        return list(benefits)
    cases = alone([normalise(b.variant) for b in limits]) if len(limits) > 1 else [""]
    found = [Member(words, b.cap) for words, b in zip(cases, limits, strict=True) if b.cap is not None]
    one = meant(question.search, found)
    limit = next((b for b in limits if one is not None and b.cap is one.figure), None)
    words = _PIECE.search(limit.scope or "，".join(c.text for c in limit.conditions)) if limit is not None else None
    if limit is None or words is None:
        return list(benefits)
    return [replace(rates[0], cap=limit.cap, scope=words[0], frequency="")]


def apiece(benefit: Benefit, question: Question, notes: Notes, text: str) -> Computation | Uncomputed | None:
    """Each piece by the rate and within its limit, times the pieces; ``None`` where there is no such limit or number."""
    limit, amounts = _limit(benefit, notes), base_amounts(question, benefit)
    pieces = _pieces(question, benefit, limit) if limit is not None else None
    if limit is None or pieces is None or len(amounts) != 1 or benefit.rate is None or benefit.rate.unit != "%":
        return None
    if reason := misread(question) or not_meant(question, benefit, text):
        return uncomputed(reason)
    amount, (count, number) = amounts[0], pieces
    raw = amount.value * benefit.rate.value / HUNDRED
    if number > 1 and not is_priced(question, amount):
        return None if raw <= limit.high else uncomputed(_NOT_EACH.format(words=limit.words))
    return _ended(benefit, notes, limit, _product(benefit, limit, amount, raw, (count, number)), text)


def for_each(benefit: Benefit, notes: Notes) -> str:
    """The piece that a limit counts for each of (每个展位), of which a question may have several; empty where it does not.

    Who tells of one project means one, unless he counts more.
    """
    limit = _limit(benefit, notes)
    each = limit is not None and limit.words.startswith("每") and not _PROJECT.match(limit.thing or limit.unit)
    return limit.words if limit is not None and each else ""


def _limit(benefit: Benefit, notes: Notes) -> _Limit | None:
    """The one limit that counts for each piece."""
    found = []
    for cap, words in all_caps(benefit, notes):
        match = _PIECE.search(normalise(words))
        if match and cap.high is not None:
            unit = _COUNTED_AS.get(match["unit"], match["unit"])
            found.append(_Limit(cap, cap.high, match[0], unit, match["thing"]))
    return found[0] if len(found) == 1 else None


def _pieces(question: Question, benefit: Benefit, limit: _Limit) -> tuple[Quantity | None, Decimal] | None:
    """How many pieces the question has: its one count of them, or one where it says 一个; ``None`` where it tells none."""
    known = taken(question, benefit)
    counts = [q for q in inputs(question, Kind.COUNT) if q not in known]
    if not counts and re.search(rf"(?<![每第单])一{limit.unit}", question.search):
        return None, Decimal(1)
    if len(counts) != 1 or counts[0].bound is not Bound.EQ or not _is_of(question, counts[0], limit):
        return None
    return counts[0], counts[0].value


def _is_of(question: Question, count: Quantity, limit: _Limit) -> bool:
    """Whether a count of the question counts the pieces: 3个标准展位 for 每个展位, 两场国际会议 for 单个会议."""
    named = bool(bigrams(limit.thing) & bigrams(question.search))
    if limit.thing and limit.unit in _GENERAL:
        return named and count.unit in _GENERAL
    return units_alike(count.unit, limit.unit)


def _product(
    benefit: Benefit, limit: _Limit, amount: Quantity, raw: Decimal, pieces: tuple[Quantity | None, Decimal]
) -> tuple[str, list[Figure], Decimal]:
    """One piece by the rate and within its limit, times the pieces that count: words, figures, and what it makes."""
    each, equals = to_the_cent(raw)
    (count, number), most = pieces, benefit.base_limit
    rate = [benefit.rate] if benefit.rate is not None else []
    formula = f"{shown(amount)} × {''.join(map(rate_shown, rate))} {equals} {display(each, '元')}"
    figures = [asked(amount), *map(quoted, rate), computed(each, "元", formula), quoted(limit.cap)]
    over = "超过上限" if each > limit.high else "未超过上限"
    line = f"按{base_words(benefit)}计算，{limit.words}：{formula}，{over}{display(limit.high, '元')}"
    figures += [asked(count)] if count is not None else []
    if most is not None and most.high is not None and number > most.high:
        number = most.high
        figures.append(quoted(most))
    given, total = min(each, limit.high), min(each, limit.high) * number
    if number > 1:
        product = f"{display(given, '元')} × {number:f} = {display(total, '元')}"
        figures.append(computed(total, "元", product))
        line += f"，按{limit.words}{display(given, '元')}计；{product}"
    return line, figures, total


def _ended(
    benefit: Benefit, notes: Notes, limit: _Limit, said: tuple[str, list[Figure], Decimal], text: str
) -> Computation:
    """The line with what the other limits leave of the sum."""
    line, figures, total = said
    others = [(q, q.high, words) for q, words in all_caps(benefit, notes) if q is not limit.cap and q.high is not None]
    figures = [*figures, *(quoted(q) for q, _, _ in others)]
    end, lowest = remarked(notes, text), min((high for _, high, _ in others), default=None)
    if lowest is not None and total > lowest:
        scope = next(words for _, high, words in others if high == lowest)
        most = f"{re.sub('(?:最高|不超过|最多).*$', '', scope)}最高可得{display(lowest, '元')}"
        return Computation(
            f"{line}，超过上限{display(lowest, '元')}，{most}{end}。", tuple(figures), benefit, result=lowest
        )
    gives = f"最高{notes.gives}" if (benefit.rate and benefit.rate.bound is Bound.LE) or end else notes.gives
    return Computation(f"{line}，{gives}{display(total, '元')}{end}。", tuple(figures), benefit, result=total)
