"""The level that a question names, against those at which a clause names the same thing."""

import pytest

from app.answering.levels import other_levels
from app.answering.question import normalise, read_question

CENTRES = "对认定为国家级和省级技术中心的分别奖励100万元、30万元;对认定为国家高新技术企业的奖励20万元"
PRAISE = "荣获国家级表彰的奖励10万元,荣获省级表彰的奖励5万元,荣获市级表彰的奖励3万元"


@pytest.mark.parametrize(
    ("question", "clause", "expected"),
    [
        pytest.param("省级高新技术企业奖多少？", CENTRES, ("省级", ("国家级",)), id="a level of another thing"),
        pytest.param("省级技术中心奖多少？", CENTRES, None, id="one of a list"),
        pytest.param("市级技术中心奖多少？", CENTRES, ("市级", ("国家级", "省级")), id="not of the list"),
        pytest.param(
            "被区里(不是市里)表彰为优秀商户，奖多少？", PRAISE, ("区级", ("国家级", "省级", "市级")), id="conferred"
        ),
        pytest.param("被市里表彰的奖多少？", PRAISE, None, id="conferred by one of them"),
        pytest.param("市里给省级技术中心奖多少？", CENTRES, None, id="who pays is no level"),
        pytest.param("国家级中试基地补多少？", "省级以上中试基地补助500万元", None, id="taken in from above"),
        pytest.param("市级中试基地补多少？", "省级以上中试基地补助500万元", ("市级", ("省级",)), id="below the lowest"),
        pytest.param("省级工业设计中心奖多少？", CENTRES, None, id="nothing said of that thing"),
    ],
)
def test_other_levels(question: str, clause: str, expected: tuple[str, tuple[str, ...]] | None) -> None:
    assert other_levels(read_question(question), normalise(clause)) == expected
