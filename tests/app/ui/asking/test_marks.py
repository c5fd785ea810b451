import re
from decimal import Decimal
from types import ModuleType

import pytest

from app.answering.answer import Number, Origin
from app.ui.asking.marks import render_marked, without_marks
from app.ui.asking.words import WORDS
from app.ui.words import Language

WORDS_ZH = WORDS[Language.CHINESE]


def number(text: str, origin: Origin, citation: int | None = None) -> Number:
    return Number(text, Decimal(1), "元", origin, citation)


Q, A, C = Origin.QUOTED, Origin.ASKED, Origin.COMPUTED


@pytest.mark.parametrize(
    ("text", "numbers", "figures"),
    [
        pytest.param("最高500万元。", [number("500万元", Q)], [("quoted", "500万元")], id="quoted"),
        pytest.param("采购8000万元", [number("8000万元", A)], [("asked", "8000万元")], id="asked"),
        pytest.param("可得800万元", [number("800万元", C)], [("computed", "800万元")], id="computed"),
        pytest.param("共1500万元", [number("500万元", Q)], [], id="not-inside-a-longer-figure"),
        pytest.param("共1.50万元", [number("50万元", Q)], [], id="not-behind-a-decimal-point"),
        pytest.param("共1,500元", [number("500元", Q)], [], id="not-behind-a-thousands-separator"),
        pytest.param("100万元和100万", [number("100万", Q), number("100万元", Q)],
                     [("quoted", "100万元"), ("quoted", "100万")], id="the-longest-first"),
        pytest.param("2027年，2027", [number("2027", Q)], [("quoted", "2027"), ("quoted", "2027")], id="bare-digits"),
        pytest.param("20270", [number("2027", Q)], [], id="bare-digits-not-before-a-digit"),
        pytest.param("3—4家", [number("3—4家", Q)], [("quoted", "3—4家")], id="range"),
        pytest.param("五十万元", [number("五十万元", Q)], [("quoted", "五十万元")], id="chinese-digits"),
        pytest.param("无数字", [number("", Q), number(" ", Q)], [], id="empty-number-marks-nothing"),
    ],
)  # fmt: skip
def test_figures_are_marked_by_origin(text: str, numbers: list[Number], figures: list[tuple[str, str]]) -> None:
    html = render_marked(text, numbers=numbers, citations=(), anchor="t1", words=WORDS_ZH)
    assert re.findall(r'<b class="pq-figure pq-(\w+)" title="[^"]+">([^<]*)</b>', html) == figures


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        pytest.param("每年最高300万元[1]", "quoted", id="the-cited-quote-has-it"),
        pytest.param("您说的300万元", "asked", id="no-citation-follows"),
        pytest.param("您说的300万元\n年度购置额达200万元[1]", "asked", id="the-citation-of-another-line"),
    ],
)
def test_a_figure_that_was_asked_and_quoted(samples: ModuleType, text: str, origin: str) -> None:
    numbers = [number("300万元", A), number("300万元", Q, 1)]
    citations = (samples.cite(samples.document(), samples.REWARD),)
    html = render_marked(text, numbers=numbers, citations=citations, anchor="t1", words=WORDS_ZH)
    assert f"pq-{origin}" in html.partition("300万元")[0].rpartition("<b")[2]


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        pytest.param("奖励[1]。", ["#t7-c1"], id="known-key"),
        pytest.param("奖励[2]。", [], id="unknown-key-stays-text"),
        pytest.param("奖励[0][00]", [], id="zero-is-no-key"),
        pytest.param("见[12345]", [], id="too-long-for-a-key"),
        pytest.param("奖励[1][1]", ["#t7-c1", "#t7-c1"], id="twice"),
        pytest.param("[１]", [], id="full-width-is-no-key"),
    ],
)
def test_keys_become_links(samples: ModuleType, text: str, hrefs: list[str]) -> None:
    citations = (samples.cite(samples.document(), samples.REWARD),)
    html = render_marked(text, numbers=(), citations=citations, anchor="t7", words=WORDS_ZH)
    assert re.findall(r'href="([^"]*)"', html) == hrefs


def test_without_marks() -> None:
    assert without_marks("最高500万元 [1]。每年[12]一次[x]") == "最高500万元。每年一次[x]"
