"""Requirements: the conditions of a statement of support, piece by piece, each with its threshold where it has one."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.benefits.bases import names_base
from corpus.benefits.benefit import Condition
from corpus.benefits.roles import ACTS, BASIS, GOAL, TARGET
from corpus.benefits.statements import Reading, Statement
from corpus.quantities.quantity import Bound, Kind, Quantity
from corpus.span import Span

_BOUNDARY = re.compile(r"、|,|并且|且|(?<![兼合])并(?![购网联轨行])|或者?|和|及(?!以[上下])")
_FURTHER = re.compile(r"并且|且|(?<![兼合])并(?![购网联轨行])")
_AND = re.compile(r"并?且")
_TRIM = " 、且并或者对和的,:"
_NOTHING = re.compile(
    r"(?:每|单|各|同一|单一)(?:家|个|项|户|人|位|名|件|台|套|宗|品|品种)?|当年|经认定后?|另|再|自.{1,8}起|其中|培育一批|年度|分别|即|额外|可|其|各"
    r"|[^,]{0,6}除.*外|由?[^,对]{0,6}(?:政府|财政|财政局|部门|资金)(?:中|一次性|再)?|(?:[一二两三四五\d]+年内)?(?:连续[一二两三四五\d]+年)?每年(?:度)?"
    r"|可?(?:按规定)?(?:申请|享受|获得|申报)[^,]*(?:扶持|奖励|补助|补贴|资助|支持|奖)|(?:扶持|奖励|补助|补贴|资助)(?:金额|额度|标准|资金)?|该[^,的]{2,10}|进行(?:扶持|奖励|补助|补贴|资助)|累计|合计|最高|包括[^,]*|(?:方向|类型|档次)[\d一二三四五]+|从优|成功后|(?:前|后|第)[一二两三四五\d]+年度?|首年|次年|[(〔].*[)〕]|自[^,且]{1,14}起(?:连续[一二两三四五\d]+年)?|达到以下条件|符合条件|同时|依法依规|依法|依规"
)
_BRACKET = re.compile(r"[(〔][^()〔〕]*[)〕]")
_SELECTED = re.compile(r"^(?:每年)?(?:度)?(?:评选|择优|遴选|选拔)")
_ENCOURAGED = re.compile(r"鼓励|支持|引导|每年(?:评选|择优|遴选|选拔)")
_WISH = re.compile(
    r"(?:做大做强|发展壮大|高质量发展|规模化发展|水平|能力|转型|升级|资质申请)$|^(?:培育|打造|引育|招引)一批"
)
_NAMED_AS = re.compile(r"(?:级|类|入选|获评?|列入|(?:为|成)(?:国家|全国|省|市|区|县)?级?)$")
_NAMED = 5  # characters: a recipient's name that says something
_CLAUSE = 5  # characters on each side of 且 that are two conditions
_PHRASE = 7  # characters between 或 and a figure that are a statement of their own
_LONG = 10  # characters: a recipient as long as this says what it must have done


def find_requirements(reading: Reading, statement: Statement, who: Span | None) -> tuple[Condition, ...]:
    """What must hold; spans point into the clause's text. Aims of the policy before it (支持…, 加快…) are none."""
    pieces = tuple(p for p in statement.pieces if not names_base(reading, p))
    named = [p for p in pieces if TARGET.search(reading.folded, p.start, p.end)]
    if named:
        strict = [p for p in pieces if p.start >= named[0].start or reading.folded[p.end - 1] == "的"]
    else:
        strict = [p for p in pieces if not _is_aim(reading, p)]
    found = [c for p in strict for c in _of_piece(reading, p, who)]
    if not found:  # 鼓励购买……, 对每家企业给予: what is encouraged is the condition
        found = [c for p in _encouraged(reading, pieces, strict) for c in _of_piece(reading, p, who)]
    if not found and who and ACTS.match(who.of(reading.folded)) and len(who) >= _NAMED:
        found = [*_condition(reading, who.start, who.end, None)]  # 新设外资研发中心: the name says what must be
    return tuple(found)


def _encouraged(reading: Reading, pieces: tuple[Span, ...], strict: list[Span]) -> list[Span]:
    """From the first 鼓励 on, what the sentence wants done; mere wishes (做大做强) are left out."""
    rest = [p for p in pieces if p not in strict and not BASIS.match(p.of(reading.folded))]
    first = next((n for n, p in enumerate(rest) if _ENCOURAGED.match(p.of(reading.folded))), len(rest))
    return [p for p in rest[first:] if not _WISH.search(p.of(reading.folded))]


def alternatives(reading: Reading, conditions: tuple[Condition, ...]) -> bool:
    """Whether some of the conditions are joined by 或: one of them is enough."""
    joints = [reading.folded[a.span.end : b.span.start] for a, b in pairwise(conditions)]
    return any("或" in words for words in joints) or any(_or_of_its_own(c) for c in conditions)


def _or_of_its_own(condition: Condition) -> bool:
    """A threshold is only one of two things: 获得国家级奖项或年销售额达到1亿元, but not 自建或租用1000平方米以上."""
    if condition.quantity is None:
        return False
    start = condition.quantity.span.start - condition.span.start
    places = [m.start() for m in re.finditer("或", _BRACKET.sub(lambda m: "\0" * len(m.group()), condition.text))]
    return any(at >= start or start - at >= _PHRASE for at in places)


def _is_aim(reading: Reading, piece: Span) -> bool:
    words = piece.of(reading.folded)
    return bool(GOAL.match(words) or BASIS.match(words)) and not words.endswith("的")


def _of_piece(reading: Reading, piece: Span, who: Span | None) -> Iterator[Condition]:
    words = piece.of(reading.folded)
    body = Span(_body_start(reading, piece), piece.end)
    for part in _around(reading, who, body):
        thresholds = [] if _SELECTED.match(words) else _thresholds(reading, part)
        yield from _of_part(reading, part, thresholds)


def _around(reading: Reading, who: Span | None, body: Span) -> tuple[Span, ...]:
    """The piece without the words that only name the recipient."""
    if who is None or not body.start <= who.start < body.end or _says_what_was_done(reading, who, body):
        return (body,)
    after = Span(min(who.end, body.end), body.end)
    if who.start - body.start < 2:
        return (after,)
    if _NAMED_AS.search(reading.folded[body.start : who.start]) and len(after) < 2:  # 评定为示范工作站
        return (body,)
    return (Span(body.start, who.start), after)


def _thresholds(reading: Reading, part: Span) -> list[Quantity]:
    """The figures that decide; those in brackets only explain."""
    brackets = [Span(m.start(), m.end()) for m in _BRACKET.finditer(reading.folded, part.start, part.end)]
    return [q for q in reading.within(part) if _decides(q) and not any(b.contains(q.span) for b in brackets)]


def _of_part(reading: Reading, part: Span, thresholds: list[Quantity]) -> Iterator[Condition]:
    flat = _flat(reading.folded, part)
    start = part.start
    for index, quantity in enumerate(thresholds):
        following = thresholds[index + 1].span.start if index + 1 < len(thresholds) else part.end
        pattern = _BOUNDARY if index + 1 < len(thresholds) else _FURTHER
        boundary = pattern.search(flat, quantity.span.end, following)
        end = boundary.start() if boundary else (following if following == part.end else quantity.span.end)
        first = _AND.search(flat, start, quantity.span.start)
        if first and first.start() - start > _PHRASE:  # 完成年度计划且产值超过1亿元
            yield from _condition(reading, start, first.start(), None)
            start = first.end()
        yield from _condition(reading, start, end, quantity)
        start = end
    joint = None if thresholds else _AND.search(flat, start, part.end)
    if joint and joint.start() - start >= _CLAUSE and part.end - joint.end() >= _CLAUSE:
        yield from _condition(reading, start, joint.start(), None)
        start = joint.end()
    yield from _condition(reading, start, part.end, None)


def _flat(text: str, part: Span) -> str:
    """The text in which nothing inside brackets can cut a condition."""
    blank = _BRACKET.sub(lambda m: "\0" * len(m.group()), part.of(text))
    return text[: part.start] + blank + text[part.end :]


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
    start += len(words) - len(words.lstrip(_TRIM + "向"))  # 者 is the end of 或者
    if reading.folded[start:end].startswith(("购", "网")) and reading.folded[start - 1 : start] == "并":
        start -= 1  # 并购, 并网
    end = start + len(reading.folded[start:end].rstrip(_TRIM))
    if end - start >= 2 and not _NOTHING.fullmatch(reading.folded, start, end):
        yield Condition(reading.text[start:end], Span(start, end), quantity)
