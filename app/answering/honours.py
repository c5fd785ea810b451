"""What somebody has become or been put on, by a question (评上驰名商标, 认定为首台套, 列入名录), which the clause must know."""

import re

from app.answering.evidence import Evidence
from app.answering.question import Question
from app.answering.terms import Terms

_WON = re.compile(
    r"(?:评[上为成]|获评为?|入选|选上|[认评]定[为成]|列[入进]|进入|当上|授予|命名为)了?(?:是|的是|一个|一家)?"
    r"(?P<what>[^\W\d给奖补能有要会可多少几什后的]{2,14})"
)
_LEVEL = re.compile(r"(?:国家|省|市|区|县|镇|部)级")  # 市级首台套 is no nearer to 市级首席技师 for the 级首 in both
_KNOWN = 0.5  # share of the weight of its words that the clause or its headings must have


def other_honour(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    """The honour or list that a question names and of which the clause says little, as a Chinese clause."""
    home = f"{evidence.facts.context} {evidence.facts.norm}"
    for match in _WON.finditer(question.search):
        own = terms.within(_LEVEL.sub("", match["what"]))
        if own.terms and own.coverage(home) < _KNOWN:
            return f"最接近的条款没有写到“{match['what']}”"
    return None
