"""Bases: what a rate is applied to, where another piece than that of the rate names it."""

from corpus.benefits.roles import AMOUNT_OF, BASIS, BRACKETS, TARGET, end_of
from corpus.benefits.statements import Reading, Statement
from corpus.span import Span


def base_in_target(reading: Reading, statement: Statement) -> str:
    """对其缴纳的个人所得税, 给予50%: the words after 对 where they name a sum and nobody."""
    found = (_base(reading, piece) for piece in statement.pieces)
    return next((span.of(reading.text) for span in found if span), "")


def names_base(reading: Reading, piece: Span) -> bool:
    """Whether a piece only says what a rate is applied to."""
    return _base(reading, piece) is not None


def base_in_basis(reading: Reading, statement: Statement) -> str:
    """根据其研发费用, 500万元以内的部分按10%: the sum that the words of basis name."""
    for piece in statement.pieces:
        if (match := BASIS.match(piece.of(reading.folded))) and AMOUNT_OF.search(match["what"]):
            return reading.text[piece.start + match.start("what") : piece.start + match.end("what")]
    return ""


def _base(reading: Reading, piece: Span) -> Span | None:
    match = TARGET.search(reading.folded, piece.start, piece.end)
    if match is None:
        return None
    words = Span(match.end(), end_of(reading.folded, Span(match.end(), piece.end)))
    plain = BRACKETS.sub("", words.of(reading.folded))
    if not AMOUNT_OF.search(plain):
        return None
    return Span(words.start, words.start + len(words.of(reading.folded).partition("(")[0]))
