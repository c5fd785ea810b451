"""How the tab names a document, with the label of its status, and what an offer gives."""

from app.eligibility import Offer
from app.eligibility.findings import gist
from app.eligibility.offer import Undetermined
from app.ui.asking.evidence import titled
from app.ui.escaping import escape
from app.ui.matching.words import MatchWords
from app.ui.words import STATUSES, Language
from corpus import Document


def render_document(document: Document, language: Language) -> str:
    """The title and the visible label of the status."""
    status = document.status
    return (
        f'<span class="pq-document">{escape(titled(document))}</span>'
        f'<span class="pq-status pq-status-{status.value}">{STATUSES[language][status]}</span>'
    )


def given(offer: Offer, words: MatchWords) -> str:
    """What an offer gives in few words, not escaped; in the chosen language where no figure is printed."""
    return words.no_figure if isinstance(offer.sum, Undetermined) and offer.cap is None else gist(offer)
