"""Labels: the printed numbers that begin the pieces of a document (``第三条``, ``一、``, ``(一)``, ``1.``, ``①``).

What a line begins with is decided by form alone: ``leading_label`` accepts what can hardly be anything else,
``loose_label`` what is a label only where the numbering around it asks for one (``4其他``, ``3.5G应用``).
Where a label belongs is the business of ``corpus.structure.ladder``.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from corpus.structure.ordinals import CHINESE_DIGITS, number_value


class LabelKind(IntEnum):
    """The shapes of labels, in the usual order from the top of a document down; the value is that depth, a hint only.

    Integers, since the search for the cheapest ladder compares and hashes them a million times.
    """

    ATTACHMENT = 0  # 附件
    DOCUMENT = 1  # the title of a document that is attached to a notice
    SIGNATURE = 2  # office and date at the end
    HEADING = 3  # words without a number: a Markdown heading, or a line above a list that restarts
    PART = 4  # 编
    SUBPART = 5  # 分编
    DIVISION = 6  # 部分
    CHAPTER = 7  # 章
    SECTION = 8  # 节
    QUESTION = 9  # 问
    ARTICLE = 10  # 条
    PARAGRAPH = 11  # 款, never printed: counted by corpus.structure.ladder
    CHINESE = 12  # 一、
    CHINESE_BRACKET = 13  # (一)
    WORD = 14  # 方向1：
    ARABIC = 15  # 1.
    DECIMAL = 16  # 1.1
    SECOND_DECIMAL = 17  # 1.1.1
    THIRD_DECIMAL = 18  # 1.1.1.1
    ARABIC_BRACKET = 19  # (1)
    CIRCLED = 20  # ①
    LETTER = 21  # A.
    LETTER_BRACKET = 22  # (a)

    @property
    def is_frame(self) -> bool:
        """Whether a label of this kind closes all lists above it."""
        return self <= LabelKind.SIGNATURE


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line.

    ``text`` is the label as a clause path shows it (``一、`` → ``一``, ``2.`` → ``2``, ``(二)`` and ``第三条`` as
    printed, without spaces); ``value`` its number, 0 where it has none; ``sub`` the number after 之 in ``第八条之一``.
    ``length`` counts the characters of the line before the words begin: blanks, bullet, label and its punctuation.
    ``prefix`` are the numbers before the last of a decimal one (``1.2.3`` → 1, 2).
    ``delimiter`` is the punctuation after the number, ``bulleted`` whether a list bullet stands before it, ``marks``
    the number of ``#`` of a Markdown heading.
    """

    text: str
    kind: LabelKind
    value: int
    length: int
    delimiter: str = ""
    bulleted: bool = False
    marks: int = 0
    sub: int = 0
    prefix: tuple[int, ...] = ()


_N = f"[{CHINESE_DIGITS}十百千两]"
_A = "[0-9０-９]"
HEAD = re.compile(
    r"(?P<blank>\s*)(?P<marks>\#{1,6}(?:\s+|(?=[^\s#][^#]*$)))?(?:\*\*)?(?P<bullet>[-–*]\s+|[•·●■◆▪]\s*)?"
)  # what may stand before a label
# What follows a reference, never a label: 第三条第一款, 第三条、第四条, (一)至(三), (二)项规定.
_NEXT = rf"\s*(?:[、,，和与或及至到]\s*)?(?:第\s*{_N[:-1]}0-9]+\s*[编章节条款项目]|[（(]\s*(?:{_N}+|{_A}+)\s*[)）])"
_OF_ARTICLE = re.compile(rf"{_NEXT}|[的,，。；;至]|规定|所[列称述指]|中的|情形|以[上下]")
_OF_ITEM = re.compile(rf"{_NEXT}|\s*(?:[项款](?![目项式])|目(?![标录的前])|所[列称述])")
_MORE_CHINESE = re.compile(rf"{_N}+(?:[级类审期线档等批、]|季度)")  # 一、二级市场 is an enumeration
MEASURE = "年月日个家项名万亿元人次台套倍米号条款岁天时分%％‰"
_AMOUNT = re.compile(rf"{_A}+(?:[.．]{_A}+)?\s*[{MEASURE}]")

_ORDINAL = re.compile(
    rf"(?P<open>[【〔［（(]\s*)?第\s*(?P<number>(?:{_N}|{_A})(?:\s*(?:{_N}|{_A}))*)\s*(?P<unit>分编|[编章节条]|部分)"
    rf"(?:\s*之\s*(?P<sub>{_N}+))?(?(open)\s*[】〕］)）])(?P<delimiter>[:：、.．]?)"
)
_CHINESE = re.compile(rf"(?P<number>{_N}(?:\s?{_N})*)\s*(?P<delimiter>[、.．])")
_CHINESE_BRACKET = re.compile(rf"(?P<open>[（(])?\s*(?P<number>{_N}(?:\s?{_N})*)\s*(?P<delimiter>[)）])[、.．:：]?")
_ARABIC = re.compile(rf"(?P<number>{_A}{{1,3}})\s*(?P<delimiter>[.．、])")
_ARABIC_BRACKET = re.compile(rf"(?P<open>[（(])?\s*(?P<number>{_A}{{1,2}})\s*(?P<delimiter>[)）])[、.．:：]?")
_SYMBOL = re.compile(r"(?P<number>[①-⒛㈠-㈩㉑-㉟㊱-㊿❶-❿➀-➉])(?P<delimiter>[、.．]?)")
_ATTACHMENT = re.compile(rf"附\s*[件录表]?\s*(?P<number>{_N}+|{_A}{{1,2}})?\s*(?P<delimiter>[:：.．、]|(?=\s|$))")
_QUESTION = re.compile(
    rf"[【\[]?(?:问题?|[QＱ])\s*(?P<number>{_N}+|{_A}{{1,3}})?\s*[】\]]?(?P<delimiter>[:：、.．]|(?<=[】\]])|(?<=[QＱ]{_A})(?=\s|$)"
    rf"|(?<=[QＱ]{_A}{{2}})(?=\s|$))"
)
_UNPUNCTUATED = re.compile(rf"(?P<number>{_A}{{1,3}})(?P<delimiter>)(?=\s*[^\W\d_a-zA-Z])(?!\s*[{MEASURE}])")
_SPACED_CHINESE = re.compile(rf"(?P<number>{_N}+)(?P<delimiter>)(?=\s+[^\W\d_])")

UNITS = {  # the words that count ordinals: 第三条
    "编": LabelKind.PART,
    "分编": LabelKind.SUBPART,
    "部分": LabelKind.DIVISION,
    "章": LabelKind.CHAPTER,
    "节": LabelKind.SECTION,
    "条": LabelKind.ARTICLE,
    "款": LabelKind.PARAGRAPH,
}
_TITLE_LIMIT = 40  # characters; the longest chapter title of 746 laws has 33

_SHORT_TITLE = 10  # characters; a shorter one may end with a full stop: 第五节 生活、卫生。


@lru_cache(maxsize=4096)  # every stage of reading asks it of the same lines
def leading_label(line: str) -> Label | None:
    """The label that ``line`` certainly begins with, or ``None``: ``(二)实施…`` → ``(二)``, ``第三条第一款…`` → ``None``."""
    head = HEAD.match(line)
    if head is None:  # pragma: no cover - every part of the pattern may be empty
        return None
    rest = line[head.end() :]
    found = (
        _ordinal(rest)
        or _chinese(rest)
        or _bracketed(rest)
        or _arabic(rest)
        or _symbol(rest)
        or _attachment(rest)
        or _question(rest)
    )
    if found is None:
        return _marked_heading(line, head)
    return _placed(found, head, line)


def loose_label(line: str) -> Label | None:
    """What ``line`` may begin with if the numbers around it agree: ``4其他``, ``3.5G应用``, ``三　总体要求``."""
    head = HEAD.match(line)
    if head is None or "\t" in line:  # a table row's first cell is no label
        return None
    rest = line[head.end() :]
    if _AMOUNT.match(rest):
        return None
    for pattern, kind in ((_ARABIC, LabelKind.ARABIC), (_UNPUNCTUATED, LabelKind.ARABIC), (_CHINESE, LabelKind.CHINESE),
                          (_SPACED_CHINESE, LabelKind.CHINESE)):  # fmt: skip
        match = pattern.match(rest)
        if match and (label := _label(match, kind)):
            return _placed(label, head, line)
    return None


def _label(match: re.Match[str], kind: LabelKind) -> Label | None:
    """A label from a pattern's number and delimiter; its text keeps brackets and drops trailing punctuation."""
    value = number_value(match["number"])
    if value is None:
        return None
    delimiter = match["delimiter"]
    text = re.sub(r"\s", "", match[0]) if delimiter in (")", "）") else re.sub(r"\s", "", match["number"])
    return Label(re.sub(r"[、.．:：]$", "", text), kind, value, match.end(), delimiter)


def _ordinal(rest: str) -> Label | None:
    match = _ORDINAL.match(rest)
    value = number_value(match["number"]) if match else None
    if match is None or value is None:
        return None
    kind, after = UNITS[match["unit"]], rest[match.end() :]
    if match["delimiter"] == "、" and after.lstrip().startswith("第"):
        return None
    if not match["delimiter"] and (_OF_ARTICLE.match(after) or not _stands_free(kind, after)):
        return None
    text = re.sub(r"\s", "", match[0]).rstrip(":：、.．").strip("【〔［（()）］〕】")
    return Label(text, kind, value, match.end(), match["delimiter"], sub=number_value(match["sub"] or "") or 0)


def _stands_free(kind: LabelKind, after: str) -> bool:
    """Whether the words after an ordinal look like what it names: anything after 条, a short title after the others."""
    if kind is LabelKind.ARTICLE or not after.strip():
        return True
    words = after.strip()
    is_title = len(words) <= _TITLE_LIMIT and not words.endswith(("；", "，")) and "。" not in words[_SHORT_TITLE:]
    return is_title and (after[0].isspace() or kind is not LabelKind.DIVISION)


def _chinese(rest: str) -> Label | None:
    match = _CHINESE.match(rest)
    if match is None or _MORE_CHINESE.match(rest[match.end() :]):
        return None
    return _label(match, LabelKind.CHINESE)


def _bracketed(rest: str) -> Label | None:
    for pattern, kind in (
        (_CHINESE_BRACKET, LabelKind.CHINESE_BRACKET),
        (_ARABIC_BRACKET, LabelKind.ARABIC_BRACKET),
    ):
        match = pattern.match(rest)
        if match and not _OF_ITEM.match(rest[match.end() :]):
            return _label(match, kind)
    return None


def _arabic(rest: str) -> Label | None:
    match = _ARABIC.match(rest)
    if match is None:
        return None
    after = rest[match.end() :]
    if re.match(rf"{_A}(?!{_A}{{3}}年)", after):  # 1.5亿元, 1、2号楼; but 4.2027年底前… is item 4
        return None
    return _label(match, LabelKind.ARABIC)


def _symbol(rest: str) -> Label | None:
    match = _SYMBOL.match(rest)
    if match is None:
        return None
    symbol, value = match["number"], int(unicodedata.numeric(match["number"]))
    kind = LabelKind.CIRCLED
    if "⑴" <= symbol <= "⒇":
        kind = LabelKind.ARABIC_BRACKET
    elif "⒈" <= symbol <= "⒛":
        kind = LabelKind.ARABIC
    elif "㈠" <= symbol <= "㈩":
        kind = LabelKind.CHINESE_BRACKET
    return Label(symbol, kind, value, match.end(), match["delimiter"])


def _attachment(rest: str) -> Label | None:
    match = _ATTACHMENT.match(rest)
    if match is None or (match[0].strip() == "附" and match["delimiter"] == ""):
        return None
    text = re.sub(r"\s", "", match[0]).rstrip(":：、.．")
    return Label(text, LabelKind.ATTACHMENT, number_value(match["number"] or "") or 0, match.end(), match["delimiter"])


def _question(rest: str) -> Label | None:
    match = _QUESTION.match(rest)
    if match is None or (match["number"] is None and match["delimiter"] not in ":："):
        return None
    text = re.sub(r"\s", "", match[0]).rstrip(":：、.．").strip("【[]】")
    return Label(text, LabelKind.QUESTION, number_value(match["number"] or "") or 0, match.end(), match["delimiter"])


def _marked_heading(line: str, head: re.Match[str]) -> Label | None:
    if not head["marks"] or not (words := line[head.end() :].strip(" *")):
        return None
    return Label(words, LabelKind.HEADING, 0, head.end(), marks=head["marks"].count("#"))


def _placed(label: Label, head: re.Match[str], line: str) -> Label:
    """The label as part of the whole line: what stands before it and the blanks after it are counted."""
    end = head.end() + label.length
    while end < len(line) and line[end].isspace():
        end += 1
    marks = (head["marks"] or "").count("#")
    return Label(label.text, label.kind, label.value, end, label.delimiter, bool(head["bullet"]), marks, label.sub)
