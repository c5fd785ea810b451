"""Fixed words: names, numbers of documents and labels that hold figures and are no quantities.

``三大平台``, ``四大指标`` and the like are names too: 大 is no measure word, so they never reach this table.
"""

import re

from corpus.span import Span

_CHINESE = "零〇○一二两三四五六七八九十百千"
_NUMBER = rf"(?:\d+|[{_CHINESE}]+)"
_LIST = rf"{_NUMBER}(?:[ ]*[、,，和与至到—–~-][ ]*{_NUMBER})*"

_PATTERNS = (
    # 第十二条, 第 1 0 条, 第2、3条, 第一, 第三方
    rf"第[ ]*(?:\d(?:[ ]*\d)*|[{_CHINESE}](?:[ ]*[{_CHINESE}])*)(?:[、,，和与至到—–~-](?:第)?{_NUMBER})*[ ]*"
    r"(?:章节|部分|[条章节款项目编名位期批次级届年天季轮方类产台个])?",
    # 文号 and the like: 〔2023〕12号, (2024)3号, 令第427号, 2号令
    r"[〔\[【(][ ]*(?:19|20)\d{2}[ ]*[〕\]】)][ ]*第?[ ]*\d+(?:-\d+)?[ ]*号?",
    r"\d+[ ]*号(?:令|文|公告|线|楼|院|门|机|厂|馆)?",
    # telephone numbers, identity numbers, addresses on the network
    r"(?<!\d)0\d{2,3}[ ]*[-—][ ]*\d{7,8}(?:-\d+)?", r"(?<![\d.])1[3-9]\d{9}(?![\d.]|[ ]?元)", r"(?<!\d)[48]00-\d{3}-?\d{4}",
    r"(?:https?://|www\.)[^\s，。；、)）]+", r"[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]+", r"(?<!\d)\d{15,}(?!\d)",
    # labels at the beginning of a line: 1. (3) 2) ① 12、 and before a year 1.2025年
    r"(?m:^)[ \t]*(?:[-–*•][ \t]*)?(?:\(\d{1,3}\)|\d{1,3}\)|\d{1,3}[.、](?!\d)|\d{1,3}[.、](?=(?:19|20)\d{2}年))",
    rf"(?m:^)[ \t]*(?:[-–*•][ \t]*)?(?:\([{_CHINESE}]+\)|[{_CHINESE}]+[、.])",
    # attachments, tables and figures by number
    r"(?:附件|附表|附|表|图|方向|专题|方案|类型|阶段)[ ]*\d+(?![\d.]*[ ]*(?:万|亿|元|%|个|家|项|年|月))",
    # names of lists, projects, laws and plans
    r"一对一|一企一策|一事一议|一业一策|一人一策|一站式|一次性|一体化|一揽子|一条龙|一体|一流|一线|一般|一定|一律|一并",
    r"[一二三四五六七八九]位一体|[两二三四五六七八九十]个一|[两二三四五六七八九十百千]+年(?:行动|规划|计划|方案|制|级|义务教育)",
    r"\d{1,2}年(?:行动|规划|计划|制|级)", r"[一二三]次(?=开发|元|产业|分配|创业|利用|污染|供水|能源|装修)", r"三次产业",
    r"(?:上|下|同|每|某|再|后|前)一(?:个)?(?:年度|年|季度|月份|月|期)", r"每半年", r"三个代表|四个全面|四个意识|四个自信|两个维护|两个确立|三元(?=锂|材料|前驱|催化)|二元(?=结构)|一元化|多元",
    r"\d+对\d+", r"\d+[时点]\d+分", r"\d{1,2}:\d{2}(?::\d{2})?(?=[ ]*(?:前|后|至|-|—|$|,|，|。|时|开))",
    r"(?:19|20)?\d0年代", r"\d+世纪", r"工业\d\.0", r"\d+[.]0(?=时代|版本|版)",
)  # fmt: skip
_FIXED = re.compile("|".join(f"(?:{p})" for p in _PATTERNS))
# 三名 in “三名”企业 and 两型 in “两型”企业 are names; a quoted Arabic figure keeps its unit.
_QUOTED = re.compile(rf"[“\"'‘「][{_CHINESE}]+[^”\"'’」]{{0,8}}[”\"'’」]")


def fixed_words(text: str) -> tuple[Span, ...]:
    """Where such words stand in a folded text, in order."""
    spans = [Span(m.start(), m.end()) for p in (_FIXED, _QUOTED) for m in p.finditer(text) if m.group()]
    return tuple(sorted(spans))
