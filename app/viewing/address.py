"""Addresses of the viewer, relative to the page's own: they hold behind a proxy under any prefix."""

from urllib.parse import quote, urlencode

from corpus import Span

QUOTE = "quote"  # the id of the first highlighted words
_QUERY_ORDER = ("clause", "start", "end", "lang")


def clause_anchor(clause_id: str) -> str:
    """The id of a clause's element: ``plan#1.3b.2 → c-1.3b.2``, the same after every sync."""
    return f"c-{clause_id.partition('#')[2]}"


def document_address(document_id: str, *, clause: str = "", span: Span | None = None, language: str = "") -> str:
    """The text of a document at a clause (its id), or at the characters of ``span``, which are highlighted."""
    fragment = QUOTE if span is not None else clause_anchor(clause) if clause else ""
    return f"documents/{quote(document_id)}{_query(clause, span, language)}" + (f"#{fragment}" if fragment else "")


def page_address(document_id: str, page: int, *, span: Span | None = None, language: str = "") -> str:
    """A printed page (from 1) of a document, the characters of ``span`` highlighted where they stand on it."""
    return f"documents/{quote(document_id)}/pages/{page}{_query('', span, language)}"


def picture_address(document_id: str, page: int) -> str:
    """The picture of a printed page."""
    return f"documents/{quote(document_id)}/pages/{page}.png"


def _query(clause: str, span: Span | None, language: str) -> str:
    places = {"start": str(span.start), "end": str(span.end)} if span is not None else {}
    values = {"clause": clause_anchor(clause)[2:] if clause else "", **places, "lang": language}
    found = urlencode({name: values[name] for name in _QUERY_ORDER if values.get(name)})
    return f"?{found}" if found else ""
