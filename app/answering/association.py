"""Whether a figure of a statement is said of the same thing as in the source.

Two figures of one kind often stand side by side ("国家级50万元、省级20万元"); a statement that swaps them has only true
figures and is false.
"""

import re
from collections.abc import Sequence

from app.answering.question import normalise
from corpus import Benefit, Quantity

_SEPARATOR = re.compile(r"[,，;；。:：\n]")


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring word characters of a normalised text."""
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i].isalnum() and text[i + 1].isalnum()}


def neighbourhood(text: str, quantity: Quantity, others: Sequence[Quantity]) -> str:
    """The words that a figure goes with: from the figure or comma before it to the next comma or figure.

    Spans of ``quantity`` and ``others`` point into ``text``; the figures themselves are left out.
    """
    before = [q.span.end for q in others if q.span.end <= quantity.span.start]
    after = [q.span.start for q in others if q.span.start >= quantity.span.end]
    left, right = max(before, default=0), min(after, default=len(text))
    for mark in _SEPARATOR.finditer(text, left, quantity.span.start):
        left = mark.end()
    mark_after = re.compile(r"[,，;；。:：、\n]").search(text, quantity.span.end, right)
    right = mark_after.start() if mark_after else right
    return normalise(text[left : quantity.span.start] + "\n" + text[quantity.span.end : right])


def belongs(
    statement: str,
    quantity: Quantity,
    said: Sequence[Quantity],
    source: str,
    given: Sequence[Quantity],
    value_ok: Sequence[Quantity],
) -> bool:
    """Whether the words around ``quantity`` in the statement fit a source figure of its value best.

    ``given`` are all figures of the source, ``value_ok`` those that match in value, unit and bound.
    """
    mine = bigrams(neighbourhood(statement, quantity, said))
    rivals = [q for q in given if q.kind is quantity.kind and q.unit == quantity.unit]

    def overlap(candidate: Quantity) -> int:
        return len(mine & bigrams(neighbourhood(source, candidate, given)))

    best = max((overlap(q) for q in rivals), default=0)
    return any(overlap(q) == best for q in value_ok)


def pairs_hold(statement: str, said: Sequence[Quantity], benefits: Sequence[Benefit]) -> bool:
    """Whether every figure of a 分别-pair that is said goes with its own word.

    A figure of a pair that is said without any of the pair's words does not hold either.
    """
    sums = {(s.value, s.unit): b.variant for b in benefits if b.variant and (s := b.fixed or b.cap)}
    figures = [q for q in said if (q.value, q.unit) in sums]
    if not sums or not figures:
        return True
    text = statement
    words = sorted(
        ((m.start(), word) for word in set(sums.values()) for m in re.finditer(re.escape(word), text)),
        key=lambda x: x[0],
    )
    wanted = [sums[(q.value, q.unit)] for q in figures]
    if len(words) == len(figures) and all(at < figures[0].span.start for at, _ in words):
        return [word for _, word in words] == wanted
    for quantity, word in zip(figures, wanted, strict=True):
        before = [w for at, w in words if at < quantity.span.start]
        after = [w for at, w in words if at >= quantity.span.end]
        nearest = before[-1] if before else (after[0] if after else None)
        if nearest != word:
            return False
    return True
