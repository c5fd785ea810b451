"""Which documents may answer: those that are ticked, or every one where none is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.ui.asking.evidence import titled
from app.ui.asking.words import WORDS
from app.ui.words import Language
from corpus import Document

_SHOWN = 40  # documents in the list at a time; the filter finds the others


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be ticked: ``(label, id)``; ``ticked`` are those that are, ``note`` says how many are not shown."""

    offered: tuple[tuple[str, str], ...]
    ticked: tuple[str, ...]
    note: str


def choices_of(documents: Sequence[Document], sought: str, ticked: Collection[str], language: Language) -> Choices:
    """The ticked documents, then those whose title, number, issuer or status has every word of ``sought``."""
    words = sought.casefold().split()
    chosen = [d for d in documents if d.id in ticked]
    found = [d for d in documents if d.id not in ticked and all(w in _text(d, language).casefold() for w in words)]
    shown = [*chosen, *found[:_SHOWN]]
    more = len(found) - _SHOWN
    note = WORDS[language].documents_more.format(count=more) if more > 0 else WORDS[language].documents_all
    return Choices(tuple((_label(d, language), d.id) for d in shown), tuple(d.id for d in chosen), note)


def _label(document: Document, language: Language) -> str:
    version = f" {document.version}" if document.version else ""
    issued = f" {document.issued.year}" if document.issued else ""
    return f"{titled(document)} · {WORDS[language].status(document.status)}{version}{issued}"


def _text(document: Document, language: Language) -> str:
    return f"{_label(document, language)} {document.number or ''} {document.issuer or ''}"
