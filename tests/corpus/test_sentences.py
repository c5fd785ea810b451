"""Sentences: where they end, and where they only seem to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span
from corpus.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"], id="stops"),
        pytest.param("招引3-4家;培育10家以上。", ["招引3-4家;", "培育10家以上。"], id="half-width-semicolon"),
        pytest.param("（一）甲；\n（二）乙。", ["（一）甲；", "（二）乙。"], id="list"),
        pytest.param("2.强化协同。建立机制。", ["2.强化协同。", "建立机制。"], id="run-in-heading"),
        pytest.param("一、目标\n到2027年。", ["一、目标", "到2027年。"], id="heading-line"),
        pytest.param("给予奖励。(责任单位:市经信局)", ["给予奖励。", "(责任单位:市经信局)"], id="department"),
        pytest.param(
            "给予奖励(责任单位:市经信局,相关区、县(市)政府)",
            ["给予奖励", "(责任单位:市经信局,相关区、县(市)政府)"],
            id="department-without-a-stop-before",
        ),
        pytest.param("支持甲（含乙；丙。）的企业。丁。", ["支持甲（含乙；丙。）的企业。", "丁。"], id="brackets"),
        pytest.param("首台(套）设备；备件。", ["首台(套）设备；", "备件。"], id="mixed-brackets"),
        pytest.param("他说“好。走吧。”然后走了。", ["他说“好。走吧。”", "然后走了。"], id="quote-ends-the-sentence"),
        pytest.param("开展“走进。”等活动。", ["开展“走进。”等活动。"], id="quote-inside"),
        pytest.param("支持（甲。乙。", ["支持（甲。", "乙。"], id="bracket-never-closed"),
        pytest.param("见https://a.b/c?id=1;d=2。", ["见https://a.b/c?id=1;d=2。"], id="web-address"),
        pytest.param("年度采购额达1.5亿元。", ["年度采购额达1.5亿元。"], id="decimal-point"),
        pytest.param("  甲。\n\n　乙。 ", ["甲。", "乙。"], id="blanks"),
        pytest.param("真的！？是。", ["真的！？", "是。"], id="two-marks"),
        pytest.param("", [], id="empty"),
        pytest.param("\n \n", [], id="blank-lines"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


def test_sentences_of_a_part_keep_to_it() -> None:
    text = "甲。乙。丙。"

    assert [span.of(text) for span in sentences(text, Span(2, 5))] == ["乙。", "丙"]


@given(st.text(alphabet="甲乙，。；！？（）()“”《》\n 1.;?", max_size=80))
def test_sentences_cover_the_text_once_and_in_order(text: str) -> None:
    spans = sentences(text)

    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(s.of(text) == s.of(text).strip() != "" for s in spans)
