"""Recipients: whom a statement of support is for, per whom it counts and how often.

Everything is a piece of the text: nothing is completed, and what is not found is empty.
"""

import re
from collections.abc import Iterator

from corpus.span import Span
from corpus.statements import Reading, Statement

# Who can receive something, and what can be named in their place.
_AGENT = (
    r"(?:企业|单位|机构|个人(?!所得)|团队|公司|园区管委会|高校|院所|协会|主体|商户|农户|合作社|人员|职工|毕业生|用户|联盟|街道|乡镇|创客|学生|总部|个体工商户|人才|服务商|运营商"
    r"|投资人|带头人|项目方|申请人)"
)
_THING = r"(?:平台|基地|园区|中心|社区|软件|产品|项目|集群|训练场|工作室|工作站|实验室|孵化器|学校|医院|村|场景|活动|景区|载体|车间|工厂|品牌|标准|专利|展会|赛事|奖项|商标|工程)"
_ENTITY = rf"(?:{_AGENT}|{_THING})"
_AMOUNT_OF = re.compile(r"(?:部分|费用|费|额|款|税|贡献度?|投入|支出|成本|租金|利息|价)$")  # what a rate is applied to
GOAL = re.compile(
    r"^(?:支持|鼓励|推动|推进|加快|加大|探索|围绕|充分|形成|强化|促进|引导|积极|制定|建立|完善|优化|每年|力争|争取|培育|打造|发挥|组织|搭建|开展|针对|丰富|拓展|聚焦|着力|持续"
    r"|依托|落实|统筹|实施|营造|提升|深化|健全|大力|全面|进一步|为(?!了解)|以)"
)
BASIS = re.compile(r"^(?:根据|依据|结合|视)(?P<what>[^,对]+)")
TARGET = re.compile(r"(?<![针面其])对于?(?!接|应|外(?!资|商|地|贸)|象|口|标|比|照)")
ACTS = re.compile(
    r"^(?:承接|承担|获|取得|入选|列入|通过|购买|采购|引进|建设|开展|参与|新|认定|被|首次|初次|主导|主持|牵头|举办|完成|实施|购置|年度|成功|评为|当年|在|经)"
)
_COUNTED = (
    r"(?:(?:每|同一|单)(?:家|个|项|户|人|件|笔|台|套|名|宗|次|间|场|亩|平方米|万平方米|辆)|每位|单一|单品种|同一)"
)
_SCOPE = re.compile(
    rf"(?P<per>{_COUNTED})(?P<noun>(?:(?!每年|年度|最高|最多|累计|合计|按|给予|予以|奖励|补助|补贴|资助|支持|扶持|不超过|不高于|一次性|可|的|给|总额|当年)[^,、。;()\d]){{0,12}})"
)
_OFTEN = re.compile(r"一次性|每年|每月|每季度|每半年|每次|逐年|按年(?!度)|按月|年度(?=最高|不超过|支持|奖励|补)")
_SUBJECT = re.compile(rf"^(?:支持|鼓励|引导)?(?P<who>[^,、。;()\d]{{0,20}}?{_AGENT})(?!{_AGENT}|的(?!$))")
_THING_SUBJECT = re.compile(rf"^(?:支持|鼓励|引导)?(?P<who>[^,、。;()《\d]{{0,20}}?{_THING})(?!{_THING}|的(?!$))")
_FOSTERED = re.compile(rf"^(?:培育|打造|引育|引进|招引)一批(?P<who>.+{_ENTITY})$")
_RECEIVER = re.compile(
    rf"(?:给予|予以|奖励|补助|补贴|资助|扶持)(?P<who>[^,、。;()\d一的]{{0,12}}?{_ENTITY})(?=一次性|每年|最高|\d|奖|补|不|合计|共计|累计|分别)"
)

_BRACKETS = re.compile(r"[(][^()]*[)]")
_AFTER_SUM = re.compile(rf"对(?P<who>[^,、。;()\d的]{{0,14}}?{_ENTITY})(?:给予|予以|进行)")


def people(reading: Reading, statement: Statement) -> Span | None:
    """Whom it is for: whom 对 names, else the noun that the sum is said of, else the subject, else whom 给予 names."""
    pieces = statement.pieces
    for found in (_targets(reading, pieces), _described(reading, pieces), _others(reading, statement)):
        for span in found:
            return span
    return None


def base_in_target(reading: Reading, statement: Statement) -> str:
    """对其缴纳的个人所得税, 给予50%: the words after 对 where they name a sum and nobody."""
    for piece in statement.pieces:
        if match := TARGET.search(reading.folded, piece.start, piece.end):
            words = Span(match.end(), _end(reading.folded, Span(match.end(), piece.end)))
            if _AMOUNT_OF.search(words.of(reading.folded)):
                return words.of(reading.text)
    return ""


def _targets(reading: Reading, pieces: tuple[Span, ...]) -> Iterator[Span]:
    for piece in reversed(pieces):
        match = TARGET.search(reading.folded, piece.start, piece.end)
        if match is None:
            continue
        if reading.folded[piece.end - 1] == "的":  # 对企业……的: a condition, its subject is in front
            yield from _subject(reading, Span(match.end(), piece.end))
        else:
            yield from _last_noun(reading, Span(match.end(), piece.end))


def _subject(reading: Reading, piece: Span) -> Iterator[Span]:
    words = piece.of(reading.folded)
    match = None if ACTS.match(words) else _SUBJECT.match(words)
    if match:
        yield Span(piece.start + match.start("who"), piece.start + match.end("who"))


def _last_noun(reading: Reading, piece: Span) -> Iterator[Span]:
    """What stands after the last 的, or the whole where there is none; not what a rate is applied to."""
    end = _end(reading.folded, piece)
    words = reading.folded[piece.start : end]
    flat = _BRACKETS.sub(lambda m: "\0" * len(m.group()), words).rstrip("\0")  # 的 inside brackets cuts nothing
    tail = flat.rpartition("的")[2]
    start = piece.start + len(flat) - len(tail)
    counted = re.match(_COUNTED, tail)
    if tail.strip() and not _AMOUNT_OF.search(tail) and ("的" in words or re.search(f"{_ENTITY}$", tail)):
        begin = start + (counted.end() if counted and counted.end() + 1 < len(tail) else 0)
        yield Span(begin, start + len(tail))


def _described(reading: Reading, pieces: tuple[Span, ...]) -> Iterator[Span]:
    """首次认定为……的单位, 一次性奖励: the noun right before the sum, and 单个场景, 每家企业."""
    last = pieces[-1]
    words = last.of(reading.folded)
    scope = _SCOPE.match(words)
    if scope and len(scope["noun"]) >= 2:
        yield Span(last.start + scope.start("noun"), last.start + scope.end("noun"))
    for piece in reversed(pieces):
        words = piece.of(reading.folded)
        if "的" in words[:-1] and re.search(f"{_ENTITY}$", words) and not GOAL.match(words):
            yield from _last_noun(reading, piece)


def _others(reading: Reading, statement: Statement) -> Iterator[Span]:
    gives = statement.gives
    named = [p for p in statement.pieces if not _plans(reading, p) and not TARGET.match(p.of(reading.folded))]
    if match := _AFTER_SUM.search(reading.folded, statement.marker, gives.end):
        yield Span(match.start("who"), match.end("who"))
    for piece in reversed(statement.pieces):
        if match := _FOSTERED.match(piece.of(reading.folded)):
            yield Span(piece.start + match.start("who"), piece.start + match.end("who"))
    for piece in named:
        yield from _subject(reading, piece)
    if match := _RECEIVER.search(reading.folded, gives.start, gives.end):
        yield Span(match.start("who"), match.end("who"))
    for piece in named:
        words = piece.of(reading.folded)
        if not ACTS.match(words) and (match := _THING_SUBJECT.match(words)):
            yield Span(piece.start + match.start("who"), piece.start + match.end("who"))


def _plans(reading: Reading, piece: Span) -> bool:
    """制定…企业培育计划 names a plan for companies, 支持企业… the companies themselves."""
    words = piece.of(reading.folded)
    return bool(GOAL.match(words) or BASIS.match(words)) and not words.startswith(("支持", "鼓励", "引导"))


def _end(text: str, piece: Span) -> int:
    """The end of a piece without the words that lead to the sum."""
    words = re.sub(r"(?:依法依规|当年|经认定后?|再|另|各|的)*$", "", text[piece.start : piece.end].rstrip())
    return piece.start + len(words)


def scope(reading: Reading, statement: Statement) -> str:
    """Per whom the cap counts: 单家企业, 每家开发企业."""
    for span in (*statement.caps, statement.gives):
        if match := _SCOPE.search(reading.folded, span.start, span.end):
            return reading.text[match.start() : match.end()].strip()
    return ""


def frequency(reading: Reading, statement: Statement) -> str:
    """How often: the printed word, 每年 or 一次性."""
    for span in (statement.gives, *statement.caps):
        if match := _OFTEN.search(reading.folded, span.start, span.end):
            return match.group()
    return ""


def basis(reading: Reading, statement: Statement) -> str:
    """What the sum depends on beyond the figures: 根据服务绩效."""
    for span in statement.pieces:
        if match := BASIS.match(span.of(reading.folded)):
            return reading.text[span.start + match.start("what") : span.start + match.end("what")]
    return ""
