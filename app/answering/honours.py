"""What somebody has become or been put on, by a question (评上驰名商标, 认定为首台套, 列入名录), which the clause must know."""

import re

from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.question import Question
from app.answering.terms import Terms

_WON = re.compile(
    r"(?:评[上为成]|获评为?|入选|选上|[认评]定[为成]|列[入进]|进入|当上|授予|命名为)了?(?:是|的是|一个|一家)?"
    r"(?P<what>[^\W\d给奖补能有要会可多少几什后的]{2,14})"
)
_LEVEL = re.compile(r"(?:国家|省|市|区|县|镇|部)级")  # 市级首台套 is no nearer to 市级首席技师 for the 级首 in both
_DID = re.compile(r"成功(?:地)?(?P<what>[\u4e00-\u9fff]{2,6}?)(?=了|后|以后|之后|的|[,，]|$)")
_LOST = re.compile(r"(?<!有)没(?:有|能)?(?:得|拿|评|获|选)(?:上|到|着)?(?:奖|名次|称号|上)(?=[呢的,，])")
_DENIED = re.compile(r"[未没]|不(?![超低高少多得])")
_PLACE = re.compile(rf"中华|中国|全国|国家|国际|世界|{lexicon().places.pattern}")
_OF_PLACE = re.compile(rf"(?P<place>{_PLACE.pattern})省?市?(?P<thing>.+)")
_HEAD = 2  # characters of the word that says of what sort an honour is: 场景, 企业, 中心
_KNOWN = 0.5  # share of the weight of its words that the clause or its headings must have


def other_honour(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    """The honour or list that a question names and of which the clause says little, as a Chinese clause."""
    home, sentence = f"{evidence.facts.context} {evidence.facts.norm}", evidence.sentence.norm
    if (lost := _LOST.search(question.search)) and not _DENIED.search(sentence):
        return f"相关条款没有写明“{lost[0]}”的情形"
    for match in (*_WON.finditer(question.search), *_DID.finditer(question.search)):
        honour = _LEVEL.sub("", match["what"])
        own = terms.within(honour)
        if (
            (own.terms and own.coverage(home) < _KNOWN)
            or _is_of_elsewhere(honour, home)
            or _is_beside(honour, evidence)
        ):
            return f"最接近的条款没有写到“{match['what']}”"
    return None


def _is_of_elsewhere(honour: str, home: str) -> bool:
    """Whether the text knows an honour only by another country's or place's name: 江苏老字号 asked, 中华老字号 given."""
    named = _OF_PLACE.match(honour)
    if named is None or len(named["thing"]) <= _HEAD:
        return False
    before = [home[max(0, m.start() - 2) : m.start()] for m in re.finditer(re.escape(named["thing"]), home)]
    return bool(before) and all(_PLACE.fullmatch(word) and word != named["place"] for word in before)


def _is_beside(honour: str, evidence: Evidence) -> bool:
    """Whether the clause names the honour in another sentence, and this one something else of the same sort."""
    sentence, kind, head = evidence.sentence.norm, honour[-2 * _HEAD : -_HEAD], honour[-_HEAD:]
    if len(honour) < 2 * _HEAD or honour in sentence or honour not in evidence.facts.norm:
        return False
    before = [sentence[max(0, m.start() - 2) : m.start()] for m in re.finditer(re.escape(head), sentence)]
    return bool(before) and all(word not in ("", kind) and word.isalpha() for word in before)
