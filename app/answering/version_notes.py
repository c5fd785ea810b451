"""What is said below an answer from a version that does not hold: what took its place, since when, where that stands."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from app.answering.draft import DirectAnswer
from app.answering.evidence import Evidence
from app.answering.facts import FactsCache
from app.answering.versions import waits
from corpus import Document, Kind, Quantity, Status
from corpus.facts.term import term_sentences
from index import Snapshot

_SUPERSEDED = "《{old}》已被《{new}》取代{since}，以上仅供了解，请以现行文件为准。"
_FORMERLY = "《{old}》后来被《{new}》取代{since}。"
_WILL_BE = "《{old}》将被《{new}》取代{since}。"
_TO_COME = "《{new}》尚未施行，现在仍执行《{old}》。"
_MISSING = "现行的《{new}》中没有找到对应的规定。"


def add_version_notes(
    answer: DirectAnswer, snapshot: Snapshot, cache: FactsCache, *, as_of: date | None, missing: bool
) -> None:
    """Label every cited version that does not hold; ``missing`` says that the present one was asked and does not answer."""
    known = {p.document.id: p.document for p in snapshot.documents()}
    cited = {c.document.id: c.document for c in answer.citations}
    for document in cited.values():
        if (by := document.superseded_by) is not None:
            if missing and document.status is Status.SUPERSEDED:
                _add(answer, _MISSING.format(new=by.title))
            since = _since(answer, by.id, by.since, snapshot, cache)
            _add(answer, _words(document, as_of).format(old=document.title, new=by.title, since=since))
        elif document.status is not Status.DRAFT and as_of is None and waits(document, known):
            _add(answer, _TO_COME.format(new=document.title, old=_before(document, known)))


def _words(document: Document, as_of: date | None) -> str:
    if document.status is not Status.SUPERSEDED:
        return _WILL_BE
    return _SUPERSEDED if as_of is None else _FORMERLY


def _before(document: Document, known: Mapping[str, Document]) -> str:
    return next(known[i].title for i in document.follows if i in known)


def _add(answer: DirectAnswer, line: str) -> None:
    if line not in answer.notes:
        answer.notes.append(line)


def _since(answer: DirectAnswer, new_id: str, day: date | None, snapshot: Snapshot, cache: FactsCache) -> str:
    """``（自2026年1月1日起）[3]``, cited where the later version says so; empty where no clause does: no figure without one."""
    for evidence, quantity in _dated(new_id, day, snapshot, cache) if day else ():
        key = answer.cite(evidence)
        answer.quote(quantity, key)
        return f"（自{day:%Y}年{day.month}月{day.day}日起）[{key}]" if day else ""
    return ""


def _dated(document_id: str, day: date, snapshot: Snapshot, cache: FactsCache) -> Iterator[tuple[Evidence, Quantity]]:
    """The sentences of a document that have the day, those that tell its term first."""
    if (parsed := snapshot.document(document_id)) is None:
        return
    value, terms = Decimal(f"{day:%Y%m%d}"), [t.span for t in term_sentences(parsed.document.text) if t.starts]
    rows = [
        (Evidence(facts, sentence, 0.0, 0.0, 0.0, None, False, False, 0.0), quantity)
        for clause in parsed.clauses
        for facts in (cache.of(parsed.document, clause),)
        for sentence in facts.sentences
        for quantity in sentence.quantities
        if quantity.kind is Kind.DATE and quantity.unit == "日" and value in {quantity.low, quantity.high}
    ]
    yield from sorted(rows, key=lambda row: not any(t.overlaps(row[0].sentence.span) for t in terms))
