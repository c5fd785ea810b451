"""Standards that give no support: what is deducted, paid in, charged or reimbursed, by a rate or by the piece.

按照每个子女每月1000元的标准定额扣除, 由基金按75%的比例支付, 按缴费基数的8%缴纳: read into the same form as a benefit, so
that the same rules decide whether anything may be computed from them.
"""

import re
from collections.abc import Sequence

from app.answering.association import bigrams
from app.answering.notes import OUTCOME
from app.answering.question import Question, normalise
from corpus import Benefit, Bound, Kind, Quantity, Span

_OUTCOMES = (  # the verb of the clause, and what stands before the result
    (re.compile(r"抵扣"), "可抵扣"),
    (re.compile(r"扣除|扣减"), "可扣除"),
    (re.compile(r"报销"), "可报销"),
    (re.compile(r"支付|给付"), "支付"),
    (re.compile(r"补缴"), "应补缴"),
    (re.compile(r"缴[纳存费]|缴交"), "应缴"),
    (re.compile(r"征收|[计收]收|收取|计征"), "收取"),
    (re.compile(r"返还|退还|退回"), "返还"),
    (re.compile(r"减免|减征|减收"), "减免"),
    (re.compile(r"拨付|拨款"), "拨付"),
    (re.compile(r"承担|负担|分担"), "承担"),
    (re.compile(r"计提|提取|提存"), "提取"),
    (re.compile(r"发放|计发"), "发放"),
)
_CUT = re.compile(r"[,，;；。:：、\n]")
_PIECE = re.compile(r"[,，;；。:：\n]")
_BASE = re.compile(r"(?:按照?|以|按不(?:超过|高于))(?:其|本人|个人)?(?P<base>[^,，;；。:：、按\d]{2,30}?)的?(?:比例)?$")
_STATED = re.compile(
    r"(?:标准|金额|额度|基数)为(?P<base>[^,，;；。:：、按\d]{2,20}?)的$"
)  # 失业金标准为最低工资标准的90%
_PER = re.compile(r"每[^,，;；。:：、\d]{1,16}$")
_NO_STANDARD = re.compile(r"不予|不得|不再|不超过|罚款|违约|滞纳|利率|上浮|下浮|提高|降低|限额|上限|下限")


def find_standard(
    question: Question, document: str, span: Span, quantities: Sequence[Quantity], clause: str
) -> tuple[Benefit, ...]:
    """The standard of the sentence at ``span`` that the question means: one, or nothing where it does not tell.

    ``quantities`` are the sentence's, in the coordinates of ``document``; ``clause`` is the id of its clause.
    """
    found = [(words, b) for q in quantities if (read := _read(document, span, q, clause)) for words, b in [read]]
    if len(found) < 2:
        return tuple(b for _, b in found)
    rated = [(_shared(question, words, [w for w, _ in found]), b) for words, b in found]
    best = max(n for n, _ in rated)
    nearest = [b for n, b in rated if n == best > 0]
    return tuple(nearest) if len(nearest) == 1 else ()


def _read(document: str, span: Span, quantity: Quantity, clause: str) -> tuple[str, Benefit] | None:
    """A figure with the words that it belongs to, and the standard that it sets."""
    if quantity.bound is not Bound.EQ:
        return None
    before = _CUT.split(document[span.start : quantity.span.start])[-1]
    piece = _PIECE.search(document, quantity.span.end, span.end)
    after = document[quantity.span.end : piece.start() if piece else span.end]
    outcome = next((said for verb, said in _OUTCOMES if verb.search(after) or verb.search(before)), "")
    stated = _STATED.search(before) if quantity.unit == "%" else None
    outcome = outcome or ("为" if stated else "")
    if not outcome or _NO_STANDARD.search(before + after):
        return None
    start = Span(quantity.span.start - len(before), quantity.span.end + len(after))
    if quantity.kind is Kind.RATE and quantity.unit == "%" and (match := _BASE.search(before) or stated):
        benefit = Benefit(clause, start, "", "", (), rate=quantity, base=match["base"], review=f"{OUTCOME}{outcome}")
        return normalise(before), benefit
    if quantity.kind is Kind.AMOUNT and _PER.search(before):
        review = f"{OUTCOME}{outcome}；“{quantity.raw}”是单位标准，须乘以数量"
        return normalise(before), Benefit(clause, start, "", "", (), fixed=quantity, review=review)
    return None


def _shared(question: Question, words: str, all_words: Sequence[str]) -> int:
    """How many pairs of characters that only this standard's words have stand in the question."""
    others = set[str]().union(*(bigrams(w) for w in all_words if w != words))
    return len((bigrams(words) - others) & bigrams(question.search))
