"""Cases whose clause reads differently from when they were written."""

from collections.abc import Iterable, Sequence

from corpus import ParsedDocument
from corpus.benefits.reviews import clause_hash
from eval.case import Case


def stale_cases(cases: Sequence[Case], documents: Iterable[ParsedDocument]) -> tuple[Case, ...]:
    """Those with a ``digest`` that is of no clause at the places that they cite; without the document, none."""
    clauses = [c for parsed in documents for c in parsed.clauses]
    known = {c.document_id for c in clauses}
    found: list[Case] = []
    for case in (c for c in cases if c.digest):
        places = [p for group in case.cite for p in group if p.document in known]
        hashes = {clause_hash(c) for c in clauses if any(p.is_at(c) for p in places)}
        if places and case.digest not in hashes:
            found.append(case)
    return tuple(found)
