"""What a question asks for."""

import pytest

from app.answering.wants import Want, read_wants
from corpus import find_quantities


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
        pytest.param("要交啥材料", {Want.PROCEDURE}, id="procedure-colloquial"),
        pytest.param("对软件企业有哪些支持", {Want.LIST}, id="list"),
        pytest.param("大病医疗能扣除多少", {Want.AMOUNT}, id="deducted"),
        pytest.param("医药费报下来多少", {Want.AMOUNT}, id="reimbursed"),
        pytest.param("逾期不办罚多少", {Want.AMOUNT}, id="fined"),
        pytest.param("最多能贷多少", {Want.AMOUNT, Want.CAP}, id="lent"),
        pytest.param("保费是多少", {Want.AMOUNT}, id="fee"),
        pytest.param("给几个钱", {Want.AMOUNT}, id="money-is-not-counted-in-个"),
        pytest.param("有几百万的奖励", {Want.AMOUNT}, id="几百万"),
        pytest.param("能培育几千家企业", {Want.COUNT}, id="几千家"),
        pytest.param("主体要超过几百家", {Want.COUNT}, id="超过几百家"),
        pytest.param("过几天再去办行吗", set(), id="过几天"),
        pytest.param("利息抵几个点", {Want.RATE}, id="个点"),
        pytest.param("先拨几成", {Want.RATE}, id="几成"),
        pytest.param("门票打几折", {Want.RATE}, id="几折"),
        pytest.param("研发投入占比要多少", {Want.RATE}, id="share"),
        pytest.param("产值要达到多少", {Want.CONDITION, Want.FIGURE}, id="threshold-is-a-figure"),
        pytest.param("社保要缴几个月", {Want.PERIOD}, id="months-are-not-counted-in-个"),
        pytest.param("几天内办完", {Want.PERIOD}, id="days"),
        pytest.param("几个工作日放款", {Want.PERIOD, Want.PROCEDURE}, id="working-days"),
        pytest.param("啥时候开始", {Want.DATE}, id="date-colloquial"),
        pytest.param("从哪一天起执行", {Want.DATE}, id="day"),
        pytest.param("谁来管这件事", {Want.DEPARTMENT}, id="department-colloquial"),
        pytest.param("谁来做绩效评估", {Want.DEPARTMENT}, id="who-assesses"),
        pytest.param("材料报给哪个局", {Want.DEPARTMENT}, id="to-which-office"),
        pytest.param("向谁申请", {Want.DEPARTMENT}, id="to-whom"),
        pytest.param("谁能享受这项待遇", set(), id="who-may-have-it-is-no-office"),
        pytest.param("由哪几个部门管", {Want.LIST, Want.DEPARTMENT}, id="offices-are-not-counted"),
        pytest.param("第几条说的", set(), id="which-article"),
        pytest.param("我有好几家店能补吗", set(), id="several"),
        pytest.param("想试用几台设备，办法支持吗", set(), id="some-that-are-wished-for"),
        pytest.param("打算办几场展会，由哪个部门管", {Want.DEPARTMENT}, id="some-that-are-planned"),
        pytest.param("我们招了几个人，补多少钱", {Want.AMOUNT}, id="some-that-are-there"),
        pytest.param("公司请来几个博士，给不给办落户", set(), id="some-that-came"),
        pytest.param("还想多建几个车间，用地怎么解决", set(), id="some-more"),
        pytest.param("办法设了几个奖项，由谁评", {Want.COUNT, Want.DEPARTMENT}, id="what-a-document-sets-is-counted"),
        pytest.param("厂里扣着奖金不发，这事儿怎么处理", set(), id="a-sum-that-is-only-named"),
        pytest.param("奖金有多少", {Want.AMOUNT}, id="a-sum-that-is-asked-for"),
        pytest.param("资助额度怎么定", {Want.AMOUNT}, id="how-a-sum-is-set"),
        pytest.param("资助额度和期限", {Want.AMOUNT, Want.PERIOD}, id="sum-and-term"),
        pytest.param("居住证怎么办", {Want.PROCEDURE}, id="papers"),
        pytest.param("钱不够的怎么办", set(), id="what-to-do-is-no-procedure"),
        pytest.param("国资占股多少", {Want.RATE}, id="share-of-stock"),
        pytest.param("想知道要办几场", {Want.COUNT}, id="wishing-to-know"),
        pytest.param("要办几场，由哪个部门管", {Want.COUNT, Want.DEPARTMENT}, id="asked-beside-another-thing"),
        pytest.param("是哪个单位在征求意见", set(), id="who-asks-is-no-department"),
        pytest.param("支持建设开发者社区吗", set(), id="yes-or-no"),
    ],
)
def test_wants(question: str, wants: set[Want]) -> None:
    assert set(read_wants(question).wants) == wants


def test_counted_unit() -> None:
    assert read_wants("引育多少家头部企业").units == {"家"}


@pytest.mark.parametrize(
    ("question", "sentence", "meets"),
    [
        pytest.param("厂房面积要多大", "标准厂房建筑面积不少于5000平方米", True, id="area"),
        pytest.param("要多大的面积", "从业人员不少于50人", False, id="area-not-people"),
        pytest.param("得种多少亩", "集中连片种植500亩以上", True, id="unit-of-the-field"),
        pytest.param("多大岁数能申请", "年满60周岁的居民可以申请", True, id="age"),
        pytest.param("年龄不能超过多少岁", "不超过45岁", True, id="age-unit"),
        pytest.param("一年能用几回", "每年不超过2次", True, id="回-is-次"),
        pytest.param("带动几个人就业", "吸纳5人以上就业", True, id="people"),
        pytest.param("带动几个人就业", "给予5万元补贴", False, id="people-not-money"),
        pytest.param("最多享受多久", "享受期限为24个月", True, id="fixed-term-is-the-longest"),
        pytest.param("最多享受多久", "连续经营2年以上", False, id="minimum-is-no-longest"),
        pytest.param("封顶多少", "给予每人1万元奖励", False, id="sum-is-no-cap"),
        pytest.param("最晚哪一天交表", "到2027年建成示范区", False, id="a-year-is-no-day"),
        pytest.param("最晚几月几号交表", "每年9月底前提交", True, id="month"),
        pytest.param("最晚哪天交表", "2026年3月15日前提交", True, id="day"),
        pytest.param("贷款利率上限是多少", "利率上限不超过LPR+150BP", True, id="limit-told-in-a-symbol"),
        pytest.param("贷款利率最高是多少", "利率不超过SHIBOR+2个百分点", True, id="another-symbol"),
        pytest.param("贷款利率最高是多少", "支持企业办理ETC", False, id="letters-are-no-limit"),
        pytest.param("单个项目投资不低于多少、最多多少", "投资额不低于200万元", True, id="least-and-most"),
        pytest.param("单个项目最多补多少", "投资额不低于200万元", False, id="least-is-not-the-most"),
        pytest.param("到哪一年建成", "到2027年建成示范区", True, id="year"),
        pytest.param("补贴多久能到账", "资金按原渠道拨付", False, id="how-long-needs-a-time"),
        pytest.param("补贴多久能到账", "审核通过后15个工作日内拨付", True, id="working-days"),
    ],
)
def test_a_sentence_gives_what_is_asked_for(question: str, sentence: str, meets: bool) -> None:
    assert read_wants(question).is_met_by(sentence, find_quantities(sentence)) is meets
