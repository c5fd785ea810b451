"""Drafts: one question for every benefit and every other figure of a document, for a person to put right and approve.

A draft says what the document gives, not what people ask; it never counts in a score until ``draft`` is taken out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus import Benefit, Bound, Clause, Kind, ParsedDocument, Quantity, find_benefits, find_quantities, sentences
from corpus.benefits.reviews import clause_hash
from corpus.quantities.conventions import Conventions, find_conventions
from corpus.structure.labels import leading_label
from eval.case import Case, Figure, Place, placed

_MEASURED = {Kind.AMOUNT: "多少钱", Kind.RATE: "百分之几", Kind.COUNT: "多少{unit}"}
_ASKED = {  # of periods and dates, by whether the figure is a floor, a ceiling or neither
    Kind.PERIOD: ("至少多久？", "最长多久？", "是多久？"),
    Kind.DATE: ("从什么时候起？", "最晚到什么时候？", "是什么时候？"),
}
_FLOOR = frozenset({Bound.GE, Bound.GT})
_CEILING = frozenset({Bound.LE, Bound.LT})
_ADDRESSED = re.compile("^(?:鼓励|支持|推动|引导|对)(?=..)")  # before whom or what something is given to
_CUT = '“”"‘’（）()《》、，,：:'  # marks that a subject may be left with where it was cut out of a sentence
_TOPIC = 4  # characters of a heading that tell what a clause is about: 总则 and 附则 do not
_TAGS = {kind: (kind.value,) for kind in Kind}


def draft_cases(parsed: ParsedDocument) -> tuple[Case, ...]:
    """The drafts for a document, in reading order; a figure without a subject is left out.

    What one clause says to the same question (tiers, grades) is expected by one case.
    """
    found: dict[tuple[str, tuple[Place, ...]], Case] = {}
    for case in _drafts(parsed):
        key = (case.question, case.cite[0])
        known = found.get(key)
        if known is not None:
            quotes = dict.fromkeys((*known.quotes, *case.quotes))
            expect = (*known.expect, *(f for f in case.expect if f not in known.expect))
            case = replace(known, expect=expect, quotes=tuple(quotes))  # noqa: PLW2901
        found[key] = case
    return tuple(replace(case, id=f"草稿-{number:03d}") for number, case in enumerate(found.values(), 1))


def _drafts(parsed: ParsedDocument) -> Iterator[Case]:
    conventions = find_conventions(parsed.document.text)
    for clause in parsed.clauses:
        benefits = find_benefits(parsed.document, clause)
        asked = [figure for benefit in benefits for figure in _of_benefit(parsed, clause, benefit)]
        yield from (case for case, _ in asked)
        taken = [quantity.span for _, quantity in asked]
        for quantity in _others(clause, conventions):
            subject = quantity.subject.strip(_CUT)
            is_told = subject and not find_quantities(subject)
            if is_told and not any(span.overlaps(quantity.span) for span in taken):
                yield _case(parsed, clause, f"{subject}{_wanted(quantity)}", quantity)


def _wanted(quantity: Quantity) -> str:
    """What is asked of a figure: ``要达到多少家？`` of a floor, ``最多多少家？`` of a ceiling, else ``是多少家？``."""
    side = 0 if quantity.bound in _FLOOR else 1 if quantity.bound in _CEILING else 2
    if quantity.kind in _ASKED:
        return _ASKED[quantity.kind][side]
    return ("要达到", "最多", "是")[side] + _MEASURED[quantity.kind].format(unit=quantity.unit) + "？"


def _of_benefit(parsed: ParsedDocument, clause: Clause, benefit: Benefit) -> Iterator[tuple[Case, Quantity]]:
    named = _ADDRESSED.sub("", benefit.who or benefit.title)
    who = f"{named}{f'（{benefit.variant}）' if benefit.variant else ''}"
    for quantity, question in (
        (benefit.fixed, f"{who}能得到多少支持？"),
        (benefit.rate, f"{who}按什么比例得到支持？"),
        (benefit.cap, f"{who}最高能得到多少支持？"),
    ):
        if quantity is not None:
            yield _case(parsed, clause, question, quantity), quantity


def _topic(clause: Clause) -> str:
    """What the nearest heading with words of its own says the clause is about; empty where none does."""
    for heading in reversed(clause.headings):
        label = leading_label(heading)
        words = _ADDRESSED.sub("", heading[label.length if label else 0 :].strip(" 。：:；;"))
        if len(words) >= _TOPIC:
            return words
    return ""


def _others(clause: Clause, conventions: Conventions) -> Iterator[Quantity]:
    for quantity in find_quantities(clause.text, conventions):
        yield quantity.shift(clause.span.start)


def _case(parsed: ParsedDocument, clause: Clause, question: str, quantity: Quantity) -> Case:
    document, topic = parsed.document, _topic(clause)
    return Case(
        id="",
        questions=(question if not topic or topic in question else f"关于“{topic}”，{question}",),
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
