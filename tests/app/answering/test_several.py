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
第六条 对技术合同成交额，300万元以内的部分按照8%的比例奖励，300万元以上的部分按照3%的比例奖励。
第五条 食品企业采购本地果蔬、肉禽年度采购额达200万元的，按年度采购额的8%给予奖励，单家企业每年最高奖励60万元。
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
            "食品企业今年采购本地果蔬400万，肉禽250万，一共能奖多少？",
            {"6500000", "520000"},
            id="one-threshold-for-both",
        ),
        pytest.param(
            "食品企业今年采购本地果蔬150万，肉禽130万，一共能奖多少？",
            {"2800000", "224000"},
            id="only-together-reached",
        ),
        pytest.param(
            "食品企业今年采购本地果蔬90万，肉禽80万，一共能奖多少？", {"1700000", "300000"}, id="not-even-together"
        ),
        pytest.param("食品企业今年采购本地果蔬600万，肉禽500万，一共能奖多少？", {"11000000", "880000"}, id="capped"),
        pytest.param(
            "食品企业今年采购本地果蔬400万，肉禽250万，能奖多少？", {"6500000", "520000"}, id="parts-of-a-year"
        ),
        pytest.param("食品企业采购本地果蔬去年400万，今年450万，能奖多少？", set(), id="of-two-years"),
        pytest.param("食品企业今年采购本地果蔬400万，肉禽250万，各能奖多少？", set(), id="one-by-one"),
        pytest.param("食品企业营业收入3000万，采购本地果蔬400万，能奖多少？", {"320000"}, id="another-measure-beside"),
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


def test_a_rate_that_changes_from_part_to_part_is_not_applied_to_a_sum(indexed) -> None:
    reply = Assistant(indexed({"rules": RULES})).ask("两份技术合同成交额分别是200万和500万，一共奖多少？")
    assert not isinstance(reply, Answer) or "合计按" not in reply.text
