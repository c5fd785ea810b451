"""Caps that differ by case (工业企业最高100万元，服务业企业最高50万元; 单价10亿元以上的最高1000万元，其余最高500万元).

They are no limits on top of each other (单个项目100万元，单家企业200万元): the one of the question's own case holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.answering.association import bigrams
from app.answering.facts import ClauseFacts
from app.answering.members import Member, meant
from app.answering.notes import read_notes
from app.answering.question import Question, normalise
from app.answering.thresholds import given, holds, inputs
from corpus import Benefit, Condition, Kind, Quantity

_LIMIT_ONLY = "只写明了限额"
_SCOPE = re.compile(  # whom and how often a cap counts for, and what it caps: all of that tells no case
    r"(?:单|每|同)(?:一?个|一|家|户|项|次|台|年|场|人)|(?:一|一个)?(?:年度?|自然年)(?:内)?|累计|合计|总(?:额|量)|原则上|最[高多]|不得?(?:超过|高于)?|给予|申请|支持|上限"
    r"|补助|补贴|奖励|资助|扶持|救助|贴息|奖补|金额|资金|额度|标准|企业|单位|项目|机构|主体|个人|家庭|年限|期限"
)
_COUNTS = re.compile(r"(?:每|单|同)(?:一?个|一|家|户|项|次|台|年|场|人|件|套|辆|间|张).*")
_NO_MORE = re.compile(r"不[得能]?(?:超过|高于)")
_REST = re.compile(r"其余|其他")
_OF_ONE = re.compile(r"单[价台套个]")  # of one of them: never more than the whole


@dataclass(frozen=True, slots=True)
class _Cap:
    """A cap with the words of its case as printed, and the threshold that makes the case."""

    printed: str
    limit: Quantity
    threshold: Condition | None = None

    @property
    def words(self) -> str:
        return _SCOPE.sub("\n", normalise(self.printed))

    @property
    def of_case(self) -> bool:
        """Whether it says of itself for which case it is."""
        return self.threshold is not None or bool(_REST.search(self.words)) or bool(bigrams(self.words))

    @property
    def scope(self) -> str:
        return match[0] if (match := _COUNTS.search(self.printed)) else ""


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A benefit with the cap of one case, whether that is certain, and the caps of the others."""

    benefit: Benefit
    told: bool = True
    others: tuple[Quantity, ...] = ()


def of_own_case(question: Question, facts: ClauseFacts, benefit: Benefit) -> OwnCase:
    """``benefit`` with the cap of the question's case; as it is where its caps tell no cases.

    Where the case is not told, with the lowest one: what stays below that holds in every case.
    """
    every = _caps(facts, benefit)
    caps = [c for c in every if c.of_case]
    if benefit.rate is None or len(caps) < 2 or len({(c.words, c.threshold) for c in caps}) < len(caps):
        return OwnCase(benefit)
    chosen = _chosen(question, caps)
    cap = chosen or min(caps, key=lambda c: c.limit.high or Decimal(0))
    printed = {c.limit.raw for c in every}
    notes = [n for n in benefit.review.split("；") if not any(raw in n for raw in printed)]
    notes += [f"另有上限：{c.printed}{c.limit.raw}" for c in every if c not in caps]
    own = replace(benefit, cap=cap.limit, scope=cap.scope, review="；".join(notes))
    return OwnCase(own, chosen is not None, tuple(c.limit for c in caps if c is not cap))


def _caps(facts: ClauseFacts, benefit: Benefit) -> list[_Cap]:
    """The caps of a benefit: its own, those in its notes, and those that the clause sets right behind it."""
    own = [_Cap(benefit.scope, benefit.cap)] if benefit.cap else []
    own += [_Cap(words.partition(q.raw)[0], q) for q, words in read_notes(benefit).caps]
    at = next((n for n, b in enumerate(facts.benefits) if b.span == benefit.span and b.rate == benefit.rate), None)
    for after in facts.benefits[at + 1 :] if at is not None else ():
        if after.rate or after.fixed or after.cap is None or not _only_limits(after):
            break
        threshold = next((c for c in after.conditions if c.quantity), None)
        words = "".join((after.who, after.scope, *(c.text for c in after.conditions if c.quantity is None)))
        own.append(_Cap(words, after.cap, threshold))
    return own


def _only_limits(benefit: Benefit) -> bool:
    """Whether a cap stands by itself and gives nothing of its own: not 给予最高30万元奖励."""
    return _LIMIT_ONLY in benefit.review or bool(benefit.cap and _NO_MORE.search(benefit.cap.raw))


def _chosen(question: Question, caps: Sequence[_Cap]) -> _Cap | None:
    """The cap of the question's case; ``None`` where it does not tell."""
    by_size = [(c, _reached(question, c.threshold)) for c in caps if c.threshold is not None]
    if reached := [c for c, holds_ in by_size if holds_]:
        return reached[0] if len(reached) == 1 else None
    left = [c for c in caps if c.threshold is None]
    if by_size:
        return left[0] if len(left) == 1 and all(holds_ is False for _, holds_ in by_size) else None
    one = meant(question.search, [Member(c.words, c.limit) for c in left])
    return next((c for c in left if one is not None and c.limit is one.figure), None)


def _reached(question: Question, threshold: Condition | None) -> bool | None:
    """Whether the question reaches a threshold; ``None`` where it does not tell."""
    need = threshold.quantity if threshold else None
    if threshold is None or need is None:
        return None
    if have := given(question, threshold, need):
        return all(holds(need, q.value) for q in have)
    amounts = inputs(question, Kind.AMOUNT)
    part = need.kind is Kind.AMOUNT and bool(_OF_ONE.search(threshold.text))
    below = part and len(amounts) == 1 and need.low is not None and amounts[0].value < need.low
    return False if below else None
