"""Wrapping: the width at which a text's lines were cut, by an editor or a mail program."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text.characters import ems

_FULL = 1.0  # a line is full up to one character less than the width
_LEAST_LINES = 8
_NARROWEST, _WIDEST = 15, 120
_SENTENCE_END = ("。", "；", "！", "？", "：", ".", ";", ":", "”", "）", ")")


@dataclass(frozen=True, slots=True)
class Wrap:
    """The width of full lines, in characters or in type sizes, whichever the lines of a text keep better."""

    width: float
    by_characters: bool

    def measure(self, text: str) -> float:
        """How wide ``text`` is in the unit of ``width``."""
        return float(len(text)) if self.by_characters else ems(text)

    def is_full(self, text: str) -> bool:
        """Whether a line reaches the width."""
        return self.measure(text.rstrip()) >= self.width - _FULL


def find_wrap(lines: Sequence[str]) -> Wrap:
    """The width that the most lines are filled to; of little meaning where few lines are."""
    texts = [line.rstrip() for line in lines if line.strip()]
    candidates = []
    for by_characters in (False, True):
        widths = sorted(Wrap(0, by_characters).measure(text) for text in texts)
        wrap = Wrap(widths[-1 - len(widths) // 20] if widths else 0.0, by_characters)
        candidates.append((sum(map(wrap.is_full, texts)), wrap))
    return max(candidates, key=lambda candidate: candidate[0])[1]


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether most lines are filled to one width and break off within a sentence."""
    texts = [line.rstrip() for line in lines if line.strip()]
    if len(texts) < _LEAST_LINES:
        return False
    wrap = find_wrap(texts)
    full = [text for text in texts if wrap.is_full(text)]
    broken = [text for text in full if not text.endswith(_SENTENCE_END)]
    return _NARROWEST <= wrap.width <= _WIDEST and len(full) * 2 > len(texts) and len(broken) * 10 > len(full) * 6
