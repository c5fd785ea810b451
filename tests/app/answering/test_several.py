"""Several amounts in one question, each by its own clause or together under one. Invented, worked out by hand."""

import pytest

from app.answering import Answer, Assistant, Origin
from corpus.quantities.quantity import plain
from index import HashingEmbedder, open_index, sync

RULES = """云川市数字产业扶持办法
第一条 采购工业数据的企业，按采购金额的20%给予补助，最高50万元。
第二条 购买检测设备用于改造的企业，按设备购置成本的10%给予补贴，最高40万元。
第三条 举办行业论坛的，按活动成本的30%给予支持，单家企业每年不超过100万元。
第四条 技术改造固定资产投资达1000万元以上的企业，按照新设备购置费用的3%给予奖励，单个项目最高60万元。
"""


@pytest.mark.parametrize(
    ("question", "computed"),
    [
        pytest.param(
            "我们公司采购工业数据花了60万，又买检测设备做改造，5台一共90万，两样各补多少？",
            {"120000", "90000"},
            id="two-clauses",
        ),
        pytest.param(
            "今年举办行业论坛办了两场，一场花了120万，一场花了80万，活动成本合起来最多能拿多少？",
            {"2000000", "600000"},
            id="two-under-one-yearly-cap",
        ),
        pytest.param(
            "我们技术改造固定资产一共投了2000万，里头买新设备花了1500万，能奖多少？",
            {"450000"},
            id="one-is-what-a-threshold-measures",
        ),
        pytest.param(
            "采购工业数据花了60万，办公家具花了90万，各补多少？", set(), id="one-of-them-is-supported-by-nothing"
        ),
    ],
)
def test_each_amount_by_its_clause(tmp_path, question: str, computed: set[str]) -> None:
    (tmp_path / "rules.txt").write_text(RULES, encoding="utf-8")
    sync(tmp_path / "home", [tmp_path / "rules.txt"], HashingEmbedder())
    with_index = open_index(tmp_path / "home", HashingEmbedder())
    reply = Assistant(with_index).ask(question)
    with_index.close()
    found = (
        {plain(n.value) for n in reply.numbers if n.origin is Origin.COMPUTED} if isinstance(reply, Answer) else set()
    )
    assert found == computed
