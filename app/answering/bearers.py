"""Who bears which part of a support (市里出多少，区里出多少), which a clause that gives the whole does not say."""

import re

from app.answering.evidence import Evidence
from app.answering.question import Question

_LEVEL = r"(?:中央|国家|省|市|区|县|镇|街道)(?:[里级]?财政|[里级])?"
_BEARS = r"(?:出资?|掏|承担|负担|分担|拿|摊|匹配|配套)"
_ASKED = re.compile(
    rf"{_LEVEL}(?:分别|各自?|要)?{_BEARS}(?:多少|几成|百分之几|几)[^,，。;；]{{0,4}}[,，、]?(?:和|那)?{_LEVEL}(?:分别|各自?|要|再)?{_BEARS}(?:多少|几成|百分之几|几)"
    rf"|{_LEVEL}(?:和|跟|与|、){_LEVEL}(?:分别|各自?|怎么|如何|按什么比例|按几比几){{1,2}}{_BEARS}"
)
_TOLD = re.compile(
    rf"{_LEVEL}[^。;；]{{0,12}}(?:承担|负担|分担|共担|出资|匹配|配套|安排)|(?:承担|负担|分担)比例|[1-9]\s*[:：]\s*[1-9]"
)


def asks_for_bearers(question: str) -> bool:
    """Whether ``question`` (normalised) asks which part each of several levels of government bears."""
    return bool(_ASKED.search(question))


def other_bearers(question: Question, evidence: Evidence) -> str | None:
    """Why a sentence does not say who bears which part, as a Chinese clause; ``None`` where it does or is not asked to."""
    if not asks_for_bearers(question.search) or _TOLD.search(evidence.sentence.norm):
        return None
    return "相关条款没有写明各级财政各承担多少"
