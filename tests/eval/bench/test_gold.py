"""Gold files and the scores against them, on small made-up documents."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus import Bound, Kind, Metadata, ParsedDocument, RawDocument
from corpus.document import Block
from corpus.parsing import interpret
from eval.bench.agreement import Tally, align, tally
from eval.bench.gold import (
    GoldClause,
    GoldClauses,
    GoldQuantities,
    GoldQuantity,
    load_gold_clauses,
    load_gold_quantities,
)  # fmt: skip
from eval.bench.gold_score import score_clauses, score_quantities
from eval.errors import InvalidGold

TEXT = """\
某市支持办法
一、总则
（一）年销售收入超过2000万元的企业，按实际投入的30%给予补助，单家企业每年最高50万元。
（二）设备10台（套）以上的，3年内不得转让。"""
CLAUSES = (
    GoldClause("序", "某市支持"),
    GoldClause("一", "一、总则"),
    GoldClause("一/（一）", "（一）年销售"),
    GoldClause("一/（二）", "（二）设备"),
)
INCOME = GoldQuantity("超过2000万元", Kind.AMOUNT, Bound.GT, Decimal(20000000), None, "元", ("销售收入",))
RATE = GoldQuantity("30%", Kind.RATE, Bound.EQ, Decimal(30), Decimal(30), "%", ("投入",))
CAP = GoldQuantity("最高50万元", Kind.AMOUNT, Bound.LE, None, Decimal(500000), "元", ("企业",))
DEVICES = GoldQuantity("10台（套）以上", Kind.COUNT, Bound.GE, Decimal(10), None, "台（套）", ("设备",))
TERM = GoldQuantity("3年内", Kind.PERIOD, Bound.LE, None, Decimal(3), "年")
QUANTITIES = (INCOME, RATE, CAP, DEVICES, TERM)
RIGHT = Tally(5, 5, 5)


def parsed(text: str = TEXT) -> ParsedDocument:
    blocks = tuple(Block(line) for line in text.splitlines())
    raw = RawDocument(Path("a.txt"), "text/plain", "0" * 64, blocks)
    return interpret(raw, Metadata(), today=date(2026, 1, 1))


def changed(old: GoldQuantity, **values: object) -> tuple[GoldQuantity, ...]:
    fields = {name: getattr(old, name) for name in GoldQuantity.__slots__} | values
    return tuple(GoldQuantity(**fields) if q is old else q for q in QUANTITIES)


@pytest.mark.parametrize(
    ("quantities", "expected", "subjects"),
    [
        pytest.param(QUANTITIES, RIGHT, (4, 4), id="all-right"),
        pytest.param(changed(INCOME, bound=Bound.GE), Tally(4, 5, 5), (3, 3), id="wrong-bound"),
        pytest.param(changed(CAP, high=Decimal(5000000)), Tally(4, 5, 5), (3, 3), id="wrong-value"),
        pytest.param(changed(RATE, kind=Kind.COUNT), Tally(4, 5, 5), (3, 3), id="wrong-kind"),
        pytest.param(changed(RATE, unit="‰"), Tally(4, 5, 5), (3, 3), id="wrong-unit"),
        pytest.param(changed(CAP, unit="元/月"), Tally(4, 5, 5), (3, 3), id="money-for-another-time"),
        pytest.param(changed(DEVICES, unit="台 (套)"), RIGHT, (4, 4), id="unit-in-other-brackets"),
        pytest.param(changed(DEVICES, unit="台"), RIGHT, (4, 4), id="unit-that-counts-the-same"),
        pytest.param(QUANTITIES[1:], Tally(4, 4, 5), (3, 3), id="one-too-many-found"),
        pytest.param((*QUANTITIES, TERM), Tally(5, 6, 5), (4, 4), id="one-not-found"),
        pytest.param((RATE, INCOME, CAP, DEVICES, TERM), Tally(4, 5, 5), (3, 3), id="wrong-order"),
        pytest.param(changed(INCOME, subject=("利润",)), RIGHT, (3, 4), id="wrong-subject"),
        pytest.param(changed(INCOME, subject=("销售收入", "利润")), RIGHT, (3, 4), id="one-of-two-words"),
        pytest.param(changed(TERM, subject=("转让",)), RIGHT, (4, 5), id="subject-not-found"),
    ],
)  # fmt: skip
def test_quantities(quantities: tuple[GoldQuantity, ...], expected: Tally, subjects: tuple[int, int]) -> None:
    score = score_quantities(GoldQuantities(Path("a.yaml"), "a.txt", quantities), parsed())

    assert score.tally == expected
    assert (score.subjects.hits, score.subjects.total) == subjects
    assert len(score.misses) == expected.gold + expected.found - 2 * expected.matched
    assert len(score.subject_misses) == subjects[1] - subjects[0]


@pytest.mark.parametrize(
    ("clauses", "expected", "exact"),
    [
        pytest.param(CLAUSES, Tally(4, 4, 4), True, id="all-right"),
        pytest.param((*CLAUSES[:2], GoldClause("一/(一)", "(一) 年销售收入"), CLAUSES[3]), Tally(4, 4, 4), True, id="other-width-and-blanks"),
        pytest.param((*CLAUSES[:2], GoldClause("（一）", "（一）年销售"), CLAUSES[3]), Tally(3, 4, 4), False, id="wrong-path"),
        pytest.param((*CLAUSES[:2], GoldClause("一/（一）", "（一）利润"), CLAUSES[3]), Tally(3, 4, 4), False, id="wrong-start"),
        pytest.param(CLAUSES[1:], Tally(3, 3, 4), False, id="one-too-many-found"),
        pytest.param((*CLAUSES, GoldClause("落款", "某市")), Tally(4, 5, 4), False, id="one-not-found"),
        pytest.param((CLAUSES[1], CLAUSES[0], *CLAUSES[2:]), Tally(3, 4, 4), False, id="wrong-order"),
    ],
)  # fmt: skip
def test_clauses(clauses: tuple[GoldClause, ...], expected: Tally, exact: bool) -> None:
    score = score_clauses(GoldClauses(Path("a.yaml"), "a.txt", clauses), parsed(), TEXT)

    assert (score.tally, score.exact) == (expected, exact)


@pytest.mark.parametrize(
    ("source", "exact"),
    [
        pytest.param("某市支持办法\n" + TEXT, True, id="taken-out-once"),
        pytest.param(TEXT, False, id="left-in"),
    ],
)
def test_furniture_in_a_clause_is_a_miss(source: str, exact: bool) -> None:
    gold = GoldClauses(Path("a.yaml"), "a.txt", CLAUSES, furniture=("某市支持",))

    assert score_clauses(gold, parsed(), source).exact is exact


@pytest.mark.parametrize(
    ("words", "exact"),
    [pytest.param("某市支持", True, id="once-as-the-title"), pytest.param("（", False, id="twice")],
)
def test_a_running_header_may_stand_in_the_text_once(words: str, exact: bool) -> None:
    gold = GoldClauses(Path("a.yaml"), "a.txt", CLAUSES, running_headers=(words,))

    assert score_clauses(gold, parsed(), TEXT).exact is exact


def test_an_alignment_has_every_entry_once() -> None:
    pairings = align("abcd", "axcde")

    assert [p.gold for p in pairings if p.gold is not None] == [0, 1, 2, 3]
    assert [p.found for p in pairings if p.found is not None] == [0, 1, 2, 3, 4]
    assert (tally(pairings).precision.hits, tally(pairings).recall.total) == (3, 4)


def test_values_are_read_as_written(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        "document: a.txt\nquantities:\n"
        '  - {raw: 0.1‰, kind: 比例, bound: "=", value: 0.01, unit: "%"}\n'
        '  - {raw: 2-3家, kind: 数量, bound: range, low: 2, high: "3", unit: 家, subject: [企业]}\n',
        "utf-8",
    )

    assert load_gold_quantities(file).quantities == (
        GoldQuantity("0.1‰", Kind.RATE, Bound.EQ, Decimal("0.01"), Decimal("0.01"), "%"),
        GoldQuantity("2-3家", Kind.COUNT, Bound.RANGE, Decimal(2), Decimal(3), "家", ("企业",)),
    )


def test_clauses_and_furniture_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("document: a.txt\nclauses:\n  - [序, 某市]\n  - [1, 1.甲]\nfurniture: [首页]\n", "utf-8")

    gold = load_gold_clauses(file)
    assert gold.clauses == (GoldClause("序", "某市"), GoldClause("1", "1.甲"))
    assert gold.furniture == ("首页",)


@pytest.mark.parametrize(
    ("entry", "line", "words"),
    [
        pytest.param(
            '{raw: a, kind: 金额, bound: "<=", low: 1, unit: 元}', 3, "上下限", id="cap-without-its-upper-end"
        ),
        pytest.param('{raw: a, kind: 金额, bound: "=", value: 1万, unit: 元}', 3, "不是数", id="no-number"),
        pytest.param('{raw: a, kind: 钱, bound: "=", value: 1, unit: 元}', 3, "金额", id="unknown-kind"),
        pytest.param('{raw: a, kind: 金额, bound: "=", value: 1}', 3, "缺少 unit", id="no-unit"),
        pytest.param('{raw: a, kind: 金额, bound: "=", value: 1, unit: 元, what: b}', 3, "what", id="unknown-key"),
        pytest.param("{raw: a", 3, "YAML", id="no-yaml"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, entry: str, line: int, words: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"document: a.txt\nquantities:\n  - {entry}\n", "utf-8")

    with pytest.raises(InvalidGold, match=words) as caught:
        load_gold_quantities(file)
    assert caught.value.line in {line, line + 1}
