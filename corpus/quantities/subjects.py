"""Subjects: the words of the text that say what a figure limits, never words of our own.

For a threshold they are the measured noun before it (``年度销售收入``), for a rate its base (``实际投入``), for a gift its scope
and the noun of giving, which often stand on two sides of the figure (``给予企业50万元奖励`` → ``企业奖励``), for a count the counted
thing, for a period what lasts, for a date what happens. The pieces keep the order of the text.
"""

import re

from corpus.quantities.phrases import (
    BREAK,
    FIGURE_END,
    GIVING,
    LABEL,
    LISTED,
    PARTICLE,
    PIECE,
    QUOTES,
    REACH,
    VERBS_ONLY,
    earlier_pieces,
    trimmed,
    until_break,
    words_after,
    words_before,
)
from corpus.quantities.quantity import Bound, Kind
from corpus.span import Span

_SCOPE = re.compile(
    r"(?:(?:每|单|各|同一)(?:个|家|项|户|人|件|笔|台|套|位|名|次|年|月|天|日|亩|间|场)?(?:企业|单位|项目|个人)?)+"
)
_OFTEN = re.compile(r"每(?:年|月|人|户|家|件|项|次|个|天|日)+$")
_GIVEN = re.compile(
    rf"[ ]*(?:的?(?:标准|额度|比例|限额内?|上限)?)?(?:的)?(?:给予|予以|进行|发放|支付|据实|定额)*"
    rf"(?P<words>[^{BREAK}{QUOTES}\d]{{0,14}}?{GIVING}(?:{GIVING}|额度|金额|标准|券|费)*)"
)
_GIVING_NOUN = re.compile(GIVING)
# Nouns that are measured in money or shares: what a threshold or a base ends with.
_MEASURED = re.compile(
    r"(?:费用?|额|价款?|格|税金?|所得税?|收入|成本|投入|投资|租金|利息|资金|款项?|产值|贡献|财力|留成|保费|工资|本金|总量|增量|利润|营收|差额|部分|贷款|规模|券)(?:的|之|中)?$"
)
_PART = re.compile(r"(?:以上|以下|以内)?(?:的)?部分$")
_SCOPE_NOUN = re.compile(r"(?:政府|财政|部门|机构|企业|单位|人员|个人|主体|项目|园区|平台|比例)$")
_EACH = re.compile(r"(?:每|各)(?:人|月|年|天|日|户|家|项|个|件|名|亩|间|台)$")
_STANDARD = re.compile(r"标准|限额|[费额金价款租]")
_LIMITED = re.compile(rf"{GIVING}|利率|比例|额度?|标准|上限")
_NEW = re.compile(r"新?(?:发展|建设?|增|设立?|引进|认定|成立|开设|购置|购买|建成|种植)+")
_PART_BASE = re.compile(r"[^。；;\n]{0,30}?部分[,，]?按照?(?P<base>[^\d，。；,;]{2,20}?)的\d")
_CHANGED = re.compile(r"(?:缩短|压缩|缩减|延长|提高|降低)$")
_TABLE = 4000  # characters: no heading of a column stands further above its cell
_BARE_START = 3  # characters: 之日起 alone says nothing
_IS = re.compile(r"[，,](?:均)?(?:为|是)[ ]*\Z")
_CAPPED = re.compile(r"(?:不得|不|未)(?:超过|高于|低于|少于)|超过|高于|低于|达到")


def find_subject(text: str, kind: Kind, span: Span, *, left: int, bound: Bound = Bound.EQ) -> str:
    """What the figure at ``span`` of a text limits, in its words; empty where the sentence does not say.

    ``left`` is where the words of the figure before it end.
    """
    before = _before(text, span, left)
    if not before and _IS.search(text, max(0, span.start - 4), span.start):  # 拘留的期限，为十五日以下
        before = trimmed(earlier[0]) if (earlier := earlier_pieces(text, span.start)) else ""
    match kind:
        case Kind.DATE:
            return _event(text, span) or before
        case Kind.AMOUNT:
            return _amount(text, span, left, before, bound)
        case Kind.RATE:
            return _rate(text, span, left, before)
        case Kind.COUNT:
            return _count(text, span, before)
        case _:
            return _lasting(text, span, before)


def base_of(subject: str) -> str:
    """The base in the subject of a rate: ``累计奖励金额不得超过经济贡献`` → ``经济贡献``."""
    return _CAPPED.split(subject)[-1]


def _amount(text: str, span: Span, left: int, before: str, bound: Bound) -> str:
    given = _given(text, span.end)
    if given and not _GIVING_NOUN.search(before):
        return before + given
    if before and _EACH.search(before) and not _STANDARD.search(before) and not _GIVING_NOUN.search(before):
        return before + _earlier_gift(text, span.start)
    if _GIVING_NOUN.search(before) or (before and bound is not Bound.LE) or _MEASURED.search(before):
        return before
    after = words_after(text, span)
    later = _PART_BASE.match(text, span.end)
    base = _earlier_base(text, span.start) or (later["base"] if later else "")
    if base and not before and (_PART.fullmatch(after) or later):
        return base
    if after and not before:
        return after
    scope = before or _frequency(text, span, left)
    return scope + _earlier_gift(text, span.start) or after


def _given(text: str, position: int) -> str:
    """The noun of giving after a figure or a list of them: ``、20万元的一次性奖励`` → ``一次性奖励``."""
    listed = LISTED.match(text, position)
    match = _GIVEN.match(text, listed.end() if listed else position)
    if match is None or PARTICLE.match(match["words"]) or _PART.match(match["words"]):
        return ""
    return match["words"]


def _rate(text: str, span: Span, left: int, before: str) -> str:
    if text[max(0, span.start - 2) : span.start] == "减按":  # 减按15%的税率征收企业所得税
        return re.sub("^(?:的)?(?:税率)?(?:征收|计征|缴纳)?", "", until_break(text, span.end)) or before
    base = _base(before)
    if said := _capped_and_base(words_before(text, span, left)):
        return said
    bare = not base or base == "部分" or _SCOPE_NOUN.search(base) or VERBS_ONLY.match(base)
    earlier = _earlier_base(text, span.start) if bare or re.search("[级档类]$", base) else ""
    given = _given(text, span.end)
    return earlier or (base + given if bare and given else base) or words_after(text, span)


def _capped_and_base(words: str) -> str:
    """累计奖励金额不得超过经济贡献的30%: what is limited and what it is measured by."""
    capped = _CAPPED.search(words)
    if capped is None or not _LIMITED.search(words, 0, capped.start()):
        return ""
    return trimmed(words[: capped.start()]) + re.sub("的$", "", words[capped.start() :].strip())[:40]


def _count(text: str, span: Span, before: str) -> str:
    after = words_after(text, span)
    attributive = text[span.end : span.end + 1] == "的"
    if re.search("年$", before) or _NEW.fullmatch(before):  # 年满60岁的父母, 新发展100亩的花卉基地
        return after or before
    if before and (attributive or re.search("(?:人数|次数|数量|面积|总数|个数|户数|名额|数)$", before)):
        return before
    return after or before or until_break(text, span.end)


def _lasting(text: str, span: Span, before: str) -> str:
    following = text[span.end : span.end + 2]
    if _CHANGED.search(before) or following in {"缩短", "压缩"}:  # 办理时限由15日缩短至5日
        return trimmed(earlier[0]) if (earlier := earlier_pieces(text, span.start)) else before
    if following in {"予以", "给予", "进行"}:
        return until_break(text, span.end + 2)[:24] or before
    if before and following[:1] == "的":
        return before
    if re.search("(?:之?日|申请)(?:前|起|后)$", before) and following[:1] in {")", "）"}:
        return words_after(text, Span(span.start, span.end + 1)) or before
    after = until_break(text, span.end)[:24] if following[:1] == "向" else words_after(text, span)
    after = re.sub("^(?:每年|均|都)+", "", after)
    if after or len(before) > _BARE_START:
        return after or before
    given = re.compile(rf"[^，。；,;\n]{{0,40}}?(?P<noun>{GIVING})").match(text, span.end)
    return (given["noun"] if given else "") or _next_piece(text, span.end) or before or _noun_of_giving(text, span)


def _next_piece(text: str, position: int) -> str:
    """之日起1年内，向就业地提出申请: what must be done stands behind the comma."""
    return until_break(text, position + 1)[:24] if text[position : position + 1] in {"，", ","} else ""


def _noun_of_giving(text: str, span: Span) -> str:
    """享受补贴不超过2年: the noun that the verbs leave."""
    piece = PIECE.search(text[max(0, span.start - REACH) : span.start])
    found = re.findall(GIVING, piece.group()) if piece else []
    return str(found[-1]) if found else ""


def _event(text: str, span: Span) -> str:
    """What happens at a date: ``2027年底前建成省级中试平台`` → ``建成省级中试平台``."""
    match = re.compile(r"(?:[(（][^()（）]*[)）])?(?P<words>[^*，。；：！？,;:!?()（）\n《》\d]*)").match(
        text, span.end
    )
    words = match["words"].strip() if match else ""
    words = re.sub("^(?:的|期间|之间|前|起|止|力争|争取|开始|以来|[ ])+", "", words)
    return (
        ""
        if re.match("[-—–~、至到]", words) or (VERBS_ONLY.match(words) and len(words) < 4)
        else words[:24].rstrip("、")
    )


def _before(text: str, span: Span, left: int) -> str:
    words = words_before(text, span, left)
    own = "" if VERBS_ONLY.match(words) and not _GIVING_NOUN.search(words) else trimmed(words)
    if own and not _SCOPE.fullmatch(own):
        return own
    head = text[max(0, span.start - REACH) : span.start]
    head = head[: len(head) - len(words)] if head.endswith(words) else head
    label = LABEL.search(head)
    return (label["label"].strip() if label else _cell(text, span, own)) + own


def _cell(text: str, span: Span, own: str) -> str:
    """Of a figure alone in a cell of a flattened table the first cell of its row and the heading of its column."""
    start = max(text.rfind("\n", max(0, span.start - _TABLE), span.start) + 1, span.start - _TABLE)
    row = text[start : span.start]
    if own or "\t" not in row or row.rsplit("\t", 1)[-1].strip():
        return ""
    top = max(0, start - _TABLE)
    heading = text[top:start].rpartition("\n\n")[2].partition("\n")[0].split("\t")
    column = row.count("\t")
    title = heading[column].strip() if len(heading) > column and not re.search(r"\d", heading[column]) else ""
    return row.split("\t")[0].strip()[:24] + title[:16]


def _base(words: str) -> str:
    """What a rate is applied to: the words after the last 按."""
    return re.split(r"按照|按|参照|给予|予以|享受|不低于|不高于|不超过|不少于|为", words)[-1].removesuffix("的")


def _earlier_base(text: str, position: int) -> str:
    """对其缴纳的所得税区级留成部分，三年内按80%: the measured noun of a piece before."""
    for piece in earlier_pieces(text, position):
        for words in (FIGURE_END.sub("", piece), trimmed(re.split(r"\d", piece)[0])):
            if _MEASURED.search(words) and not _PART.fullmatch(words):
                return trimmed(words).removesuffix("的")
    return ""


def _earlier_gift(text: str, position: int) -> str:
    """给予补助，单个项目不超过50万元: what the cap caps was said before."""
    for piece in earlier_pieces(text, position):
        found = re.findall(rf"(?:[^\W\d的]{{0,2}}算力券|{GIVING})", piece)
        if found:
            return str(found[-1])
    return ""


def _frequency(text: str, span: Span, left: int) -> str:
    """每年不超过300万元 with nothing else around it limits what there is each year."""
    match = _OFTEN.search(text[max(left, span.start - 4) : span.start])
    return match.group() if match else ""
