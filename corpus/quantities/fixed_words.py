"""Fixed words: names, numbers of documents and labels that hold figures and are no quantities.

A figure counts only with a unit: ``世界500强``, ``三大平台``, ``四大指标``, ``五险一金`` and ``“1134”`` have none, so they never
reach this table. It holds what looks like a figure with a unit, one group for each reason.
"""

import re

from corpus.span import Span

_CHINESE = "零〇○一二两三四五六七八九十百千"
_NUMBER = rf"(?:\d+|[{_CHINESE}]+)"
_YEAR = r"(?:19|20)\d{2}"

_ORDINALS = (
    # 第十二条, 第 1 0 条, 第2、3条, 第一, 第三方
    rf"第[ ]*(?:\d(?:[ ]*\d)*|[{_CHINESE}](?:[ ]*[{_CHINESE}])*)(?:[、,，和与至到—–~-](?:第)?{_NUMBER})*[ ]*"
    r"(?:章节|部分|[条章节款项目编名位期批次级届年天季轮方类产台个])?",
    # 前三名, 前10家: which ones, not how many
    rf"前[ ]*{_NUMBER}[ ]*(?:名|位|强|家|大|类|项|款|条|个(?!月|工作日|季度|年度|学期))",
)
_DOCUMENT_NUMBERS = (  # 〔2023〕12号, (2024)3号, 令第427号, 2号令, GB/T 12345-2020
    rf"[〔\[【(][ ]*{_YEAR}[ ]*[〕\]】)][ ]*第?[ ]*\d+(?:-\d+)?[ ]*号?",
    r"\d+[ ]*号(?:令|文|公告|线|楼|院|门|机|厂|馆)?",
    r"(?<![A-Za-z])(?:GB|GBZ|ISO|IEC|IATF|ITSS|CMMI|HJ|JB|QB|SJ|YY|DB\d\d|T/[A-Z]{2,8})(?:/[A-Z]{1,3})?[ ]?\d+(?:[.:—-]\d+)*",
)
_IDENTIFIERS = (  # telephone, postcodes, identity numbers, addresses on the network
    r"(?<!\d)\(?0\d{2,3}\)?[ ]*[-—]?[ ]*\d{7,8}(?:-\d+)?", r"(?<![\d.])1[3-9]\d{9}(?![\d.]|[ ]?元)", r"(?<!\d)[48]00-?\d{3}-?\d{4}",
    r"(?:电话|传真|手机|邮编|邮政编码|编号|代码|账号|QQ群?|索引号)(?:为|是|[:：])?[ ]*[A-Za-z]?\d[\dA-Za-z-]*",
    r"(?:https?://|www\.)[^\s，。；、)）]+", r"[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]+", r"(?<!\d)\d{15,}[Xx]?(?!\d)",
    rf"{_NUMBER}度{_NUMBER}分(?:{_NUMBER}秒)?",  # 北纬二十度十三分三十秒
)  # fmt: skip
_LABELS = (
    # 1. (3) 2) ① 12、 at the beginning of a line, and before a year 1.2025年
    rf"(?m:^)[ \t]*(?:[-–*•][ \t]*)?(?:\(\d{{1,3}}\)|\d{{1,3}}\)|\d{{1,3}}[.、](?!\d)|\d{{1,3}}[.、](?={_YEAR}年))",
    rf"(?m:^)[ \t]*(?:[-–*•][ \t]*)?(?:\([{_CHINESE}]+\)|[{_CHINESE}]+[、.])",
    # attachments, tables and figures by number
    r"(?:附件|附表|附|表|图|方向|专题|方案|类型|阶段)[ ]*\d+(?:[、,和及至-]\d+)*(?![\d.]*[ ]*(?:万|亿|元|%|个|家|项|年|月))",
)
_TITLES = (
    r"《[^《》\n]{1,120}》",
    # …行动方案（2025-2027年）, …目录（2024年版）, 2024年版
    rf"(?<=[案划要录见策施法则南引单])\([ ]*{_YEAR}(?:年)?[ ]*(?:[-—–~至到]{{1,2}}[ ]*{_YEAR}(?:年)?)?[ ]*(?:年?(?:版|本|修订))?\)",
    rf"{_YEAR}年?(?:版|修订版)",
    rf"[“\"'‘「]{_YEAR}年[^”\"'’」\n]{{4,60}}[”\"'’」]",  # “2015年…统计”: what a paper or a survey is called
)
_PLANS = (  # 三年行动计划, 5年规划, 一年期LPR: the period is part of the name
    r"(?:[一两二三四五六七八九十百千]+|\d{1,2})年(?:行动|规划|计划|方案|制|级|义务教育|攻坚|倍增|跃升|滚动)",
    r"(?:[一二三四五六七八九十]+|\d{1,2})年期(?:以上)?(?=贷款市场|LPR|国债|存款|定期|贷款基准)",
    r"(?:19|20)?\d0年代", r"\d+世纪", r"工业\d\.0", r"\d+[.]0(?=时代|版本|版)", r"(?:[两二三四五六七八九十]|\d{1,2})小时工作制",
)  # fmt: skip
_SERVICES = (  # 7×24小时, 24小时服务, 12345热线, 最多跑一次: what a service is called
    r"(?:7|365天?|五|七)[ ]?[xX×*＊·][ ]?(?:24|8)(?:小时)?", r"(?:24|二十四)小时(?=服务|热线|自助|值班|不间断|全天|在线|开放|营业|响应|受理|政务|客服)",
    r"\d{5}(?=热线|政务|平台|市民|公共服务)", r"最多跑一次|只[进跑]一[门次]|一次办[好成]|一次告知|一网通办|一网统管|一窗受理|一件事|一张网|一张图|一本账|一盘棋",
)  # fmt: skip
_IDIOMS = (
    r"一对一|一企一策|一事一议|一业一策|一人一策|一站式|一次性|一体化|一揽子|一条龙|一体|一流|一线|一般|一定|一律|一并",
    r"[一二三四五六七八九]位一体|[两二三四五六七八九十]个一|[一二三]次(?=开发|元|产业|分配|创业|利用|污染|供水|能源|装修)|三次产业",
    r"(?:上|下|同|每|某|再|后|前)一(?:个)?(?:年度|年|季度|月份|月|期)", r"每半年",
    r"(?<![\d十])一个?(?:自然|会计|纳税|预算)?年度",  # one year's time by name; 两个年度 counts
    r"三个代表|四个全面|四个意识|四个自信|两个维护|两个确立|两个健康|三元(?=锂|材料|前驱|催化)|二元(?=结构)|一元化|多元",
    rf"[{_CHINESE}]{{1,3}}届[{_CHINESE}]{{1,3}}次|三轮车",
    r"七台河|五家渠|四方台|九台(?=[区市])|五台(?=[山县])|三台(?=县)|三元(?=[区里桥])",  # places
    r"\d+对\d+", r"\d+[时点]\d+分", r"\d{1,2}:\d{2}(?::\d{2})?(?=[ ]*(?:前|后|至|-|—|$|,|，|。|时|开))",
)  # fmt: skip

# The groups, each with the characters that its patterns begin with: asked first, they make the search cheap.
_GROUPS = (
    ("第前", _ORDINALS),
    (r"〔\[【(\dA-Z", _DOCUMENT_NUMBERS),
    (rf"\d{_CHINESE}(A-Za-z._电传手邮编代账索-", _IDENTIFIERS),
    (rf" \t–*•(\d{_CHINESE}附表图方专类阶-", _LABELS),
    (r"《(\d“\"'‘「", _TITLES),
    (rf"\d{_CHINESE}工", _PLANS),
    (r"\d一二五七最只", _SERVICES),
    (rf"\d{_CHINESE}上下同每某再后前多", _IDIOMS),
)
_ANY = "".join(first.rstrip("-") for first, _ in _GROUPS)
_FIXED = re.compile(
    f"(?=[{_ANY}-])(?:" + "|".join(f"(?=[{first}])(?:{'|'.join(patterns)})" for first, patterns in _GROUPS) + ")"
)
# 三名 in “三名”企业 and 两型 in “两型”企业 are names; a quoted Arabic figure keeps its unit.
_QUOTED = re.compile(rf"[“\"'‘「][{_CHINESE}]+[^”\"'’」\n]{{0,8}}[”\"'’」]")


def fixed_words(text: str) -> tuple[Span, ...]:
    """Where such words stand in a folded text, in order."""
    spans = [Span(m.start(), m.end()) for p in (_FIXED, _QUOTED) for m in p.finditer(text) if m.group()]
    return tuple(sorted(spans))
