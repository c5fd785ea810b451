"""Evidence: a card for every citation, and the clauses that come near without answering."""

import re
from collections.abc import Sequence

from app.answering.answer import Answer
from app.records import Change
from app.ui.asking.marks import render_quote
from app.ui.asking.since import badges, render_change
from app.ui.asking.words import WORDS, Words
from app.ui.escaping import escape
from app.ui.words import Language
from app.viewing import document_address, page_address
from corpus import Citation, Clause, Document, Span, Status
from index import Hit

_IN_CHARGE = re.compile(
    r"[(（](?:责任|牵头|主管|实施)(?:单位|部门)[::：]\s*([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]"
)


def render_evidence(answer: Answer, *, anchor: str, language: Language, changes: Sequence[Change] = ()) -> str:
    """All cards of an answer, in the order of their keys; nothing where there are none. ``changes`` are of a kept one."""
    words = WORDS[language]
    if not answer.citations:
        return ""
    fates = {c.key: c for c in changes}
    cards = "".join(
        _citation_card(answer, key, anchor, language, fates.get(key)) for key in range(1, len(answer.citations) + 1)
    )
    return f'<section class="pq-evidence"><h2>{words.evidence}</h2>{cards}</section>'


def render_nearest(hits: Sequence[Hit], *, anchor: str, language: Language) -> str:
    """The nearest clauses of a refusal, said to be no answer."""
    words = WORDS[language]
    if not hits:
        return ""
    cards = "".join(_nearest_card(hit, f"{anchor}-n{rank}", language) for rank, hit in enumerate(hits, start=1))
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


def _citation_card(answer: Answer, key: int, anchor: str, language: Language, change: Change | None) -> str:
    words, citation = WORDS[language], answer.citations[key - 1]
    numbers = [n for n in answer.numbers if n.citation == key]
    quote = render_quote(citation.quote, numbers=numbers, words=words)
    head = f'<span class="pq-key">{key}</span>{_where(citation.document, citation.clause, citation.page, words)}'
    body = _clause(citation, f'<mark id="{anchor}-c{key}">{quote}</mark>') + _facts(citation.document, words)
    if change is None or not change.to_tell:
        return _card(head, quote, body, _links_today(citation, change, language), words)
    foot = render_change(change, language) + _links_today(citation, change, language)
    return _card(head + badges(change, language), quote, body, foot, words)


def _links_today(citation: Citation, change: Change | None, language: Language) -> str:
    """Links to where the words stand; of a kept answer, to where they, or else their clause, stand today, if anywhere."""
    if change is None:
        return _links(citation.document, citation.span, citation.page, language)
    if change.now is None or change.document is None:
        return ""
    return _links(change.document, change.at or change.now.span, change.page, language)


def _nearest_card(hit: Hit, anchor: str, language: Language) -> str:
    words, document = WORDS[language], hit.document
    span = hit.sentences[0].span if hit.sentences else hit.clause.span
    page = document.page_of(span.start)
    quote = escape(span.of(document.text) or hit.clause.text)
    clause = escape(hit.clause.span.of(document.text))
    body = f'<div class="pq-clause" id="{anchor}">{clause}</div>{_facts(document, words)}'
    links = _links(document, span, page, language)
    return _card(_where(document, hit.clause, page, words), quote, body, links, words)


def _card(head: str, quote: str, body: str, foot: str, words: Words) -> str:
    """A ``<details>``: it opens without a script, and a link to the mark inside opens it as well."""
    return (
        f'<div class="pq-card"><details><summary><span class="pq-head">{head}</span>'
        f'<q class="pq-quote">{quote}</q>'
        f'<span class="pq-more"><span class="pq-to-open">{words.open_clause}</span>'
        f'<span class="pq-to-close">{words.close_clause}</span></span></summary>'
        f"{body}</details>{foot}</div>"
    )


def _links(document: Document, span: Span, page: int | None, language: Language) -> str:
    """To the words in the document's text, and to its printed page, each in a tab of its own."""
    words = WORDS[language]
    places = [(document_address(document.id, span=span, language=language), words.open_document)]
    if page is not None:
        places.append(
            (page_address(document.id, page, span=span, language=language), words.open_page.format(page=page))
        )
    links = "".join(
        f'<a class="pq-open" href="{escape(address)}" target="_blank" rel="noopener">{name}</a>'
        for address, name in places
    )
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
