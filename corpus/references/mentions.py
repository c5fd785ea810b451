"""Mentions of clauses in a text: 本办法第十二条第（二）项, 前两款, 《…条例》第四条, 第三条、第五条至第八条.

Only what has a number or a place is one: 前述, 上述 and 下列 by themselves name no clause.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.references.mention import Base, Mention, Named, Near, Own, Unit
from corpus.references.steps import LINK, START, TO, Group, between, group_at
from corpus.span import Span
from corpus.structure.ordinals import number_value

_NEAR_UNITS = {
    "编": Unit.PART, "部分": Unit.DIVISION, "章": Unit.CHAPTER, "节": Unit.SECTION, "条": Unit.ARTICLE,
    "款": Unit.PARAGRAPH, "项": Unit.ITEM, "目": Unit.POINT,
}  # fmt: skip
_OF = r"(?=第|规定|的|所|中|情形|[、和或及])"
_NEAR = (
    r"(?<![目以之此提事当日年月天从先往空生名列])前(?P<count>[一二两三四五六七八九])?"
    rf"(?P<before>条(?![例件款约])|款(?![项额])|项(?!目)|章(?!程)|节(?!目))"
    r"|(?<![根基样资日文版标课书剧脚])本"
    rf"(?P<own>编(?![制号码辑])|部分|章(?!程)|节(?![目能约点])|条(?![例件款约线])|款(?![项额])|项{_OF}|目{_OF})"
    rf"|(?<![合相共不])[同该](?P<same>[条款]){_OF}"
)
_ANCHOR = re.compile(rf"(?P<near>{_NEAR})|{START}")
_OF_STEP = re.compile(r"\s*(?:中?规定的?|[中的]|中的|所列的?|所称的?)?\s*(?=第|[（(])")

_KINDS = "法典|法|条例|办法|细则|规定|规则|章程|解释|公约|宪章|条约|协定|决定|意见|通知|公告|准则|方案|计划|规划|纲要|措施|政策|规范|规程|指南|清单"
_QUALIFIER = "(?:实施|暂行|试行|管理|工作|若干|行动|专项|扶持|奖励|支持|补充)"
_TAIL = r"(?:[（(][^（）()]{1,60}[)）])?\s*(?:的|中的|中)?\s*$"
_TITLED = re.compile(rf"《(?P<title>[^《》]+)》\s*{_TAIL}")
_TITLE = re.compile("《[^《》\n]*》")
_OWN = re.compile(rf"(?<![根基样资日])本{_QUALIFIER}{{0,3}}(?P<kind>{_KINDS})\s*(?:的|中的|中)?\s*$")
_SAME = re.compile(rf"(?:该|(?<!合)同|上述|前述|上列|原)(?:{_KINDS})\s*(?:的|中的|中)?\s*$")
_LAW = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{1,40}}(?:{_KINDS})|办法|条例|细则|规则|章程)(?<![依违合非立执司方做无]法)\s*$"
)
_THESE = re.compile(r"(?:上述|前述|上列|前列)(?:的)?\s*$")
_REPUBLIC = "中华人民共和国"
# What stands before a law's name and is no part of it.
_CUE = re.compile(
    "依照|按照|根据|依据|适用|违反|违背|符合|参照|援引|执行|遵守|实施|属于|以及|或者|触犯|构成|同时|不得|有关|涉及|规定的"
    "|存在|具有|基于|所称|所列|认为|对照|比照|发现|出现|包括|视同|未按|未依|超过|享受|满足|达到|有(?![线毒色害限机])|原|如|与|和|及|或|的|是|为|犯(?!罪)"
)
_NEVER_FIRST = "按依照除将据其"
_SELDOM_FIRST = "对在由以向经于"
_REACH = 120  # characters before a number in which the name of its document is looked for


@dataclass(frozen=True, slots=True)
class _Scope:
    """The document that the words before a number name, and where they begin."""

    base: Base
    start: int


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Every mention of a clause in a text, in order, list by list; none inside another."""
    found: list[Mention] = []
    titles = {at for title in _TITLE.finditer(text) for at in range(title.start(), title.end())}
    at = floor = 0
    while anchor := _ANCHOR.search(text, at):
        at = anchor.start() + 1
        if anchor.start() in titles:  # 《关于修改〈某法〉第三条的决定》
            continue
        series, end = _series(text, anchor, floor=floor)
        if series:
            found += series
            at = floor = end
    return tuple(found)


def _series(text: str, anchor: re.Match[str], *, floor: int) -> tuple[list[Mention], int]:
    """The mentions of the list that begins at ``anchor`` and where it ends."""
    if anchor["near"]:
        bases, start, end = _near(anchor), anchor.start(), anchor.end()
        found = [Mention(Span(start, end), base, ()) for base in bases]
        lower = _chain(text, end, found[-1], start=start, below=bases[-1].unit)
        found[-1:] = lower or found[-1:]
    else:
        scope = _scope(text, anchor.start(), floor)
        found = _chain(text, anchor.start(), Mention(Span(0, 0), scope.base, ()), start=scope.start)
    while found and (link := LINK.match(text, found[-1].span.end)):
        further = _next(text, link, found[-1])
        if not further:
            break
        found[-1:] = further
    return found, found[-1].span.end if found else anchor.start()


def _next(text: str, link: re.Match[str], last: Mention) -> list[Mention]:
    """``last`` and the mentions that a link joins to it: 第三条 | 、第五条; of a range those between as well."""
    is_range = TO.fullmatch(link[0]) is not None
    in_brackets = bool(last.steps) and last.steps[-1].unit >= Unit.ITEM
    group = group_at(text, link.end(), above=Unit.PARAGRAPH if in_brackets else None)
    if group is None or group.unit is Unit.ATTACHMENT:
        return []
    if last.steps and group.unit > last.steps[-1].unit and is_range:
        return []
    above = tuple(step for step in last.steps if step.unit < group.unit)
    stays = above or not isinstance(last.base, Near) or last.base.unit < group.unit
    head = Mention(Span(0, 0), last.base if stays else None, above)
    further = _chain(text, link.end(), head, start=link.end(), first=group)
    if not further or not is_range or not last.steps:
        return [last, *further] if further and not is_range else []
    whole = Span(last.span.start, further[-1].span.end)
    left_out = [Mention(whole, head.base, (*above, step)) for step in between(last.steps[-1], group.steps[0])]
    return [
        Mention(m.span if m.span.start >= whole.end else whole, m.base, m.steps) for m in (last, *left_out, *further)
    ]


def _chain(
    text: str, at: int, head: Mention, *, start: int, below: Unit | None = None, first: Group | None = None
) -> list[Mention]:
    """The mentions that the numbers from ``at`` on make below ``head``: 第五条 + 第一、二款; ``first`` was read already."""
    steps, found = head.steps, list[Mention]()
    for group in _groups(text, at, below, first):
        span = Span(start, group.end)
        found = [*found[:-1], *(Mention(span, head.base, (*steps, step)) for step in group.steps)]
        steps = (*steps, group.steps[-1])
    return found


def _groups(text: str, at: int, below: Unit | None, first: Group | None) -> Iterator[Group]:
    group = first or group_at(text, at, above=below)
    while group and (below is None or group.unit > below):
        yield group
        below = group.unit
        between_steps = _OF_STEP.match(text, group.end)
        group = group_at(text, between_steps.end() if between_steps else group.end, above=below)


def _near(anchor: re.Match[str]) -> list[Near]:
    words = anchor["near"]
    if anchor["before"]:
        unit, count = _NEAR_UNITS[anchor["before"]], number_value(anchor["count"] or "一") or 1
        return [Near(unit, back, words) for back in range(count, 0, -1)]
    if anchor["same"]:
        return [Near(_NEAR_UNITS[anchor["same"]], None, words)]
    return [Near(_NEAR_UNITS[anchor["own"]], 0, words)]


def _scope(text: str, at: int, floor: int) -> _Scope:
    """What the words before ``at``, down to ``floor``, say of the document that a number is of."""
    offset = max(floor, at - _REACH)
    before = text[offset:at].rpartition("\n")[2]
    offset = at - len(before)
    if match := _TITLED.search(before):
        return _Scope(Named((match["title"],), match["title"]), offset + match.start())
    if match := _OWN.search(before):
        return _Scope(Own(match["kind"]), offset + match.start())
    if match := _SAME.search(before):
        return _Scope(Named((), match[0].strip()), offset + match.start())
    if match := _LAW.search(before):
        names = _law_names(match["name"])
        return _Scope(Named(names, names[0]), offset + match.end("name") - len(names[0]))
    match = _THESE.search(before)
    return _Scope(None, offset + match.start() if match else at)


def _law_names(words: str) -> tuple[str, ...]:
    """What the name of a law may be among the words before a number: 依照刑法 → 刑法."""
    masked = words.replace(_REPUBLIC, "\0" * len(_REPUBLIC))
    cues = [match.end() for match in _CUE.finditer(masked) if match.end() < len(words)]
    name = words[cues[-1] if cues else 0 :].lstrip(_NEVER_FIRST) or words
    return (name, name[1:]) if name[0] in _SELDOM_FIRST and len(name) > 2 else (name,)
