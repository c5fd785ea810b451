"""Grades by number or letter: 3A级, 五星级, A类, 二级, 第三档. What holds for one grade does not hold for another."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_VALUES = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {str(n): n for n in range(1, 10)}
_VALUES |= {c: n for n, c in enumerate("ABCDEFGH", 1)}
_DIGIT, _LETTER = "[一二三四五六七八九1-9]", "[A-H]"
_JOINS = r"\s*(?:[、,和或及与]|至|到|[-—–~])\s*"
_RANGE = re.compile(r"至|到|[-—–~]")
# What is written before and behind each sort of grade: 3A、4A级; 2—5星级; A、B类; 1~3级, not 省级, 十一级; 一档.
_SORTS = {
    "A级": (_DIGIT, "A(?![a-zA-Z])级?"),
    "星级": (_DIGIT, "星级?"),
    "类": (_LETTER, "类"),
    "级": (_DIGIT, "级(?![别以联市])"),
    "档": (_DIGIT, "档(?![案次])"),
}
_GRADES = {
    sort: re.compile(rf"(?<![\d.十百千万a-zA-Z])(?P<grades>(?:{one}(?:{mark})?{_JOINS})*{one}){mark}")
    for sort, (one, mark) in _SORTS.items()
}


def grades_of(text: str) -> dict[str, frozenset[int]]:
    """The grades that ``text`` (normalised) names, by their sort; a range has all that lie in it."""
    found: dict[str, frozenset[int]] = {}
    for sort, pattern in _GRADES.items():
        values = [_values(m["grades"], _SORTS[sort][0]) for m in pattern.finditer(text)]
        if values:
            found[sort] = frozenset().union(*values)
    return found


def _values(listed: str, one: str) -> frozenset[int]:
    places = [(m.start(), _VALUES[m[0]]) for m in re.finditer(one, listed)]
    values = {value for _, value in places}
    for (at, low), (then, high) in pairwise(places):
        if _RANGE.search(listed[at:then]):
            values |= set(range(low, high + 1))
    return frozenset(values)


def other_grade(question: str, scope: str) -> str | None:
    """The sort of grade of which ``scope`` names some and none that ``question`` names (both normalised)."""
    given = grades_of(scope)
    for sort, asked in grades_of(question).items():
        if sort in given and not asked & given[sort]:
            return sort
    return None


def unlisted_grade(question: str, document: str) -> str | None:
    """The sort of grade of which a document has a list (A类、B类 …, anywhere) that leaves out what ``question`` names."""
    asked = grades_of(question)
    given = _of_document(document) if asked else {}
    left_out = (sort for sort, grades in asked.items() if len(given.get(sort, ())) > 1 and not grades & given[sort])
    return next(left_out, None)


@lru_cache(maxsize=256)
def _of_document(text: str) -> dict[str, frozenset[int]]:
    return grades_of(unicodedata.normalize("NFKC", text))
