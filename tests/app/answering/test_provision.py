"""What a sentence that gives no support lets a question compute: requirements, shares, parts above a threshold, standards.

All clauses and questions are invented; every result was calculated by hand.
"""

import pytest

from app.answering.computation import Computation
from app.answering.facts import clause_facts
from app.answering.provision import compute_at
from app.answering.question import read_question
from corpus import display

CLAUSES = {
    "price": "成套装备的首套销售价格不低于800万元，单机装备的首台销售价格不低于150万元。",
    "firm": "申报企业注册资本不低于1000万元，专职研发人员不少于20人，近两年研发费用占营业收入的比例不低于3%。",
    "age": "申请人年龄不超过45周岁，在本市连续缴纳社会保险满6个月。",
    "land": "项目容积率不低于1.5，每亩投资强度不低于300万元。",
    "hire": "当年新招用就业困难人员达到企业在职职工总数15%（超过50人的企业达到8%），并签订1年以上劳动合同。",
    "women": "女职工占在职职工总数的比例不低于40%。",
    "fund": "管理费用不超过资金总额的2%。",
    "medical": "参保人员在一个年度内发生的住院医疗费用，个人负担累计超过20000元的部分，在100000元限额内据实扣除。",
    "outpatient": "门诊医疗费用超过600元的部分，由基金按60%支付，最高支付2000元。",
    "three": "个人负担超过1万元的部分按50%支付，超过5万元的部分按60%支付。",
    "child": "纳税人的子女接受教育的支出，按照每个子女每月800元的标准定额扣除。",
    "old": "对80周岁以上老年人，按照每人每月200元的标准发放。",
    "pension": "职工基本养老保险费由单位按缴费基数的16%缴纳，个人按缴费基数的8%缴纳。",
    "bus": "老年人乘坐公共汽车，按票价的50%收取。",
    "dole": "失业保险金标准为当地最低工资标准的90%。",
    "hiring": "企业招用登记失业人员的，按实际招用人数每人每年7800元定额依次扣减税款。",
    "levels": "市和区、县（市）财政用于职业培训的经费占本级财政支出的比例应当分别不低于百分之三和百分之二。",
    "heads": "市财政每年应当安排人均不少于2.00元的阅读推广经费，区、县（市）财政每年应当安排不少于人均1.50元的阅读推广经费。",
    "refund": "对稳定岗位的参保企业，可返还其上年度实际缴纳工伤保险费的40%。",
    "exam": "每名考生每科收取考务费60元。",
}

COMPUTED = [
    ("price", "单机装备首台才卖了120万，够不够门槛，还差多少", ["30万元"], "还差30万元（150万元 − 120万元 = 30万元）"),
    ("price", "成套装备首套卖了800万，够吗", [], "800万元达到“成套装备的首套销售价格不低于800万元”的要求"),
    ("firm", "注册资本只有800万，符合条件吗", ["200万元"], "还差200万元"),
    ("firm", "专职研发人员18人，还差几个", ["2人"], "还差2人"),
    ("firm", "研发人员有25个，达标吗", [], "达到“专职研发人员不少于20人”的要求"),
    ("firm", "营业收入2亿，研发费用500万，够不够", ["600万元"], "500万元未达到要求"),
    ("firm", "营业收入1亿元，研发费用400万元，比例够不够", ["300万元"], "400万元达到要求"),
    ("age", "我今年47周岁，年龄超了吗", ["2周岁"], "多出2周岁"),
    ("land", "一亩投资强度做到280万，达标吗", ["20万元"], "还差20万元"),
    ("hire", "在职职工40人，至少要新招几个就业困难人员", ["6人"], "40人 × 15% = 6人，至少要这么多"),
    ("hire", "在职职工60人，至少要新招几个就业困难人员", ["4.8人", "5人"], "60人 × 8% = 4.8人，至少5人"),
    ("hire", "在职职工50人，新招了7个就业困难人员，够不够", ["7.5人"], "50人 × 15% = 7.5人，7个未达到要求"),
    ("hire", "在职职工200人，新招了16个就业困难人员，够不够", ["16人"], "16个达到要求"),
    ("women", "在职职工120人，女职工50人，符合吗", ["48人"], "50人达到要求"),
    ("fund", "资金总额3000万，管理费用用了50万，符合吗", ["60万元"], "50万元没有超过"),
    ("fund", "资金总额3000万，管理费用用了70万，符合吗", ["60万元"], "70万元超过了"),
    ("medical", "去年住院个人负担了6.5万，能扣除多少", ["4.5万元"], "未超过限额，可扣除4.5万元"),
    ("medical", "住院费用个人负担了15万，最多能扣多少", ["13万元"], "超过限额10万元，最高可扣除10万元"),
    ("medical", "住院费用个人负担1.8万，能扣多少", [], "1.8万元没有超过2万元"),
    ("outpatient", "门诊医疗费用花了1600元，能报多少", ["600元"], "（1600元 − 600元）× 60% = 600元"),
    ("outpatient", "门诊医疗费用花了5600元，能报多少", ["3000元"], "最高可得2000元"),
    ("child", "两个孩子，一个月能扣多少", ["1600元"], "可扣除1600元"),
    ("child", "俩娃上学，一年能扣多少", ["1.92万元"], "可扣除1.92万元"),
    ("child", "家里三个孩子上学能扣多少", ["2400元"], "每月可扣除2400元"),
    ("child", "两个月能扣多少", ["1600元"], "每个子女可扣除1600元"),
    ("old", "家里2位老人都满80周岁了，一个月发多少", ["400元"], "可得400元"),
    ("pension", "缴费基数6000元，个人缴多少", ["480元"], "应缴480元"),
    ("pension", "缴费基数6000元，单位缴多少", ["960元"], "应缴960元"),
    ("dole", "最低工资标准2000元，失业金一个月多少", ["1800元"], "为1800元"),
    ("hiring", "招了5个失业人员，一年能扣减多少", ["3.9万元"], "可扣除3.9万元"),
    ("bus", "票价4元，老年人收多少", ["2元"], "收取2元"),
    ("hire", "在职职工80个，至少要新招几个就业困难人员", ["6.4人", "7人"], "80个 × 8% = 6.4人，至少7人"),
    ("levels", "我们区里财政支出50亿元，最少该安排多少", ["1亿元"], "50亿元 × 2% = 1亿元，至少要这么多"),
    ("levels", "市里财政支出200亿元，最少该安排多少", ["6亿元"], "200亿元 × 3% = 6亿元"),
    ("heads", "我们区里80万人口，一年最少安排多少", ["120万元"], "至少应安排120万元"),
    ("refund", "去年工伤保险费交了5万，能退多少", ["2万元"], "返还2万元"),
]

NOT_COMPUTED = [
    pytest.param("levels", "财政支出50亿元，最少该安排多少", id="neither-level-is-named"),
    pytest.param("levels", "我们区里常住人口50万，最少该安排多少", id="people-are-no-spending"),
    pytest.param("refund", "去年工资发了5万，能退多少", id="wages-are-no-premium"),
    pytest.param("price", "首台套卖了300万，够不够门槛", id="which-of-two-requirements"),
    pytest.param("price", "单机装备首台卖120万，能补多少", id="asks-for-support-not-for-the-threshold"),
    pytest.param("price", "成套装备的利润有900万，够不够", id="profit-is-no-price"),
    pytest.param("firm", "营收800万够不够", id="turnover-is-no-capital"),
    pytest.param("firm", "我们有20个专利，够吗", id="patents-are-no-people"),
    pytest.param("firm", "注册资本大概900万，够吗", id="about"),
    pytest.param("age", "缴了5万社保，够吗", id="another-unit"),
    pytest.param("hire", "新招了7个就业困难人员，够不够", id="whole-is-missing"),
    pytest.param("hire", "在职职工60人，工资一共多少", id="asks-something-else"),
    pytest.param("medical", "超过2万的部分有3万，能扣多少", id="amount-is-the-part-already"),
    pytest.param("medical", "年收入15万，能扣多少", id="income-is-no-expense"),
    pytest.param("three", "个人负担8万，付多少", id="two-parts"),
    pytest.param("child", "家里两个人上班，能扣多少", id="workers-are-no-children"),
    pytest.param("pension", "缴费基数6000元，一共缴多少", id="which-of-two-rates"),
    pytest.param("pension", "工龄8年，个人缴多少", id="no-base"),
    pytest.param("dole", "我工资5000元，能领几个月", id="months-asked-and-another-wage"),
    pytest.param("bus", "罚了4元，怎么收", id="fine-is-no-fare"),
]


def _result(cite, clause: str, question: str):
    citation = cite(CLAUSES[clause])
    facts = clause_facts(citation.document, citation.clause)
    return compute_at(read_question(question), facts, facts.sentences[0])


@pytest.mark.parametrize(("clause", "question", "figures", "words"), COMPUTED)
def test_computed(cite, clause: str, question: str, figures: list[str], words: str) -> None:
    result = _result(cite, clause, question)
    assert isinstance(result, Computation)
    assert [display(f.value, f.unit) for f in result.figures if f.formula] == figures
    assert words in result.line


@pytest.mark.parametrize(("clause", "question"), NOT_COMPUTED)
def test_not_computed(cite, clause: str, question: str) -> None:
    assert not isinstance(_result(cite, clause, question), Computation)


YEARS = "每年开展培训不少于4场，每年扶持经费20万元，连续3年。"


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        pytest.param("三年一共最少几场培训", ["12场"], id="count"),
        pytest.param("五年下来一共最少几场培训", ["12场"], id="no-longer-than-the-clause"),
        pytest.param("两年一共扶持多少钱", ["40万元"], id="sum"),
    ],
)
def test_over_years(cite, question: str, figures: list[str]) -> None:
    citation = cite(YEARS)
    facts = clause_facts(citation.document, citation.clause)
    result = compute_at(read_question(question), facts, facts.sentences[0])
    assert isinstance(result, Computation)
    assert [display(f.value, f.unit) for f in result.figures if f.formula] == figures


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("一年最少几场培训", id="one-year"),
        pytest.param("三年一共多少个学员", id="another-unit"),
        pytest.param("办了三年，还要办几场", id="not-together"),
    ],
)
def test_not_over_years(cite, question: str) -> None:
    citation = cite(YEARS)
    facts = clause_facts(citation.document, citation.clause)
    assert not isinstance(compute_at(read_question(question), facts, facts.sentences[0]), Computation)
