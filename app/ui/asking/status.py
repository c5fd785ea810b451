"""What can be asked about."""

from app.desk.loading import Opened
from app.ui.asking.evidence import short_name, status_label
from app.ui.asking.words import WORDS, Words
from app.ui.escaping import escape
from app.ui.words import Language
from corpus import ParsedDocument

_ON_SHELF = 6  # documents shown before the first question; the line above them counts all


def render_loading(language: Language) -> str:
    """The status line before the index is open."""
    return f'<p class="pq-status-line pq-wait">{WORDS[language].loading}</p>'


def render_loaded(opened: Opened, language: Language) -> str:
    """How many documents there are, and which model rewords."""
    words = WORDS[language]
    parsed = opened.documents()
    counted = words.loaded.format(documents=len(parsed), clauses=sum(len(p.clauses) for p in parsed))
    model = words.model.format(model=escape(short_name(opened.model))) if opened.model else words.model_none
    return f'<p class="pq-status-line pq-ready">{counted}<span class="pq-model">{model}</span></p>'


def render_drawer(language: Language) -> str:
    """The button that shows the left column where the page is too narrow for three."""
    return (
        f'<button type="button" class="pq-drawer" aria-expanded="false" aria-controls="pq-left">'
        f"{WORDS[language].left}</button>"
    )


def render_shelf(opened: Opened, language: Language) -> str:
    """The documents as the page shows them before the first question."""
    words = WORDS[language]
    cards = "".join(_shelved(p, words) for p in opened.documents()[:_ON_SHELF])
    return f'<section class="pq-shelf"><h2>{words.shelf}</h2><div>{cards}</div></section>' if cards else ""


def render_failed(message: str) -> str:
    """The status line when the index cannot be opened."""
    return f'<p class="pq-status-line pq-notice-error" role="alert">{escape(message)}</p>'


def render_examples_title(language: Language) -> str:
    """The words before the example questions."""
    return f'<span class="pq-examples-title">{WORDS[language].examples}</span>'


def _shelved(parsed: ParsedDocument, words: Words) -> str:
    document = parsed.document
    issued = document.issued.isoformat() if document.issued else None
    facts = " · ".join(escape(fact) for fact in (document.issuer, document.number, issued) if fact)
    return (
        f'<article class="pq-shelved"><span class="pq-document">{escape(document.title)}</span>'
        f'{status_label(document.status, words)}<span class="pq-shelved-facts">{facts}</span></article>'
    )
