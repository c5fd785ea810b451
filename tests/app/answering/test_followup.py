"""Questions that lean on the one before."""

import pytest

from app.answering.answer import Turn
from app.answering.followup import complete

FIRST = Turn("获得国家级大赛奖项奖励多少？", "40万元")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("那上限呢？", "获得国家级大赛奖项奖励多少，那上限呢？", id="那…呢"),
        pytest.param("如果是省级的呢？", "获得大赛奖项奖励多少，如果是省级的呢？", id="level-replaced"),
        pytest.param("每年举办几次机器人展会？", "每年举办几次机器人展会？", id="stands-alone"),
    ],
)
def test_complete(question: str, expected: str) -> None:
    assert complete(question, [FIRST]) == expected


def test_the_chain_is_followed_to_its_start() -> None:
    history = [FIRST, Turn("那条件呢？", "…")]
    assert complete("上限呢？", history).startswith("获得国家级大赛奖项奖励多少")


def test_without_history() -> None:
    assert complete("那上限呢？", ()) == "那上限呢？"
