"""What is said of every year or month, over a time. Clauses and questions are invented, results worked out by hand."""

import pytest

from app.answering.computation import Computation
from corpus import display

CLUB = "根据考核结果，对行业联盟给予每年不超过60万元的运营补贴。"
HOUSE = "对新引进人才发放住房补贴，其中博士每月2000元，硕士每月1500元，本科生每月800元，补贴时间累计不超过3年。"
SHOP = "标准为：中心城区每年最高9000元，其他区域每年最高5000元。补贴期限累计不超过2年。"
STATION = "对新设立的院士工作站、专家工作站，分别给予50万元、20万元一次性建站补助，建站后三年内每年分别给予20万元、10万元运行补贴。"
MASTER = "每两年选拔一批首席技师和技术能手，分别给予2万元、1万元选拔奖金，两年管理期内，每年度考核合格的，分别给予每人0.8万元、0.4万元考核津贴。"
POSTDOC = "对新引进的博士后，一次性给予10万元安家补助，在站两年内每年给予5万元生活补贴，累计不超过18万元。"
VILLAGE = "对新认定的示范村给予30万元奖励，此后三年每年给予5万元管护补助。"
BOAT = "对入选的渔船，一次性给予8万元改造补贴，或者三年内每年给予3万元补贴。"
GOAL = "每年举办推介会不少于3场。企业连续2年盈利的，给予奖励。"


@pytest.mark.parametrize(
    ("clause", "question", "figures", "words"),
    [
        (CLUB, "联盟办满三年，累计最多能拿多少钱", ["180万元"], "3年最多180万元"),
        (HOUSE, "硕士一年下来补多少钱", ["1.8万元"], "1500元 × 12 = 1.8万元"),
        (HOUSE, "博士五年一共能补多少钱", ["7.2万元"], "3年共7.2万元"),
        (HOUSE, "本科生，8个月一共补多少钱", ["6400元"], "800元 × 8个月"),
        (SHOP, "店不在中心城区，补满为止最多拿多少钱", ["1万元"], "2年最多1万元"),
        (SHOP, "中心城区的店，补满年限一共多少钱", ["1.8万元"], "2年最多1.8万元"),
        (GOAL, "四年下来最少几场推介会", ["12场"], "4年至少12场"),
        (STATION, "建了专家工作站，三年下来一共能拿多少钱", ["30万元", "50万元"], "20万元 + 30万元 = 50万元"),
        (STATION, "建了专家工作站，运行补贴三年一共多少钱", ["30万元"], "3年共30万元"),
        (MASTER, "评上首席技师，两年下来每年考核都合格，总共能拿多少钱", ["1.6万元", "3.6万元"], "2万元 + 1.6万元"),
        (MASTER, "评上技术能手，两年考核津贴一共多少钱", ["8000元"], "2年共8000元"),
        (POSTDOC, "引进的博士后，在站两年，一共能拿多少钱", ["10万元", "20万元"], "超过上限18万元，最高18万元"),
        (VILLAGE, "示范村三年一共能拿多少钱", ["15万元", "45万元"], "30万元 + 15万元 = 45万元"),
        (VILLAGE, "示范村五年一共能拿多少钱", ["15万元", "45万元"], "30万元 + 15万元 = 45万元"),
    ],
)
def test_over_time(compute_in, clause: str, question: str, figures: list[str], words: str) -> None:
    result = compute_in(clause, question)
    assert isinstance(result, Computation)
    assert [display(f.value, f.unit) for f in result.figures if f.formula] == figures
    assert words in result.line


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        pytest.param(CLUB, "联盟一年最多能拿多少钱", id="the-clause-says-it"),
        pytest.param(STATION, "建了个工作站，三年总共能拿多少钱", id="which-of-two-stations"),
        pytest.param(BOAT, "入选的渔船三年一共能拿多少钱", id="one-or-the-other"),
        pytest.param(HOUSE, "一年下来补多少钱", id="which-of-three"),
        pytest.param(HOUSE, "专科生一年下来补多少钱", id="none-of-three"),
        pytest.param(HOUSE, "博士拿了三年学位，补多少钱", id="not-the-time-of-the-support"),
        pytest.param(GOAL, "四年下来奖多少钱", id="another-unit"),
        pytest.param(CLUB, "联盟有30家企业，三年一共拿多少钱", id="a-count-without-a-place"),
    ],
)
def test_not_over_time(compute_in, clause: str, question: str) -> None:
    assert not isinstance(compute_in(clause, question), Computation)
