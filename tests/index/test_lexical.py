"""Tokens and BM25 scores."""

import pytest

from index.lexical import PASSAGE_WORDS, SENTENCE_WORDS, LexicalIndex, tokens, tokens_and_characters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("每年最高", ["每年", "年最", "最高"], id="pairs"),
        pytest.param("最高500万元", ["最高", "高5", "50", "00", "0万", "万元"], id="numbers-run-on"),
        pytest.param("奖励。补贴", ["奖励", "补贴"], id="no-pair-across-a-mark"),
        pytest.param("ＡＩ５００", ["ai", "i5", "50", "00"], id="full-width-folded"),
        pytest.param("奖", ["奖"], id="lone-character"),
        pytest.param("", [], id="empty"),
        pytest.param(" 、。!? ", [], id="marks-alone"),
        pytest.param("\ud800", [], id="half-a-surrogate"),
        pytest.param("😀", [], id="emoji"),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("最高奖", ["最高", "高奖", "最", "高", "奖"], id="pairs-and-characters"),
        pytest.param("奖。补", ["奖", "补"], id="lone-character-once"),
        pytest.param("ＡＩ", ["ai", "a", "i"], id="full-width-folded"),
        pytest.param(" 、", [], id="marks-alone"),
    ],
)
def test_tokens_and_characters(text, expected):
    assert tokens_and_characters(text) == expected


def build(tmp_path, *texts: str, weighting=SENTENCE_WORDS) -> LexicalIndex:
    LexicalIndex.build(tmp_path / "lexical", texts, weighting)
    return LexicalIndex.open(tmp_path / "lexical", len(texts), weighting)


def test_of_a_passage_single_characters_count(tmp_path):
    """The pairs of the question stand in neither text."""
    index = build(tmp_path, "离婚后子女由谁抚养", "公司的股东", weighting=PASSAGE_WORDS)
    scores = index.scores("离了孩子归谁养")
    assert scores[0] > scores[1] == 0


def test_a_long_text_counts_less_for_a_passage(tmp_path):
    index = build(tmp_path, "保险补贴", "保险补贴" + "，其他规定" * 40, weighting=PASSAGE_WORDS)
    scores = index.scores("保险")
    assert scores[0] > 2 * scores[1] > 0


def test_scores_by_number(tmp_path):
    index = build(tmp_path, "采购零部件奖励", "购买保险补贴", "展会费用")
    scores = index.scores("保险有没有补贴")
    assert scores.argmax() == 1
    assert scores[0] == scores[2] == 0
    assert scores[1] > 0
    assert index.indexed == 3


@pytest.mark.parametrize("question", ["", "？", "天气预报", "\ud800"], ids=["empty", "mark", "unknown", "surrogate"])
def test_nothing_in_common_scores_zero(tmp_path, question):
    assert build(tmp_path, "采购零部件奖励", "购买保险补贴").scores(question).tolist() == [0, 0]


@pytest.mark.parametrize("texts", [(), ("。", "")], ids=["no-text", "no-token"])
def test_nothing_to_index(tmp_path, texts):
    assert build(tmp_path, *texts).scores("奖励").tolist() == [0] * len(texts)


def test_a_repeated_word_counts_once(tmp_path):
    index = build(tmp_path, "采购零部件奖励", "购买保险补贴")
    assert index.scores("保险保险保险").tolist() == pytest.approx(
        (index.scores("保险") + index.scores("险保")).tolist()
    )


def test_no_pickle_is_written(tmp_path):
    build(tmp_path, "采购零部件奖励", "购买保险补贴")
    for path in (tmp_path / "lexical").iterdir():
        assert path.suffix in {".json", ".npy"}
        assert b"numpy.core" not in path.read_bytes()
