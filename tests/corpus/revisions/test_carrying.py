"""A stretch of an old text in the new one."""

import pytest

from corpus.revisions.carrying import carried
from corpus.span import Span


@pytest.mark.parametrize(
    ("old", "words", "new", "expected"),
    [
        pytest.param(
            "每年最高奖励500万元。", "最高奖励500万元", "每年最高奖励300万元。", "最高奖励300万元", id="figure"
        ),
        pytest.param("给予10%补助，最高5万元", "给予10%补助", "给予8%补助，最高5万元", "给予8%补助", id="inside"),
        pytest.param("补助5万元。", "5万元", "一次性补助5万元。", "5万元", id="put-in-before"),
        pytest.param("补助5万元。", "补助5万元", "补助不超过5万元。", "补助不超过5万元", id="put-in-between"),
        pytest.param("甲、乙、丙", "乙、", "甲、丙", None, id="gone"),
        pytest.param("补助5万元", "补助5万元", "补助5万元", "补助5万元", id="the-same"),
        pytest.param("20%和30%", "30%", "20%和25%", "25%", id="at-the-end"),
    ],
)
def test_carried(old: str, words: str, new: str, expected: str | None) -> None:
    start = old.index(words)
    found = carried(old, new, Span(start, start + len(words)))
    assert (found.of(new) if found else None) == expected
