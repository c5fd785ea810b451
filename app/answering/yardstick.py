"""What a clause only measures by and does not say itself: 不超过3个月最低生活保障标准, 不低于当地最低工资的80%.

How much the yardstick is stands in another document.
"""

import re

from app.answering.evidence import Evidence
from app.answering.question import Question
from app.answering.terms import Terms
from app.answering.wants import Want

_FACTOR = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+|数)"
_THING = r"[^\W\d_]{2,16}?"
_MEASURE = r"(?:标准|工资|收入|基数|水平|租金|价格|利率|限额|金额)"
# 3个月…标准, 两倍的…工资; …工资的80%, …标准的1.5倍; 不低于…标准; 人数×…标准; 基数为…缴费基数
_YARDSTICK = re.compile(
    rf"{_FACTOR}(?:个月|倍|年|天)的?{_THING}{_MEASURE}|{_THING}{_MEASURE}的?(?:\d+(?:\.\d+)?[%％]|百分之|{_FACTOR}倍)"
    r"|(?:不(?:得)?(?:超过|高于)|按照?|为)?[A-Z]{3,}[+＋\-－](?:\d+)?(?:BP|个?基点|[%％])?"
    rf"|(?:低于|高于|超过|达到)(?:当地|本市|本省|全省|我市|上年度?)?{_THING}{_MEASURE}|[×*÷]{_THING}{_MEASURE}|{_MEASURE}为(?:当年度?)?{_THING}{_MEASURE}"
)
_SIZE = frozenset({Want.AMOUNT, Want.FIGURE, Want.RATE})
_SHARE = re.compile(
    r"[的按占](?:百分之|几成|多少比例|比例)|按[^,，。;；]{1,12}(?:百分之|几成)"
)  # of the yardstick, not its size
_GIVEN = re.compile(r"补|奖|资助|扶持|减免|救助|报|扣|贴|抵|领|享受")  # what is done with it is asked
_LITTLE = 0.35  # share of the question's words that the clause has beside the yardstick
_MOST = 0.65  # and in the yardstick


def only_measured(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    """Why the clause does not say how much a thing is by which it only measures; ``None`` where it says more of it."""
    if not question.wants.wants & _SIZE or _GIVEN.search(question.search) or _SHARE.search(question.search):
        return None
    sentence = evidence.sentence.norm
    text = sentence if _YARDSTICK.search(sentence) else evidence.facts.norm
    found = " ".join(m[0] for m in _YARDSTICK.finditer(text))
    if not found or terms.coverage(found) < _MOST or terms.coverage(_YARDSTICK.sub(" ", text)) > _LITTLE:
        return None
    return "条款只以它为计算的尺度，没有写明它本身是多少"
