"""The review of a document's benefits as HTML: what was read, and beside it the clause with what it was read from."""

from itertools import pairwise

from app.ui.asking.evidence import titled
from app.ui.documents.listing import act
from app.ui.documents.review_words import REVIEW_WORDS, ReviewWords
from app.ui.escaping import escape
from app.ui.words import Language
from corpus import Benefit, Clause, ParsedDocument, Quantity, Span
from corpus.benefits.reviews import CONFIRMED, DRAFT, REJECTED

Entries = tuple[tuple[Benefit, str], ...]
_TEXTS = ("title", "who", "base", "scope", "frequency")
_FIGURES = ("fixed", "rate", "base_limit", "cap")
_ORDER = ("title", "who", "fixed", "rate", "base", "base_limit", "cap", "scope", "frequency")


def render_review(parsed: ParsedDocument, entries: Entries, language: Language, *, message: str = "") -> str:
    """Every benefit with its clause, and how many are decided; ``message`` is HTML of ours above them."""
    words = REVIEW_WORDS[language]
    clauses = {c.id: c for c in parsed.clauses}
    stale = {r.clause_id for r in parsed.document.reviews if r.stale}
    decided = sum(status != DRAFT for _, status in entries)
    head = (
        f"<h2>{words.title.format(title=escape(titled(parsed.document)))}</h2>"
        f'<p class="pq-note">{words.how}</p><p role="status">{words.decided.format(done=decided, all=len(entries))}</p>'
    )
    rows = "".join(
        _entry(parsed, clauses[b.clause_id], b, status, f"{parsed.document.id}/{n}", words, stale=b.clause_id in stale)
        for n, (b, status) in enumerate(entries)
    )
    done = act("review-done", parsed.document.id, words.done, kind="pq-act-main")
    return f'<section class="pq-review">{head}{message}<div class="pq-acts">{done}</div>{rows}</section>'


def _entry(
    parsed: ParsedDocument, clause: Clause, benefit: Benefit, status: str, key: str, words: ReviewWords, *, stale: bool
) -> str:
    fields = "".join(_field(name, _value(benefit, name), words) for name in _ORDER)
    variant = f" · {escape(benefit.variant)}" if benefit.variant else ""
    notes = f'<p class="pq-review-note">{escape(benefit.review)}</p>' if benefit.review else ""
    old = f'<p class="pq-count-stale">{words.stale}</p>' if stale else ""
    conditions = "".join(f"<li>{escape(c.text)}</li>" for c in benefit.conditions)
    listed = f"<p>{words.conditions}</p><ul>{conditions}</ul>" if conditions else ""
    acts = act("review-confirm", key, words.confirm, kind="pq-act-main") + act(
        "review-reject", key, words.reject, kind="pq-act-danger"
    )
    reopen = act("review-reopen", key, words.reopen) if status != DRAFT else ""
    return (
        f'<article class="pq-entry pq-entry-{status}" data-form>'
        f'<input type="hidden" name="text" value="{escape(benefit.span.of(parsed.document.text))}">'
        f'<div><h3><span class="pq-entry-status">{words.statuses[status]}</span>{escape(benefit.title)}{variant}</h3>'
        f'{old}{notes}<div class="pq-fields">{fields}</div>{listed}<div class="pq-acts">{acts}{reopen}</div></div>'
        f'<div><p class="pq-path">{escape(clause.label)}</p>{_marked(parsed, clause, benefit)}</div></article>'
    )


def _field(name: str, value: str, words: ReviewWords) -> str:
    return f'<label><span>{words.fields[name]}</span><input name="{name}" value="{escape(value)}"></label>'


def _value(benefit: Benefit, name: str) -> str:
    value = getattr(benefit, name)
    return value.raw if isinstance(value, Quantity) else value or ""


def _marked(parsed: ParsedDocument, clause: Clause, benefit: Benefit) -> str:
    """The clause with the statement marked, and in it the figures and the conditions."""
    text, whole = parsed.document.text, clause.span
    quantities = [getattr(benefit, name) for name in _FIGURES]
    figures = [q.span for q in quantities if q is not None] + [
        c.quantity.span for c in benefit.conditions if c.quantity
    ]
    cuts = sorted({whole.start, whole.end, *(p for s in (benefit.span, *figures) for p in (s.start, s.end))})
    pieces = []
    for start, end in pairwise(cuts):
        if not (whole.start <= start and end <= whole.end):
            continue
        piece = escape(text[start:end])
        if any(f.start <= start and end <= f.end for f in figures):
            piece = f'<b class="pq-figure pq-quoted">{piece}</b>'
        pieces.append(f"<mark>{piece}</mark>" if _within(Span(start, end), benefit.span) else piece)
    return f'<div class="pq-clause">{"".join(pieces)}</div>'


def _within(part: Span, whole: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end


STATUS_OF = {"review-confirm": CONFIRMED, "review-reject": REJECTED, "review-reopen": DRAFT}
