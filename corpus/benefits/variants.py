"""Variants: the sums after 分别 and the words before it that they belong to, aligned in order."""

import re
from itertools import pairwise

from corpus.benefits.statements import Reading, Statement
from corpus.quantities.quantity import Kind, Quantity
from corpus.span import Span
from corpus.structure.ordinals import number_value

_JOIN = r"(?:、|和|或|及|以及|与|,)"
_LEVEL = (
    r"(?:国家|省|市|区|县|部|世界|国际|行业|地方|团体|特|一|二|三|四|五|六|甲|乙|丙|[A-Fa-f]|[1-6]A|\d|[金银铜])?"
    r"(?:国家级|省级|市级|区级|县级|部级|世界级|国际级|级|类|等奖|星级?|等|档|奖)|(?:国际|全国|全省|全市|区域)性|国际标准|国家标准|行业标准|地方标准|团体标准|国际|国家|行业|地方|省|市|区|县|重大|重点|一般"
)
_OPENING = re.compile(r".*(?:认定为|评为|评定为|获得|获评|入选|通过|对于|对|为|按照|完成|的)(?=[^、]+[、和])")
_MEMBER = re.compile(r"(?:(?![和及与])[^、])+")
_FIRST = re.compile(r"前(?P<count>[二两三四五六七八九十\d]{1,2})(?:名|位|强)")
_PLACES = "一二三四五六七八九十"
_SHORT = 12  # characters
_BY_STAGES = re.compile(r"按照?(?P<list>[^,\d]+?)(?:[一二两三四五六七八九十]个[^、,\d]{2,4})?分别")
_NEXT_SUM = re.compile(r"[ ]*(?:、|和|及|或|以及)[ ]*")


def lists_of_sums(reading: Reading, statement: Statement) -> list[Quantity]:
    """The sums of a statement that stand in one list, or its first sum alone."""
    sums = [
        q for q in reading.within(Span(statement.marker, statement.gives.end)) if q.kind in {Kind.AMOUNT, Kind.RATE}
    ]
    listed = sums[:1]
    for quantity in sums[1:]:
        alike = (quantity.kind, quantity.unit) == (listed[-1].kind, listed[-1].unit)
        if not alike or not _NEXT_SUM.fullmatch(reading.folded, listed[-1].span.end, quantity.span.start):
            break
        listed.append(quantity)
    return listed


def variants(reading: Reading, statement: Statement, who: Span | None, count: int) -> tuple[Span, ...]:
    """The ``count`` words that a list of sums belongs to, nearest to the sums; empty where they are not certain."""
    pieces = (*_stages(reading, statement), *statement.pieces[::-1])
    for piece in pieces:
        if found := _thresholds(reading, piece, count) or _levels(reading.folded, piece, count):
            return found
    for piece in (who, *pieces) if who else pieces:
        if found := _members(reading.folded, piece, count):
            return found
    return ()


def _stages(reading: Reading, statement: Statement) -> tuple[Span, ...]:
    """按照改制、辅导、申报、上市四个环节分别给予: the list between the word of the sum and 分别."""
    match = _BY_STAGES.match(reading.folded, statement.marker, statement.gives.end)
    return (Span(match.start("list"), match.end("list")),) if match else ()


def _thresholds(reading: Reading, piece: Span, count: int) -> tuple[Span, ...]:
    """超过50亿元、30亿元、10亿元的企业, 分别奖励 …: the thresholds are the variants."""
    quantities = [q for q in reading.within(piece) if q.kind is not Kind.DATE]
    if len(quantities) != count or len({q.kind for q in quantities}) != 1:
        return ()
    gaps = [(first.span.end, second.span.start) for first, second in pairwise(quantities)]
    joined = all(_NEXT_SUM.fullmatch(reading.folded, *gap) for gap in gaps)
    return tuple(q.span for q in quantities) if joined else ()


def _levels(text: str, piece: Span, count: int) -> tuple[Span, ...]:
    """国家级、省级创新创业大赛: level words in a row."""
    member = rf"(?:{_LEVEL})(?:\([^()]*\))?"
    row = re.compile(rf"{member}(?:{_JOIN}{member}){{{count - 1}}}(?!{_JOIN}(?:{_LEVEL}))")
    rows = [*row.finditer(text, piece.start, piece.end)]
    if len(rows) != 1:
        return ()
    bare = text[: rows[0].start()] + re.sub(r"\([^()]*\)", lambda m: "\n" * len(m[0]), rows[0][0])
    words = [*re.compile(_LEVEL).finditer(bare, rows[0].start())]
    return tuple(Span(m.start(), m.end()) for m in words) if len(words) == count else ()


def _members(text: str, piece: Span, count: int) -> tuple[Span, ...]:
    """改制、辅导、申报、上市: as many members of one list as there are sums, each a short word."""
    opening = _OPENING.match(text, piece.start, piece.end)
    start = opening.end() if opening else piece.start
    members = [Span(m.start(), m.end()) for m in _MEMBER.finditer(text, start, piece.end)]
    if members and count > 1:  # 新三板上市的总部企业: what follows 的 belongs to them all
        last = members[-1]
        members[-1] = Span(last.start, last.start + len(last.of(text).partition("的")[0]))
    certain = len(members) == count and all(len(m) <= _SHORT for m in members)
    return tuple(members) if certain else ()


def ranks(reading: Reading, statement: Statement, count: int) -> tuple[str, ...]:
    """排名前三名的, 分别奖励 …: as many places as there are sums, 第一名 first; empty where no such number is named."""
    for piece in statement.pieces[::-1]:
        for match in _FIRST.finditer(reading.folded, piece.start, piece.end):
            if number_value(match["count"].replace("两", "二")) == count:
                return tuple(f"第{name}名" for name in _PLACES[:count])
    return ()
