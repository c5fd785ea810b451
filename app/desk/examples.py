"""Example questions: made from what the documents give, kept only where the assistant answers from that clause."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.answering.answer import Answer, Direct, Origin, Reply
from app.desk.run import Answering
from corpus import Benefit, ParsedDocument, display, find_benefits

_KINDS = (("computed", 1), ("given", 2), ("named", 1))  # how many of each are offered
_TRIED = 12  # of one kind, before it is given up
_PAST_THE_CAP = Decimal("1.6")  # times the sum that reaches the cap, so that the example shows what a cap does
_LONGEST_NAME = 14
_GIFT = re.compile("奖励|补助|补贴|资助")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that the clause ``clause_id`` should answer."""

    kind: str
    question: str
    clause_id: str
    who: str = ""


def example_questions(documents: Sequence[ParsedDocument], answering: Answering) -> tuple[str, ...]:
    """Up to four questions in words of the documents, each tried on ``answering`` without its model."""
    candidates = [c for parsed in documents for c in _candidates(parsed)]
    chosen: list[Candidate] = []
    for kind, wanted in _KINDS:
        fresh = [c for c in candidates if c.kind == kind and c.clause_id not in {k.clause_id for k in chosen}]
        good = (c for c in _spread(fresh)[:_TRIED] if _holds(c, answering))
        chosen += [candidate for candidate, _ in zip(good, range(wanted), strict=False)]
    return tuple(c.question for c in chosen)


def _candidates(parsed: ParsedDocument) -> Iterator[Candidate]:
    for clause in parsed.clauses:
        for benefit in find_benefits(parsed.document, clause):
            words = _GIFT.findall(benefit.span.of(parsed.document.text))
            gift = words[-1] if words else "支持"
            who = benefit.who if len(benefit.who) <= _LONGEST_NAME else ""
            amount = _amount(benefit)
            if amount is not None and benefit.base:
                question = f"{who}{benefit.base}{display(amount, '元')}，能得到多少{gift}？"
                yield Candidate("computed", question, clause.id, who)
            elif who and not benefit.variant and (benefit.fixed or benefit.cap):
                yield Candidate("given", f"{who}能得到多少{gift}？", clause.id, who)
            if benefit.title and len(benefit.title) <= _LONGEST_NAME:
                yield Candidate("named", f"“{benefit.title}”有哪些{gift}？", clause.id)


def _amount(benefit: Benefit) -> Decimal | None:
    """A round sum in 元 of which the rate is more than the cap, or ``None``."""
    rate, cap = benefit.rate, benefit.cap
    if rate is None or cap is None or benefit.base_limit is not None or not rate.value or rate.unit != "%":
        return None
    amount = cap.value * 100 / rate.value * _PAST_THE_CAP
    return amount.quantize(Decimal(1).scaleb(amount.adjusted()))


def _spread(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that say to whom first; of each clause one, until every clause has had its turn."""
    turns: Counter[str] = Counter()
    ranked: list[tuple[int, bool, Candidate]] = []
    for candidate in candidates:
        ranked.append((turns[candidate.clause_id], not candidate.who, candidate))
        turns[candidate.clause_id] += 1
    return [candidate for _, _, candidate in sorted(ranked, key=lambda rank: rank[:2])]


def _holds(candidate: Candidate, answering: Answering) -> bool:
    reply = _direct(candidate.question, answering)
    if not isinstance(reply, Answer) or not reply.citations or reply.citations[0].clause.id != candidate.clause_id:
        return False
    needed = Origin.COMPUTED if candidate.kind == "computed" else Origin.QUOTED
    return any(n.origin is needed for n in reply.numbers)


def _direct(question: str, answering: Answering) -> Reply | None:
    """The model-free reply; the model is not asked."""
    for event in answering.stream(question):
        if isinstance(event, Direct):
            return event.reply
    return None
