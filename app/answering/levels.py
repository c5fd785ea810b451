"""Administrative levels: whether a clause is about the level that a question names (省级 asked, 国家级 and 市级 given).

A level belongs to the word behind it: in 国家级、省级企业技术中心和国家高新技术企业 a 省级高新技术企业 is not named.
"""

import re

from app.answering.lexicon import lexicon
from app.answering.question import Question

_ONE = r"(?:国家|国际|世界|省部|省|市|区县|区|县)"
_LIST = rf"(?P<levels>{_ONE}级?(?:[、和或及与]{_ONE}级?)*)(?:级)?(?:[(（]含[)）])?(?:及以上|或以上|以上)?的?"
_LEVELS = {"国家": "国家级", "国际": "国际级", "世界": "世界级", "省部": "省部级", "省": "省级", "市": "市级"}
_LEVELS |= {"区县": "区县级", "区": "区级", "县": "县级"}
# 被区里(不是市里)表彰为…, 省里评的: who confers it is its level
_CONFERRED = re.compile(
    r"(?P<level>国家|省|市|区|县)[里上](?:[(（][^()（）]{0,10}[)）])?(?P<head>表彰|评为|评定|评选|认定|命名|授予)"
)
_HEAD = 3  # characters of what has a level that must stand behind it in the clause


def other_levels(question: Question, clause: str) -> tuple[str, tuple[str, ...]] | None:
    """The level that is asked for and not given, and those that the clause (normalised) gives instead.

    ``None`` where the clause gives it, gives one that takes it in (省级以上), or says nothing of the levels of that
    thing.
    """
    for level, head in _asked(question.search):
        given = _given(clause, head)
        if given and level not in given and not _taken_in(level, clause):
            return level, tuple(sorted(given, key=_rank))
    return None


def _asked(question: str) -> list[tuple[str, str]]:
    """The levels that a question names, each with the beginning of what has it."""
    found = [(_LEVELS[m["level"]], m["head"]) for m in _CONFERRED.finditer(question)]
    for level in dict.fromkeys(_LEVELS.values()):
        at = question.find(level)
        if at >= 0 and (head := re.match(r"的?([\u4e00-\u9fff]{2,3})", question[at + len(level) :])):
            found.append((level, head[1][:_HEAD]))
    return found


def _given(clause: str, head: str) -> frozenset[str]:
    """The levels at which a clause names ``head``."""
    found = re.finditer(_LIST + re.escape(head), clause)
    return frozenset(_LEVELS[one] for m in found for one in re.findall(_ONE, m["levels"]))


def _rank(level: str) -> int:
    order = [*_contrasts(), level]
    return order.index(level)


def _taken_in(level: str, clause: str) -> bool:
    """Whether the clause is open upwards from a lower level: 省级以上 takes in 国家级."""
    order = _contrasts()
    lower = order[order.index(level) + 1 :] if level in order else []
    return any(re.search(rf"{w}(?:及|或|[(（]含[)）])?以上", clause) for w in lower)


def _contrasts() -> tuple[str, ...]:
    return next((group for group in lexicon().contrasts if "省级" in group), ())
