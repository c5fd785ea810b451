"""Questions that lean on the ones before."""

import pytest

from app.answering.answer import Turn
from app.answering.followup import complete, leans_on_history

PRIZE = "获得国家级大赛奖项奖励多少？"
PARTS = "采购8000万元传感器能拿多少"
FAIR = "示范基地的奖励怎么算？"


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        pytest.param([PRIZE], "那上限呢？", "获得国家级大赛奖项奖励，上限是多少", id="aspect"),
        pytest.param(["租房补贴每月多少"], "那比例呢", "租房补贴，比例是多少", id="aspect-without-its-old-one"),
        pytest.param(["租房补贴每月多少"], "要什么条件", "租房补贴，要什么条件", id="asks-alone"),
        pytest.param([PRIZE], "如果是省级的呢？", "获得省级大赛奖项奖励多少?", id="level-replaced"),
        pytest.param([PARTS], "那1.2亿呢？", "采购1.2亿传感器能拿多少", id="amount-replaced"),
        pytest.param([PARTS, "那上限呢"], "那1.2亿呢", "采购1.2亿传感器，能拿多少", id="chain-keeps-the-topic"),
        pytest.param(["2026年新增企业多少家"], "2027年呢", "2027年新增企业多少家", id="year-replaced"),
        pytest.param(["在杭州租房补多少"], "宁波呢", "在宁波租房补多少", id="place-replaced"),
        pytest.param(
            ["职工参保的，护理费一个月限额多少"], "那居民参保的呢", "居民参保的,护理费一个月限额多少", id="same-head"
        ),
        pytest.param([FAIR], "那办展会的呢？", "办展会，奖励怎么算", id="another-subject-drops-the-old-one"),
        pytest.param([FAIR, "那办展会的呢？"], "谁负责", "办展会，奖励，谁负责", id="of-the-latest-subject"),
        pytest.param([FAIR, "那办展会的呢？"], "那个呢", "办展会，奖励怎么算", id="points-back"),
        pytest.param(
            [FAIR, "那办展会的呢？", "展会每年办几次"],
            "回到最前面那个基地的，我们投了260万，能拿多少？",
            "示范基地的奖励，我们投了260万，能拿多少",
            id="back-over-several-turns",
        ),
        pytest.param(
            ["大病扣除，自付超过多少才算？"],
            "我自付了11万元，最多能扣多少？",
            "大病扣除，自付超过才算，我自付了11万元，最多能扣多少",
            id="own-figures-and-no-subject",
        ),
        pytest.param([PRIZE], "每年举办几次机器人展会？", "每年举办几次机器人展会？", id="stands-alone"),
    ],
)
def test_complete(earlier: list[str], question: str, expected: str) -> None:
    built = complete(question, [Turn(q, "") for q in earlier])
    assert built.startswith(expected)


def test_the_first_of_what_was_listed() -> None:
    answer = "建设检测中心给予80万元奖励[1]\n建设培训基地给予50万元奖励[2]"
    built = complete("第二个要什么条件", [Turn("哪些平台有奖励", answer)])
    assert "培训基地" in built
    assert "检测中心" not in built
    assert "条件" in built


@pytest.mark.parametrize("question", ["我们采购传感器花了3000万元能补多少", "租房补贴的上限是多少"])
def test_stands_alone(question: str) -> None:
    assert not leans_on_history(question)


def test_without_history() -> None:
    assert complete("那上限呢？", ()) == "那上限呢？"
