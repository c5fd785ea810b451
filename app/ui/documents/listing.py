"""The list of documents as HTML: what each is, what the parser noticed, what there is to do."""

from collections.abc import Sequence
from urllib.parse import quote

from app.ui.asking.evidence import status_label, titled
from app.ui.asking.words import WORDS as ASKING
from app.ui.documents.catalogue import Catalogue, Order, Row, Warned
from app.ui.documents.words import WORDS, Words
from app.ui.escaping import escape
from app.ui.words import Language
from corpus import Document


def render_list(catalogue: Catalogue, language: Language, *, filter_: str, order: Order, editing: bool) -> str:
    """The documents that fit the filter, a card each; with the buttons of an editor where ``editing``."""
    words = WORDS[language]
    if not catalogue.rows:
        return f'<p class="pq-note">{words.empty}</p>'
    rows = catalogue.listed(filter_, order)
    counted = words.listed.format(total=len(catalogue.rows), shown=len(rows))
    problems = "".join(f'<p class="pq-notice pq-notice-wait">{escape(p)}</p>' for p in catalogue.problems)
    cards = "".join(_card(row, language, editing=editing) for row in rows)
    nothing = "" if rows else f'<p class="pq-note">{words.nothing.format(words=escape(filter_.strip()))}</p>'
    return f'{problems}<p class="pq-note" role="status">{counted}</p>{nothing}<div class="pq-library">{cards}</div>'


def act(name: str, of: str, label: str, *, kind: str = "") -> str:
    """A button of ours: ``name`` is what it does, ``of`` to which document; the server checks both."""
    return (
        f'<button type="button" class="pq-act {kind}" data-act="{escape(name)}" data-of="{escape(of)}">'
        f"{escape(label)}</button>"
    )


def _card(row: Row, language: Language, *, editing: bool) -> str:
    words, document = WORDS[language], row.document
    status = status_label(document.status, ASKING[language])
    link = f'<a class="pq-open" href="documents/{quote(document.id)}">{escape(titled(document))}</a>'
    return (
        f'<article class="pq-held" data-document="{escape(document.id)}"><h2>{link}{status}</h2>'
        f'<p class="pq-shelved-facts">{_facts(document)}</p>{_versions(row, words)}'
        f'<div class="pq-counts">{_counts(row, words)}</div>{_warnings(row.warnings, words)}'
        f"{_acts(row, words) if editing else ''}</article>"
    )


def _facts(document: Document) -> str:
    day = document.issued.isoformat() if document.issued else None
    return " · ".join(escape(fact) for fact in (document.issuer, document.number, day, document.version) if fact)


def _versions(row: Row, words: Words) -> str:
    lines = [f"{words.takes_place_of} {_link(d.id, d.title)}" for d in row.before]
    if (by := row.document.superseded_by) is not None:
        since = f"（{by.since.isoformat()}）" if by.since else ""
        lines.append(f"{words.superseded_by} {_link(by.id, by.title)}{since}")
    return "".join(f'<p class="pq-lineage">{line}</p>' for line in lines)


def _link(document_id: str, title: str) -> str:
    return f'<a href="documents/{quote(document_id)}">《{escape(title)}》</a>'


def _counts(row: Row, words: Words) -> str:
    parts = [f"<span>{words.clauses.format(count=row.clauses)}</span>"]
    if row.stale:
        parts.append(f'<span class="pq-count-stale">{words.stale.format(count=row.stale)}</span>')
    if row.to_review:
        parts.append(f'<span class="pq-count-open">{words.to_review.format(count=row.to_review)}</span>')
    if row.reviewed:
        parts.append(f'<span class="pq-count-done">{words.reviewed.format(count=row.reviewed)}</span>')
    if not (row.to_review or row.reviewed or row.stale):
        parts.append(f"<span>{words.no_benefits}</span>")
    return "".join(parts)


def _warnings(warnings: Sequence[Warned], words: Words) -> str:
    if not warnings:
        return ""
    rows = "".join(f"<li>{escape(w.warning.message)}{_place(w, words)}</li>" for w in warnings)
    said = words.warnings.format(count=len(warnings))
    return f'<details class="pq-warnings"><summary>{said}</summary><ul>{rows}</ul></details>'


def _place(warned: Warned, words: Words) -> str:
    if warned.clause is None and not warned.excerpt:
        return f' <span class="pq-place">{words.whole}</span>'
    label = warned.clause.label if warned.clause else ""
    quoted = f"<q>{escape(warned.excerpt)}</q>" if warned.excerpt else ""
    return f' <span class="pq-place">{words.warning_at} {escape(label)} {quoted}</span>'


def _acts(row: Row, words: Words) -> str:
    document = row.document
    review = act("review", document.id, words.review) if row.to_review or row.reviewed or row.stale else ""
    return f'<div class="pq-acts">{review}{act("remove", document.id, words.remove, kind="pq-act-danger")}</div>'
