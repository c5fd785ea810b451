"""What an address of the viewer asks for: a language, a clause, a span."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.viewing.address import clause_anchor
from corpus import Clause, ParsedDocument, Span

Language = Literal["zh", "en"]
_DIGITS = 9  # of an offset; the longest text has 20 million characters


@dataclass(frozen=True, slots=True)
class Asked:
    """A place of a document. ``lost``: one was named that the text, as it is now, does not have."""

    language: Language
    span: Span | None = None
    clause: Clause | None = None
    lost: bool = False

    @property
    def at(self) -> int | None:
        """The offset where the place begins."""
        return self.span.start if self.span is not None else self.clause.span.start if self.clause is not None else None


def read_asked(query: Mapping[str, str], parsed: ParsedDocument) -> Asked:
    """The place that ``start``, ``end``, ``clause`` and ``lang`` name. What makes no sense is ``lost``, never an error."""
    language: Language = "en" if query.get("lang") == "en" else "zh"
    clause, span = None, None
    if wanted := query.get("clause"):
        clause = next((c for c in parsed.clauses if clause_anchor(c.id) == f"c-{wanted}"), None)
    if "start" in query or "end" in query:
        span = _span(query.get("start", ""), query.get("end", ""), parsed.document.text)
    lost = bool(wanted and clause is None) or (("start" in query or "end" in query) and span is None)
    return Asked(language, span, clause, lost)


def _span(start: str, end: str, text: str) -> Span | None:
    """The characters between, without the blanks around them; ``None`` where there are none."""
    if not all(part.isascii() and part.isdecimal() and len(part) <= _DIGITS for part in (start, end)):
        return None
    first, last = int(start), int(end)
    if not first < last <= len(text):
        return None
    words = text[first:last]
    first += len(words) - len(words.lstrip())
    last -= len(words) - len(words.rstrip())
    return Span(first, last) if first < last else None
