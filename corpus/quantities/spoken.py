"""Quantities as people say them: in a question 买了六百万 means money, in a document it would be an error."""

import re
from decimal import Decimal

from corpus.quantities.finding import find_quantities
from corpus.quantities.numerals import parse_numeral
from corpus.quantities.quantity import Bound, Kind, Quantity
from corpus.span import Span

_NUMERAL = r"(?:\d[\d,.]*[十百千]?|[一二两三四五六七八九十百千零]+)"
_COUNTED = "元家个项人台套次场平米吨辆户件本册字多几"  # what follows a bare 万 where it counts things
_AREA = re.compile(rf"(?<![几数上\d.]){_NUMERAL}(?:平(?![方米均台安时常衡行等价分])|m2|m²)")
_SPOKEN_COUNT = re.compile(r"(?<![我咱你他她们])[俩仨](?=[\u4e00-\u9fff])(?![月年])")  # 俩娃; 咱俩 counts nothing
_FIELDS = re.compile("(?<=[这那哪])[两三四五几]块")  # 这两块都支持吗: two fields
_DIGIT = "[一二三四五六七八九]"
_TAIL = rf"(?:(?:{_DIGIT}[千百十]零?)+{_DIGIT}?(?![万亿{_COUNTED}年月天日届期名位])|[二三四五六七八九](?=[,，。;；、?？]|$))"
_BARE = re.compile(
    rf"(?<![几数上\d.])(?:[一二两三四五六七八九十百千]+[万亿]{_TAIL}|{_NUMERAL}[万亿](?![{_COUNTED}\d]))"
)  # 一万四千四, 三万二
_AT_ONCE = re.compile(
    r"(?:(?<=[加凑合并放])一块(?!钱|[零多\d一二三四五六七八九])|一块(?=[申享报领拿扣算])|一块儿)"
)  # 加一块是多少: together
_FAMILY = re.compile(r"(?<=[家共有是])(?P<number>[一二两三四五六七八九\d])口(?=人|子|之家|[,，。;；?？ ]|$)")


def _is_bare_sum(text: str, quantity: Quantity) -> bool:
    """职工人数300人，产值80万: the 80万 of another stretch than 人数 counts nobody."""
    if quantity.kind is not Kind.COUNT or quantity.unit in quantity.raw or not _BARE.fullmatch(quantity.raw):
        return False
    return not re.search(r"[人户次家]数", re.split(r"[,，;；。]", text[: quantity.span.start])[-1])


def find_spoken_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a question: those of ``find_quantities``, and what people leave out.

    Amounts without 元 (``九十九万`` → 990000 元, ``三万二`` → 32000 元), floor space (``一百五十平`` → 150 平方米), 俩, 仨
    (``俩娃`` → 2 个) and the size of a family (``一家四口`` → 4 人).
    """
    together = {m.start() for m in _AT_ONCE.finditer(text)} | {m.start() for m in _FIELDS.finditer(text)}
    found = [q for q in find_quantities(text) if not _is_bare_sum(text, q) and q.span.start not in together]
    bare: list[Quantity] = []
    for match in _BARE.finditer(text):
        span = Span(match.start(), match.end())
        value = parse_numeral(match[0])
        if value is not None and not any(span.overlaps(q.span) for q in found):
            bare.append(Quantity(match[0], Kind.AMOUNT, Bound.EQ, value, value, "元", span))
    for match in _AREA.finditer(text):
        span = Span(match.start(), match.end())
        value = parse_numeral(re.sub(r"平|m2|m²", "", match[0]))
        if value is not None and not any(span.overlaps(q.span) for q in found):
            bare.append(Quantity(match[0], Kind.COUNT, Bound.EQ, value, value, "平方米", span))
    for match in _SPOKEN_COUNT.finditer(text):
        value = Decimal(2 if match[0] == "俩" else 3)
        bare.append(Quantity(match[0], Kind.COUNT, Bound.EQ, value, value, "个", Span(match.start(), match.end())))
    for match in _FAMILY.finditer(text):
        value = parse_numeral(match["number"])
        if value is not None:
            bare.append(Quantity(match[0], Kind.COUNT, Bound.EQ, value, value, "人", Span(match.start(), match.end())))
    return tuple(sorted((*found, *bare), key=lambda q: q.span))
