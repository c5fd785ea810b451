"""Leads: the lines that announce a list, and whether one announces what a question asks for by its noun.

设了哪几个奖项 → 共设三个奖项：; 哪些费用不予支付 → 下列费用不予支付：
"""

import re

from app.answering.question import normalise
from corpus import Clause

_ANNOUNCES = re.compile(r"[:：]$|(?:以下|下列|如下)[^,，。;；]{0,12}[。]?$")
_WHICH = r"(?:哪些|哪几[个种类条项样]?|哪[个种类条项]|什么样的|什么|啥|几[个种类条项样])"
_FOLLOWING = re.compile(rf"{_WHICH}(?P<noun>[\u4e00-\u9fff]{{2,6}})")
_BEFORE = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff]{{2,6}}?)(?:都|具体|主要|分别|一共|总共|共|是|有|包括|包含|涵盖|含|分|为|成|由|指)*{_WHICH}"
)
_DENIES = re.compile(
    r"不(?:予|得|能|可(?!抗)|应|许|准|支付|属于|享受|包括|纳入|给|补|奖|算|[是]?在.{0,3}范围)|除外|禁止|没(?:有)?资格"
)
_END = re.compile(r"[。;；\n]")


def announces(clause: Clause) -> bool:
    """Whether a clause ends with a line that announces what stands below it: …下列费用：, 分为以下三类："""
    lines = [line for raw in clause.text.splitlines() if (line := raw.strip())]
    return bool(lines) and bool(_ANNOUNCES.search(normalise(lines[-1])))


def nouns(question: str) -> tuple[str, ...]:
    """The words by which ``question`` (normalised) names what it wants listed: 哪几个奖项 → 奖项, 奖项有.

    Each may have more than the noun, at its end where it follows the interrogative, else at its beginning.
    """
    after = tuple(m["noun"][:n] for m in _FOLLOWING.finditer(question) for n in range(len(m["noun"]), 1, -1))
    before = tuple(m["noun"][-n:] for m in _BEFORE.finditer(question) for n in range(len(m["noun"]), 1, -1))
    return after + before


def contradicts(clause: Clause, question: str) -> bool:
    """Whether a list is of what is left out and ``question`` (normalised) asks for what is given, or the other way."""
    line = normalise(clause.text).splitlines()[-1] if clause.text.strip() else ""
    return bool(_DENIES.search(f"{clause.headings[-1] if clause.headings else ''} {line}")) != bool(
        _DENIES.search(question)
    )


def announced_noun(clause: Clause, asked: tuple[str, ...]) -> str:
    """The noun of those ``asked`` that the line announcing a list has; empty where it has none."""
    if not asked or not announces(clause):
        return ""
    line = _END.split(normalise(clause.text).rstrip("。:： \n"))[-1]
    return next((noun for noun in asked if noun in line), "")
