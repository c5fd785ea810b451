"""The project's own cases against the printed text: no parser of ours has a say in what is expected."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from eval.case import Case, plain_text
from eval.casefile import DEFAULT_CASES, load_cases

CASES = load_cases([DEFAULT_CASES])
ANSWERABLE = [c for c in CASES if c.answerable]
_SCALE = {"亿": 100_000_000, "万": 10_000, "": 1}
_FIGURE = re.compile(r"(?:(\d+)-)?(\d+)(亿|万)?(元|%|年|家次|家|项|个|台\(套\)|台|场|次)")
_NO_FIGURE = re.compile(r"“1134”|[世国]界?500强|国500强|\d\.(?=\D)")


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    names = ("plan", "notice")
    return {n: plain_text((shared / "corpus" / f"{n}.txt").read_text(encoding="utf-8")) for n in names}


def _figures(text: str) -> Iterator[tuple[re.Match[str], set[Decimal], str]]:
    """Every figure as printed, with its values in base units, found by one plain pattern."""
    for found in _FIGURE.finditer(_NO_FIGURE.sub(lambda m: "x" * len(m.group()), text)):
        low, high, scale, unit = found.groups()
        yield found, {Decimal(v) * _SCALE[scale or ""] for v in (low, high) if v}, unit


@pytest.mark.shared
@pytest.mark.parametrize("case", [c for c in ANSWERABLE if c.quotes], ids=lambda c: c.id)
def test_quotes_stand_in_the_text(case: Case, texts: dict[str, str]) -> None:
    documents = {p.document for group in case.cite for p in group}
    for quote in case.quotes:
        assert any(plain_text(quote) in texts[d] for d in documents)


@pytest.mark.parametrize("case", [c for c in ANSWERABLE if c.expect], ids=lambda c: c.id)
def test_expected_figures_stand_in_the_quotes(case: Case) -> None:
    printed = [(values, unit) for quote in case.quotes for _, values, unit in _figures(plain_text(quote))]
    for figure in case.expect:
        stands = any({figure.low, figure.high} <= values and unit == figure.unit for values, unit in printed)
        assert stands or figure.computed, f"{figure} of {case.quotes}"


@pytest.mark.shared
@pytest.mark.parametrize("document", ["plan", "notice"])
def test_every_figure_of_the_text_is_asked_for(document: str, texts: dict[str, str]) -> None:
    text = texts[document]
    asked: set[tuple[int, str]] = set()
    for case in ANSWERABLE:
        for quote in map(plain_text, case.quotes):
            wanted = {(v, f.unit) for f in case.expect for v in (f.low, f.high)}
            for at in re.finditer(re.escape(quote), text):
                for found, values, unit in _figures(quote):
                    if any((v, unit) in wanted for v in values):
                        asked.add((at.start() + found.start(), found.group()))
    missing = [
        f"{found.group()} … {text[max(0, found.start() - 15) : found.end() + 8]}"
        for found, _, _ in _figures(text)
        if (found.start(), found.group()) not in asked
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("kind", "least", "chosen"),
    [
        pytest.param("all", 70, CASES, id="all"),
        pytest.param("unanswerable", 14, [c for c in CASES if not c.answerable], id="unanswerable"),
        pytest.param("near misses", 7, [c for c in CASES if c.refusal == "near_miss"], id="near-misses"),
        pytest.param("computed", 8, [c for c in CASES if "计算" in c.tags], id="computed"),
        pytest.param("conflicts", 5, [c for c in CASES if "冲突" in c.tags], id="conflicts"),
        pytest.param("conversations", 3, [c for c in CASES if len(c.questions) > 1], id="conversations"),
    ],
)
def test_there_are_enough_of_each_kind(kind: str, least: int, chosen: list[Case]) -> None:
    assert len(chosen) >= least, kind


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_every_case_has_a_tag_and_no_trap_that_is_expected(case: Case) -> None:
    assert case.tags
    assert not {(f.low, f.unit) for f in case.never} & {(f.low, f.unit) for f in case.expect}


def test_capped_results_are_computed_by_hand() -> None:
    """The figures of the computed cases, worked out once more: base, rate, cap."""
    by_id = {c.id: c.expect[0].low for c in CASES if c.expect}
    table = {
        "整零-算-八千万元": (80_000_000, "0.10", 5_000_000),
        "整零-算-三千万": (30_000_000, "0.10", 5_000_000),
        "整零-算-小数": (3_505_000, "0.10", 5_000_000),
        "整零-算-一点二亿": (120_000_000, "0.10", 5_000_000),
        "整零-算-刚到门槛": (1_000_000, "0.10", 5_000_000),
        "多轮-换一个金额": (3_000_000, "0.10", 5_000_000),
        "攻关补助-算-未到上限": (12_000_000, "0.25", 5_000_000),
        "攻关补助-算-超上限": (30_000_000, "0.25", 5_000_000),
        "数据-算-九十万": (900_000, "0.30", 300_000),
        "数据-算-超上限": (2_000_000, "0.30", 300_000),
        "二次开发-算-八台": (8 * 150_000, "0.20", 300_000),
        "二次开发-算-十二台": (10 * 100_000, "0.20", 300_000),
        "场景-算-未到上限": (1_500_000, "0.50", 1_000_000),
        "场景-算-超上限": (3_000_000, "0.50", 1_000_000),
        "氛围-办展-算-未到上限": (8_000_000, "0.25", 3_000_000),
        "氛围-办展-算-超上限": (20_000_000, "0.25", 3_000_000),
    }
    for case_id, (base, rate, cap) in table.items():
        assert by_id[case_id] == min(Decimal(base) * Decimal(rate), Decimal(cap)), case_id
