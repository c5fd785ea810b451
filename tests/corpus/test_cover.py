import pytest

from corpus.quantities.cover import Cover
from corpus.span import Span


@pytest.mark.parametrize(
    ("start", "end", "touches"),
    [
        pytest.param(0, 2, False, id="ends-where-it-begins"),
        pytest.param(0, 3, True, id="overlaps-the-beginning"),
        pytest.param(4, 5, True, id="inside-joined-spans"),
        pytest.param(8, 9, False, id="begins-where-it-ends"),
        pytest.param(9, 30, True, id="reaches-a-later-span"),
        pytest.param(21, 30, False, id="behind-all"),
    ],
)
def test_a_cover_knows_what_is_taken(start: int, end: int, touches: bool) -> None:
    cover = Cover([Span(20, 21), Span(2, 5), Span(3, 8), Span(12, 12)])
    assert cover.touches(start, end) is touches


def test_an_empty_cover_touches_nothing() -> None:
    assert not Cover([]).touches(0, 100)
