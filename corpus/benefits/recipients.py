"""Recipients: whom a statement of support is for.

Everything is a piece of the text: nothing is completed, and what is not found is empty.
"""

import re
from collections.abc import Iterator

from corpus.benefits.roles import (
    ACTS,
    AGENT,
    AMOUNT_OF,
    BASIS,
    BRACKETS,
    COUNTED,
    ENTITY,
    GOAL,
    SCOPE,
    TARGET,
    THING,
    end_of,
)
from corpus.benefits.statements import Reading, Statement
from corpus.quantities.numerals import fold
from corpus.span import Span

# What makes another noun of a recipient (企业技术中心, 场景建设, 专利权), or a name of a deed.
_NOUN_ON = r"(?:技术|标准|信用|权|化|资质|总数|改制|法|园)"
_THING_ON = r"(?:建设|规模|数量|技术|标准|权|化|库)"
_SUBJECT = re.compile(
    rf"^(?:支持|鼓励|引导|评选出|遴选出)?(?P<who>[^,、。;()\d]{{0,20}}?{AGENT}(?:[和或、与]{AGENT})*)(?!{AGENT}|{_NOUN_ON}|的(?!$))"
)
_THING_SUBJECT = re.compile(
    rf"^(?:支持|鼓励|引导)?(?P<who>[^,、。;()《\d]{{0,20}}?{THING})(?!{THING}|{_THING_ON}|的(?!$))"
)
_FOSTERED = re.compile(rf"^(?:培育|打造|引育|引进|招引)一批(?P<who>.+{ENTITY})$")
_RECEIVER = re.compile(
    rf"(?:给予|予以|奖励|补助|补贴给?|资助|扶持)(?!总额|金额|额度|标准|人才(?:专项|资金|购房|津贴|补|奖))各?(?P<who>(?:企业或|(?!企业|个人|本|同)[^,、。;()\d一的每]{{0,12}}?){ENTITY}"
    r"|企业(?:高级管理人员|高管|主要负责人|负责人|法定代表人|员工|职工|团队|家)|企业|个人)"
    r"(?=一次性|配套|相应|专项|资金|最多|每|最高|\d|奖|补|不|合计|共计|累计|分别|连续|超|超出|地方|$|[,。;])"
)
_FOR_ITS = re.compile(rf"对其(?P<who>[^,、。;()\d的]{{0,8}}?{AGENT})(?=给予|予以|进行|一次性)")
_GIVES = re.compile("给予|予以|分别|一次性|发放|进行|实行|按照?")
_EACH = re.compile(rf"(?:按照?各)(?P<who>{AGENT})(?=当年|本年|上年|年度|实际)")
_ITS_PEOPLE = re.compile(
    r"其(?P<who>[^,、。;()\d的]{0,10}(?:人员|个人(?!所得)|团队|人才|职工|员工|负责人|带头人))(?:[(][^()]*[)])?(?=按|给予|$)"
)
_DID_IN = re.compile(rf"的(?P<who>[^,、。;()\d的]{{0,10}}?{AGENT})(?=在|与|将|因|自|到|来)")
_RECOGNISED = re.compile(
    rf"(?:认定|评定|评选|评|命名|获评)为(?:(?:国家|省|市|区|县)级?[、和或及]?)*(?P<who>[^,、。;()\d级为]{{2,14}}?{ENTITY})(?:[(][^()]*[)])?的?$"
)
_COUNT = re.compile(r"[\d一二三四五六七八九十百]+(?:家|个|名|位|户|项|所)(?=..)")
_WHEN = re.compile("、|后|完成|实现|^在")
_SOMEBODY = re.compile(
    rf"(?:{ENTITY}|部门|协会|商会|机关|银行|集团|学会|组织|家庭|户|者|民|生|(?<!机器)人|专家|教授|团|社|店|厂|院|所|室|站|校|园|区|县|镇|乡|街|楼宇|作品|课题|平台|专班|队|员|师|长|工|妇|童|军|属|方|商|车|机|器|剂|药|品种|品种)$"
)
_NOBODY = re.compile(
    r"\d+%|[\d]+(?:元|万|亿)|(?:获得|取得|入选|采购|购买|建设|销售|实现|完成|通过|达到|超过|增长|参加|参与|引进|享受|认定)$|^(?:其|该|的|以|按|在|和|或|及|因|为|经|被|赴|得|创办|评选为|评为|认定为|评定为|晋升)|(?:奖项|活动|会议|赛事|展会|论坛|标准|奖)$|改制|设立股份|荣誉"
    r"|给予|奖励|补贴|补助|不超过|最高|分别|\n|[,;:]"
)
GENERIC = re.compile(r"(?:企业|单位|机构|个人|公司|项目|团队|人员)")
_AFTER_SUM = re.compile(rf"对(?P<who>[^,、。;()\d的]{{0,14}}?{ENTITY})(?:给予|予以|进行)")


def people(reading: Reading, statement: Statement) -> Span | None:
    """Whom it is for: whom 对 names, else the noun that the sum is said of, else the subject, else whom 给予 names."""
    pieces = statement.pieces
    receiver = next(_receivers(reading, statement), None)
    for found in (_targets(reading, pieces), _described(reading, pieces), _others(reading, statement)):
        for span in found:
            return span if receiver is None or _more_exact(reading, span, receiver) else receiver
    return receiver or next(_recognised(reading, pieces), None)


def _recognised(reading: Reading, pieces: tuple[Span, ...]) -> Iterator[Span]:
    """新认定为国家级、省级双创平台的: what was recognised receives."""
    for piece in reversed(pieces):
        if match := _RECOGNISED.search(reading.folded, piece.start, piece.end):
            yield Span(match.start("who"), match.end("who"))


def _more_exact(reading: Reading, described: Span, receiver: Span) -> bool:
    """对规上企业…, 给予企业…: the same people, named at length before and in one word where the sum is given."""
    short, long = receiver.of(reading.folded), described.of(reading.folded)
    return long.endswith(short) and bool(GENERIC.fullmatch(short)) and not _WHEN.search(long)


def _receivers(reading: Reading, statement: Statement) -> Iterator[Span]:
    """Whom the piece with the sum names: 奖励项目所在街道2万元, 其高级管理人员按…, 按各街道当年…."""
    gives = statement.gives
    if match := _ITS_PEOPLE.match(reading.folded, gives.start, gives.end):
        yield Span(match.start("who"), match.end("who"))
    for pattern in (_FOR_ITS, _RECEIVER, _EACH):
        if match := pattern.search(reading.folded, gives.start, gives.end):
            counted = re.compile(COUNTED).match(reading.folded, match.start("who"))
            yield Span(counted.end() if counted else match.start("who"), match.end("who"))


def introduced(line: Reading) -> str:
    """Whom the line above a list names after 对 or at its beginning, else nobody."""
    gives = _GIVES.search(line.folded, 1)
    pieces = (Span(0, gives.start() if gives else len(line.text.rstrip().rstrip("：:"))),)
    found = next(_targets(line, pieces), None) or next(_subject(line, pieces[0]), None)
    return found.of(line.text) if found else ""


def is_plausible(who: str) -> bool:
    """Whether words can name somebody who receives: 整机制造企业, not 30%, 企业获得 or 方向2."""
    flat = BRACKETS.sub("", fold(who)).strip(" 、")
    return bool(_SOMEBODY.search(flat)) and not _NOBODY.search(flat)


def _targets(reading: Reading, pieces: tuple[Span, ...]) -> Iterator[Span]:
    for piece in reversed(pieces):
        match = TARGET.search(reading.folded, piece.start, piece.end)
        if match is None:
            continue
        if reading.folded[piece.end - 1] == "的":  # 对企业……的: a condition, its subject is in front
            yield from _subject(reading, Span(match.end(), piece.end))
        else:
            yield from _last_noun(reading, Span(match.end(), piece.end))
            yield from _subject(reading, Span(match.end(), piece.end))


def _subject(reading: Reading, piece: Span) -> Iterator[Span]:
    words = piece.of(reading.folded)
    match = None if ACTS.match(words) else _SUBJECT.match(words)
    if match:
        yield Span(piece.start + match.start("who"), piece.start + match.end("who"))


def _last_noun(reading: Reading, piece: Span) -> Iterator[Span]:
    """What stands after the last 的, or the whole where there is none; not what a rate is applied to."""
    end = end_of(reading.folded, piece)
    words = reading.folded[piece.start : end]
    flat = BRACKETS.sub(lambda m: "\0" * len(m.group()), words).rstrip("\0")  # 的 inside brackets cuts nothing
    tail = flat.rpartition("的")[2]
    start = piece.start + len(flat) - len(tail)
    counted = re.match(COUNTED, tail)
    if tail.strip() and not AMOUNT_OF.search(tail) and ("的" in words or re.search(f"{ENTITY}$", tail)):
        counted = counted or _COUNT.match(tail)
        opening = re.match("\0+", tail)
        counted = opening or counted
        begin = start + (counted.end() if counted and counted.end() + 1 < len(tail) else 0)
        yield Span(begin, start + len(tail))


def _described(reading: Reading, pieces: tuple[Span, ...]) -> Iterator[Span]:
    """首次认定为……的单位, 一次性奖励: the noun right before the sum, and 单个场景, 每家企业."""
    last = pieces[-1]
    words = last.of(reading.folded)
    scope = SCOPE.match(words)
    if scope and len(scope["noun"]) >= 2:
        yield Span(last.start + scope.start("noun"), last.start + scope.end("noun"))
    for piece in reversed(pieces):
        words = piece.of(reading.folded)
        if "的" in words[:-1] and re.search(f"{ENTITY}$", words) and not GOAL.match(words):
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
    for piece in named:
        words = piece.of(reading.folded)
        if ACTS.match(words) and (match := _DID_IN.search(words)):
            yield Span(piece.start + match.start("who"), piece.start + match.end("who"))
    for piece in named:
        words = piece.of(reading.folded)
        if not ACTS.match(words) and (match := _THING_SUBJECT.match(words)):
            yield Span(piece.start + match.start("who"), piece.start + match.end("who"))


def _plans(reading: Reading, piece: Span) -> bool:
    """制定…企业培育计划 names a plan for companies, 支持企业… the companies themselves."""
    words = piece.of(reading.folded)
    return bool(GOAL.match(words) or BASIS.match(words)) and not words.startswith(("支持", "鼓励", "引导"))
