"""Titles: what a document calls itself, and the identity that is made of it."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from corpus.structure.signatures import OFFICE

# What policy documents are called; the last words of a title, before its brackets.
_KINDS = (
    "办法|细则|规定|意见|方案|措施|政策|条例|规划|计划|通知|通告|公告|公报|决定|决议|章程|规则|准则|标准|纲要|要点|指南|"
    "清单|目录|解释|批复|函|通报|答复|请示|预案|令|法|法典|宪法|修正案|倡议书|报告|解读|问答|制度|规程|规范|协议|若干问题|大纲|指引"
)
_BRACKETS = r"(?:\s*[(（][^()（）]{1,40}[)）]|\s*[“”])*"
_TITLE = re.compile(rf"(?:{_KINDS}){_BRACKETS}\s*$|\d+\s*条(?:意见|措施|政策){_BRACKETS}\s*$")
_BRACKET_LINE = re.compile(r"\s*[(（][^()（）]{2,20}[)）]\s*$")
_WHOLE = re.compile(rf"(?:的[^的]{{0,10}}(?:{_KINDS})|》的[^的]{{0,10}}){_BRACKETS}\s*$")
_ISSUED = re.compile(rf"[^\W\d_]{{0,28}}{OFFICE}(?:[、\s][^\W\d_]{{2,28}}{OFFICE})*\s*(?:关于|转发|印发|对|就)")
_NUMBERED = re.compile(r"(?<=\S)\s+[^\W\d_]{2,14}[〔\[(（【［](?:19|20)\d{2}[〕\])）】］](?:第)?\d{1,5}号$")
_NUMBER_LINE = re.compile(r"[〔\[［]\s*(?:19|20)\d{2}\s*[〕\]］]|^第\s*\d+\s*号$")
_LINES = 4  # of a broken title
_DRAFT = re.compile(r"征求意见稿|草案|送审稿|讨论稿")
_DRAFT_MARK = re.compile(r"[(（【\[][^()（）【】\[\]]*(?:征求意见稿|草案|送审稿|讨论稿)[^()（）【】\[\]]*[)）】\]]|公开征求意见稿|征求意见稿")  # fmt: skip
_NOT_A_TITLE = re.compile(r"[|｜>＞→@]|https?:|[:：]|【|^\s*[-–—*]|[。；;，,！!]\s*$")
_PUBLISHED = re.compile(
    r"(?:发布|发文|成文|印发|公开)?(?:时间|日期)\s*[:：]"
)  # on a web page, the line below the title
_LIMIT = 80  # characters of a title, of one line of it, and of a first sentence that serves as one
_REACH = 25  # lines before the first label in which a title is looked for
_WORDS_ONLY = re.compile(r"[^\d。；;，,：:！？!?|]{2,40}$")


def find_title(lines: Sequence[str]) -> str | None:
    """The title among the lines before the first label, broken lines joined, or ``None``.

    ``国务院关于印发个人所得税`` | ``专项附加扣除暂行办法的通知`` → one title. Without a title line, a first line of
    words, or what a page that lost its line breaks opens with, or the first sentence of a page of text, is the title.
    """
    near = [_NUMBERED.sub("", line.strip()) for line in lines[:_REACH]]
    for at, line in enumerate(near):
        if is_title(line):
            return _joined(near, at)
    if not near:
        return None
    for above, line in pairwise(lines):
        if _PUBLISHED.match(line.strip()) and 4 <= len(above.strip()) <= _LIMIT and not _NOT_A_TITLE.search(above):
            return _quoted(above.strip())
    if 4 <= len(near[0]) <= _LIMIT and not _NOT_A_TITLE.search(near[0]):
        return _quoted(near[0])
    if opening := _opening(near[0]):
        return opening
    sentence = near[0].split("。")[0]
    is_plain = not set("，,；;：:") & set(re.sub("《[^《》]*》", "", sentence))
    return sentence if is_plain and 4 <= len(sentence) <= _LIMIT and "。" in near[0] else None


def _opening(line: str) -> str | None:
    """The title that a page without line breaks opens with, up to a space; ``None`` where it opens with something else.

    ``某区促进条例 首页 政务公开 发布时间：…`` → 某区促进条例
    """
    title = ""
    for piece in line.split(maxsplit=_LINES)[:_LINES]:
        title += piece
        if len(title) > _LIMIT or _NOT_A_TITLE.search(piece) or set("，,；;。") & set(piece):
            return None
        if is_title(title) and title != line:
            return _quoted(title)
    return None


def is_title(line: str) -> bool:
    """Whether a line, as far as its words go, is what a policy document is called: 关于…的若干措施."""
    return len(line) <= _LIMIT and bool(_TITLE.search(line)) and not _NOT_A_TITLE.search(line)


def is_draft(title: str) -> bool:
    """Whether a title says that the document is a draft: 征求意见稿, 草案, 送审稿, 讨论稿."""
    return bool(_DRAFT.search(title))


def document_id(title: str) -> str:
    """An identity made of a title: the same for a draft and what becomes of it, whatever the width of its brackets."""
    plain = unicodedata.normalize("NFKC", _DRAFT_MARK.sub("", title))
    compact = re.sub(r"[\s《》〈〉“”\"'‘’]", "", plain).casefold()
    return "doc-" + hashlib.sha256(compact.encode()).hexdigest()[:10]


def _joined(near: Sequence[str], at: int) -> str:
    """The title of which line ``at`` is a part, with the lines it was broken from and the bracket below."""
    above = _first_line(near, at)
    title = "".join([*near[above:at], _quoted(near[at])])
    while at + 1 < min(len(near), above + _LINES) and not _WHOLE.search(title) and _goes_on(near[at + 1], title):
        at += 1
        title += near[at]
    if at + 1 < len(near) and _BRACKET_LINE.match(near[at + 1]) and not re.search(r"\d", near[at + 1]):
        title += near[at + 1]
    return title


def _first_line(near: Sequence[str], at: int) -> int:
    """The line that the title which ends in line ``at`` begins with: one that names an office and 关于, if any does."""
    if _ISSUED.match(near[at]):
        return at
    for above in range(at - 1, max(at - _LINES, -1), -1):
        if not _may_be_part(near[above]):
            break
        if _ISSUED.match(near[above]):
            return above
    title, above = near[at], at
    while above > 0 and _continues(near[above - 1], title, is_first=above == 1):
        above -= 1
        title = near[above] + title
    return above


def _may_be_part(line: str) -> bool:
    return 2 <= len(line) <= _LIMIT and not _NOT_A_TITLE.search(line) and not _NUMBER_LINE.search(line)


def _goes_on(line: str, title: str) -> bool:
    """Whether a line below completes a title: 国务院关于…《药品管理法 | 实施条例》有关规定的决定."""
    return "关于" in title and _may_be_part(line) and bool(_TITLE.search(line)) and not _ISSUED.match(line)


def _continues(above: str, title: str, *, is_first: bool) -> bool:
    """Whether the line ``above`` and ``title`` are one title that was broken."""
    if not _WORDS_ONLY.match(above) or _TITLE.search(above) or _NOT_A_TITLE.search(above):
        return False
    if title.startswith(above):  # 广州市人民政府办公厅 | 广州市人民政府办公厅关于…
        return False
    return title.startswith("关于") or "关于" in above or is_first


def _quoted(line: str) -> str:
    """The line without the 《》 around the whole of it."""
    inner = re.fullmatch(r"\s*《([^《》]+)》\s*", line)
    return inner[1] if inner else line
