"""Near misses: the topic is there, and who, which grade or what is asked for is not. The documents are invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from index import Index

RULES = """青禾县养老与文旅扶持办法
第一条 为加快养老服务和文旅产业发展，鼓励社会力量建设养老机构、开展居家护理、举办创业大赛，提高补贴效益，特制定本办法。
第二条 年满80周岁的老年人居家护理，护理费每月补贴300元。
第三条 参加创业大赛的项目团队，获得省级奖项的奖励20万元，获得市级奖项的奖励5万元。
第四条 新评定为3A、4A级的景区，分别奖励10万元、50万元。
第五条 企业租赁房屋开办养老机构的，给予房屋租金补贴，补贴期限3年。补贴标准为租金的30%，每年不超过20万元。
第六条 养老企业在主板、创业板上市的，奖励200万元；参展的，补贴展位费2万元。
第七条 县民政局负责养老补贴，文旅奖励由县旅游局牵头。
第八条 养老机构的运营补贴=入住人数×每月补贴标准×运营月数。
第九条 前款所称连续运营，自机构备案当月起计算。
第十条 护理员从业二十年以上的，护龄津贴按基本工资的百分之百发放。
第十一条 举办养老产品展会的，按活动成本的20%给予补助，最高不超过50万元。
第十二条 护理机构考核评分优秀的奖励3万元，每年评选10个优秀机构。
第十三条 护理员在县内首购自住住房的，发放安居补贴6万元。
第十四条 养老机构新增护理床位的，每张床位奖励800元。收购民办机构的收购奖励由县民政局另行制定。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        pytest.param("老人居家护理，护理费每月补贴多少？", "300元", id="老人: 老年人"),
        pytest.param("学生团队参加创业大赛获得省级奖项，奖励多少？", "20万元", id="学生 is what sort of team it is"),
        pytest.param("新评定为4A级的景区奖励多少？", "50万元", id="the grade is in the list"),
        pytest.param("评上4A级，景区奖励多少？", "50万元", id="the kind of support is who gets it"),
        pytest.param("养老企业在创业板上市奖励多少？", "200万元", id="one of a set that is there"),
        pytest.param("开办养老机构，房屋租金补贴一年总共封顶多少？", "20万元", id="the most of one, in total"),
        pytest.param("所有养老产品展会，补助最高多少？", "50万元", id="all of a kind, the most of each"),
        pytest.param("养老企业参展有补贴吗？", "2万元", id="a support that is there, asked for with 有"),
        pytest.param("文旅奖励由哪个局牵头？", "县旅游局", id="who leads"),
        pytest.param("护理员首次购买自住住房，安居补贴多少？", "6万元", id="首购 is 首次购买"),
        pytest.param(
            "养老机构住了30个人，每月补贴标准400元，运营了6个月，运营补贴是多少？",
            "7.2万元",
            id="how much, told by a formula",
        ),
        pytest.param("首次参展的养老企业补贴展位费多少？", "2万元", id="a turn of which the clause need not speak"),
        pytest.param("我们孵化器里的一家养老企业在主板上市，奖励多少？", "200万元", id="where the caller sits"),
        pytest.param("新增护理床位奖励是多少元？", "800元", id="a kind that is said of the figure"),
        pytest.param("连续运营从什么时候开始算起？", "当月起", id="from when, without a date"),
        pytest.param("护理员干了二十多年，护龄津贴按基本工资的几成发放？", "百分之百", id="the whole is a rate"),
        pytest.param("办养老用品展花了100万元，能补多少？", "20万元", id="展: 展会"),
        pytest.param("开办养老机构，租房补贴比例是多少？", "30%", id="the kind of support in other words"),
        pytest.param(
            "租赁房屋开办养老机构，房租补贴比例是多少？", "30%", id="a short word, and the next sentence has it"
        ),
    ],
)
def test_answered(index: Index, question: str, figure: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert figure in reply.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("残疾人居家护理，护理费每月补贴多少？", id="somebody of whom nothing is said"),
        pytest.param("参加创业大赛获得区级奖项，奖励多少？", id="another level"),
        pytest.param("新评定为5A级的景区奖励多少？", id="another grade"),
        pytest.param("开办养老机构，装修费补贴比例是多少？", id="another thing is paid for"),
        pytest.param("新评定为4A级的景区，贷款贴息多少？", id="another kind of support"),
        pytest.param("养老企业在科创板上市奖励多少？", id="another name of a set"),
        pytest.param("养老机构收购民办机构，收购奖励是多少元？", id="a kind that the clause names behind the figure"),
        pytest.param("养老产品出口有补贴吗？", id="a support that nobody gives, asked for with 有"),
        pytest.param("护理机构考核评分要达到多少分才有奖励？", id="no score is given, 10个 is none"),
        pytest.param("企业租赁房屋开办养老机构的，安家补贴多少？", id="a support that nobody gives"),
        pytest.param("开办养老机构，各种补贴全算上，一年总共封顶多少？", id="the most of all together"),
        pytest.param("所有奖励补贴加起来，一家养老机构每年最多能拿多少？", id="the most of all, added up"),
        pytest.param("养老展会的各项扶持加在一起上限是多少？", id="the most of all, the ceiling"),
    ],
)
def test_refused(index: Index, question: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Refusal)


def test_a_purpose_is_no_answer(index: Index) -> None:
    reply = Assistant(index).ask("社会力量建设养老机构、开展居家护理、举办创业大赛有什么补贴？")
    assert "特制定本办法" not in (reply.text if isinstance(reply, Answer) else reply.message)
