"""Marks for the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.revisions.marks import MarkKind, marks
from corpus.revisions.order import out_of_order


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", "", id="nothing"),
        pytest.param("最高500万元", "最高500万元", "最高500万元", id="the-same"),
        pytest.param("最高500万元", "最高300万元", "最高[-500][+300]万元", id="a-number-is-one-mark"),
        pytest.param("比例为10.5%", "比例为10.25%", "比例为[-10.5][+10.25]%", id="decimals"),
        pytest.param("给予补助", "给予一次性补助", "给予[+一次性]补助", id="added"),
        pytest.param("予以奖励", "给予补贴", "[-予以奖励][+给予补贴]", id="no-islands-of-one-character"),
    ],
)
def test_marks(old: str, new: str, expected: str) -> None:
    signs = {MarkKind.SAME: "{}", MarkKind.REMOVED: "[-{}]", MarkKind.ADDED: "[+{}]"}
    assert "".join(signs[m.kind].format(m.text) for m in marks(old, new)) == expected


@given(st.text("补助奖励30万元，。", max_size=30), st.text("补助奖励50万元，。", max_size=30))
def test_both_texts_can_be_read_from_the_marks(old: str, new: str) -> None:
    found = marks(old, new)
    assert "".join(m.text for m in found if m.kind is not MarkKind.ADDED) == old
    assert "".join(m.text for m in found if m.kind is not MarkKind.REMOVED) == new


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], set()), ([3], set()), ([1, 2, 3], set()), ([1, 4, 2, 3], {1}), ([4, 1, 2, 3], {0}), ([2, 3, 4, 1], {3})],
)
def test_what_left_the_order(values: list[int], expected: set[int]) -> None:
    assert out_of_order(values) == expected
