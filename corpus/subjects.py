"""Subjects: the words of the text that say what a figure limits, never words of our own.

For a count they usually follow the figure (``3个以上的量产产品``) and else stand before it (``产值超200亿元``); for an
amount or a rate they stand before it. The subject is always one unbroken piece of the text.
"""

import re

from corpus.quantity import Kind
from corpus.span import Span

_BREAK = r"*，。；：、！？,;:!?()（）\n《》【】\[\]〔〕\t"
_QUOTES = '“”‘’"'
_BEFORE = re.compile(rf"[^{_BREAK}]*$")
_AFTER = re.compile(rf"[ ]*(?:的|期(?!间|限|内))?(?P<words>[^{_BREAK}{_QUOTES}\d]*)")
# What a subject does not begin with.
_OPENING = re.compile(
    r"^(?:\d{1,2}[.．、]|第[^条]{1,8}条[ ]*|其中|并且|而且|同时|此外|原则上|力争|争取|每年度?(?=开展|举办|评选|组织|力争)|对于|对(?!接|应|外|象|口|标|比|照)|按照|按|参照|根据|给予|予以|且|并(?!购)"
    r"|和(?!谐)|及|与|或|即|为|将|可(?!行|再)|由|在(?!职|校|岗|建|线|杭|地)|以(?!上|下)|的|地(?=[上下])|实现|打造|建成|开展|举办|评选|实施|形成|引育|培育|招引|建设"
    r"|组织|承担|完成|入选|主导|安排|新上的|达到|各类|有(?!效|关|限|机|色)|再(?!生)|另|分别|均(?!价)|还(?!款|贷)|已|经(?!营|济|费|认)|至|到(?!位|账|期|岗)"
    r"|向|从(?!业)|自(?!然|主|有|筹|产|身|愿|建|动|行|评)|因(?!素)|须|需(?!求)|具有|具备|享受|达|不低于|不高于|不少于|超过|至少|最高|最多|不超过|连续|近|前|后(?!续))+"
)
# What it does not end with.
_CLOSING = re.compile(
    r"(?:给予|予以|给|按照|按|达到|达|(?<![人亩户日年])均|都|总计|合计|累计|共计|一次性|再|分别|的|为|在|以|可|不|有|是|由|于|将|需|须|约|近|已|力争|原则上|最高|最多|不超过|(?<=.)每年"
    r"|超过|超出|至少|至|到|从|自|和|与|及|或|且|并|[ ])+$"
)
_VERBS_ONLY = re.compile(
    r"^(?:每年|每月|年度|力争|争取|至|到|底|支持|鼓励|打造|建成|评选|举办|开展|实施|形成|参与|制定|新增|引进|培育|引育|给予|予以|奖励|补助|补贴|资助|买了?|采购了?|购买了?|有|共|设立|配备|提供"
    r"|我们|我司|我|公司|企业有|连续|近|前|后|年满|满|已|按|对|承接|入围|和|与|及|的|可|享受|最多|最高|至少|一次性)*$"
)
# Where a noun phrase after the figure stops.
_STOP = re.compile(
    r"(?:参与|入围|落户|永久|按照|按|给予|予以|进行|达到|均|可以|可(?!再)|须|不(?!动产)|并|且|以上|以下|的(?:企业|单位)?(?:给予|按)|参加|组成|从事|用于|以内|后|前)"
)
_TARGET = re.compile(r"(?<![针面])对(?!接|应|外|象|口|标|比|照)")  # 对社区运营单位给予: whom it is for
_REACH = 80  # characters; no subject begins further away
_OFTEN = re.compile(r"每(?:年|月|人|户|家|件|项|次|个)$")
_GIVING = re.compile(r"[ ]*的?(?:给予|予以|给)")
_LISTED = re.compile(r"(?:[、和或及][ ]*[\d.,万亿千百]+[ ]*(?:元|%|个百分点))+")
_PARTICLE = re.compile(r"^(?:的|以|及|和|或|并|且|至|到|为|给予|予以|由|按|在|左右|不等|起|标准|呢|吗|了|是|，)")


def find_subject(text: str, kind: Kind, span: Span, *, left: int) -> str:
    """What the figure at ``span`` of a text limits, in its words; empty where the sentence does not say."""
    if kind is Kind.DATE:
        return ""
    before, after = _before(text, span, left), _after(text, span)
    if kind in {Kind.COUNT, Kind.PERIOD}:
        return after or before
    if kind is Kind.RATE:
        return _base(before) or after
    return before or after or _frequency(text, span, left)


def _frequency(text: str, span: Span, left: int) -> str:
    """每年不超过300万元 with nothing else around it limits what there is each year."""
    match = _OFTEN.search(text[max(left, span.start - 4) : span.start])
    return match.group() if match else ""


def _before(text: str, span: Span, left: int) -> str:
    match = _BEFORE.search(text[max(left, span.start - _REACH) : span.start])
    words = match.group().strip() if match else ""
    if _VERBS_ONLY.match(words):
        return ""
    words = _TARGET.split(words)[-1]
    words = _CLOSING.sub("", words)
    words = _OPENING.sub("", words)
    words = re.sub(r"^[^“]*”", "", words)  # the end of a quotation that began further away
    parts = re.split(r"(?<=.)(?=上一年度|上年度|本年度|当年度|(?<![上本当一])年度(?!$))", words)
    return parts[-1][-40:]


def _base(words: str) -> str:
    """What a rate is applied to: the words after the last 按."""
    return re.split(r"按照|按|参照|给予|予以|享受|不低于|不高于|不超过|不少于|为", words)[-1].removesuffix("的")


def _after(text: str, span: Span) -> str:
    listed = _LISTED.match(text, span.end)
    start = listed.end() if listed else span.end
    giving = _GIVING.match(text, start)
    match = _AFTER.match(text, giving.end() if giving else start)
    words = match["words"] if match else ""
    if not words or _PARTICLE.match(words):
        return ""
    stop = _STOP.search(words)
    return (words[: stop.start()] if stop else words).strip()[:24].removesuffix("的")
