"""Titles of versions: what of a title stays when a document is revised, and what tells two documents apart."""

import re
import unicodedata
from dataclasses import dataclass

# What follows 关于印发 is the document; the notice only carries it.
_CARRIED = re.compile(r"(?:印发|发布|公布|颁布|下发|转发)《?(?P<title>.+?)》?的(?:通知|公告|决定|令)$")
_CONSULTED = re.compile(
    r"^.{0,24}?(?:就|对|关于)《.+》.*(?:征求|征集|公开征求)"
)  # a notice that asks for opinions on a draft
_NOTES = re.compile(
    r"[(\[【](?:[^()\[\]【】]*(?:征求意见|草案|送审|讨论|试行|暂行|修订|修改|修正|新版|废止|失效|19\d\d|20\d\d)[^()\[\]【】]*)[)\]】]"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:年)?(?:[-—–~至到]+(?:(?:19|20)\d\d|\d\d)年?)?(?:年?度)?(?:版|修订版|修订|修正)?")
_MARKS = re.compile(
    r"(?:公开)?征求意见稿|征求意见|草案|送审稿|讨论稿|暂行|试行|修订版|修订稿|修订|修正版|新版|(?<=\d)修正"
)
_REPUBLIC = re.compile(r"中华人民共和国")
_KIND = (
    "实施细则|实施办法|实施条例|实施意见|实施方案|实施规则|细则|办法|规定|意见|方案|措施|政策|条例|规划|计划|纲要|要点|指南|指引|"
    "清单|目录|解释|解读|问答|规则|准则|标准|规程|规范|制度|章程|修正案|通知|公告|通告|决定|批复|函|通报|答复|报告|法典|宪法|法"
)
_KIND_OF = re.compile(rf"(?:{_KIND})$")
# Each of these is a document about or below another one, or one of a series: never a version of what it is named like.
_BELOW = frozenset({"实施细则", "细则", "实施条例", "实施规则", "解释", "解读", "问答", "指南", "指引", "清单", "目录"})
_SERIES = frozenset({"修正案", "通报", "批复", "函", "答复", "决定", "报告"})
_PART = re.compile(r"[(第]([一二三四五六七八九十\d]{1,3})(?:[)]|批|期|号|部分|辑)")
_NUMBER = re.compile(r"(?P<code>[^\W\d_]*?)[〔\[(【]?(?P<year>(?:19|20)\d\d)?[〕\])】]?年?第?(?P<count>\d{1,5})号")
_GENERIC = re.compile(r"若干|进一步|关于|有关|工作|管理|实施|加快|促进|推动|推进|支持|鼓励|扶持|的|和|与|及|[、,，\s]")
_LEAST = 4  # Chinese characters: a shorter title is a file's name
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class VersionName:
    """A title taken apart. ``stem`` is what the document is about, without issuer, kind, year and marks of a draft.

    ``kind`` is 办法, 细则 …; ``parts`` are numbers by which a series is told apart (第二批, （三）). ``usable`` says whether
    there is a title at all, and not only a file's name.
    """

    stem: str
    kind: str
    parts: tuple[str, ...]
    usable: bool

    def is_same(self, other: "VersionName") -> bool:
        """Whether the two titles name one thing, perhaps in another kind of document: 暂行条例 and 法, 政策 and 措施."""
        return self._fits(other) and self.stem == other.stem

    def is_close(self, other: "VersionName") -> bool:
        """Whether one title only says more than the other: 信访条例 and 信访工作条例, with the same kind."""
        short, long = sorted((self.stem, other.stem), key=len)
        return self._fits(other) and self.kind == other.kind and len(short) >= _LEAST and _is_within(short, long)

    def _fits(self, other: "VersionName") -> bool:
        if not (self.usable and other.usable and self.stem and other.stem) or self.parts != other.parts:
            return False
        if self.kind in _SERIES or other.kind in _SERIES:
            return False
        return self.kind == other.kind or not {self.kind, other.kind} & _BELOW


def version_name(title: str) -> VersionName:
    """``某市人民政府办公室关于印发《某市人才补贴办法（试行）》的通知`` → 某市人才补贴, 办法."""
    bare = re.sub(r"[\s“”\"'‘’]", "", unicodedata.normalize("NFKC", title))
    if _CONSULTED.match(bare):
        return VersionName(bare, "公告", (), usable=True)
    bare = bare if bare.count("《") != 1 or not bare.startswith("《") else bare.strip("《》")
    if carried := _CARRIED.search(bare):
        bare = carried["title"]
    bare = re.sub("[《》〈〉]", "", bare)
    usable = len(_CHINESE.findall(bare)) >= _LEAST or bool(re.search(r"[\u4e00-\u9fff](?:法|条例)$", bare))
    bare = _YEARS.sub("", _MARKS.sub("", _NOTES.sub("", bare)))
    parts = tuple(m[1] for m in _PART.finditer(bare))
    bare = _REPUBLIC.sub("", re.sub(r"\([^()]*\)", "", bare))
    bare = re.sub(r"^[^关]{0,40}?关于(?=.{4})", "", bare)
    kind = _KIND_OF.search(bare)
    stem = bare[: kind.start()] if kind else bare
    return VersionName(_GENERIC.sub("", stem), kind[0] if kind else "", parts, usable)


def carried_title(title: str) -> str:
    """The title of what a notice carries: ``关于印发《某市人才办法》的通知`` → 某市人才办法; any other title as it is."""
    bare = re.sub(r"\s", "", title)
    match = _CARRIED.search(bare)
    return match["title"].strip("《》") if match else bare


def number_key(number: str) -> tuple[str, str, str] | None:
    """A 文号 as others may print it: ``甘委发[2014]年1号`` → 甘委发, 2014, 1; ``公安部令第35号`` → 公安部令, "", 35."""
    match = _NUMBER.search(re.sub(r"\s", "", unicodedata.normalize("NFKC", number)))
    return (match["code"] or "", match["year"] or "", match["count"].lstrip("0")) if match else None


def _is_within(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in order, from the same first to the same last two."""
    rest = iter(long)
    return short[:2] == long[:2] and short[-2:] == long[-2:] and all(c in rest for c in short)
