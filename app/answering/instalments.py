"""A computed sum that is paid in parts: 按40%、30%、30%的比例分三年发放, and the part that a question asks for."""

import re

from app.answering.computation import HUNDRED, Computation, computed, quoted, to_the_cent
from app.answering.facts import Sentence
from app.answering.question import Question
from corpus import Bound, Kind, Quantity, display

_ORDER = {
    "头": 0,
    "首": 0,
    "第一": 0,
    "第1": 0,
    "当": 0,
    "第二": 1,
    "第2": 1,
    "次": 1,
    "第三": 2,
    "第3": 2,
    "第四": 3,
    "第五": 4,
}
_WHICH = re.compile(rf"(?P<order>{'|'.join(_ORDER)})(?:一)?(?:个)?(?P<unit>年|期|批|次|笔)")
_IN_PARTS = re.compile(
    r"分(?:[一二两三四五六\d]+)?(?:个)?(?P<unit>年|期|批|次|笔)(?:度)?[^,，;；。]{0,6}(?:发放|拨付|兑现|给予|支付|到位|执行|奖励|补助|补贴)"
)
_BETWEEN = re.compile(r"[ ]*(?:、|和|及)[ ]*")
_WORDS = "一二三四五"


def instalment(question: Question, result: Computation, sentence: Sentence) -> Computation | None:
    """The part of ``result`` that is paid in the year or stage of the question; ``None`` where it asks for none."""
    match, parts = _WHICH.search(question.search), _parts(sentence)
    if match is None or result.result is None or not parts or match["unit"] not in _units(sentence):
        return None
    at = _ORDER[match["order"]]
    if at >= len(parts):
        return None
    rate = parts[at]
    value, equals = to_the_cent(result.result * rate.value / HUNDRED)
    formula = f"{display(result.result, '元')} × {display(rate.value, '%')} {equals} {display(value, '元')}"
    line = f"分期发放，第{_WORDS[at]}{match['unit']}发{display(rate.value, '%')}：{formula}。"
    return Computation(line, (quoted(rate), computed(value, "元", formula)), result=value)


def _units(sentence: Sentence) -> set[str]:
    """What the sum is paid in: years, stages; any word goes where the clause says 分三次."""
    found = {m["unit"] for m in _IN_PARTS.finditer(sentence.text)}
    return found | {"次", "笔", "批", "期"} if found & {"次", "笔", "批", "期"} else found


def _parts(sentence: Sentence) -> list[Quantity]:
    """The shares of a sum that is paid in parts: rates in one list that make up the whole."""
    if not _IN_PARTS.search(sentence.text):
        return []
    rates = [q for q in sentence.quantities if q.kind is Kind.RATE and q.unit == "%" and q.bound is Bound.EQ]
    for first in range(len(rates)):
        run = [rates[first]]
        for rate in rates[first + 1 :]:
            between = sentence.text[run[-1].span.end - sentence.span.start : rate.span.start - sentence.span.start]
            if not _BETWEEN.fullmatch(between):
                break
            run.append(rate)
        if len(run) > 1 and sum(r.value for r in run) == HUNDRED:
            return run
    return []
