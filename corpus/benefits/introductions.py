"""Introductions: the line above a list of items that says whom the items are for (对符合下列条件之一的企业给予奖励：)."""

import re
from dataclasses import replace

from corpus.benefits import recipients
from corpus.benefits.benefit import Benefit
from corpus.benefits.formulas import joined
from corpus.benefits.statements import read
from corpus.clause import Clause
from corpus.document import Document
from corpus.quantities.conventions import Conventions
from corpus.span import Span
from corpus.structure.labels import leading_label

NOBODY = "没有读出给予的对象"
_SETS_TERMS = re.compile(r"符合|条件|满足|具备|之一|对[^:]*的|达到|以上|获得|取得|通过|认定")
_LONGEST = 40  # characters of an introduction that are quoted


def introduced(document: Document, clause: Clause, benefits: tuple[Benefit, ...]) -> tuple[Benefit, ...]:
    """The benefits of an item with what the line above its list says; the review names what was taken over."""
    line = _introduction(document, clause) if benefits else None
    if line is None:
        return benefits
    words = line.of(document.text)
    reading = read(words, Conventions())
    note = f"列举的上文另有规定：{words[-_LONGEST:]}" if _SETS_TERMS.search(reading.folded) else ""
    who = recipients.introduced(reading)
    return tuple(_taken_over(b, who, note) for b in benefits)


def _taken_over(benefit: Benefit, who: str, note: str) -> Benefit:
    if benefit.who or not who:
        return replace(benefit, review=joined(benefit.review, note))
    review = "；".join(n for n in benefit.review.split("；") if n != NOBODY)
    return replace(benefit, who=who, review=joined(review, f"对象取自上文的“{who}”", note))


def _introduction(document: Document, clause: Clause) -> Span | None:
    """The nearest line before the item that is no item of the same list, where it ends with a colon."""
    label = leading_label(clause.span.of(document.text))
    if label is None:
        return None
    end = clause.span.start
    while end > 0:
        end -= 1
        start = document.text.rfind("\n", 0, end) + 1
        line = document.text[start:end]
        other = leading_label(line)
        if other is None or other.kind is not label.kind:
            return Span(start, end) if line.rstrip().endswith(("：", ":")) else None
        end = start
    return None
