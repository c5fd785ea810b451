"""Titles: what a document calls itself, and the identity that is made of it."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

# What policy documents are called; the last words of a title, before its brackets.
_KINDS = (
    "办法|细则|规定|意见|方案|措施|政策|条例|规划|计划|通知|通告|公告|公报|决定|决议|章程|规则|准则|标准|纲要|要点|指南|"
    "清单|目录|解释|批复|函|令|法|法典|宪法|修正案|倡议书|报告|解读|问答|制度|规程|规范|协议|若干问题|大纲|指引"
)
_BRACKETS = r"(?:\s*[(（][^()（）]{1,40}[)）]|\s*[“”])*"
_TITLE = re.compile(rf"(?:{_KINDS}){_BRACKETS}\s*$|\d+\s*条(?:意见|措施|政策){_BRACKETS}\s*$")
_BRACKET_LINE = re.compile(r"\s*[(（][^()（）]{2,20}[)）]\s*$")
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
    words, or the first sentence of a page of text, is the title.
    """
    near = [line.strip() for line in lines[:_REACH]]
    for at, line in enumerate(near):
        if len(line) <= _LIMIT and _TITLE.search(line) and not _NOT_A_TITLE.search(line):
            return _joined(near, at)
    if not near:
        return None
    for above, line in pairwise(lines):
        if _PUBLISHED.match(line.strip()) and 4 <= len(above.strip()) <= _LIMIT and not _NOT_A_TITLE.search(above):
            return _quoted(above.strip())
    if 4 <= len(near[0]) <= _LIMIT and not _NOT_A_TITLE.search(near[0]):
        return _quoted(near[0])
    sentence = near[0].split("。")[0]
    is_plain = not set("，,；;：:") & set(re.sub("《[^《》]*》", "", sentence))
    return sentence if is_plain and 4 <= len(sentence) <= _LIMIT and "。" in near[0] else None


def is_draft(title: str) -> bool:
    """Whether a title says that the document is a draft: 征求意见稿, 草案, 送审稿, 讨论稿."""
    return bool(_DRAFT.search(title))


def document_id(title: str) -> str:
    """An identity made of a title: the same for a draft and what becomes of it, whatever the width of its brackets."""
    plain = unicodedata.normalize("NFKC", _DRAFT_MARK.sub("", title))
    compact = re.sub(r"[\s《》〈〉“”\"'‘’]", "", plain).casefold()
    return "doc-" + hashlib.sha256(compact.encode()).hexdigest()[:10]


def _joined(near: Sequence[str], at: int) -> str:
    """The title that ends in line ``at``, with the lines above that it was broken from and the bracket below."""
    title = _quoted(near[at])
    above = at - 1
    while above >= 0 and _continues(near[above], title, is_first=above == 0):
        title = near[above] + title
        above -= 1
    if at + 1 < len(near) and _BRACKET_LINE.match(near[at + 1]) and not re.search(r"\d", near[at + 1]):
        title += near[at + 1]
    return title


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
