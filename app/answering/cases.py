"""What one sentence gives to different cases: 低保老人80元/人/日, 其他老人50元/人/日; 硕士按年薪的5%, 博士按10%."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answering.association import bigrams
from app.answering.measures import measures
from app.answering.members import Member, meant
from app.answering.notes import read_notes
from app.answering.question import Question, normalise
from app.answering.rates import without_note
from corpus import Benefit, Quantity

_PIECE = re.compile(r"[,，;；。:：\n]")
_STATUS = re.compile(r"“([^“”]{2,12})”")
_SAYS_NOTHING = re.compile(r"按照?|给予|予以|对于?|其中|分别|的|比例|标准|不超过|不高于|最高|可|原则上")
_NO_BASE = "没有读出比例的计算基数"
_SPECIAL = re.compile(r"其中")
_BESIDES = re.compile(r"再|另|额外|叠加|追加|提高|上浮|配套")


def with_shared_base(benefits: Sequence[Benefit]) -> list[Benefit]:
    """四星级按80%返还 after 土地价款，三星级按60%奖励返还: what the first rate is applied to is said once for all."""
    found: list[Benefit] = []
    for benefit in benefits:
        before = found[-1] if found else None
        bare = benefit.rate is not None and not benefit.base and benefit.conditions and not benefit.variant
        alike = before is not None and before.rate is not None and before.base and not _is_stepped(benefit)
        shared = before is not None and bare and alike and _NO_BASE in benefit.review
        base = before.base if before is not None and shared else ""
        found.append(replace(benefit, base=base, review=without_note(benefit.review)) if base else benefit)
    return found


def of_status(benefits: Sequence[Benefit], question: Question) -> Sequence[Benefit]:
    """Those of ``benefits`` for the status in quotation marks (首次“小升规”企业) that the question names, else all."""
    named = [b for b in benefits if any(normalise(s) in question.search for s in _STATUS.findall(b.who))]
    return named or benefits


def other_cases(benefits: Sequence[Benefit], question: Question, document: str) -> list[Benefit]:
    """Those of ``benefits`` that are for another case than the question's; all of them where it does not tell which.

    Nothing where they are tiers of one measure (每亩: 500亩以上…), or where there is only one. ``document`` is the text
    that their spans point into.
    """
    return [*_other_pieces(benefits, question), *_other_rates(benefits, question, document)]


def _other_rates(benefits: Sequence[Benefit], question: Question, document: str) -> list[Benefit]:
    """Of rates that one sentence gives to several (印染企业10%, 造纸企业15%) those that the question does not mean."""
    group = [b for b in benefits if b.rate is not None and not b.variant and not _is_stepped(b)]
    told = [_told(b, before, document) for b, before in zip(group, [None, *group], strict=False)]
    sized = [b for b in group if any(c.quantity for c in b.conditions)]
    if len(group) < 2 or len(sized) > 1 or any(_BESIDES.search(words) for words in told) or len(set(told)) < len(told):
        return []
    found = [Member(words, b.rate) for b, words in zip(group, told, strict=True) if b.rate]
    special = [m for m in found if _SPECIAL.search(m.words) and meant(question.search, [*found]) is not None]
    named = [m for m in special if _is_named(question, m, found)]
    one = named[0] if len(named) == 1 else meant(question.search, found)
    if one is None and len({measures(b.base)[0] for b in group}) > 1:
        return []  # 房租的50%, 购房价的20%: the amount itself tells
    return [b for b in group if one is None or b.rate is not one.figure]


def _is_named(question: Question, member: Member, found: Sequence[Member]) -> bool:
    others = set[str]().union(*(bigrams(m.words) for m in found if m is not member))
    return any(pair in question.search for pair in bigrams(member.words) - others)


def _told(benefit: Benefit, before: Benefit | None, document: str) -> str:
    """The words right before a rate that say for whom it is: those since the last comma, and one more where they say nothing."""
    if benefit.rate is None:
        return ""
    start = before.rate.span.end if before and before.rate else max(0, benefit.span.start)
    pieces = _PIECE.split(document[start : benefit.rate.span.start])
    for count in range(1, len(pieces) + 1):
        words = normalise("\n".join(pieces[-count:]))
        if bigrams(_SAYS_NOTHING.sub("\n", words.replace(normalise(benefit.base), "\n") if benefit.base else words)):
            return words
    return ""


def _is_stepped(benefit: Benefit) -> bool:
    notes = read_notes(benefit)
    return notes.progressive or notes.staged


def _other_pieces(benefits: Sequence[Benefit], question: Question) -> list[Benefit]:
    """The same of sums for each piece."""
    group = [b for b in benefits if not b.variant and _each(b) is not None]
    units = {q.unit for b in group if (q := _each(b))}
    sized = [b for b in group if any(c.quantity for c in b.conditions)]
    if len(group) < 2 or len(units) != 1 or len(sized) > 1:
        return []
    found = [Member(_words(b), q) for b in group if (q := _each(b))]
    one = meant(question.search, found)
    return [b for b in group if one is None or _each(b) is not one.figure]


def _each(benefit: Benefit) -> Quantity | None:
    sum_ = benefit.fixed or (benefit.cap if benefit.rate is None else None)
    stepwise = sum_ is not None and ("/" in sum_.unit or read_notes(benefit).stepwise)
    return sum_ if stepwise else None


def _words(benefit: Benefit) -> str:
    return normalise("\n".join([benefit.who, *(c.text for c in benefit.conditions)]))
