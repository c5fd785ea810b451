"""Figures of a reply that stand nowhere: found again from the shown text alone, not from what the app says of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.answering import Answer, Number, Origin, Refusal
from corpus import Bound, Citation, Clause, Document, Kind, Quantity, find_quantities, find_spoken_quantities
from eval.case import Case, Figure, plain_text

_MARK = re.compile(r"\[\d+\]")
_NUMERAL = r"[\d.,，零一二两三四五六七八九十百千万亿]"
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where figures may come from: ``quoted`` by key of the citation, ``asked`` in the questions, ``computed`` results."""

    quoted: tuple[tuple[Quantity, ...], ...]
    asked: tuple[Quantity, ...]
    computed: tuple[Figure, ...]
    questions: str


def shown(text: str) -> tuple[Quantity, ...]:
    """The figures that a reader sees in a text; the marks ``[n]`` are none."""
    return find_quantities(without_marks(text))


def without_marks(text: str) -> str:
    """The text without the marks of citations."""
    return _MARK.sub(" ", text)


def shows(quantity: Quantity, figure: Figure) -> bool:
    """Whether a figure in a text is the one of a case: value, unit, and the bound where the case names one."""
    if not same_unit(quantity.unit, figure.unit):
        return False
    if figure.is_range:
        return (quantity.low, quantity.high) == (figure.low, figure.high)
    if quantity.bound is Bound.RANGE and quantity.low != quantity.high:
        return False
    return quantity.value == figure.low and figure.bound in {None, quantity.bound}


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same word, however printed: ``台(套)`` and ``台（套）``."""
    return plain_text(one) == plain_text(other)


def false_figures(case: Case, answer: Answer) -> tuple[str, ...]:
    """The figures shown by an answer that stand in no cited span, in no question and in no result of the case.

    Every figure of the shown text counts, and every entry of the answer's numbers is checked where it says it
    stands. The names of the cited documents and clauses are not figures.
    """
    sources = _sources(case, answer.citations)
    places = [(c.document, c.clause) for c in answer.citations]
    in_text = [q.raw.strip() for q in shown(_without_names(answer.text, places)) if not _stands(q, sources)]
    in_numbers = [n.text for n in answer.numbers if not _holds(n, sources)]
    return tuple(dict.fromkeys([*in_text, *in_numbers]))


def false_in_refusal(case: Case, refusal: Refusal) -> tuple[str, ...]:
    """The same for a refusal, whose figures may only repeat the question or stand in a clause that it names."""
    near = tuple(find_quantities(hit.clause.text) for hit in refusal.nearest)
    sources = Sources(near, _asked(case), (), "\n".join(case.questions))
    names = [(hit.document, hit.clause) for hit in refusal.nearest]
    return tuple(q.raw.strip() for q in shown(_without_names(refusal.message, names)) if not _stands(q, sources))


def given(figures: Sequence[Figure], answer: Answer) -> tuple[Figure, ...]:
    """Those of ``figures`` that the answer gives in its own words or as a computed result.

    A line that stands word for word in a cited span is a quotation: a figure in it may belong to something else.
    """
    quotes = [plain_text(c.quote) for c in answer.citations]
    own = [m.group() for m in _LINE.finditer(_MARK.sub("", answer.text)) if not _quoted(m.group(), quotes)]
    seen = [q for line in own for q in find_quantities(line)]
    computed = [n for n in answer.numbers if n.origin is Origin.COMPUTED]
    return tuple(
        f
        for f in figures
        if any(shows(q, f) for q in seen) or any(n.value == f.low and same_unit(n.unit, f.unit) for n in computed)
    )


def _quoted(line: str, quotes: Iterable[str]) -> bool:
    words = plain_text(line).rstrip("。；;,，")
    return any(words in quote for quote in quotes)


def _sources(case: Case, citations: Sequence[Citation]) -> Sources:
    computed = (*(f for f in case.expect if f.computed), *case.steps)
    return Sources(tuple(_figures_of(c) for c in citations), _asked(case), computed, "\n".join(case.questions))


def _figures_of(citation: Citation) -> tuple[Quantity, ...]:
    """The figures of a cited span, read within its clause, so that the cut takes no bound away."""
    start = citation.clause.span.start
    inside = find_quantities(citation.clause.text)
    whole = tuple(q for q in inside if citation.span.contains(q.span.shift(start)))
    return (*whole, *find_quantities(citation.quote))


def _asked(case: Case) -> tuple[Quantity, ...]:
    return tuple(q for question in case.questions for q in find_spoken_quantities(question))


def _without_names(text: str, places: Iterable[tuple[Document, Clause]]) -> str:
    for name in _names(places):
        text = text.replace(name, " ")
    return text


def _names(places: Iterable[tuple[Document, Clause]]) -> Iterator[str]:
    for document, clause in places:
        yield from sorted({document.title, clause.label, *clause.headings} - {""}, key=len, reverse=True)


def _stands(quantity: Quantity, sources: Sources) -> bool:
    quoted = (q for figures in sources.quoted for q in figures)
    return (
        any(_same(quantity, q) for q in quoted)
        or any(_same_value(quantity, q) for q in sources.asked)
        or _repeats(quantity.raw.strip(), sources.questions)
        or any(quantity.value == f.low and same_unit(quantity.unit, f.unit) for f in sources.computed)
    )


def _repeats(raw: str, questions: str) -> bool:
    """Whether the very characters stand in a question, and are not the tail or head of a longer figure there."""
    return re.search(rf"(?<!{_NUMERAL}){re.escape(raw)}(?!{_NUMERAL})", questions) is not None


def _same(shown_: Quantity, source: Quantity) -> bool:
    """Value, unit and bound; a figure that is repeated without its bound says nothing against it."""
    if not same_unit(shown_.unit, source.unit):
        return False
    if shown_.bound is Bound.EQ:
        return shown_.value in _values(source)
    return (shown_.bound, shown_.low, shown_.high) == (source.bound, source.low, source.high)


def _same_value(shown_: Quantity, source: Quantity) -> bool:
    return same_unit(shown_.unit, source.unit) and shown_.value in _values(source)


def _values(source: Quantity) -> set[Decimal]:
    """What a bare figure may repeat of a source: of a range of years either year, of another range only the whole."""
    if source.low is not None and source.high is not None and source.low != source.high:
        return {source.low, source.high} if source.kind is Kind.DATE else set()
    return {source.value}


def _holds(number: Number, sources: Sources) -> bool:
    """Whether an entry of the answer's numbers stands where it says."""
    if number.origin is Origin.COMPUTED:
        listed = any(number.value == f.low and same_unit(number.unit, f.unit) for f in sources.computed)
        return listed and bool(number.formula)
    if number.origin is Origin.ASKED:
        return any(_is(number, q) for q in sources.asked)
    if number.citation is None or not 1 <= number.citation <= len(sources.quoted):
        return False
    return any(_is(number, q) for q in sources.quoted[number.citation - 1])


def _is(number: Number, source: Quantity) -> bool:
    return number.value in {source.low, source.high} and same_unit(number.unit, source.unit)
