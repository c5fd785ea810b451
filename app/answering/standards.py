"""Standards that give no support: what is deducted, paid in, charged or reimbursed, by a rate or by the piece.

按照每个子女每月1000元的标准定额扣除, 由基金按75%的比例支付, 按缴费基数的8%缴纳: read into the same form as a benefit, so
that the same rules decide whether anything may be computed from them.
"""

import re

from app.answering.facts import Sentence
from app.answering.members import Member, meant
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
    (re.compile(r"安排|预算"), "应安排"),
)
_CUT = re.compile(r"[,，;；。:：、\n]")
_PIECE = re.compile(r"[,，;；。:：\n]")
_BASE = re.compile(
    r"(?:(?:按照?|以|按不(?:超过|高于))(?:其|本人|个人)?(?P<base>[^,，;；。:：、按\d]{2,30}?)的?(?:比例)?"
    r"|(?P<verb>返还|退还|退回|支付|承担|缴纳|扣除|拨付|减免)(?:其|本人|个人)(?P<own>[^,，;；。:：、\d]{2,30}?)的)$"
)
_STATED = re.compile(
    r"(?:标准|金额|额度|基数)为(?P<base>[^,，;；。:：、按\d]{2,20}?)的$"
)  # 失业金标准为最低工资标准的90%
_PER = re.compile(r"每[^,，;；。:：、\d]{1,16}$|人均(?:不少于|不低于)?$")
_STANDARD = re.compile(r"(?:补助|补贴|救助|资助|津贴|奖励|经费)标准(?:原则上)?$")  # 住院照料救助标准不超过120元/人/日
_LEAST = re.compile(r"不少于|不低于")
_NO_STANDARD = re.compile(r"不予|不得|不再|不超过|罚款|违约|滞纳|利率|上浮|下浮|提高|降低|限额|上限|下限")


def find_standard(question: Question, document: str, sentence: Sentence, clause: str) -> tuple[Benefit, ...]:
    """The standard of a sentence of ``document`` that the question means: one, or nothing where it does not tell.

    ``clause`` is the id of its clause.
    """
    found = [(q, *read) for q in sentence.quantities if (read := _read(document, sentence.span, q, clause))]
    if len(found) < 2:
        return tuple(b for *_, b in found)
    one = meant(question.search, [Member(words, q) for q, words, _ in found])
    return tuple(b for q, _, b in found if one is not None and q is one.figure)


def _read(document: str, span: Span, quantity: Quantity, clause: str) -> tuple[str, Benefit] | None:
    """A figure with the words that it belongs to, and the standard that it sets."""
    before = _CUT.split(document[span.start : quantity.span.start])[-1]
    if quantity.bound is Bound.LE and "/" in quantity.unit and _STANDARD.search(before):
        return normalise(before), Benefit(clause, span, "", "", (), cap=quantity)
    if quantity.bound is not Bound.EQ and not (quantity.bound is Bound.GE and quantity.kind is Kind.AMOUNT):
        return None
    piece = _PIECE.search(document, quantity.span.end, span.end)
    after = document[quantity.span.end : piece.start() if piece else span.end]
    outcome = next((said for verb, said in _OUTCOMES if verb.search(after) or verb.search(before)), "")
    stated = _STATED.search(before) if quantity.unit == "%" else None
    outcome = outcome or ("为" if stated else "")
    if not outcome or _NO_STANDARD.search(before + after):
        return None
    start = Span(quantity.span.start - len(before), quantity.span.end + len(after))
    if quantity.kind is Kind.RATE and quantity.unit == "%" and (match := _BASE.search(before) or stated):
        own = match.groupdict()
        base = own["base"] or own.get("own") or ""
        outcome = next((said for verb, said in _OUTCOMES if verb.match(own.get("verb") or "")), outcome)
        benefit = Benefit(clause, start, "", "", (), rate=quantity, base=base, review=f"{OUTCOME}{outcome}")
        return normalise(before), benefit
    if quantity.kind is Kind.AMOUNT and _PER.search(before):
        least = "至少" if _LEAST.search(before + quantity.raw) else ""
        review = f"{OUTCOME}{least}{outcome}；“{quantity.raw}”是单位标准，须乘以数量"
        return normalise(before), Benefit(clause, start, "", "", (), fixed=quantity, review=review)
    return None
