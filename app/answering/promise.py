"""What a rule promises without a sum: 按人才引进办法给予扶持, 由市政府通报表扬, 可以给予资金支持.

Where such a sentence is what a question for money speaks of, a sum that stands beside it is of something else.
"""

import re
from collections.abc import Sequence

from app.answering.evidence import Evidence
from app.answering.mismatch import mismatch
from app.answering.question import Question
from app.answering.terms import Terms
from app.answering.wants import Want

_MONEY = frozenset({Want.AMOUNT, Want.RATE, Want.CAP, Want.FIGURE})
_GIVE = r"支持|扶持|奖励|补贴|补助|资助|配套|奖补|贴息|优惠"
_GIVEN = re.compile(rf"(?:给予|予以|享受|提供)[^,，。;；]{{0,12}}(?:{_GIVE})")
# By a rule of another document, not 按本条第一款规定; or praise alone.
_ELSEWHERE = re.compile(
    rf"(?:按照?|根据|参照|依照)(?![^,，。;；]{{0,4}}(?:本|前|上述|以下|下列|第))[^,，。;；]{{2,60}}?(?:办法|规定|政策|意见|细则|文件|措施)(?:的通知)?(?:\\([^()]{{4,30}}\\))?(?:规定|要求)?的?(?:给予|予以|执行|享受|兑现|进行)?[^,，。;；]{{0,6}}(?:{_GIVE}|执行|兑现|享受)"
    rf"|(?:通报|大会|隆重)?表[扬彰](?!奖)|授予[^,，。;；]{{0,12}}称号|依法依规[^,，。;；]{{0,6}}(?:{_GIVE})"
)
_WHOLE = 0.95  # of its topic, from which a sentence says all that the question does
_OWN = 0.75  # of the question's words in the sentence alone
_LEAD, _FAR = 0.05, 0.10  # by how much more it must be about the question than the sentence with the sum


def promised(question: Question, terms: Terms, evidence: Sequence[Evidence], best: Evidence) -> Evidence | None:
    """The sentence by which what is asked for is given without a sum; ``None`` where ``best``, which has one, is as near."""
    if not question.wants.wants & _MONEY:
        return None
    closer = (e for e in evidence if not e.fits and e.topic >= best.topic and e.own >= best.own)
    return next((e for e in closer if _is_meant(e, best) and mismatch(question, terms, e) is None), None)


def _is_meant(promise: Evidence, best: Evidence) -> bool:
    if _ELSEWHERE.search(promise.sentence.norm):
        return promise.topic >= best.topic + _LEAD or promise.own >= best.own + _FAR
    whole = promise.topic >= _WHOLE and promise.own >= _OWN and promise.topic >= best.topic + _FAR
    return whole and bool(_GIVEN.search(promise.sentence.norm))
