"""Phrases: the words before and after a figure, cut where another thought begins and trimmed to a noun.

Nothing is decided here; ``corpus.quantities.subjects`` chooses among them.
"""

import re

from corpus.span import Span

GIVING = r"(?:奖励|补助|补贴|资助|扶持|支持|奖补|补偿|贴息|配套|奖金|资金|经费|津贴|优惠|扶助|扣除|返还|减免|救助|罚款|保障金|安家费|待遇)"
BREAK = r"*，。；：、！？,;:!?()（）\n《》【】\[\]〔〕\t"
QUOTES = '“”‘’"'
REACH = 80  # characters; no subject begins further away
PIECE = re.compile(rf"[^{BREAK}]*\Z")
LABEL = re.compile(rf"(?P<label>[^{BREAK}]{{2,14}})[:：][ ]*\Z")  # 补贴标准：每人500元
_AFTER = re.compile(rf"[ ]*(?:的|期(?!间|限|内))?(?P<words>[^{BREAK}{QUOTES}\d]*)")
_IN_BRACKETS = re.compile(r"[(（][^()（）]{0,80}[)）]")
_WORDS = re.compile(rf"[^{BREAK}\d]{{0,60}}")
FIGURE_END = re.compile(r".*\d(?:[万亿千百]*(?:元|%|‰|[^\W\d])?(?:[(（]含[)）])?(?:以上|以下|以内)?)", re.DOTALL)
# What a subject does not begin with.
_OPENING = re.compile(
    r"^(?:\d{1,2}[.．、]|第[^条]{1,8}条[ ]*|其中|并且|而且|同时|此外|原则上|力争|争取|每年度?(?=开展|举办|评选|组织|力争)|对于|对(?!接|应|外|象|口|标|比|照)|按照|按|参照|根据|给予|予以|且|并(?!购)"
    r"|和(?!谐)|及|与|或者|或|处以|并处|处(?!理|方|置|于)|即|为|将|可(?!行|再)|由|在(?!职|校|岗|建|线|杭|地)|以(?!上|下)|的|地(?=[上下])|于|实现|打造|建成|开展|举办|评选|实施|形成|引育|培育|招引|建设"
    r"|组织|承担|完成|入选|主导|安排|新上的|达到|各类|有(?!效|关|限|机|色)|再(?!生)|另|分别|均(?!价)|还(?!款|贷)|已(?!购)|经(?!营|济|费|认)|至|到(?!位|账|期|岗)"
    r"|向|从(?!业)|自(?!然|主|有|筹|产|身|愿|建|动|行|评)|因(?!素)|须|需(?!求)|具有|具备|达|不低于|不高于|不少于|超过|至少|最高|最多|不超过|连续|近|前|后(?!续))+"
)
# What it does not end with.
_CLOSING = re.compile(
    r"(?:给予|予以|给|按照|按|达到|达|(?<![人亩户日年])均|都|总计|合计|累计|共计|一次性|再|分别|的|为|在|以|可|不|有|是|由|于|将|需|须|应|应当|约|近|已|力争|原则上|最高|最多|不超过|不能|不得|(?<=.)每年"
    r"|超过|超出|至少|至|到|从|自|和|与|及|或|且|并|人民币|[ ])+$"
)
VERBS_ONLY = re.compile(
    rf"^(?:每年|每月|年度|力争|争取|至|到|底|支持|鼓励|打造|建成|评选|举办|开展|实施|形成|参与|制定|新增|引进|培育|引育|给予|予以|享受|{GIVING}|买了?|采购了?|购买了?|有|共|设立|配备|提供|于"
    r"|我们|我司|我|公司|企业有|连续|近|前|后|年满|年|满|已|按|对|承接|入围|和|与|及|的|可|最多|最高|至少|一次性|再|分别|另|一式|应|应当|须|需|在|累计|原则上|当年)*$"
)
# Where a noun phrase after the figure stops.
_STOP = re.compile(
    r"(?:参与|入围|落户|永久|按照|按|给予|予以|进行|达到|均|(?<!许)可以|(?<![许认])可(?!再|转|行|穿)|须|应(?!用|急|届|付|收|税|纳)|不(?!动产|良|锈)|并(?!购)|且|以上|以下|的(?:企业|单位)?(?:给予|按)|参加|组成|从事|用于|以内|后(?!续|期)"
    r"|前(?!期|沿|端|景|置)|由(?!于)|派|之间|至|向(?!量)|同时|合计|累计|共计|总计|分别)"
)
_EACH_ONE = re.compile(r"单[个家]|每[个家]|同一|各")  # 单个创新主体年度支持 stays whole
_TARGET = re.compile(r"(?<![针面])对于?(?!接|应|外|象|口|标|比|照)")  # 对社区运营单位给予: whom it is for
LISTED = re.compile(
    r"(?:[、和或及][ ]*[\d.,万亿千百]+[ ]*(?:元(?:/每?[年月天日人次家个亩户台套项件名位平方米㎡·]{1,6})?|%|个百分点))+"
)
PARTICLE = re.compile(
    r"^(?:未满|不满|不足|满或|的|以|及|和|或|并|且|至|到|为|给予|予以|由|按|在|左右|不等|起|标准|呢|吗|了|是|，)"
)


def until_break(text: str, position: int) -> str:
    """The words from ``position`` to the next sign or digit, a bracket right there left out."""
    brackets = _IN_BRACKETS.match(text, position)
    match = _WORDS.match(text, brackets.end() if brackets else position)
    return match.group().strip() if match else ""


def words_before(text: str, span: Span, left: int) -> str:
    """The piece before a figure, brackets inside it left out; of a figure alone in brackets the piece before these."""
    start = max(left, span.start - REACH)
    words = text[start : span.start]
    if re.search(r"[)）][^(（]*$", words) and not re.search(r"[(（][^()（）]*[)）][^(（]*$", words):
        opened = text.rfind("(", max(0, start - REACH), start), text.rfind("（", max(0, start - REACH), start)
        if max(opened) >= 0:  # the figure before this one stands inside the brackets
            words = FIGURE_END.sub("", text[max(0, max(opened) - REACH) : max(opened)]) + words[_closing(words) + 1 :]
    words = _IN_BRACKETS.sub("", words)
    match = PIECE.search(words)
    piece = match.group().strip() if match else ""
    head = words.rstrip()
    head = head[: len(head) - len(piece)].rstrip()
    if not _CLOSING.sub("", piece) and head.endswith(("(", "（")):
        outer = PIECE.search(FIGURE_END.sub("", head[:-1]))
        piece = outer.group().strip() if outer else ""
    return piece


def _closing(words: str) -> int:
    return max(words.find(")"), words.find("）"))


def trimmed(words: str) -> str:
    """A piece without the verbs around its noun: ``对年度采购量达到`` → ``年度采购量``, at most 40 characters."""
    words = _TARGET.split(words)[-1]
    words = _CLOSING.sub("", words)
    words = _OPENING.sub("", words)
    words = re.sub(r"^[^“]*”", "", words)  # the end of a quotation that began further away
    if _EACH_ONE.match(words):
        return words[-40:]
    parts = re.split(r"(?<=.)(?=上一年度|上年度|本年度|当年度|(?<![上本当一])年度(?!$))", words)
    return parts[-1][-40:]


def earlier_pieces(text: str, position: int) -> list[str]:
    """The comma pieces of the sentence before the figure's own, the nearest first."""
    window = text[max(0, position - 2 * REACH) : position]
    sentence = re.split(r"[。；;\n]", window)[-1]
    return re.split(r"[，,：:]", _IN_BRACKETS.sub("", sentence))[-2::-1]


def words_after(text: str, span: Span) -> str:
    """The noun phrase that follows a figure or a list of them: ``3家以上的整机企业参与`` → ``整机企业``."""
    listed = LISTED.match(text, span.end)
    match = _AFTER.match(text, listed.end() if listed else span.end)
    words = match["words"] if match else ""
    if not words or PARTICLE.match(words):
        return ""
    stop = _STOP.search(words)
    return (words[: stop.start()] if stop else words).strip()[:24].removesuffix("的")
