"""Sentences (句): the unit that retrieval scores and that an answer quotes."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.span import Span

_STOPS = "。！？；"
_CLOSING = dict(zip("（(“‘《【〔[「『", "）)”’》】〕]」』", strict=True))
# A half-width mark ends a sentence only where a Chinese text would use the full-width one: not in a web address.
_STOP = re.compile(rf"[{_STOPS}]+|[!?;]+(?=\s|$|[^\x00-\x7f])")
_CONTINUED = re.compile(r"[，,。；;、：:）)！？的等]")  # after a quote: the sentence around it goes on
_RESPONSIBLE = re.compile(r"[（(](?:责任|牵头|配合|承办|主管|实施)[^（()）:：\n]{0,8}[:：]")  # (责任单位:市经信局)
_LONG = 400  # characters; a bracket or quote that is longer is split like the text around it


def sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """The sentences of ``text`` within ``span`` (of all of it without), in order, blanks trimmed, as spans of ``text``.

    They end at 。！？； and line ends, not within brackets and quotes: ``强化协同。每年不少于2场；最高500万元。`` → 3.
    A bracket that names the responsible department is a sentence of its own.
    """
    whole = span or Span(0, len(text))
    found: list[Span] = []
    start = whole.start
    for line in whole.of(text).split("\n"):
        cuts = sorted({0, *_cuts(line), len(line)})
        found.extend(_trimmed(text, start + first, start + end) for first, end in pairwise(cuts))
        start += len(line) + 1
    return tuple(piece for piece in found if len(piece))


def _cuts(line: str) -> Iterator[int]:
    """Where one sentence of a line ends and the next begins."""
    pairs = tuple(_pairs(line))
    for match in _STOP.finditer(line):
        if not any(first < match.start() < last for first, last in pairs):
            yield match.end()
    for first, last in pairs:
        if line[first] in "“「『" and line[last - 1] in "。！？" and not _CONTINUED.match(line, last + 1):
            yield last + 1
    yield from (match.start() for match in _RESPONSIBLE.finditer(line))


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    """Opening and closing marks that belong together; those without a partner are left out."""
    waiting: list[int] = []
    for at, character in enumerate(line):
        if character in _CLOSING:
            waiting.append(at)
            continue
        partner = next((n for n in range(len(waiting) - 1, -1, -1) if _match(line[waiting[n]], character)), None)
        if partner is not None:
            if at - waiting[partner] <= _LONG:
                yield waiting[partner], at
            del waiting[partner:]


def _match(opening: str, closing: str) -> bool:
    """Whether two marks are a pair; half-width and full-width brackets are mixed in real documents: (套）."""
    return _CLOSING[opening] == closing or (opening in "（(" and closing in "）)")


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
