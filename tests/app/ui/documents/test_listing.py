"""The list of documents: what a card says, what it leaves out, in which order."""

from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from app.ui.documents.catalogue import Catalogues, Order
from app.ui.documents.listing import render_list
from app.ui.words import Language
from corpus import Anomaly, ParsedDocument, Span
from corpus.benefits.benefit import ClauseReview
from corpus.document import Succession

ZH = Language.CHINESE
HOSTILE = '<img src=x onerror=alert(1)>"{{7*7}}'


def named(samples: ModuleType, title: str, ident: str, **facts: object) -> ParsedDocument:
    parsed = samples.document(title=title)
    return ParsedDocument(replace(parsed.document, id=ident, **facts), parsed.clauses, parsed.warnings)


def shown(*documents: ParsedDocument, words: str = "", order: Order = Order.TITLE, editing: bool = False) -> str:
    return render_list(Catalogues().of(documents), ZH, filter_=words, order=order, editing=editing)


def test_a_card_says_what_a_document_is(samples: ModuleType) -> None:
    parsed = samples.document()
    warning = Anomaly("numbering.missing", "缺少“二、”。", Span(0, 4))
    told = ParsedDocument(parsed.document, parsed.clauses, (warning, Anomaly("reader.type", "文件名的后缀不对。")))
    html = shown(told)
    assert f"《{samples.TITLE}》" in html
    assert "征求意见稿" in html
    assert "滨海市经济和信息化局 · 滨经信〔2025〕18号 · 2025-06-30" in html
    assert "4 条" in html
    assert "2 处解析提示" in html
    assert "在 一、总体目标 <q>一、总体</q>" in html
    assert "整份文件" in html
    assert 'href="documents/green"' in html
    assert "项支持待核对" in html
    assert "data-act" not in html


def test_editors_get_buttons(samples: ModuleType) -> None:
    html = shown(samples.document(), editing=True)
    assert 'data-act="remove" data-of="green"' in html
    assert 'data-act="review" data-of="green"' in html


def test_versions_are_named_both_ways(samples: ModuleType) -> None:
    old = named(samples, "旧办法", "old", superseded_by=Succession("new", "新办法", None, date(2026, 1, 1)))
    new = named(samples, "新办法", "new", follows=("old",))
    html = shown(old, new)
    assert '取代 <a href="documents/old">《旧办法》</a>' in html
    assert '已有后续版本 <a href="documents/new">《新办法》</a>（2026-01-01）' in html


def test_a_stale_review_is_said(samples: ModuleType) -> None:
    html = shown(named(samples, "办法", "a", reviews=(ClauseReview("a#1", stale=True),)))
    assert "1 条核对已过期" in html


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("", ["甲办法", "乙办法"], id="all"),
        pytest.param("甲", ["甲办法"], id="title"),
        pytest.param(" 乙  办法 ", ["乙办法"], id="several-words"),
        pytest.param("18号", ["甲办法", "乙办法"], id="number"),
        pytest.param("2024", ["乙办法"], id="date"),
        pytest.param("丙", [], id="nothing"),
        pytest.param("B-2", ["乙办法"], id="id-in-any-case"),
    ],
)
def test_filter(samples: ModuleType, words: str, found: list[str]) -> None:
    one = named(samples, "甲办法", "a-1")
    other = named(samples, "乙办法", "b-2", issued=date(2024, 1, 1))
    html = shown(one, other, words=words)
    assert sorted(t for t in ("甲办法", "乙办法") if t in html) == sorted(found)
    assert ("没有符合" in html) is not found


@pytest.mark.parametrize(
    ("order", "first"),
    [
        pytest.param(Order.TITLE, "a", id="title"),
        pytest.param(Order.DATE, "b", id="latest-first"),
        pytest.param(Order.WARNINGS, "b", id="most-warnings-first"),
        pytest.param(Order.REVIEW, "b", id="stale-first"),
    ],
)
def test_order(samples: ModuleType, order: Order, first: str) -> None:
    one = named(samples, "A", "a", issued=date(2020, 1, 1))
    other = named(samples, "B", "b", issued=date(2025, 1, 1), reviews=(ClauseReview("b#1", stale=True),))
    other = ParsedDocument(other.document, other.clauses, (Anomaly("x.y", "怪。"),))
    html = shown(one, other, order=order)
    rows = [html.index(f'data-document="{i}"') for i in ("a", "b")]
    assert (rows[0] < rows[1]) is (first == "a")


def test_hostile_titles_warnings_and_filters_are_text(samples: ModuleType) -> None:
    parsed = named(samples, HOSTILE, "a", issuer=HOSTILE)
    parsed = ParsedDocument(parsed.document, parsed.clauses, (Anomaly("x.y", HOSTILE, Span(0, 3)),))
    for html in (shown(parsed, editing=True), shown(parsed, words=HOSTILE), shown(parsed, words=HOSTILE + "x")):
        assert "<img" not in html
        assert "{{" not in html


def test_a_catalogue_is_made_once_for_a_generation(samples: ModuleType) -> None:
    catalogues, documents = Catalogues(), (samples.document(),)
    assert catalogues.of(documents) is catalogues.of(documents)
    assert catalogues.of((samples.document(),)) is not catalogues.of(documents)
