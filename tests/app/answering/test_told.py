"""What is told in words: where money comes from, what it is for, when it is paid, what excludes what, what a word means,
whether anything is given. All invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from app.answering.told import Told, tells, told_asked
from index import Index


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("养老补贴的钱从哪儿出", {Told.SOURCE}, id="从哪儿出"),
        pytest.param("奖金由谁出", {Told.SOURCE}, id="由谁出"),
        pytest.param("这笔经费的来源是什么", {Told.SOURCE}, id="来源"),
        pytest.param("拨下来的钱能花在哪些地方", {Told.USE}, id="花在"),
        pytest.param("这笔资金有什么用途，资金用途有限制吗", {Told.USE}, id="用途"),
        pytest.param("奖励是当年给还是第二年给", {Told.PAYOUT}, id="当年还是次年"),
        pytest.param("是一次给清还是分几年给", {Told.PAYOUT}, id="一次还是几年"),
        pytest.param("市里区里的补贴能不能两头拿", {Told.BOTH}, id="两头"),
        pytest.param("这两样能一块儿申请吗", {Told.BOTH}, id="一块儿"),
        pytest.param("可以叠加享受吗", {Told.BOTH}, id="叠加"),
        pytest.param("什么叫普惠托育机构", {Told.MEANING}, id="什么叫"),
        pytest.param("规上企业是什么意思", {Told.MEANING}, id="什么意思"),
        pytest.param("“双百”指的是哪些", {Told.MEANING}, id="指的是"),
        pytest.param("小微企业怎么界定", {Told.MEANING}, id="怎么界定"),
        pytest.param("参加展销会有补贴吗", {Told.GRANT}, id="有补贴吗"),
        pytest.param("建冷库给不给补助", {Told.GRANT}, id="给不给"),
        pytest.param("评上示范社有没有奖励，多久发", {Told.GRANT}, id="有没有"),
        pytest.param("补助分几期拨", {Told.STAGES}, id="分几期"),
        pytest.param("奖金分几步给、每步给几成", {Told.STAGES}, id="分几步"),
        pytest.param("都是哪些行当的补贴", {Told.FIELDS}, id="哪些行当"),
        pytest.param("支持的领域包括哪些", {Told.FIELDS}, id="领域包括"),
        pytest.param("展会一年办几期", set(), id="几期-counts"),
        pytest.param("为什么是企业先垫付", set(), id="why-is-no-meaning"),
        pytest.param("申报条件是什么", set(), id="what-the-conditions-are"),
        pytest.param("什么时候有奖励申报通知", set(), id="when"),
        pytest.param("出口企业有什么补贴", set(), id="a-support"),
        pytest.param("两个孩子都能享受托育补助吗", set(), id="two-children-are-no-two-supports"),
        pytest.param("项目从哪个部门拿批文", set(), id="not-money"),
        pytest.param("补贴多少钱", set(), id="a-figure"),
    ],
)
def test_asked(question: str, asked: set[Told]) -> None:
    assert told_asked(question) == asked


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        pytest.param("钱从哪儿出", "所需资金列入县级财政预算", True, id="budget"),
        pytest.param("费用谁来承担", "鉴定费用由医保基金承担", True, id="由"),
        pytest.param("钱从哪儿出", "企业应当如实申报", False, id="no-source"),
        pytest.param("钱能花在哪些地方", "专项资金用于设备购置和人员培训", True, id="用于"),
        pytest.param("钱能花在哪些地方", "专项资金由县财政局拨付", False, id="no-use"),
        pytest.param("当年给还是第二年给", "于次年一季度兑付", True, id="next-year"),
        pytest.param("当年给还是第二年给", "给予5万元奖励", False, id="no-time"),
        pytest.param("能不能两头拿", "按就高不重复原则执行", True, id="就高"),
        pytest.param("能不能两头拿", "支持企业做大做强", False, id="nothing-on-both"),
        pytest.param("什么叫托位", "本办法所称托位，指可供一名幼儿使用的床位", True, id="所称"),
        pytest.param("什么叫托位", "招引托育企业(以下简称托育机构)20家", True, id="以下简称"),
        pytest.param("什么叫托位", "每个托位补助8000元", False, id="no-meaning"),
        pytest.param("补助分几期拨", "建成后拨付60%，剩余40%验收后拨付", True, id="the-rest-later"),
        pytest.param("补助分几期拨", "分开工、竣工两个阶段，按50%、50%奖励", True, id="stages"),
        pytest.param("补助分几期拨", "按设备投资额的30%给予补助", False, id="a-rate-alone"),
        pytest.param("都是哪些行当的", "聚焦茶叶、竹木、水产等领域", True, id="a-row-of-fields"),
        pytest.param("都是哪些行当的", "每年评选示范项目10个", False, id="no-fields"),
        pytest.param("建冷库有补贴吗", "建设冷库的，按投资额的20%予以支持", True, id="予以"),
        pytest.param("建冷库有补贴吗", "支持镇里建设冷库，打造冷链基地", False, id="only-encouraged"),
        pytest.param("建冷库有补贴吗", "到2027年建成冷库3座以上", False, id="a-target"),
    ],
)
def test_tells(question: str, sentence: str, told: bool) -> None:
    assert tells(sentence, told_asked(question)) is told


RULES = """青禾县托育服务奖励办法
第一条 县托育服务奖励领导小组由县长任组长，分管副县长任副组长，负责托育服务奖励工作。
第二条 托育服务奖励所需资金列入县级财政预算，由县与镇按比例分担。
第三条 普惠托育机构的建设奖励，按新增托位每个8000元的标准给予。
第四条 建设奖励资金用于场地改造、玩具图书添置和人员培训。
第五条 托育机构于每年12月申报建设奖励，审核通过后次年3月底前兑付。
第六条 同一机构符合本办法和其他奖励政策的，按就高不重复的原则执行。
第七条 扣押托育人员证书的，由有关机关依法处分。
第八条 托育人员培训补贴每人每年享受一次。
第九条 支持镇村建设托育园区，打造托育示范带。
第十条 本办法所称普惠托育机构，是指收费实行政府指导价的托育机构。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("托育服务奖励的钱从哪儿出？", "列入县级财政预算", id="source"),
        pytest.param("托育机构的建设奖励资金能花在哪些地方？", "场地改造", id="use"),
        pytest.param("托育机构的建设奖励是当年给还是第二年给？", "次年3月底前兑付", id="payout"),
        pytest.param("机构还符合其他奖励政策，两份奖励能不能两头都拿？", "就高不重复", id="both"),
        pytest.param("什么叫普惠托育机构？", "是指收费实行政府指导价", id="meaning"),
        pytest.param("普惠托育机构的建设有奖励吗？", "每个8000元", id="grant"),
        pytest.param("单位把奖金和托育人员证书都压着，扣押证书该咋处理？", "依法处分", id="money-that-is-only-named"),
        pytest.param("我们招来几个托育人员，培训补贴一年能享受几次？", "每人每年享受一次", id="一次-counts"),
    ],
)
def test_told(index: Index, question: str, words: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert words in reply.text.partition("相关的规定")[0]


def test_what_is_only_encouraged_gives_nothing(index: Index) -> None:
    reply = Assistant(index).ask("镇村建设托育园区有补贴吗？")
    assert isinstance(reply, Refusal), reply
    assert "没有写明给予奖励或补贴，原文为“第九条 支持镇村建设托育园区" in reply.message
