"""Near misses that only the thing asked about tells from an answer: each class with questions that are answered all the same.

The rules are invented.
"""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from index import Index

CITY = """澄湖市人才与产业扶持办法
第一条 鼓励企业培养和引进数控技师。
（一）企业组织数控技师培训的，按每人800元给予培训补贴，每家企业每年最多10万元。
（二）企业引进数控技师的，按照市技能人才引进办法给予扶持。
第二条 每年评选20名优秀数控教师，由市政府通报表扬。数控技师在竞赛中获得一等奖的，奖励2万元。
第三条 企业开展数字化改造的，按投资额的12%给予补助。市工业主管部门可以对企业开展绿色化改造、设备更新给予资金支持。
第四条 企业以商标权质押取得贷款的，贴息比例为50%，每家每年不超过15万元。
第五条 困难居民住院需要陪护的，陪护补助每人每天90元，由护理机构代为申领。急难救助金额不超过4个月最低生活保障标准。
第六条 职工养老保险缴费基数为上年度月平均工资，企业招用残疾人的，按不低于当地最低工资的60%给予岗位补贴。
第七条 获评中华老字号的企业奖励30万元，获评省级商贸示范企业的奖励8万元。
第八条 每年评选5个特色工业旅游线路，单个特色工业旅游线路奖励6万元。争创省级工业旅游示范线路3条以上。
第九条 企业租赁标准厂房的，按租金的20%给予补贴，每年不超过12万元。企业自建研发中心的，按投资额的10%给予补助。
第十条 在市内举办行业年会的，按会务费的30%、每年最高25万元予以支持。
第十一条 市级科普基地由市财政和区财政分别承担建设补助的60%、40%，每个基地补助40万元。
第十二条 获得国家级工业设计大赛奖项的，奖励10万元；未获奖但进入决赛的，补助1万元。
第十三条 企业在境外设立研发机构的，补助20万元；在本地设立的，补助10万元。
第十四条 二级护理人员的待遇：
（一）护理津贴每人每月300元。
（二）交通津贴每人每月最高200元。
第十五条 三级护理人员的待遇：
（一）护理津贴每人每月500元。
第十六条 获得省级设计大赛奖项的，奖励5万元。企业职工出口产品检测，检测费补贴3000元。
第十七条 引进正高级、副高级工程师的企业，按每人9万元、6万元给予引才补助。硕士以上毕业生在本市工作的，每月发放生活津贴700元。
第十八条 外商投资的冷链企业，根据《澄湖市人民政府关于促进冷链发展办法的通知》（澄政发〔2018〕6号）给予相应政策支持。
第十九条 技改贷款由市内各银行发放，贷款利率不超过LPR+30BP。
"""
OLD = """岭北县乡村旅游奖励办法
第一条 新开办的民宿通过验收的，每家一次性奖励3万元。
第二条 本办法自2018年1月1日起施行，有效期至2020年12月31日。
"""
NATION = """国务院关于家政服务的意见
第一条 家政企业培训家政服务员的，按每人600元给予培训补贴。
第二条 租房居住的家政服务员，每人每月租房补贴400元。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"city": CITY, "old": OLD, "nation": NATION})


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        pytest.param("澄湖企业组织数控技师培训，每人补贴多少钱？", "800元", id="the deed that has a sum"),
        pytest.param("澄湖的数控技师竞赛得了一等奖，奖励多少？", "2万元", id="a sum beside praise"),
        pytest.param("澄湖企业开展数字化改造，按投资额的几成给补助？", "12%", id="a rate beside an open promise"),
        pytest.param("澄湖企业拿商标权质押贷款，贴息每年最多多少万元？", "15万元", id="the pledge that is given"),
        pytest.param("澄湖急难救助最多给多少？", "4个月", id="so many of a yardstick is an answer"),
        pytest.param("澄湖住院陪护补助一天多少钱？", "90元", id="住院, given"),
        pytest.param("澄湖企业评上中华老字号，奖励多少？", "30万元", id="the honour itself"),
        pytest.param("澄湖的特色工业旅游线路，一个奖励多少？", "6万元", id="what is rewarded beside what is a goal"),
        pytest.param("澄湖企业租厂房，每年最多补多少钱？", "12万元", id="a limit in money"),
        pytest.param("澄湖企业租厂房，租金补几成？", "20%", id="what is paid, given"),
        pytest.param("在澄湖办行业年会，会务费能报几成？", "30%", id="a fee that is there"),
        pytest.param("澄湖市级科普基地的补助，市里出几成，区里出几成？", "60%", id="who bears what is told"),
        pytest.param("澄湖的科学技术普及基地，每个补助多少？", "40万元", id="科普 in full"),
        pytest.param("澄湖企业在国外设立研发机构，补助多少？", "20万元", id="国外 is 境外"),
        pytest.param("进了国家级工业设计大赛决赛，没得上奖的，澄湖补助多少？", "1万元", id="who won nothing, told"),
        pytest.param("澄湖二级护理人员的交通津贴，每人每月最高多少？", "200元", id="the grade of the line above"),
        pytest.param("岭北县的民宿2019年开办，验收过了，奖励多少？", "3万元", id="a year in the term"),
        pytest.param("岭北县的民宿通过验收，一次性奖励多少？", "3万元", id="paid once, as asked"),
        pytest.param("家政服务员租房，每月补贴多少？", "400元", id="a rule of the country, no place named"),
        pytest.param("澄湖的企业引进副高级工程师，每人补助多少？", "6万元", id="a title that is given"),
        pytest.param("博士到澄湖工作，生活津贴每月多少？", "700元", id="above the degree that is given"),
        pytest.param("澄湖技改贷款的贷款利率最高是多少？", "LPR+30BP", id="a rate told by a symbol"),
        pytest.param("没拿过别的展览补贴，澄湖企业租厂房补几成？", "20%", id="a support that the caller has not had"),
    ],
)
def test_answered(index: Index, question: str, figure: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert figure in reply.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("澄湖企业引进一名数控技师，奖多少钱？", id="by a rule elsewhere"),
        pytest.param("评上澄湖的优秀数控教师，给多少奖金？", id="praise alone"),
        pytest.param("澄湖企业开展绿色化改造，市里的资金支持给多少？", id="an open promise"),
        pytest.param("澄湖企业拿设备抵押贷款，贴息每年最多多少？", id="抵押 and 质押"),
        pytest.param("澄湖的最低生活保障标准是多少钱？", id="a yardstick: so many months of it"),
        pytest.param("澄湖现在的最低工资一个月是多少钱？", id="a yardstick: a share of it"),
        pytest.param("澄湖企业评上江苏老字号，奖励多少？", id="an honour of another place"),
        pytest.param("澄湖入选的是省级工业旅游示范线路，奖励多少？", id="a goal beside a reward"),
        pytest.param("澄湖企业自建研发中心，最高能补多少万元？", id="a limit in money, only a rate given"),
        pytest.param("澄湖企业租厂房，租金补贴市里出多少，区里出多少？", id="who bears what, not told"),
        pytest.param("澄湖办行业年会，一次性奖励多少？", id="paid by the year"),
        pytest.param("参加省级设计大赛没得上奖，澄湖给多少？", id="who won nothing, not told"),
        pytest.param("澄湖三级护理人员的交通津贴，每人每月最高多少？", id="the line above is of another grade"),
        pytest.param("2023年在岭北县开的民宿，通过验收奖励多少？", id="a year behind the term"),
        pytest.param("澄湖企业的检测费抵税比例是多少？", id="a share of something else"),
        pytest.param("澄湖企业租厂房，物业费补几成？", id="another fee"),
        pytest.param("澄湖的数控技师一年能休几天探亲假？", id="a compound that nobody cuts rightly"),
        pytest.param("澄湖的数控技师进口设备，检测费补贴多少？", id="进口 and 出口"),
        pytest.param("澄湖的企业引进中级工程师，每人补助多少？", id="a title that is left out"),
        pytest.param("本科毕业生到澄湖工作，生活津贴每月多少？", id="below the degree that is given"),
        pytest.param("澄湖的外商投资冷链企业，奖励多少钱？", id="by a notice elsewhere"),
        pytest.param("澄湖技改贷款逾期了，罚息利率是多少？", id="another interest"),
        pytest.param("澄湖企业成功上市，政府奖励多少？", id="a deed that earns nothing here"),
    ],
)
def test_refused(index: Index, question: str) -> None:
    assert isinstance(Assistant(index).ask(question), Refusal)
