"""How the tab names a document: its title with the label of its status."""

from app.ui.asking.evidence import titled
from app.ui.escaping import escape
from app.ui.words import STATUSES, Language
from corpus import Document


def render_document(document: Document, language: Language) -> str:
    """The title and the visible label of the status."""
    status = document.status
    return (
        f'<span class="pq-document">{escape(titled(document))}</span>'
        f'<span class="pq-status pq-status-{status.value}">{STATUSES[language][status]}</span>'
    )
