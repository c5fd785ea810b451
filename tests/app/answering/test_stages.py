"""Sums of the stages of one way and of years, and what a promotion adds. The clauses are invented, the results worked out by hand."""

import pytest

from app.answering.computation import Computation

FILM = "影片通过省电影局备案后，给予奖励20万元；完成拍摄后，给予奖励80万元；取得公映许可证后，给予奖励50万元；在影院上映后，再奖励30万元。外地影视企业迁入的，给予一次性奖励200万元。"
LISTED = (
    "拟挂牌交易的企业，按照完成股改、辅导备案、正式申报、挂牌交易四个环节分别给予30万元、40万元、60万元和90万元补贴。"
)
MOST = "中医馆通过初评后，给予奖励10万元；通过复评后，给予奖励15万元；建成验收后，给予奖励25万元。以上奖励就高不重复。"
LEVELS = "民宿获得国家级的，给予奖励100万元；获得省级的，给予奖励50万元；获得市级的，给予奖励20万元。"
TIERS = "出口额达到1000万元后，给予奖励10万元；达到5000万元后，给予奖励30万元。"


@pytest.mark.parametrize(
    ("clause", "question", "sum_"),
    [
        pytest.param(FILM, "从备案到影院上映全走完，一共奖励多少？", 1800000, id="from the first to the last"),
        pytest.param(FILM, "拍一部片子每一步都办成了，一共能拿多少？", 1800000, id="every step"),
        pytest.param(FILM, "从完成拍摄到取得公映许可证，总共奖多少？", 1300000, id="from the second to the third"),
        pytest.param(FILM, "从备案一路到公映许可证，加起来多少钱？", 1500000, id="to the last but one"),
        pytest.param(LISTED, "从股改一直到挂牌交易，一共补多少？", 2200000, id="members of one list"),
        pytest.param(LISTED, "四个环节全走完，总共补多少？", 2200000, id="four stages named as a number"),
        pytest.param(FILM, "备案和上映一共奖励多少？", None, id="two that are named are not the whole way"),
        pytest.param(FILM, "从备案到影院上映每一步各奖多少？", None, id="each is no sum"),
        pytest.param(FILM, "从找投资人到卖掉版权，一共奖励多少？", None, id="a way that the clause does not know"),
        pytest.param(FILM, "外地企业迁进来，全走完一共多少？从迁入到落户", None, id="the sentence after the row"),
        pytest.param(MOST, "从初评到验收全走完，一共奖励多少？", None, id="the clause forbids adding up"),
        pytest.param(LEVELS, "从市级到国家级全拿下，一共奖励多少？", None, id="levels are no stages"),
        pytest.param(TIERS, "从1000万做到5000万，一共奖多少？", None, id="tiers are no stages"),
    ],
)
def test_stages_walked_to_the_end(compute_in, clause: str, question: str, sum_: int | None) -> None:
    result = compute_in(clause, question)
    assert (result.result if isinstance(result, Computation) else None) == sum_


RISING = "对新评定为五星级、四星级、三星级的养老院，分别给予60万元、40万元、25万元奖励；如果晋级，按照以上奖励金额给予补差奖励。"
LABS = "对新认定的国家级、省级、市级实验室，分别给予200万元、100万元、30万元奖励。"


@pytest.mark.parametrize(
    ("clause", "question", "sum_"),
    [
        pytest.param(RISING, "养老院前年评的三星级，今年升成五星级了，还能再拿多少？", 350000, id="three to five"),
        pytest.param(RISING, "四星级晋级五星级，再补多少？", 200000, id="four to five"),
        pytest.param(RISING, "三星级升四星级，能再奖几万？", 150000, id="three to four"),
        pytest.param(LABS, "实验室去年是市级，今年升成国家级，还能再补多少？", None, id="no clause on promotion"),
        pytest.param(RISING, "养老院升成五星级了，还能再拿多少？", None, id="the level before is not said"),
        pytest.param(RISING, "五星级和三星级的奖励都有吗？", None, id="nobody rises"),
    ],
)
def test_promotion_gives_the_difference(compute_in, clause: str, question: str, sum_: int | None) -> None:
    result = compute_in(clause, question)
    assert (result.result if isinstance(result, Computation) else None) == sum_


YEARS = "自投产当年起，按其年度税收额给予六年奖励，其中前四年给予60%的奖励，后两年给予30%的奖励，每年最高奖励不超过200万元。"


@pytest.mark.parametrize(
    ("clause", "question", "lines"),
    [
        pytest.param(YEARS, "投产第三年，税收额100万，能奖多少？", ["可得60万元"], id="third of the first four"),
        pytest.param(YEARS, "今年是投产后的第5年，税收额100万，奖多少？", ["可得30万元"], id="fifth of six"),
        pytest.param(YEARS, "第二年税收额500万，奖多少？", ["最高可得200万元"], id="the cap that is said once"),
        pytest.param(YEARS, "税收额100万，奖多少？", ["可得60万元", "可得30万元"], id="no year: both stages"),
        pytest.param(YEARS, "第八年税收额100万，奖多少？", [], id="after the last year"),
        pytest.param(YEARS, "第三年营业额100万，奖多少？", [], id="a turnover is no tax"),
    ],
)
def test_the_year_of_the_question_picks_the_stage(compute_in, clause: str, question: str, lines: list[str]) -> None:
    result = compute_in(clause, question)
    line = result.line if isinstance(result, Computation) else ""
    assert all(words in line for words in lines)
    assert line.count("可得") == len(lines)


CARE = "护理补助标准:其中低保老人上门护理补助标准不超过80元/人/日,其他老人上门护理补助标准不超过50元/人/日。补助金额不得超过实际支出金额。"
SIDES = "对低保老人，上门护理补助不超过80元/人/日，对其他老人，上门护理补助不超过50元/人/日。"
PLAIN = "陪护津贴标准不超过90元/人/日。"


@pytest.mark.parametrize(
    ("clause", "question", "sum_"),
    [
        pytest.param(CARE, "我爸不是低保老人，上门护理了20天，最多补多少？", 1000, id="the other case"),
        pytest.param(CARE, "低保老人上门护理20天，最多补多少？", 1600, id="the named case"),
        pytest.param(CARE, "我爸不是低保老人，上门护理20天，花了3000元，最多补多少？", 1000, id="less than was paid"),
        pytest.param(CARE, "我爸不是低保老人，上门护理20天，花了600元，最多补多少？", 600, id="no more than was paid"),
        pytest.param(CARE, "上门护理20天，最多补多少？", None, id="which case is not said"),
        pytest.param(
            CARE, "我爸不是低保老人，退休金3000元，上门护理20天，最多补多少？", None, id="an income is no outlay"
        ),
        pytest.param(CARE, "我爸不是低保老人，上门护理半年，最多补多少？", None, id="half a year is no number of days"),
        pytest.param(SIDES, "不是低保老人，上门护理20天，最多补多少？", 1000, id="the other case of a support"),
        pytest.param(SIDES, "上门护理20天，最多补多少？", None, id="neither case of a support"),
        pytest.param(PLAIN, "陪护了300人次，津贴最多多少？", None, id="people without days"),
        pytest.param(PLAIN, "陪护12天，津贴最多多少？", 1080, id="one case alone"),
        pytest.param(PLAIN, "陪护花了600元，12天，津贴最多多少？", None, id="no clause on what was paid"),
    ],
)
def test_a_standard_for_each_person_and_day(compute_in, clause: str, question: str, sum_: int | None) -> None:
    result = compute_in(clause, question, "/人/日")
    assert (result.result if isinstance(result, Computation) else None) == sum_
