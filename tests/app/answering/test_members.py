"""Which of several figures side by side a question means. All sentences are invented."""

import pytest

from app.answering.facts import clause_facts
from app.answering.members import meant, members
from corpus import Kind

TALENT = (
    "向首次购房的正高级职称人才和博士、副高级职称人才和硕士、重点高校本科毕业生分别发放50万元、30万元、10万元购房补贴。"
)
RENT = "博士、正高级职称人才每月2000元，硕士和技师每月1000元，本科生每月500元。"
WAGE = "按博士每人1万元、硕士每人7000元、其他每人5000元标准给予补贴。"
ZONE = "老城区每年最高6000元，其他地区每年最高3000元。"
CENTRE = "对首次认定的国家级、省级企业技术中心分别给予100万元、40万元奖励。"
LEVEL = "市和区、县（市）财政用于培训的经费占比应当分别不低于百分之六和百分之四。"
BRACKET = "在职职工每人每天120元（其中床位费不高于每人每天35元），城乡居民每人每天60元。"


@pytest.mark.parametrize(
    ("sentence", "question", "figure"),
    [
        (TALENT, "我是全日制硕士，买房补多少", "30万元"),
        (TALENT, "正高级的买房补多少", "50万元"),
        (TALENT, "博士首次购房补多少", "50万元"),
        (TALENT, "硕士首次购房补多少", "30万元"),
        (CENTRE, "国家级企业技术中心首次认定，奖多少", "100万元"),
        (CENTRE, "省级企业技术中心首次认定，奖多少", "40万元"),
        (CENTRE, "市级企业技术中心首次认定，奖多少", None),
        (RENT, "技师租房一个月补多少", "1000元"),
        (RENT, "专科生租房一个月补多少", None),
        (RENT, "租房一个月补多少", None),
        (WAGE, "硕士补多少", "7000元"),
        (ZONE, "我不在老城区，一年最多补多少", "最高3000元"),
        (ZONE, "老城区一年最多补多少", "最高6000元"),
        (ZONE, "一年最多补多少", None),
        (BRACKET, "城乡居民一天报多少", "60元"),
    ],
)
def test_the_figure_that_is_meant(cite, sentence: str, question: str, figure: str | None) -> None:
    citation = cite(sentence)
    (only,) = clause_facts(citation.document, citation.clause).sentences
    found = meant(question, members(only, Kind.AMOUNT, "元"))
    assert (found.figure.raw if found else None) == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [("我们区里最少占几成", "百分之四"), ("市里最少占几成", "不低于百分之六"), ("最少占几成", None)],
)
def test_by_the_level(cite, question: str, figure: str | None) -> None:
    citation = cite(LEVEL)
    (only,) = clause_facts(citation.document, citation.clause).sentences
    found = meant(question, members(only, Kind.RATE, "%"))
    assert (found.figure.raw if found else None) == figure
