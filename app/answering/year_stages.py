"""Stages by years: 前三年按贡献额的80%, 后两年按50%: what all of them share, and the one that a year of the question falls in."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answering.question import Question, normalise
from app.answering.rates import without_note
from corpus import Benefit

_NUMBERS = {
    "一": 1,
    "首": 1,
    "头": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_SHARED = re.compile(
    r"按照?其?(?P<base>[^,，。;；按\d]{2,20}?(?:额|贡献|税收|收入|费用|支出))(?:给予|予以)[^,，。;；\d%]{0,10}(?:奖励|补助|补贴|扶持|支持|奖补)[,，]"
)
_STAGE = re.compile(r"(?P<side>前|后|第)?(?P<number>\d{1,2}|[一首头二两三四五六七八九十])(?:个)?年")
_YEAR = re.compile(r"第(?P<number>\d{1,2}|[一二三四五六七八九十])(?:个)?年|(?P<first>头一年|首年|第一个年头)")


def with_shared_base(stages: Sequence[Benefit], sentence: str) -> list[Benefit]:
    """前三年按贡献额的80%, 后两年按50%, 每年最高…: base and yearly cap are said once, the base also before all of them."""
    before = _SHARED.findall(sentence)
    base = next((b.base for b in stages if b.base), before[0] if len(before) == 1 else "")
    cap = next((b for b in stages if b.cap and "每年" in b.frequency + b.scope), None)
    based = [b if b.base or not base else replace(b, base=base, review=without_note(b.review)) for b in stages]
    if cap is None:
        return based
    return [b if b.cap else replace(b, cap=cap.cap, frequency=cap.frequency, scope=cap.scope) for b in based]


def of_year(stages: Sequence[Benefit], question: Question) -> list[Benefit]:
    """The stage that the year of the question falls in (第三年), none where it is later; all where it names no year."""
    match = _YEAR.search(question.search)
    if match is None:
        return list(stages)
    year = 1 if match["first"] else _number(match["number"])
    found, end = list[Benefit](), 0
    for stage in stages:
        read = _STAGE.search(normalise(stage.variant))
        if read is None:
            return list(stages)
        number = _number(read["number"])
        if read["side"] == "前":
            first, end = 1, number
        elif read["side"] == "后":
            first, end = end + 1, end + number
        else:
            first = end = number
        if first <= year <= end:
            found.append(stage)
    return found if len(found) == 1 or year > end else list(stages)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words]
