"""What a question asks for."""

import pytest

from app.answering.wants import Want, read_wants


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        pytest.param("采购零部件能补多少钱", {Want.AMOUNT}, id="money"),
        pytest.param("补贴比例是多少", {Want.RATE}, id="rate"),
        pytest.param("按百分之几补", {Want.RATE}, id="rate-colloquial"),
        pytest.param("每家企业一年封顶多少", {Want.CAP}, id="cap"),
        pytest.param("新增企业多少家", {Want.COUNT}, id="count"),
        pytest.param("打造几个示范场景", {Want.COUNT}, id="count-几"),
        pytest.param("什么时候建成省级中试平台", {Want.DATE}, id="date"),
        pytest.param("整机企业工业总产值目标是多少", {Want.FIGURE}, id="figure"),
        pytest.param("奖励的条件是什么", {Want.CONDITION}, id="condition"),
        pytest.param("这件事由哪个部门负责", {Want.DEPARTMENT}, id="department"),
        pytest.param("怎么申请补贴", {Want.PROCEDURE}, id="procedure"),
        pytest.param("对软件企业有哪些支持", {Want.LIST}, id="list"),
        pytest.param("支持建设开发者社区吗", set(), id="yes-or-no"),
    ],
)
def test_wants(question: str, wants: set[Want]) -> None:
    assert set(read_wants(question).wants) == wants


def test_counted_unit() -> None:
    assert read_wants("引育多少家头部企业").units == {"家"}
