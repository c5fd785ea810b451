"""Bounds: which words before or after a figure limit it, and how.

以上 and 以下 include the figure (民法典 §1259) and 超过 and 不满 exclude it, unless the document's conventions say otherwise;
an explicit （含） or （不含） beside the figure wins. Where two words disagree (超过8%以上), the one before the figure wins.
"""

import re
from dataclasses import dataclass

from corpus.quantities.conventions import Conventions
from corpus.quantities.figure import Figure
from corpus.quantities.quantity import Bound, Kind


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound and the printed words from ``start`` to ``end`` that carry figure and bound without a gap."""

    bound: Bound
    start: int
    end: int
    includes_low: bool = True
    includes_high: bool = True


_BEFORE: dict[Bound, tuple[str, ...]] = {
    Bound.LE: (
        "最高不超过", "最高不得超过", "最多不超过", "最长不超过", "最大不超过", "不得超过", "不能超过", "不可超过", "不应超过", "不超过", "不超出",
        "未超过", "不超", "不高于", "不得高于", "不多于", "不得多于", "不大于", "不长于", "不晚于", "最高可达", "最高达", "最高为", "最高至",
        "最高限额为", "最高限额", "最高额度为", "最高额度", "最高", "最多可达", "最多为", "最多", "最长", "最大", "最晚", "至多", "上限为", "上限是",
        "上限", "限额为", "封顶为", "封顶线为", "封顶", "小于等于", "少于等于", "低于或等于", "控制在", "≤", "最大不超过", "只能", "仅能", "只可", "仅限", "限报", "限额", "不迟于", "最迟", "不突破", "低于等于",
    ),
    Bound.GE: (
        "不少于", "不得少于", "不低于", "不得低于", "不小于", "不得小于", "不应少于", "不应低于", "不短于", "不早于", "最低不少于", "最低不低于",
        "至少不低于", "至少不少于", "至少为", "至少", "最低为", "最低", "最少", "起码", "下限为", "下限", "达到或超过", "达到", "达", "满",
        "大于等于", "高于或等于", "不下于", "≥", "高于等于",
    ),
    Bound.GT: ("超过", "超出", "超", "高于", "多于", "大于", "突破", "逾", ">", "＞"),
    Bound.LT: ("低于", "少于", "小于", "不足", "不满", "未满", "未达到", "未达", "达不到", "不到", "未超出", "短于", "<", "＜"),
}  # fmt: skip
_LEAST = (
    "不少于",
    "不低于",
    "不得少于",
    "不得低于",
    "至少",
    "最低",
    "下限为",
)  # these, too, may stand away from the figure
_BOUND_OF = {word: bound for bound, words in _BEFORE.items() for word in words} | {"未超出": Bound.LE}
_WORD = "|".join(sorted(map(re.escape, _BOUND_OF), key=len, reverse=True))
# A step, not a limit: 每超过1亿元, 每增加100户; 每满一万人 begins at ten thousand.
_STEP = re.compile(r"每(?:超过|增加|新增|超|多|提高)?[ ]*$")
# Words that may stand between the bound and its figure: 最高奖励500万元, 不超过人民币50万元, 最高补助额度为30万元.
_GAP = (
    r"(?:给予|予以|奖励|补助|补贴|资助|支持|扶持|配套|补偿|奖补|贴息|申请|享受|获得|发放|拨付|可达|可|达到|达|不|为|至|到|企业|单位|个人|其|该"
    r"|项目|合计|累计|共计|总计|总额度?|额度?|额|金额|资金|经费|标准|限额|人民币|一次性|每年度?|每家|每户|每人|每个|每项|年度|按照?|原则上|的|约|奖金|总|提前|每[天日月次件]|只能|仅|限|享受|LPR\+|(?:本|当地|全)[省市区县州]?|上年度?|\()"
)
_SHORT_GAP = r"(?:人民币|合计|累计|共计|总计|每年|每人|每个|约|一个|(?:本|当地|全)[省市区县州]|当地)"
_CAP_WORD = "|".join(sorted(map(re.escape, (*_BEFORE[Bound.LE], *_LEAST)), key=len, reverse=True))
_FORE = re.compile(
    rf"(?:(?P<cap>{_CAP_WORD})(?P<gap>[ ]*(?!的){_GAP}{{0,6}}[ ]*)|(?P<word>{_WORD})(?P<near>[ ]*{_SHORT_GAP}?[ ]*))$"
)
# 最高按照活动成本的25%, 不超过年度研发投入30%: between bound and rate stands what the rate is applied to.
_RATE_FORE = re.compile(
    r"(?:(?P<top>最高|最多)(?:(?!部分)[^\d])*|(?P<word>不超过|不得超过|不高于|不得高于|不低于|不得低于|不少于|(?<!的)(?<!额)(?:低于|高于|超过|达到))"
    r"(?:(?!部分|给予|予以|奖励[的按]|补助[的按]|补贴[的按]|按|超过|不超|达到)[^\d]){0,40})$"
)
# 基金最高支付限额为职工参保人员每人每月1,000元: whom the limit is for stands between.
_LIMIT_FORE = re.compile(
    r"(?:最高[^,。;\d]{0,8}(?:限额|额度|标准|限价)|支付限额|上限|最高限额)(?:标准)?(?:为|是|:)[^,。;:\d]{0,20}$"
)
_NO_BASE = re.compile(r"(?<!不)(?:超过|达到)(?:部分|额)")
_CLOSED = re.compile(r"[^()]*\)")
_REACH = 60  # no bound stands further from its figure
_FALSE_WORD = re.compile(r"(?:[传表到发抵送直高通下转印]达|[圆充]满|[赶]超|找不到)$")

# （含）, （不含本数）, （含1000万元）, and 万美元（含首发）以上; （含税） says nothing of the bound, （含电子版一份） is another figure.
_PAREN = (
    r"(?:\((?P<not>不)?含(?:本数|[\d一二两三四五六七八九十][^()]{0,12})?\)|\(不?含税[^()]{0,6}\)"
    r"|\(不?含[^()]{1,12}\)(?=(?:及其?|和|或)?以[上下内]))"
)
_AFTER = re.compile(
    rf"(?P<first>{_PAREN})?[ ]{{0,2}}(?:(?P<over>(?:及其?|和|或)?以上(?!述|规定|条件|情形|材料|标准|政策|奖励|补助|资金))"
    r"|(?P<under>(?:及其?|和|或)?以下(?!简称|统称|称|几|条件|情形|材料|方面))|(?P<within>(?:以|之)?内(?![容部外涵资设销需控蒙存]))"
    r"|(?P<cap>(?:为|作为)?(?:封顶|上限|限(?![额制定于期])|的?(?:限额|额度|范围|幅度)(?:以|之)?内))|(?P<from>起(?!草|诉|点|施|执)))?"
    rf"(?P<last>{_PAREN.replace('<not>', '<unlike>')})?"
)
_DATE_FORE = re.compile(r"(?:(?P<to>至|到|截至|截止到?|不晚于)|(?P<since>自|从|不早于))[ ]*$")
_DATE_AFTER = re.compile(
    r"(?:\([^()]{1,8}\))?(?:[ ]?(?:上午|下午|中午)?\d{1,2}(?:时|点|:\d{2})(?:\d{1,2}分)?(?=之?前|以前))?(?:(?P<until>(?:以|之)?前)|(?P<since>(?:以|之)?后|起))(?P<last>\(含[^()]{0,8}\))?"
)


def read_limit(text: str, figure: Figure, conventions: Conventions, *, left: int) -> Limit:
    """The bound of a figure of a folded text; words before ``left`` belong to an earlier figure."""
    if figure.kind is Kind.DATE:
        return _date_limit(text, figure, left)
    fore_bound, start = _before(text, figure, left)
    fore_bound = _as_defined(fore_bound, conventions)
    after = _AFTER.match(text, figure.end)
    marks = after.group().rstrip() if after else ""
    end = figure.end + len(marks)
    if figure.is_range:
        return _range_limit(text, figure, after, end, conventions)
    after_bound = _after_bound(after, figure, conventions)
    bound = fore_bound or after_bound or (Bound.GT if figure.more else Bound.EQ)
    return Limit(_with_marks(bound, after), start, end)


def _as_defined(bound: Bound | None, conventions: Conventions) -> Bound | None:
    """超过 and 不满 where the document says that they include the figure."""
    if bound is Bound.GT and conventions.more:
        return Bound.GE
    return Bound.LE if bound is Bound.LT and conventions.less else bound


def _range_limit(text: str, figure: Figure, after: re.Match[str] | None, end: int, conventions: Conventions) -> Limit:
    """Which ends of a range belong to it: 50万元以上100万元以下 as the document defines 以上 and 以下."""
    marks = after.group() if after else ""
    printed = text[figure.start : figure.end]
    low = figure.includes_low and not ("以上" in printed and "及以上" not in printed and conventions.above is False)
    low = low or "(含" in printed
    below = bool(after and after["under"]) and conventions.below is False and "含" not in marks
    return Limit(Bound.RANGE, figure.start, end, low, not below and ("不含" not in marks or "不含税" in marks))


def _before(text: str, figure: Figure, left: int) -> tuple[Bound | None, int]:
    left = max(left, figure.start - _REACH)
    words = text[left : figure.start]
    if _STEP.search(words):
        return None, figure.start
    if match := _FORE.search(words):
        word = match["cap"] or match["word"]
        if _FALSE_WORD.search(words[: match.start() + len(word)]):
            return None, figure.start
        gap = (match["gap"] or match["near"] or "").strip()
        return _BOUND_OF[word], figure.start if gap else left + match.start()
    if figure.kind is Kind.RATE and _CLOSED.match(words):  # 最高不超过额度上限(30万元)之和的110%
        opened = max(0, text.rfind("(", max(0, left - _REACH), left))
        words = text[max(0, opened - _REACH) : opened] + words[words.index(")") + 1 :]
    piece = re.split(r"[，。；、,;:\n]", re.sub(r"\([^()]*\)|^[^(]*\)", "", words))[-1]
    if figure.kind is Kind.RATE and not _NO_BASE.search(piece) and (match := _RATE_FORE.search(piece)):
        return (Bound.LE if match["top"] else _BOUND_OF[match["word"]]), figure.start
    if figure.kind is Kind.AMOUNT and _LIMIT_FORE.search(words):
        return Bound.LE, figure.start
    return None, figure.start


def _after_bound(match: re.Match[str] | None, figure: Figure, conventions: Conventions) -> Bound | None:
    if match is None:
        return None
    if match["over"]:
        return Bound.GT if conventions.above is False and match["over"] == "以上" else Bound.GE
    if match["from"]:
        return Bound.GE
    if match["under"]:
        return Bound.LT if conventions.below is False and match["under"] == "以下" else Bound.LE
    if match["within"] and (figure.kind is Kind.PERIOD or match["within"] != "内" or _ends(match)):
        return Bound.LT if conventions.within is False else Bound.LE
    return Bound.LE if match["cap"] else None


def _ends(match: re.Match[str]) -> bool:
    """Whether 内 is the word for within (100亩内的) and not the beginning of another (10家内资企业 was excluded before)."""
    return match.string[match.end() : match.end() + 1] in {"", ",", "。", ";", "、", "的", ")", "(", "\n"}


def _with_marks(bound: Bound, match: re.Match[str] | None) -> Bound:
    """（含） and （不含） decide whether the figure itself belongs to it."""
    marks = f"{match['first'] or ''}{match['last'] or ''}" if match else ""
    if "含" not in marks or "含税" in marks:
        return bound
    included = "不含" not in marks
    pairs = {Bound.GT: Bound.GE, Bound.LT: Bound.LE} if included else {Bound.GE: Bound.GT, Bound.LE: Bound.LT}
    return pairs.get(bound, bound)


def _date_limit(text: str, figure: Figure, left: int) -> Limit:
    after = _DATE_AFTER.match(text, figure.end)
    end = after.end() if after else figure.end
    if figure.is_range:
        return Limit(Bound.RANGE, figure.start, figure.end)
    before = _DATE_FORE.search(text[left : figure.start])
    start = left + before.start() if before else figure.start
    if (after and after["until"]) or (before and before["to"]):
        return Limit(Bound.LE, start, end)
    if (after and after["since"]) or (before and before["since"]):
        return Limit(Bound.GE, start, end)
    return Limit(Bound.EQ, start, end)
