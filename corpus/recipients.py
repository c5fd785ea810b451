"""Recipients: whom a statement of support is for, per whom it counts and how often.

Everything is a piece of the text: nothing is completed, and what is not found is empty.
"""

import re
from collections.abc import Iterator

from corpus.numerals import fold
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
BASIS = re.compile(
    r"^(?:根据|依据|结合|视|从(?=[^,]*中$)|以(?=[^,]*为基数)|参照(?=[^,\d]*给予[^,]*(?:奖励|补助|补贴|支持)$))(?P<what>[^,对]+)"
)
_ROUND = r"(?:我|本|全|当地|地方|行业|产业|社会|经济|县域|区域|市域)[^,的]{0,10}(?:贡献|带动|拉动|支撑|作用|影响)"  # 对我区发展贡献最大
TARGET = re.compile(rf"(?<![针面其绝相派核应])对于?(?!接|应|外(?!资|商|地|贸)|象|口|标|比|照|{_ROUND})")
ACTS = re.compile(
    r"^(?:承接|承担|获|取得|入选|列入|通过|购买|采购|引进|建设|开展|参与|新|认定|被|首次|初次|主导|主持|牵头|举办|完成|实施|购置|年度|成功|评为|当年|在|经)"
)
_COUNTED = (
    r"(?:(?:每|同一|单)(?:家|个|项|户|人|件|笔|台|套|名|宗|次|间|场|亩|平方米|万平方米|辆)|每位|单一|单品种|同一)"
)
_SCOPE = re.compile(
    rf"(?P<per>{_COUNTED})(?P<noun>(?:(?!每年|年度|最高|最多|累计|合计|按|给予|予以|奖励|补助|补贴|资助|支持|扶持|不超过|不高于|一次性|可|的|给|总额|当年)[^,、。;()\d]){{0,12}})"
)
_MEASURED = re.compile("每(?:万?平方米|亩|件|台|套|笔|次|辆|间|场)")
_OFTEN = re.compile(
    r"一次性|每年|每月|每季度|每半年|每次|逐年|按年(?!度)|按月|年度(?=[^,。;\d]{0,8}总额|最高|不超过|支持|奖励|补)"
)
_SUBJECT = re.compile(rf"^(?:支持|鼓励|引导)?(?P<who>[^,、。;()\d]{{0,20}}?{_AGENT})(?!{_AGENT}|的(?!$))")
_THING_SUBJECT = re.compile(rf"^(?:支持|鼓励|引导)?(?P<who>[^,、。;()《\d]{{0,20}}?{_THING})(?!{_THING}|的(?!$))")
_FOSTERED = re.compile(rf"^(?:培育|打造|引育|引进|招引)一批(?P<who>.+{_ENTITY})$")
_RECEIVER = re.compile(
    rf"(?:给予|予以|奖励|补助|补贴给?|资助|扶持)(?!总额|金额|额度|标准)各?(?P<who>(?:企业或|(?!企业)[^,、。;()\d一的每]{{0,12}}?){_ENTITY}|企业|个人)"
    r"(?=一次性|每|最高|\d|奖|补|不|合计|共计|累计|分别|连续|超|超出|地方|$|[,。;])"
)
_EACH = re.compile(rf"(?:按照?各)(?P<who>{_AGENT})(?=当年|本年|上年|年度|实际)")
_ITS_PEOPLE = re.compile(
    r"其(?P<who>[^,、。;()\d的]{0,10}(?:人员|个人(?!所得)|团队|人才|职工|员工|负责人|带头人))(?:[(][^()]*[)])?(?=按|给予|$)"
)
_DID_IN = re.compile(rf"的(?P<who>[^,、。;()\d的]{{0,10}}?{_AGENT})(?=在|与|将|因|自|到|来)")
_RECOGNISED = re.compile(
    rf"(?:认定|评定|评选|评|命名|获评)为(?:(?:国家|省|市|区|县)级?[、和或及]?)*(?P<who>[^,、。;()\d级为]{{2,14}}?{_ENTITY})(?:[(][^()]*[)])?的?$"
)
_COUNT = re.compile(r"[\d一二三四五六七八九十百]+(?:家|个|名|位|户|项|所)(?=..)")
_WHEN = re.compile("、|后|完成|实现|^在")
_SOMEBODY = re.compile(
    rf"(?:{_ENTITY}|部门|协会|商会|机关|银行|集团|学会|组织|家庭|户|者|民|生|人|专家|教授|团|社|店|厂|院|所|室|站|校|园|区|县|镇|乡|街|楼宇|作品|课题|平台|专班|队|员|师|长|工|妇|童|军|属|方|商|车|机|器|剂|药|品种|论坛|会议|展|赛|活动)$"
)
_NOBODY = re.compile(
    r"\d+%|[\d]+(?:元|万|亿)|(?:获得|取得|入选|采购|购买|建设|销售|实现|完成|通过|达到|超过|增长|参加|参与|引进|享受|认定)$|^(?:其|该|的|以|按|在|和|或|因|为|经|被)"
    r"|给予|奖励|补贴|补助|不超过|最高|分别|\n|[,;:]"
)
GENERIC = re.compile(r"(?:企业|单位|机构|个人|公司|项目|团队|人员)")

_BRACKETS = re.compile(r"[(][^()]*[)]")
_AFTER_SUM = re.compile(rf"对(?P<who>[^,、。;()\d的]{{0,14}}?{_ENTITY})(?:给予|予以|进行)")


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
    for pattern in (_RECEIVER, _EACH):
        if match := pattern.search(reading.folded, gives.start, gives.end):
            yield Span(match.start("who"), match.end("who"))


def base_in_target(reading: Reading, statement: Statement) -> str:
    """对其缴纳的个人所得税, 给予50%: the words after 对 where they name a sum and nobody."""
    found = (_base(reading, piece) for piece in statement.pieces)
    return next((span.of(reading.text) for span in found if span), "")


def names_base(reading: Reading, piece: Span) -> bool:
    """Whether a piece only says what a rate is applied to."""
    return _base(reading, piece) is not None


def base_in_basis(reading: Reading, statement: Statement) -> str:
    """根据其研发费用, 500万元以内的部分按10%: the sum that the words of basis name."""
    for piece in statement.pieces:
        if (match := BASIS.match(piece.of(reading.folded))) and _AMOUNT_OF.search(match["what"]):
            return reading.text[piece.start + match.start("what") : piece.start + match.end("what")]
    return ""


def introduced(line: Reading) -> str:
    """Whom the line above a list names after 对 or at its beginning, else nobody."""
    pieces = (Span(0, len(line.text.rstrip().rstrip("：:"))),)
    found = next(_targets(line, pieces), None) or next(_subject(line, pieces[0]), None)
    return found.of(line.text) if found else ""


def is_plausible(who: str) -> bool:
    """Whether words can name somebody who receives: 整机制造企业, not 30%, 企业获得 or 方向2."""
    flat = _BRACKETS.sub("", fold(who)).strip(" 、")
    return bool(_SOMEBODY.search(flat)) and not _NOBODY.search(flat)


def _base(reading: Reading, piece: Span) -> Span | None:
    match = TARGET.search(reading.folded, piece.start, piece.end)
    if match is None:
        return None
    words = Span(match.end(), _end(reading.folded, Span(match.end(), piece.end)))
    plain = _BRACKETS.sub("", words.of(reading.folded))
    if not _AMOUNT_OF.search(plain):
        return None
    return Span(words.start, words.start + len(words.of(reading.folded).partition("(")[0]))


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
        counted = counted or _COUNT.match(tail)
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


def _end(text: str, piece: Span) -> int:
    """The end of a piece without the words that lead to the sum."""
    words = re.sub(r"(?:依法依规|当年|经认定后?|再|另|各|的)*$", "", text[piece.start : piece.end].rstrip())
    return piece.start + len(words)


def scope(reading: Reading, statement: Statement) -> str:
    """Per whom the cap counts: 单家企业, 每家开发企业."""
    for span in (*statement.caps, statement.gives):
        for match in _SCOPE.finditer(reading.folded, span.start, span.end):
            if not (_MEASURED.fullmatch(match["per"]) and not match["noun"]):
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
