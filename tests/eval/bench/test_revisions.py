"""What the measurement of versions changes in a document, and which case it asks then."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from app.cli.library import default_sources
from corpus import Bound, ParsedDocument, find_quantities, parse
from corpus.document import Block, Metadata, RawDocument
from corpus.parsing import interpret
from eval.bench.revisions.edits import random_edit
from eval.bench.revisions.mutations import is_about, mutations
from eval.case import Case, Figure, Place
from eval.casefile import DEFAULT_CASES, load_cases

RULES = """云川市海绵产业扶持办法
一、支持标准
（一）年产值达100万元的企业，给予一次性奖励100万元；到2027年培育企业8-9家。
"""
PLACE = Place("measure", ("一", "（一）"))


@pytest.fixture
def rules() -> ParsedDocument:
    blocks = tuple(Block(line) for line in RULES.strip().split("\n"))
    raw = RawDocument(Path("m.txt"), "text/plain", "0" * 64, blocks)
    return interpret(raw, Metadata(id="measure", title="办法"), today=date(2026, 3, 1))


def figure(low: str, unit: str, high: str = "", bound: Bound | None = None) -> Figure:
    return Figure(Decimal(low), Decimal(high or low), unit, bound)


@pytest.mark.parametrize(
    ("expected", "quote", "changed"),
    [
        pytest.param(figure("1000000", "元"), "年产值达100万元的企业", ["达300万元"], id="the-first-of-two-alike"),
        pytest.param(figure("1000000", "元"), "给予一次性奖励100万元", ["300万元"], id="the-second-of-two-alike"),
        pytest.param(figure("1000000", "元"), "年产值达100万元的企业，给予一次性奖励100万元", [], id="unclear-which"),
        pytest.param(figure("8", "家", "9"), "培育企业8-9家", ["24-27家"], id="both-ends-of-a-range"),
        pytest.param(figure("2027", "年"), "到2027年培育企业", ["到2031年"], id="a-year-stays-a-year"),
        pytest.param(figure("15", "%"), "培育企业8-9家", [], id="not-printed"),
    ],
)
def test_the_figure_that_a_case_asks_for_is_changed(
    rules: ParsedDocument, case: Callable[..., Case], expected: Figure, quote: str, changed: list[str]
) -> None:
    asked = case(expect=(expected,), cite=((PLACE,),), quotes=(quote,))
    found = [*mutations(rules, [asked])]
    assert [m.changed.raw for m in found] == changed
    assert all(m.text.count(m.changed.raw) == 1 for m in found)


def test_every_figure_of_the_plan_is_asked_for() -> None:
    plan = parse(default_sources() / "plan.pdf")
    cases = [c for c in load_cases([DEFAULT_CASES]) if is_about(c, "plan") and len(c.questions) == 1]
    found = {(m.clause.id, m.quantity.raw, m.quantity.span.start) for m in mutations(plan, cases)}
    printed = {
        (c.id, q.raw, q.span.start + c.span.start) for c in plan.clauses for q in find_quantities(c.text)
    }  # fmt: skip
    assert printed - found == set()


def test_no_edit_prints_a_range_that_falls() -> None:
    text = "某办法\n一、标准\n（一）按投资额的5%-20%给予奖励。\n（二）其他。\n"
    blocks = tuple(Block(line) for line in text.strip().split("\n"))
    parsed = interpret(
        RawDocument(Path("m.txt"), "text/plain", "0" * 64, blocks), Metadata(id="m"), today=date(2026, 3, 1)
    )
    random = Random(1)  # noqa: S311 - no secret
    edits = [e for _ in range(200) if (e := random_edit(parsed, random)) and e.kind == "number"]
    assert edits
    for edit in edits:
        (found,) = find_quantities(edit.text.split("\n")[2])
        assert found.bound is Bound.RANGE, edit.text
