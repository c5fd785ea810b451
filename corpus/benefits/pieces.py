"""Pieces: sentences and what stands between their commas, brackets and numbers left whole."""

import re
from collections.abc import Iterator

from corpus.span import Span

COMMA = re.compile("[,:]|、(?=对)")
SENTENCE_END = re.compile(r"[。;!?！？\n]")
_OPEN, _CLOSE = frozenset("(《〔"), frozenset(")》〕")


def pieces_of(text: str, span: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    """The parts of a span between separators outside brackets and numbers, without the blanks around them."""
    start, depth = span.start, 0
    for position in range(span.start, span.end + 1):
        character = text[position : position + 1] if position < span.end else ""
        depth = max(0, depth + (character in _OPEN) - (character in _CLOSE))
        if position == span.end or (depth == 0 and separator.match(text, position) and not _in_number(text, position)):
            words = text[start:position]
            begin = start + len(words) - len(words.lstrip(" 、"))
            end = start + len(words.rstrip())
            if end > begin:
                yield Span(begin, end)
            start = position + 1
        if character == "\n":
            depth = 0  # an unclosed bracket ends with its paragraph


def _in_number(text: str, position: int) -> bool:
    return (
        text[position] in ",:"
        and text[position - 1 : position].isdigit()
        and text[position + 1 : position + 2].isdigit()
    )
