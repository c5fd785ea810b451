"""Amending: what a person decides of benefits, written into the review file beside the document."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from corpus.benefits.benefit import Benefit
from corpus.benefits.finding import find_benefits
from corpus.benefits.reviews import (
    draft_reviews,
    load_reviews,
    read_reviews,
    review_entries,
    review_path,
    write_reviews,
)
from corpus.clause import ParsedDocument
from corpus.errors import InvalidReview

CORRECTABLE = ("title", "who", "fixed", "rate", "base", "base_limit", "cap", "scope", "frequency")


def entries(path: Path, parsed: ParsedDocument) -> tuple[tuple[Benefit, str], ...]:
    """What there is to review of the document at ``path``, as the file beside it says now, in the order of the text.

    Raises InvalidReview where that file is wrong.
    """
    now = _as_reviewed(path, parsed)
    return review_entries(now.document, _benefits(now))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of entry ``number`` (from 0) whose statement is ``text``: a review status, and ``fields``
    that are corrected; empty ones are taken out.
    """

    number: int
    text: str
    status: str
    fields: Mapping[str, str]


def amend(path: Path, parsed: ParsedDocument, decisions: Iterable[Decision]) -> Path:
    """Write down what a person decides, all of it or nothing. The rest of the file says what it said; returns the file.

    Raises:
        InvalidReview: a figure or words that the clause does not have, or an entry is another one meanwhile.
        OSError: the file cannot be written.
    """
    beside, now = review_path(path), _as_reviewed(path, parsed)
    rows = yaml.safe_load(draft_reviews(now.document, now.clauses, _benefits(now)))["benefits"]
    for decision in decisions:
        if not 0 <= decision.number < len(rows) or rows[decision.number]["text"] != decision.text:
            raise InvalidReview(beside, 1, "这一项已被别人改动；请重新打开核对")
        _write_down(rows[decision.number], decision)
    written = write_reviews(now.document, rows)
    read_reviews(written, beside, now.document, now.clauses)  # never a file that the next sync would refuse
    unfinished = beside.with_name(f".{beside.name}.part")
    unfinished.write_text(written, encoding="utf-8")
    os.replace(unfinished, beside)  # noqa: PTH105 - atomic: never half a review
    return beside


def _write_down(row: dict[str, object], decision: Decision) -> None:
    row["status"] = decision.status
    for name in CORRECTABLE:
        if name in decision.fields:
            said = " ".join(decision.fields[name].split())
            row.pop(name, None)
            row |= {name: said} if said else {}


def _as_reviewed(path: Path, parsed: ParsedDocument) -> ParsedDocument:
    reviews, _ = load_reviews(path, parsed.document, parsed.clauses)
    return replace(parsed, document=replace(parsed.document, reviews=reviews))


def _benefits(parsed: ParsedDocument) -> list[Benefit]:
    return [b for clause in parsed.clauses for b in find_benefits(parsed.document, clause)]
