"""A segment: one paragraph of a canonical text with the label that it begins with."""

from dataclasses import dataclass

from corpus.span import Span
from corpus.structure.labels import Label


@dataclass(frozen=True, slots=True)
class Segment:
    """One paragraph. ``label`` is certain, ``loose`` possible; at most one of them is set.

    ``closed`` says that the paragraph ends like a sentence or a list item; ``breaks`` that another document or
    attachment may begin after it (it is a date line under a signature, or a title); ``unnumbered`` that it looks
    like a chapter title that lost its number (Word's automatic numbers are not in the text); ``tabular`` that it is
    a line of a table; ``beside`` is the index of the segment that the label, without a number, stands beside.
    """

    span: Span
    text: str
    label: Label | None
    loose: Label | None
    closed: bool
    breaks: bool
    unnumbered: bool = False
    tabular: bool = False
    beside: int | None = None
