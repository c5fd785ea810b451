"""Pieces of several sorts, each with its own sum. Invented, worked out by hand."""

import pytest

from app.answering import Answer, Assistant, Origin
from corpus.quantities.quantity import plain

RULES = """云川市人才与质量扶持办法
第一条 对引进博士研究生、硕士研究生的企业，分别按每人3万元、1万元给予引才补贴，单家企业每年最高30万元。
第二条 获得发明专利授权的，每件奖励5000元；获得实用新型专利授权的，每件奖励1000元；获得外观设计专利授权的，每件奖励500元。
第三条 对主持制定国际标准、国家标准、行业标准的单位，每项分别奖励50万元、30万元、10万元。
第四条 对新认定的国家级、省级孵化器，分别给予100万元、50万元一次性奖励。
第五条 对获得技能大赛的选手给予奖励：
（一）获得一等奖的，每人奖励5万元；
（二）获得二等奖的，每人奖励3万元；
（三）获得三等奖的，每人奖励1万元。
第六条 吸纳困难人员就业的，按残疾人每人8000元、失地农民每人5000元、其他人员每人2000元标准给予补贴。
第七条 2023年6月30日前通过绿色食品认证的，每个产品奖励3万元；2023年6月30日后通过绿色食品认证的，每个产品奖励2万元。
第八条 对主持制定团体标准的企业给予8万元奖励,对参与制定的企业给予2万元奖励。
第九条 对获评国家级、省级非遗工坊的，分别奖励20万元、10万元，同一企业就高不重复。
"""


@pytest.fixture(scope="module")
def assistant(indexed):
    return Assistant(indexed({"rules": RULES}))


def _computed(assistant: Assistant, question: str) -> set[str]:
    reply = assistant.ask(question)
    return (
        {plain(n.value) for n in reply.numbers if n.origin is Origin.COMPUTED} if isinstance(reply, Answer) else set()
    )


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("今年招了2个博士研究生，还有4个硕士研究生，一共能补多少", "100000"),
        ("我们有4件发明专利、3件实用新型专利，总共奖多少", "23000"),
        ("我们主持制定了一项国家标准，两项行业标准，合起来奖多少", "500000"),
        ("园区里今年新认定一个国家级孵化器两个省级孵化器，能拿多少", "2000000"),
        ("我们技能大赛，一等奖拿了一个，三等奖拿了三个，一共奖多少", "80000"),
        ("公司吸纳就业7个人，2个是残疾人，5个是失地农民，总共补多少", "41000"),
        ("绿色食品认证，我们3个产品，一个是2023年3月通过的，两个是2023年9月通过的，一共奖多少", "70000"),
    ],
)
def test_each_sort_by_its_own_sum(assistant, question: str, total: str) -> None:
    assert total in _computed(assistant, question)


def test_cap_limits_the_sum_of_all(assistant) -> None:
    reply = assistant.ask("招了10个博士研究生和5个硕士研究生，一共能补多少")
    assert "35万元，超过上限30万元，最高可得30万元" in reply.text


def test_every_clause_is_cited(assistant) -> None:
    reply = assistant.ask("我们有4件发明专利、3件实用新型专利，总共奖多少")
    quotes = [c.quote for c in reply.citations]
    assert any("每件奖励5000元" in q for q in quotes)
    assert any("每件奖励1000元" in q for q in quotes)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("我们有4件发明专利、3件软件著作权，总共奖多少", id="a-sort-that-is-not-there"),
        pytest.param(
            "绿色食品认证，一个是2023年6月通过的，两个是2023年9月通过的，一共奖多少", id="either-side-of-the-day"
        ),
        pytest.param("主持了1项团体标准，又参与了2项团体标准，一共多少", id="words-that-lean-on-the-one-before"),
        pytest.param("我们公司3个人，评上了一个国家级孵化器，能奖多少", id="people-are-no-incubators"),
        pytest.param("两个省级孵化器，一个市级孵化器，一共奖多少", id="a-level-that-is-not-there"),
        pytest.param("一个国家级非遗工坊、两个省级非遗工坊，一共奖多少", id="not-to-be-added"),
    ],
)
def test_nothing_is_added_up(assistant, question: str) -> None:
    assert not _computed(assistant, question)
