"""Chains: which of the possible starts of one kind of label count on, one after the other, through a document.

A label's number follows from the one before (第三条, 第四条; 第八条, 第八条之一) or begins again (（一）). A cross-reference
does not. So the starts are chosen together: those whose weights and steps add up to the most (dynamic programming,
one pass, a constant number of predecessors each).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.structure.labels import LabelKind
from corpus.text.starts import TITLED, Start

_SURE = 2.5  # the weight at which a label without a number is one
_STEP = 3.0  # the gain of a number that follows the one before
_MISSING = 1.0  # the loss where one number is missing
_WIDER = 0.5  # … and for each further one
_WIDEST = 6
_AGAIN = 2.0  # the loss of (三) after (三)
_JUMP = 6.0  # of any other number
_RESTART = 0.5  # of beginning again with 1
_ARTICLES_RESTART = 3.0
_ALONE = 2.4  # of a list that has no second member
_ARTICLE_ALONE = 1.0


@dataclass(frozen=True, slots=True)
class _Link:
    """The best chain that ends at a start."""

    score: float
    start: Start
    before: "_Link | None"
    first: bool


def chosen(candidates: Sequence[Start]) -> list[Start]:
    """The starts that make the best chains, kind by kind, in the order of the text."""
    kinds = defaultdict[LabelKind, list[Start]](list)
    for start in candidates:
        kinds[start.label.kind].append(start)
    found = [start for kind in kinds.values() for start in _chain(kind)]
    found += [start for start in candidates if start.label.value == 0 and start.weight >= _SURE]
    return sorted(found, key=lambda start: (start.line, start.at))


def _chain(candidates: Sequence[Start]) -> list[Start]:
    ends: dict[tuple[int, int], _Link] = {}  # the best chain by its last number
    best: _Link | None = None
    for start in candidates:
        if start.label.value == 0:
            continue
        link = _best_link(start, ends, best)
        key = (start.label.value, start.label.sub)
        if key not in ends or link.score > ends[key].score:
            ends[key] = link
        if _closed(link) > (_closed(best) if best else 0.0):
            best = link
    chain = list[Start]()
    while best is not None:
        chain.append(best.start)
        best = best.before
    return chain[::-1]


def _closed(link: _Link) -> float:
    """The score of a chain that ends here: a list of one member is hardly one."""
    kind = link.start.label.kind
    if not link.first or kind in TITLED:
        return link.score
    return link.score - (_ARTICLE_ALONE if kind is LabelKind.ARTICLE else _ALONE)


def _best_link(start: Start, ends: dict[tuple[int, int], _Link], best: _Link | None) -> _Link:
    value, sub = start.label.value, start.label.sub
    options = [_Link(start.weight - _beginning(value), start, None, first=True)]
    if best is not None:
        again = value <= 1 and not sub
        loss = (_ARTICLES_RESTART if start.label.kind is LabelKind.ARTICLE else _RESTART) if again else _JUMP
        options.append(_Link(_closed(best) + start.weight - loss, start, best, first=again))
    for key, gain in _predecessors(value, sub):
        if key in ends:
            options.append(_Link(ends[key].score + start.weight + gain, start, ends[key], first=False))
    return max(options, key=lambda link: link.score)


def _beginning(value: int) -> float:
    return min(value - 1, 4) * 1.0 if value > 1 else 0.0


def _predecessors(value: int, sub: int) -> list[tuple[tuple[int, int], float]]:
    """The numbers that may stand before a number, with what each is worth: 4 after 3 a step, 4 after 2 a gap."""
    if sub:
        return [((value, sub - 1), _STEP), ((value, sub - 2), -_MISSING)]
    steps = [((value - 1, 0), _STEP), ((value, 0), -_AGAIN)]
    steps += [((value - 1, further), _STEP) for further in range(1, 10)]
    steps += [((value - 2 - more, 0), -_MISSING - _WIDER * more) for more in range(_WIDEST)]
    return steps
