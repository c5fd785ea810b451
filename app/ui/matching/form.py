"""The form as HTML: what each benefit asks, under the words of its clause, each question once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.eligibility import Catalogue, Field, FieldKind, Offer
from app.eligibility.profile import EXAMPLES, NONE_OF_THEM
from app.ui.escaping import escape
from app.ui.matching.naming import given, render_document
from app.ui.matching.words import WORDS, MatchWords
from app.ui.words import Language
from corpus import Document, ParsedDocument

_MOST_OPEN = (
    5  # groups of questions: as many are all unfolded; of more only the first one, so that all can be looked over
)


def render_documents(library: Sequence[ParsedDocument], catalogue: Catalogue, language: Language) -> str:
    """A checkbox for each document, with its status, and how much it gives where it is chosen."""
    words = WORDS[language]
    chosen = {parsed.document.id for parsed in catalogue.documents}
    given = Counter(offer.document.id for offer in catalogue.offers)
    rows = "".join(
        f'<label><input type="checkbox" value="{escape(p.document.id)}"{" checked" if p.document.id in chosen else ""}>'
        f"{render_document(p.document, language)}"
        f"{_count(given[p.document.id], words) if p.document.id in chosen else ''}</label>"
        for p in library
    )
    return f"<fieldset><legend>{words.documents}</legend>{rows}</fieldset>"


def _count(given: int, words: MatchWords) -> str:
    return f"<small>{words.given.format(count=given) if given else words.gives_nothing}</small>"


def render_form(catalogue: Catalogue, language: Language) -> str:
    """The questions of a catalogue, grouped by the statement that asks first; many groups are folded up."""
    words = WORDS[language]
    if not catalogue.form:
        return f'<p class="pq-match-empty">{words.no_benefits}</p>'
    numbers = {field.key: number for number, field in enumerate(catalogue.form)}
    fields = {field.key: field for field in catalogue.form}
    groups = list(_groups(catalogue.offers, fields))
    several = len({statement[0].document.id for statement, _ in groups}) > 1
    shown, before = [], None
    for place, (statement, asked) in enumerate(groups):
        document = statement[0].document
        if several and document.id != before:
            shown.append(_document(document, language))
            before = document.id
        unfolded = place == 0 or len(groups) <= _MOST_OPEN
        shown.append(_group(statement, asked, numbers, words, unfolded=unfolded))
    return "".join(shown)


def _document(document: Document, language: Language) -> str:
    return f'<h3 class="pq-match-of">{render_document(document, language)}</h3>'


def _groups(offers: Sequence[Offer], fields: dict[str, Field]) -> Iterator[tuple[Sequence[Offer], Sequence[Field]]]:
    """Each statement with the questions that no statement before it asks."""
    open_ = dict(fields)
    for _, same in groupby(offers, key=lambda o: (o.clause.id, o.benefit.span)):
        statement = list(same)
        keys = dict.fromkeys(field.key for offer in statement for field in offer.fields())
        asked = [open_.pop(key) for key in keys if key in open_]
        if asked:
            yield statement, asked


def _group(
    statement: Sequence[Offer], asked: Sequence[Field], numbers: dict[str, int], words: MatchWords, *, unfolded: bool
) -> str:
    first = statement[0]
    gives = " / ".join(dict.fromkeys(_given(o, words) for o in statement))
    said = {field.label for field in asked}
    questions = "".join(_field(field, numbers[field.key], words, told=field.about in said) for field in asked)
    return (
        f'<details class="pq-match-group"{" open" if unfolded else ""}><summary><b>{escape(first.benefit.title)}</b>'
        f'<span class="pq-gives">{words.gives.format(gist=escape(gives))}</span></summary>{questions}'
        f'<details class="pq-help"><summary>{words.clause}</summary><q>{escape(first.citation.quote)}</q></details>'
        f"</details>"
    )


def _given(offer: Offer, words: MatchWords) -> str:
    variant = f"{offer.benefit.variant} " if offer.benefit.variant else ""
    return variant + given(offer, words)


def _field(field: Field, number: int, words: MatchWords, *, told: bool) -> str:
    """A question; what it is about is left out where another question beside it says so."""
    about = f"<small>{escape(field.about)}</small>" if field.about and not told else ""
    label = f'<span class="pq-label" id="pq-l{number}">{escape(field.label)}{about}</span>'
    if field.kind is FieldKind.FACT:
        return _radios(field, number, label, words)
    if field.kind is FieldKind.CHOICE:
        return _checkboxes(field, number, label, words)
    example = words.example.format(example=escape(EXAMPLES[field.kind]))
    return (
        f'<div class="pq-field" data-key="{escape(field.key)}" data-kind="number">'
        f'<label for="pq-f{number}">{label}</label>'
        f'<span class="pq-figure-input"><input id="pq-f{number}" type="text" inputmode="text" maxlength="60" '
        f'autocomplete="off" placeholder="{example}"><span>{escape(field.unit)}</span></span></div>'
    )


def _radios(field: Field, number: int, label: str, words: MatchWords) -> str:
    options = (("是", words.yes), ("否", words.no), ("", words.unknown))
    radios = "".join(
        f'<label><input type="radio" name="pq-f{number}" value="{value}"{"" if value else " checked"}>'
        f"<span>{shown}</span></label>"
        for value, shown in options
    )
    return _several(field, number, label, radios, "radio")


def _checkboxes(field: Field, number: int, label: str, words: MatchWords) -> str:
    options = [(escape(o), escape(o)) for o in field.options] + [(NONE_OF_THEM, words.none_of_them)]
    boxes = "".join(
        f'<label><input type="checkbox" value="{value}"><span>{shown}</span></label>' for value, shown in options
    )
    return _several(field, number, label, boxes, "check")


def _several(field: Field, number: int, label: str, inputs: str, kind: str) -> str:
    role = "radiogroup" if kind == "radio" else "group"
    return (
        f'<div class="pq-field" role="{role}" aria-labelledby="pq-l{number}" data-key="{escape(field.key)}" '
        f'data-kind="{kind}">{label}<span class="pq-options">{inputs}</span></div>'
    )
