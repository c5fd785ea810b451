"""Drafts: one question for every benefit and every other figure of a document, for a person to put right and approve.

A draft says what the document gives, not what people ask; it never counts in a score until ``draft`` is taken out.
"""

from collections.abc import Iterator
from dataclasses import replace

from corpus import Benefit, Clause, Kind, ParsedDocument, Quantity, find_benefits, find_quantities, sentences
from corpus.benefits.reviews import clause_hash
from corpus.quantities.conventions import Conventions, find_conventions
from eval.case import Case, Figure, placed

_ASKED = {
    Kind.AMOUNT: "{subject}是多少钱？",
    Kind.RATE: "{subject}的比例是多少？",
    Kind.COUNT: "{subject}是多少{unit}？",
    Kind.PERIOD: "{subject}是多久？",
    Kind.DATE: "{subject}是什么时候？",
}
_TAGS = {kind: (kind.value,) for kind in Kind}


def draft_cases(parsed: ParsedDocument) -> tuple[Case, ...]:
    """The drafts for a document, in reading order, each question once; a figure without a subject is left out."""
    found: dict[str, Case] = {}
    for case in _drafts(parsed):
        found.setdefault(case.question, case)
    return tuple(replace(case, id=f"草稿-{number:03d}") for number, case in enumerate(found.values(), 1))


def _drafts(parsed: ParsedDocument) -> Iterator[Case]:
    conventions = find_conventions(parsed.document.text)
    for clause in parsed.clauses:
        benefits = find_benefits(parsed.document, clause)
        asked = [figure for benefit in benefits for figure in _of_benefit(parsed, clause, benefit)]
        yield from (case for case, _ in asked)
        taken = [quantity.span for _, quantity in asked]
        for quantity in _others(clause, conventions):
            if quantity.subject and not any(span.overlaps(quantity.span) for span in taken):
                question = _ASKED[quantity.kind].format(subject=quantity.subject, unit=quantity.unit)
                yield _case(parsed, clause, question, quantity)


def _of_benefit(parsed: ParsedDocument, clause: Clause, benefit: Benefit) -> Iterator[tuple[Case, Quantity]]:
    who = f"{benefit.who or benefit.title}{f'（{benefit.variant}）' if benefit.variant else ''}"
    for quantity, question in (
        (benefit.fixed, f"{who}能得到多少支持？"),
        (benefit.rate, f"{who}按什么比例得到支持？"),
        (benefit.cap, f"{who}最高能得到多少支持？"),
    ):
        if quantity is not None:
            yield _case(parsed, clause, question, quantity), quantity


def _others(clause: Clause, conventions: Conventions) -> Iterator[Quantity]:
    for quantity in find_quantities(clause.text, conventions):
        yield quantity.shift(clause.span.start)


def _case(parsed: ParsedDocument, clause: Clause, question: str, quantity: Quantity) -> Case:
    document = parsed.document
    return Case(
        id="",
        questions=(question,),
        expect=(_figure(quantity),),
        cite=((placed(clause, parsed.clauses),),),
        quotes=(_sentence(document.text, clause, quantity),),
        tags=_TAGS[quantity.kind],
        draft=True,
        version=document.version or "",
        digest=clause_hash(clause),
    )


def _figure(quantity: Quantity) -> Figure:
    low = quantity.low if quantity.low is not None else quantity.value
    high = quantity.high if quantity.high is not None else quantity.value
    return Figure(low, high, quantity.unit, quantity.bound if low == high else None, quantity.subject)


def _sentence(text: str, clause: Clause, quantity: Quantity) -> str:
    return next((s.of(text) for s in sentences(text, clause.span) if s.overlaps(quantity.span)), quantity.raw)
