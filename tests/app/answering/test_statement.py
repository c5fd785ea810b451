"""A model's text cut into statements, however the pieces fall."""

import pytest

from app.answering.statement import Statement, joined, read_statement, statements


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("最高500万元[1]。", [("最高500万元。", (1,))], id="key-before-stop"),
        pytest.param("最高500万元。[1]", [("最高500万元。", (1,))], id="key-after-stop"),
        pytest.param("甲给10万元。[1]乙给20万元。[2]", [("甲给10万元。", (1,)), ("乙给20万元。", (2,))], id="two"),
        pytest.param("甲[1][2]。", [("甲。", (1, 2))], id="two-keys"),
        pytest.param("甲【１】。", [("甲。", (1,))], id="full-width-key"),
        pytest.param("1. 甲[1]\n2. 乙[2]", [("甲", (1,)), ("乙", (2,))], id="list-marks"),
        pytest.param("2.5万元[1]。", [("2.5万元。", (1,))], id="decimal-is-no-list-mark"),
        pytest.param("甲[条款1]。", [("甲。", ())], id="bracket-that-is-no-key"),
        pytest.param("没有句号[1]", [("没有句号", (1,))], id="no-stop"),
        pytest.param("。\n[1]\n", [], id="no-words"),
        pytest.param("", [], id="empty"),
    ],
)
def test_statements(text: str, expected: list[tuple[str, tuple[int, ...]]], piece: int) -> None:
    pieces = [text[i : i + piece] for i in range(0, len(text), piece)]
    assert [(s.body, s.keys) for s in statements(pieces)] == expected


def test_runaway_text_is_cut() -> None:
    assert len(list(statements(["字" * 5000]))) > 1


@pytest.mark.parametrize(
    ("body", "keys", "shown"),
    [
        pytest.param("最高500万元。", (1,), "最高500万元[1]。", id="stop-kept-last"),
        pytest.param("最高500万元", (2, 2, 1), "最高500万元[2][1]。", id="stop-added-keys-once"),
        pytest.param("可以吗？", (1,), "可以吗[1]？", id="question-mark-kept"),
    ],
)
def test_shown(body: str, keys: tuple[int, ...], shown: str) -> None:
    assert Statement(body, keys).shown(keys) == shown


def test_bold_marks_are_dropped() -> None:
    statement = read_statement("**最高500万元**[1]。")
    assert statement is not None
    assert statement.body == "最高500万元。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("最高500万元。根据条款[1]。", [("最高500万元。", (1,))], id="key-in-an-empty-sentence"),
        pytest.param("根据条款[1]。最高500万元[1]。", [("最高500万元。", (1,))], id="empty-sentence-first"),
        pytest.param(
            "最高500万元。分两批拨付[1]。", [("最高500万元。", ()), ("分两批拨付。", (1,))], id="both-say-something"
        ),
        pytest.param("根据条款。", [], id="nothing-said"),
    ],
)
def test_joined(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(s.body, s.keys) for s in joined(statements([text]))] == expected
