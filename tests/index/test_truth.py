"""The truth gives back what it was given, to the last digit."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from corpus import (
    Anomaly,
    Bound,
    Box,
    Clause,
    Document,
    Kind,
    PageLine,
    PageSpan,
    ParsedDocument,
    Quantity,
    Span,
    Status,
)
from index.entry import Entry, Sentence
from index.rows import read_quantities
from index.truth import Change, FileState, Truth

TEXT = "奖励办法\n最高奖励500万元。"
DOCUMENT = Document(
    id="rules", title="奖励“办法”", text=TEXT, path="/文件/办法.pdf", sha256="a" * 64, text_sha256="b" * 64,
    issuer="市经信局", number="杭经信〔2025〕1号", status=Status.IN_FORCE, issued=date(2025, 1, 2),
    effective_from=date(2025, 2, 1), effective_to=date(2027, 12, 31), version="2", department="产业处",
    page_spans=(PageSpan(1, Span(0, 5)), PageSpan(2, Span(5, 15))),
    page_lines=(PageLine(Span(0, 4), 1, Box(80.04, 72.0, 144.1, 88.0, 16.0)),),
)  # fmt: skip
CLAUSES = (
    Clause("rules#0", "rules", (), ("奖励办法",), "奖励办法", Span(0, 4), None, (1,)),
    Clause("rules#1", "rules", ("一", "(二)"), ("一、总则", "(二)奖励"), "最高奖励500万元。", Span(5, 15), "rules#0", (1, 2)),
)  # fmt: skip
QUANTITIES = (
    Quantity("最高奖励500万元", Kind.AMOUNT, Bound.LE, None, Decimal("5000000"), "元", Span(5, 14), "奖励"),
    Quantity("x", Kind.RATE, Bound.RANGE, Decimal("0.10"), Decimal("1E+3"), "%", Span(5, 6), "", False, False),
)
ENTRY = Entry(
    ParsedDocument(DOCUMENT, CLAUSES, (Anomaly("a.b", "有处可疑。", Span(1, 2)), Anomaly("c", "别处", None))),
    (Sentence("rules#0", Span(0, 4)), Sentence("rules#1", Span(5, 15))),
    {"rules#0": (), "rules#1": QUANTITIES},
)
STATE = FileState("f", "m", "p")


@pytest.fixture
def truth(tmp_path):
    with closing(Truth(tmp_path)) as opened:
        yield opened


def put(truth: Truth, *changes: Change, removed: tuple[str, ...] = ()) -> None:
    for change in changes:
        truth.store({key: np.ones(4, np.float32) / 2 for key in change.vectors})
    truth.apply(changes, removed, embedder="e", dimensions=4)


CHANGE = Change("/文件/办法.pdf", STATE, ENTRY, ("k0", "k1"))


def test_round_trip(truth):
    put(truth, CHANGE)
    assert truth._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert truth.holds(CHANGE)
    assert [(f.path, f.state, f.document_id, f.clauses) for f in truth.files()] == [
        ("/文件/办法.pdf", STATE, "rules", 2)
    ]
    assert read_quantities(truth._connection, "rules#1") == QUANTITIES
    assert [str(q.high) for q in read_quantities(truth._connection, "rules#1")] == ["5000000", "1E+3"]
    assert (truth.embedder, truth.dimensions, truth.count_sentences()) == ("e", 4, 2)


@pytest.mark.parametrize(
    "other",
    [
        replace(CHANGE, vectors=("k0", "k2")),
        replace(CHANGE, entry=replace(ENTRY, quantities={"rules#0": (), "rules#1": QUANTITIES[:1]})),
        replace(CHANGE, entry=replace(ENTRY, parsed=replace(ENTRY.parsed, warnings=()))),
        replace(CHANGE, entry=replace(ENTRY, parsed=replace(ENTRY.parsed, document=replace(DOCUMENT, title="x")))),
    ],
    ids=["sentence", "quantity", "warning", "title"],
)
def test_any_difference_is_a_change(truth, other):
    put(truth, CHANGE)
    assert not truth.holds(other)


def test_each_state_has_its_own_revision(truth):
    revisions = {truth.revision}
    for _ in range(3):
        put(truth, CHANGE)
        revisions.add(truth.revision)
    truth.touch([replace(CHANGE, state=FileState("new", "m", "p"))])
    revisions.add(truth.revision)
    assert len(revisions) == 4
    assert truth.files()[0].state.sha256 == "new"


def test_vectors_without_a_sentence_go(truth):
    put(truth, CHANGE)
    truth.store({"orphan": np.ones(4, np.float32)})
    assert truth.known(["k0", "k1", "orphan"]) == {"k0", "k1", "orphan"}
    put(truth, CHANGE)
    assert truth.known(["k0", "k1", "orphan"]) == {"k0", "k1"}


def test_a_document_takes_everything_of_it_along(truth):
    put(truth, CHANGE)
    put(truth, removed=("rules",))
    for table in ("documents", "clauses", "anomalies", "quantities", "sentences", "files", "vectors"):
        assert truth._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0  # noqa: S608


def test_a_failed_change_leaves_the_state_as_it_was(truth):
    put(truth, CHANGE)
    before = truth.revision
    broken = replace(CHANGE, path="/other", vectors=("k0",))
    with pytest.raises(ValueError, match="zip"):
        truth.apply([broken], ["rules"], embedder="e", dimensions=4)
    assert truth.revision == before
    assert truth.holds(CHANGE)


def test_durable_by_default(truth):
    assert truth._connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert truth._connection.execute("PRAGMA synchronous").fetchone()[0] == 2
