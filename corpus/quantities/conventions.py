"""Conventions: definitions inside a document that change how its figures are read.

``“以上”均包含本数，“以下”均不含本数`` decides for every figure of that document; without such a sentence 以上, 以下 and 以内
include the figure and 超过 and 不满 exclude it (民法典 §1259). An explicit （含） or （不含） beside a figure still wins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.quantities.numerals import find_numerals, fold
from corpus.span import Span

# The words that a document defines, by the field of Conventions that they decide.
_FIELDS = {
    "以上": "above", "以下": "below", "以内": "within", "之内": "within", "内": "within", "超过": "more", "高于": "more",
    "大于": "more", "不满": "less", "未满": "less", "不足": "less", "低于": "less", "少于": "less", "小于": "less",
}  # fmt: skip
_OTHERS = ("以前", "以后", "之前", "之后", "届满", "以外", "之外", "达到", "不超过", "不低于", "不少于", "至少", "最高")


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a document says of its own words; ``None`` where it says nothing.

    ``above`` says whether 以上 includes the figure itself, ``below`` the same of 以下, ``within`` of 以内, ``more`` of 超过,
    ``less`` of 不满. ``working_days`` are the periods in 日 that mean 工作日: ``None`` none, an empty set all of them.
    ``year`` is what 年度 means (自然年度). ``spans`` are the sentences that say so, in the document's text.
    """

    above: bool | None = None
    below: bool | None = None
    within: bool | None = None
    more: bool | None = None
    less: bool | None = None
    working_days: frozenset[Decimal] | None = None
    year: str = ""
    spans: tuple[Span, ...] = ()

    def counts_working_days(self, days: Decimal) -> bool:
        """Whether a period of so many 日 is one of 工作日."""
        return self.working_days is not None and (not self.working_days or days in self.working_days)


_OPEN, _CLOSE = "“\"'‘「『《", "”\"'’」』》"
_WORD = "|".join(sorted((*_FIELDS, *_OTHERS), key=len, reverse=True))
_ONE = rf"[{_OPEN}]?(?:{_WORD})[{_CLOSE}]?"
_LIST = rf"{_ONE}(?:[ ]*(?:[、,，/]|和|及|与|或|以及)?[ ]*(?:所?称的?)?{_ONE})*"
# 本办法所称“以上”“以下”均包含本数; the list follows no figure, or it would be the mark of that one figure.
_INCLUSION = re.compile(
    rf"(?:^|(?<=[\s,，。；;、:：({_OPEN}称的中及是]))(?P<words>{_LIST})[,，]?[ ]*(?:一词|等词|等|的规定|的表述|者)?[,，]?(?:均|都|皆|一律|全部|是指|除[^,。;]{{0,16}}外|,)*"
    r"(?P<not>不|非)?(?:包括|包含|含|含有)(?:其)?(?:本数|本级|本身|该数)"
)
_SCOPED = re.compile(
    r"(?:本|前|上|该)[条款项目](?:第[^，,。;]{1,6}[款项])?(?:中|所称|的|规定)*$"
)  # it holds for that article alone
_DAYS = re.compile(
    rf"[{_OPEN}]?(?P<days>(?:[\d〇零一二两三四五六七八九十]+[日天](?:以?内)?[{_CLOSE}、,，和及{_OPEN}]*)+|[{_OPEN}称的][日天])[{_CLOSE}]?"
    r"(?:期限)?(?:的)?(?:规定|期限|期间|时限)?[,，]?(?:均|都|皆|一律)?(?:是指|系指|均指|指的是|指|为|是|以|按照?)(?:均)?工作日"
)
_BY_DAYS = re.compile(
    r"(?:期限|期间|时限|天数|日数)[^。；;\n]{0,10}?(?:均|都|皆|一律)?(?:是指|系指|指|为|是|以|按照?)工作日"
)
_YEAR = re.compile(
    rf"[{_OPEN}]?年度[{_CLOSE}]?[,，]?(?:均)?(?:是指|系指|指|为|是)(?P<year>自然年度|会计年度|日历年度|财政年度|公历年度)"
)


@lru_cache(maxsize=64)
def find_conventions(text: str) -> Conventions:
    """The definitions of a document's text: ``以上含本数，以下不含本数`` → ``above=True, below=False``; the first one holds.

    What an article defines for itself (本条所称) is left out.
    """
    folded = fold(text)
    said: dict[str, bool] = {}
    spans: list[Span] = []
    for match in _INCLUSION.finditer(folded):
        if _SCOPED.search(folded, max(0, match.start() - 16), match.start()):
            continue
        spans.append(Span(match.start(), match.end()))
        for word in re.findall(_WORD, match["words"]):
            if word in _FIELDS:
                said.setdefault(_FIELDS[word], match["not"] is None)
    days = [*_working_days(folded, spans)]
    year = _YEAR.search(folded)
    if year:
        spans.append(Span(year.start(), year.end()))
    return Conventions(
        above=said.get("above"), below=said.get("below"), within=said.get("within"), more=said.get("more"),
        less=said.get("less"), working_days=None if not days else frozenset[Decimal]().union(*days) if all(days) else frozenset(),
        year=year["year"] if year else "", spans=tuple(sorted(spans)),
    )  # fmt: skip


def _working_days(text: str, spans: list[Span]) -> Iterator[frozenset[Decimal]]:
    """One set for each definition, empty where it means every 日: “三日”“五日”的规定是指工作日 → {3, 5}."""
    for match in [*_DAYS.finditer(text)] or _BY_DAYS.finditer(text):
        spans.append(Span(match.start(), match.end()))
        yield frozenset(n.value for n in find_numerals(match.groupdict().get("days") or ""))
