"""Evidence: a card for every citation, and the clauses that come near without answering."""

import re
from collections.abc import Sequence

from app.ui.asking.words import Words
from app.ui.escaping import escape
from app.viewing import document_address, page_address
from corpus import Citation, Clause, Document, Span, Status
from index import Hit

_IN_CHARGE = re.compile(
    r"[(（](?:责任|牵头|主管|实施)(?:单位|部门)[::：]\s*([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]"
)


def render_evidence(citations: Sequence[Citation], *, anchor: str, words: Words) -> str:
    """All cards of an answer, in the order of their keys; nothing where there are none."""
    if not citations:
        return ""
    cards = "".join(_citation_card(c, key, anchor=anchor, words=words) for key, c in enumerate(citations, start=1))
    return f'<section class="pq-evidence"><h2>{words.evidence}</h2>{cards}</section>'


def render_nearest(hits: Sequence[Hit], *, anchor: str, words: Words) -> str:
    """The nearest clauses of a refusal, said to be no answer."""
    if not hits:
        return ""
    cards = "".join(_nearest_card(hit, f"{anchor}-n{rank}", words) for rank, hit in enumerate(hits, start=1))
    return (
        f'<section class="pq-evidence pq-near"><h2>{words.nearest}</h2>'
        f'<p class="pq-note">{words.nearest_note}</p>{cards}</section>'
    )


def status_label(status: Status, words: Words) -> str:
    """The visible label of a document's status."""
    return f'<span class="pq-status pq-status-{status.value}">{words.status(status)}</span>'


def departments(hits: Sequence[Hit]) -> tuple[str, ...]:
    """Whom the documents name for the nearest clause: its own 责任单位, else the document's department."""
    for hit in hits[:1]:
        named = _IN_CHARGE.findall(hit.clause.span.of(hit.document.text))
        if named:
            return tuple(dict.fromkeys(name.strip() for name in named))
        if hit.document.department:
            return (hit.document.department,)
    return ()


def _citation_card(citation: Citation, key: int, *, anchor: str, words: Words) -> str:
    mark = f'<mark id="{anchor}-c{key}">{escape(citation.quote)}</mark>'
    head = f'<span class="pq-key">{key}</span>{_where(citation.document, citation.clause, citation.page, words)}'
    body = _clause(citation, mark) + _links(citation.document, citation.clause, citation.span, words)
    return _card(head, quote=citation.quote, body=body, document=citation.document, words=words)


def _nearest_card(hit: Hit, anchor: str, words: Words) -> str:
    span = hit.sentences[0].span if hit.sentences else Span(hit.clause.span.start, hit.clause.span.start)
    page = hit.document.page_of(span.start)
    quote = span.of(hit.document.text) or hit.clause.text
    body = f'<div class="pq-clause" id="{anchor}">{escape(hit.clause.span.of(hit.document.text))}</div>'
    body += _links(hit.document, hit.clause, span, words)
    head = _where(hit.document, hit.clause, page, words)
    return _card(head, quote=quote, body=body, document=hit.document, words=words)


def _card(head: str, *, quote: str, body: str, document: Document, words: Words) -> str:
    """A ``<details>``: it opens without a script, and a link to the mark inside opens it as well."""
    return (
        f'<details class="pq-card"><summary><span class="pq-head">{head}</span>'
        f'<q class="pq-quote">{escape(quote)}</q>'
        f'<span class="pq-more"><span class="pq-to-open">{words.open_clause}</span>'
        f'<span class="pq-to-close">{words.close_clause}</span></span></summary>'
        f"{body}{_facts(document, words)}</details>"
    )


def _links(document: Document, clause: Clause, span: Span, words: Words) -> str:
    """Links to the words in the document, and to the page where they are printed."""
    place = span if len(span) else clause.span
    page = document.page_of(place.start)
    found = [(document_address(document.id, clause=clause.id, span=place, language=words.viewer), words.open_document)]
    if page is not None:
        address = page_address(document.id, page, span=place, language=words.viewer)
        found.append((address, words.open_page.format(page=page)))
    links = "".join(f'<a href="{escape(to)}" target="_blank" rel="noopener">{name}</a>' for to, name in found)
    return f'<p class="pq-links">{links}</p>'


def _where(document: Document, clause: Clause, page: int | None, words: Words) -> str:
    printed = f'<span class="pq-page">{words.page.format(page=page)}</span>' if page is not None else ""
    return (
        f'<span class="pq-document">{escape(titled(document))}</span>{status_label(document.status, words)}{printed}'
        f'<span class="pq-path">{escape(clause.label)}</span>'
    )


def short_name(model: str) -> str:
    """A model's name without the ending of its file."""
    return model.removesuffix(".gguf")


def titled(document: Document) -> str:
    """The title in 《》, as it is read out."""
    return document.title if document.title.startswith("《") else f"《{document.title}》"


def _clause(citation: Citation, mark: str) -> str:
    """The clause's whole text from the canonical text, the quoted span put in as ``mark``."""
    text, clause, span = citation.document.text, citation.clause.span, citation.span
    before, after = escape(text[clause.start : span.start]), escape(text[span.end : clause.end])
    return f'<div class="pq-clause">{before}{mark}{after}</div>'


def _facts(document: Document, words: Words) -> str:
    """Issuer, number, date, version and what took its place, as far as they are known."""
    facts = (
        (words.issuer, document.issuer),
        (words.number, document.number),
        (words.issued, document.issued.isoformat() if document.issued else None),
        (words.version, document.version),
        (words.superseded_by, _later(document, words)),
    )
    known = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    return f'<dl class="pq-facts">{known}</dl>' if known else ""


def _later(document: Document, words: Words) -> str | None:
    """The version that takes the document's place, and from which day where that is known."""
    if (by := document.superseded_by) is None:
        return None
    return words.since.format(title=by.title, day=by.since.isoformat()) if by.since else f"《{by.title}》"
