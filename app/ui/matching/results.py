"""Results as HTML: a card for each benefit, met first, with its conditions, amount, formula and clause."""

from collections.abc import Sequence

from app.eligibility import Catalogue, Checked, Field, Match, NoTotal, Outcome, Status, Total
from app.eligibility.comparing import Change
from app.eligibility.findings import remarks
from app.eligibility.offer import Fact, Threshold
from app.eligibility.tables import MARKS
from app.ui.asking.evidence import titled
from app.ui.escaping import escape
from app.ui.matching.naming import given, render_document
from app.ui.matching.words import WORDS, MatchWords
from app.ui.words import Language
from app.viewing import document_address, page_address
from corpus import Bound, Citation, Document, Quantity, display
from corpus import Status as Force

_ORDER = (Status.MET, Status.UNKNOWN, Status.UNMET)


def render_outcome(catalogue: Catalogue, outcome: Outcome, changed: Sequence[Change], language: Language) -> str:
    """What an enterprise gets: what the last edit changed, counts, totals, then the cards."""
    words = WORDS[language]
    touched = [m for m in outcome.matches if any(c.have for c in m.conditions)]
    open_ = [m for m in outcome.matches if m not in touched]
    if not touched:
        head = f'<p class="pq-match-empty">{words.nothing}</p>'
    else:
        counts = {s.value: sum(m.status is s for m in outcome.matches) for s in _ORDER}
        head = f'<p class="pq-match-counts" role="status">{words.counts.format(**counts)}</p>'
    labels = {field.key: field for field in catalogue.form}
    ordered = sorted(touched, key=lambda m: _ORDER.index(m.status))
    return (
        _standings(catalogue, language) + _unused(outcome, words) + _changed(changed, words) + head
        + "".join(_total(t, catalogue, words) for t in outcome.totals)
        + "".join(_card(m, labels, words) for m in ordered)
        + _untouched(open_, labels, words)
    )  # fmt: skip


def render_failure(message: str, language: Language) -> str:
    """Why there is no result, beside the form that stays."""
    said = WORDS[language].failed.format(message=escape(message))
    return f'<p class="pq-match-bad" role="alert">{said}</p>'


def render_bad(errors: Sequence[tuple[str, str]]) -> str:
    """The answers that cannot be read, each with the key of its field for the form to mark it."""
    rows = "".join(f'<li data-bad="{escape(key)}">{escape(message)}</li>' for key, message in errors)
    return f'<div class="pq-match-bad" role="alert"><ul>{rows}</ul></div>' if errors else ""


def _standings(catalogue: Catalogue, language: Language) -> str:
    """The documents that the results rest on, and what a reader must know of their force."""
    rows = "".join(
        f"<li>{render_document(p.document, language)}<span>{escape(_standing(p.document, WORDS[language]))}</span></li>"
        for p in catalogue.documents
        if any(o.document.id == p.document.id for o in catalogue.offers)
    )
    unreviewed = any(not o.benefit.confirmed for o in catalogue.offers)
    note = f'<p class="pq-match-note">{WORDS[language].unreviewed}</p>' if unreviewed else ""
    return f'<div class="pq-match-standing"><ul>{rows}</ul>{note}</div>' if rows else ""


def _standing(document: Document, words: MatchWords) -> str:
    """What a reader must know of a document's force beyond the label beside it; not escaped."""
    if (by := document.superseded_by) is not None:
        since = words.since.format(day=by.since.isoformat()) if by.since else ""
        return words.replaced.format(title=by.title) + since
    return words.draft if document.status is Force.DRAFT else ""


def _unused(outcome: Outcome, words: MatchWords) -> str:
    names = "、".join(outcome.profile.unused)
    return f'<p class="pq-match-note">{words.unused.format(names=escape(names))}</p>' if names else ""


def _changed(changed: Sequence[Change], words: MatchWords) -> str:
    if not changed:
        return ""
    rows = "".join(
        f"<li>{escape(c.after.offer.title)}：<del>{_brief(c.before, words)}</del>"
        f' <span aria-hidden="true">→</span> <ins>{_brief(c.after, words)}</ins></li>'
        for c in changed
    )
    return f'<div class="pq-match-changed" role="status"><h3>{words.changed}</h3><ul>{rows}</ul></div>'


def _brief(found: Match, words: MatchWords) -> str:
    status = f"{MARKS[found.status]} {words.statuses[found.status]}"
    return f"{status} {_sum(found, words)}".rstrip()


def _sum(found: Match, words: MatchWords) -> str:
    """The amount of a match in words, ``最高500万元`` where only the cap is known; empty where there is none."""
    if found.amount is not None:
        return (words.at_most if found.amount.at_most else "") + display(found.amount.value, "元")
    return words.at_most + display(found.ceiling, "元") if found.ceiling is not None else ""


def _total(total: Total | NoTotal, catalogue: Catalogue, words: MatchWords) -> str:
    document = next(p.document for p in catalogue.documents if p.document.id == total.document_id)
    quote = f"<q>{escape(total.citation.quote)}</q>" if total.citation else ""
    if isinstance(total, NoTotal):
        said = f"<b>{words.no_total}</b> {escape(total.reason)}"
    else:
        most = words.at_most if total.at_most else ""
        said = f"<b>{words.total} {most}{display(total.value, '元')}</b> <span>{escape(total.formula)}</span>"
    return f'<div class="pq-match-total"><p>{said}</p>{quote}<small>{escape(titled(document))}</small></div>'


def _card(found: Match, labels: dict[str, Field], words: MatchWords) -> str:
    offer, status = found.offer, found.status
    often = escape(offer.benefit.scope + offer.benefit.frequency)
    sum_ = f'<p class="pq-match-sum">{_sum(found, words)}<small>{often}</small></p>' if _sum(found, words) else ""
    rows = "".join(_condition(c, words) for c in found.conditions)
    return (
        f'<article class="pq-match-card pq-match-{status.value}"><header>'
        f'<span class="pq-match-status">{MARKS[status]} {words.statuses[status]}</span>'
        f"<h3>{escape(offer.title)}</h3></header>{sum_}{_formula(found, words)}"
        f"<ul>{rows}</ul>{_missing(found, labels, words)}{_remarks(found)}{_clause(offer.citation, words)}</article>"
    )


def _formula(found: Match, words: MatchWords) -> str:
    if found.amount is not None:
        if found.amount.formula == display(found.amount.value, "元"):
            return ""  # a fixed sum
        return f'<p class="pq-match-formula">{words.formula}：{escape(found.amount.formula)}</p>'
    return f'<p class="pq-match-formula">{words.gives.format(gist=escape(given(found.offer, words)))}</p>'


def _condition(checked: Checked, words: MatchWords) -> str:
    requirement, status = checked.requirement, checked.status
    have = words.have.format(have=escape(_have(checked, words))) if checked.have else words.empty
    need = words.need.format(need=escape(_need(checked, words)))
    return (
        f'<li class="pq-match-{status.value}"><span class="pq-match-mark">{MARKS[status]} {words.statuses[status]}</span>'
        f"<span>{escape(requirement.field.label)}：{need}，{have}</span></li>"
    )


def _have(checked: Checked, words: MatchWords) -> str:
    if isinstance(checked.requirement.need, Fact):
        return words.no if checked.status is Status.UNMET else words.yes
    return checked.have


def _need(checked: Checked, words: MatchWords) -> str:
    need = checked.requirement.need
    if isinstance(need, Fact):
        return words.yes
    if not isinstance(need, Threshold) or need.next_tier or need.quantity.bound is Bound.RANGE:
        return str(need)
    return words.bounds[need.quantity.bound] + _figure(need.quantity)


def _figure(quantity: Quantity) -> str:
    return display(quantity.value, quantity.unit)


def _missing(found: Match, labels: dict[str, Field], words: MatchWords) -> str:
    """The questions that are still open, each a button that leads to it in the form."""
    asked = "、".join(
        f'<button type="button" data-ask="{escape(key)}">{escape(labels[key].label)}</button>' for key in found.missing
    )
    return f'<p class="pq-match-missing">{words.missing}{asked}</p>' if asked else ""


def _remarks(found: Match) -> str:
    return "".join(f'<p class="pq-match-note">{escape(line)}</p>' for line in remarks(found))


def _clause(citation: Citation, words: MatchWords) -> str:
    """The clause with the statement marked; it opens without a script."""
    text, clause, span = citation.document.text, citation.clause.span, citation.span
    before, after = escape(text[clause.start : span.start]), escape(text[span.end : clause.end])
    where = f"{words.clause}：{escape(citation.clause.label)}"
    return (
        f'<details class="pq-match-clause"><summary>{where}</summary>'
        f'<div class="pq-clause">{before}<mark>{escape(citation.quote)}</mark>{after}</div>'
        f"{_links(citation, words)}</details>"
    )


def _links(citation: Citation, words: MatchWords) -> str:
    """To the words in the document's text, and to its printed page, each in a tab of its own."""
    document, page = citation.document, citation.page
    places = [(document_address(document.id, span=citation.span, language=words.language), words.open_document)]
    if page is not None:
        printed = page_address(document.id, page, span=citation.span, language=words.language)
        places.append((printed, words.open_page.format(page=page)))
    links = "".join(f'<a href="{escape(to)}" target="_blank" rel="noopener">{name}</a>' for to, name in places)
    return f'<p class="pq-match-links">{links}</p>'


def _untouched(open_: Sequence[Match], labels: dict[str, Field], words: MatchWords) -> str:
    if not open_:
        return ""
    cards = "".join(_card(m, labels, words) for m in open_)
    return (
        f'<details class="pq-match-untouched"><summary>{words.untouched.format(count=len(open_))}</summary>'
        f"{cards}</details>"
    )
