"""Punctuation of recognised text: the model mixes half-width and full-width marks, a document does not.

Of a document in half-width marks the model read seven commas of ten so, of one in full-width marks ten of ten: what
prevails is what was printed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

_PAIRS = ("，,", "：:", "；;", "？?", "！!"), ("（(", "）)")  # marks whose width the model mixes up, by kind


def prevailing_marks(texts: Sequence[str]) -> dict[int, str]:
    """For each kind of mark the width that prevails in the document, as a table for ``str.translate``."""
    counts = Counter("".join(texts))
    table = dict[int, str]()
    for kind in _PAIRS:
        full, half = (sum(counts[pair[place]] for pair in kind) for place in (0, 1))
        table.update(
            {ord(pair[0]): pair[1] for pair in kind} if half > full else {ord(pair[1]): pair[0] for pair in kind}
        )
    return table


def uniform(text: str, marks: dict[int, str]) -> str:
    """Marks in the prevailing width; between digits and Latin letters they stay: 1:1, 1,000."""
    return "".join(_uniform_marks(text, marks))


def _uniform_marks(text: str, marks: dict[int, str]) -> Iterator[str]:
    for place, sign in enumerate(text):
        around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        yield sign if len(around) == 2 and around.isascii() and around.isalnum() else marks.get(ord(sign), sign)
