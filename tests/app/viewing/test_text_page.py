import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from app.viewing import document_address
from app.viewing.parts import entries, part_at, parts
from corpus import Clause, Span, Status
from corpus.document import Succession

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'{{7*7}}"


def test_the_clauses_stand_with_anchors_that_stay(viewer: Callable, samples: ModuleType) -> None:
    page = viewer(samples.document())("/documents/green")
    assert page.status_code == 200
    assert re.findall(r'<section class="clause[^"]*" id="([^"]+)"', page.text) == ["c-0", "c-1", "c-2", "c-3"]
    assert re.findall(r'<a href="(#c-\d)">', page.text) == ["#c-0", "#c-1", "#c-2", "#c-3"]


def test_quote_and_figures_are_marked_in_two_ways(viewer: Callable, samples: ModuleType) -> None:
    parsed = samples.document()
    start = parsed.document.text.index(samples.REWARD)
    page = viewer(parsed)("/" + document_address("green", span=Span(start, start + len(samples.REWARD)))).text
    article = page[page.index("<section") :]
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", article)
    assert "".join(marked) == samples.REWARD
    figures = re.findall(r'<mark class="figure">(.*?)</mark>', article)
    assert [re.search(r"\d+", f).group() for f in figures] == ["200", "12", "300"]
    assert article.count('id="quote"') == 1


@pytest.mark.parametrize(
    ("query", "lost"),
    [
        pytest.param("start=0&end=4", False, id="the-first-words"),
        pytest.param("clause=2", False, id="a-clause"),
        pytest.param("start=-5&end=4", True, id="negative"),
        pytest.param("start=4&end=4", True, id="empty"),
        pytest.param("start=9&end=4", True, id="backwards"),
        pytest.param("start=0&end=99999999", True, id="behind-the-end"),
        pytest.param("start=0", True, id="without-an-end"),
        pytest.param("start=1e3&end=4", True, id="no-number"),
        pytest.param("start=%D9%A1&end=%D9%A9", True, id="digits-of-another-script"),
        pytest.param(f"start=0&end={'9' * 5000}", True, id="five-thousand-digits"),
        pytest.param("clause=..%2F..%2Fetc", True, id="a-clause-that-is-a-path"),
        pytest.param("clause=%3Cscript%3E", True, id="a-clause-that-is-markup"),
        pytest.param("part=0", False, id="part-0"),
        pytest.param("part=999", False, id="a-part-behind-the-last"),
        pytest.param("lang=xx", False, id="unknown-language"),
    ],
)
def test_a_place_that_is_not_there_is_said_to_be_lost(
    viewer: Callable, samples: ModuleType, query: str, lost: bool
) -> None:
    page = viewer(samples.document())(f"/documents/green?{query}")
    assert page.status_code == 200
    assert ("位置不在现在的正文里" in page.text) == lost
    assert "<script" not in page.text


@pytest.mark.parametrize(
    "name",
    ["nope", "green2", "..", "..%2fgreen", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "GREEN", "green%00", "%3Cscript%3E"],
)
def test_an_unknown_document_is_a_sentence(viewer: Callable, samples: ModuleType, name: str) -> None:
    page = viewer(samples.document())(f"/documents/{name}")
    assert page.status_code == 404
    assert "<script" not in page.text


def test_hostile_text_is_text(viewer: Callable, samples: ModuleType) -> None:
    clauses = ((("一",), (HOSTILE,), f"{HOSTILE}\n单元格\t{HOSTILE}\u202e倒写"),)
    parsed = samples.document(title=HOSTILE, clauses=clauses)
    hostile = replace(parsed.document, issuer=HOSTILE, number=HOSTILE, version=HOSTILE, path=f"/a/{HOSTILE}")
    page = viewer(replace(parsed, document=hostile))("/documents/green?start=2&end=20").text
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert page.count("&lt;script&gt;") >= 6


@pytest.mark.parametrize(
    ("status", "label", "note"),
    [
        pytest.param(Status.DRAFT, "征求意见稿", "尚未正式施行", id="draft"),
        pytest.param(Status.EXPIRED, "已失效", "仅供查考", id="expired"),
        pytest.param(Status.IN_FORCE, "现行有效", "", id="in-force"),
    ],
)
def test_the_status_is_said(viewer: Callable, samples: ModuleType, status: Status, label: str, note: str) -> None:
    page = viewer(samples.document(status=status))("/documents/green").text
    assert f">{label}</span>" in page
    assert note in page


def test_a_superseded_document_leads_to_the_one_in_its_place(viewer: Callable, samples: ModuleType) -> None:
    parsed = samples.document(status=Status.SUPERSEDED)
    later = Succession("green-2", "滨海市新方案", since=date(2027, 1, 1))
    page = viewer(replace(parsed, document=replace(parsed.document, superseded_by=later)))("/documents/green").text
    assert '<a href="../documents/green-2?lang=zh">《滨海市新方案》</a>，自 2027-01-01 起' in page


def test_a_file_that_has_gone_is_said_to_have_gone(viewer: Callable, samples: ModuleType) -> None:
    page = viewer(samples.document())("/documents/green").text
    assert "来源文件已不在原处" in page
    assert "pages/" not in page


def test_english(viewer: Callable, samples: ModuleType) -> None:
    page = viewer(samples.document())("/documents/green?lang=en").text
    assert '<html lang="en">' in page
    assert ">Draft</span>" in page
    assert samples.TITLE in page


def clause(number: int, start: int, length: int, *, depth: int = 1) -> Clause:
    path = tuple(str(number) for _ in range(depth))
    return Clause(f"d#{number}", "d", path, path, "", Span(start, start + length))


@pytest.mark.parametrize(
    ("lengths", "size", "expected"),
    [
        pytest.param([], 10, [0], id="none"),
        pytest.param([5, 5], 10, [2], id="exactly-full"),
        pytest.param([5, 6], 10, [1, 1], id="one-too-many"),
        pytest.param([50, 5], 10, [1, 1], id="a-clause-that-is-larger-than-a-part"),
    ],
)
def test_parts_hold_whole_clauses(lengths: list[int], size: int, expected: list[int]) -> None:
    clauses = [clause(i, sum(lengths[:i]), n) for i, n in enumerate(lengths)]
    divided = parts(clauses, size=size)
    assert [len(p) for p in divided] == expected
    if lengths:
        assert part_at(divided, sum(lengths) - 1) == len(expected) - 1
    assert part_at(divided, 10**6) == 0


def test_a_table_of_contents_stays_short() -> None:
    deep = [clause(i, i, 1, depth=1 + i % 3) for i in range(300)]
    assert len(entries(deep, most=1000)) == 300
    assert len(entries(deep, most=250)) == 200
    assert len(entries([clause(i, i, 1) for i in range(9000)], most=10)) == 50


def test_a_huge_document_is_shown_in_parts(viewer: Callable, samples: ModuleType) -> None:
    body = "企业可得奖励" * 500
    clauses = tuple(((str(n),), (f"第{n}条",), f"第{n}条 {body}") for n in range(1, 400))
    get = viewer(samples.document(clauses=clauses))
    first = get("/documents/green")
    assert len(first.content) < 1_500_000
    assert "第 1 部分，共 7 部分" in first.text
    there = get("/documents/green?clause=398")
    assert 'id="c-398"' in there.text
    assert 'id="c-0"' not in there.text
