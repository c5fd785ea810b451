"""Places that disagree, and places that only look as if they did. The documents are invented."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.answering import Answer, Assistant
from index import HashingEmbedder, Index, open_index, sync

RULES = """云川市养老服务发展方案
一、目标
到2027年建成社区养老驿站80个以上，培训养老护理员3000人。
二、任务
（一）建设社区养老驿站，到2027年建成社区养老驿站60个。
（二）对一个街道建设养老驿站达5家以上的，每家奖励2万元；对一个街道建设养老驿站达20家以上的，奖励街道50万元。
（三）养老机构护理等级评定：经评估达到1级护理标准的由基金支付70%。
（四）养老机构护理等级评定：经评估达到3级护理标准的由基金支付90%。
（五）对养老驿站运营满2年的，给予5万元补贴；培训养老护理员满500人的机构，给予20万元奖励。
"""


SAME_WORDS = """云川市社区服务行动方案
一、目标
（一）打造社区助餐场所{goal}个以上，入选市级示范助餐服务点{first}个以上。
二、任务
（一）每年开展配送活动不少于2场，至2027年建成社区助餐服务点120个以上，入选市级示范助餐服务点{second}个以上。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "conflicts"),
    [
        pytest.param("到2027年建成社区养老驿站多少个？", 1, id="two-goals"),
        pytest.param("一个街道建设养老驿站达到多少家能拿奖励？", 0, id="tiers-of-one-clause"),
        pytest.param("经评估达到1级护理标准的基金支付多少？", 0, id="ranks-are-names"),
        pytest.param("培训养老护理员多少人？", 0, id="a-goal-and-a-threshold"),
    ],
)
def test_conflicts(index: Index, question: str, conflicts: int) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert len(reply.conflicts) == conflicts, reply.text
    assert reply.text.count("注意：") == conflicts


@pytest.mark.parametrize(
    ("first", "second", "figures"),
    [
        pytest.param("15", "15", set(), id="the-same-figure-of-the-same-beside-another-of-something-like-it"),
        pytest.param("15", "45", {"15个以上", "45个以上"}, id="the-two-that-count-the-same"),
        pytest.param("45", "15", {"15个以上", "45个以上"}, id="the-other-way-round"),
    ],
)
def test_a_figure_is_held_against_the_one_that_counts_the_same(
    tmp_path: Path, first: str, second: str, figures: set[str]
) -> None:
    (tmp_path / "rules.txt").write_text(SAME_WORDS.format(goal=60, first=first, second=second), encoding="utf-8")
    sync(tmp_path / "home", [tmp_path / "rules.txt"], HashingEmbedder())
    with closing(open_index(tmp_path / "home", HashingEmbedder())) as index:
        reply = Assistant(index).ask("市级示范助餐服务点要入选多少个？")
    assert isinstance(reply, Answer), reply
    assert {q.raw for c in reply.conflicts for q in c.quantities} == figures, reply.text
