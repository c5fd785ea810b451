"""What is paid of a fee by a limit in one clause and a share in another. The documents are invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Origin
from corpus.quantities.quantity import plain
from index import Index

RULES = """云川市透析治疗保障办法
第一章 待遇
第五条 参加一级保障的人员，其限额标准如下：
（一）门诊透析发生的透析治疗费用纳入支付范围的费用限额标准为职工参保人员每人每月5000元、居民参保人员每人每月3000元；
（二）住院透析发生的透析治疗费用纳入支付范围的费用限额标准为职工参保人员每人每月8000元、居民参保人员每人每月6000元；
（三）透析交通费用基金最高支付限额为职工参保人员每人每月300元、居民参保人员每人每月200元。
第六条 参加二级保障的人员，其限额标准如下：
（一）门诊透析发生的透析治疗费用纳入支付范围的费用限额标准为职工参保人员每人每月2500元、居民参保人员每人每月1500元；
（二）住院透析发生的透析治疗费用纳入支付范围的费用限额标准为职工参保人员每人每月4000元、居民参保人员每人每月2000元。
第七条 透析费用按以下比例支付：
（一）透析治疗费用
1.职工参保人员由保障基金按门诊透析80%、住院透析90%的比例支付；
2.居民参保人员由保障基金按门诊透析60%、住院透析70%的比例支付。
（二）透析交通费用
由保障基金按50%的比例支付。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "computed"),
    [
        pytest.param(
            "职工医保，一级保障，门诊透析，透析治疗费一个月6000元，基金支付多少？", {"4000"}, id="above-the-limit"
        ),
        pytest.param("居民医保，一级保障，门诊透析，透析治疗费一个月2000元，基金支付多少？", {"1200"}, id="within"),
        pytest.param("职工医保，二级保障，住院透析，透析治疗费一个月3000元，基金支付多少？", {"2700"}, id="grade"),
        pytest.param("居民医保，一级保障，透析交通费一个月600元，基金支付多少？", {"300"}, id="limit-on-what-is-paid"),
        pytest.param("一级保障，门诊透析，透析治疗费一个月2000元，基金支付多少？", set(), id="insured-how"),
        pytest.param("居民医保，门诊透析，透析治疗费一个月2000元，基金支付多少？", set(), id="which-grade"),
        pytest.param("居民医保，一级保障，透析治疗费一个月2000元，基金支付多少？", set(), id="where"),
        pytest.param("居民医保，一级保障，门诊透析，透析治疗费一年20000元，基金支付多少？", set(), id="another-time"),
        pytest.param(
            "居民医保，一级保障，门诊透析，透析治疗费一个月2000元，自己要付多少？", set(), id="what-is-left-to-pay"
        ),
    ],
)
def test_what_is_paid_of_a_fee(index: Index, question: str, computed: set[str]) -> None:
    reply = Assistant(index).ask(question)
    numbers = reply.numbers if isinstance(reply, Answer) else ()
    assert {plain(n.value) for n in numbers if n.origin is Origin.COMPUTED} == computed
    if computed:
        assert isinstance(reply, Answer)
        assert len({c.clause.id for c in reply.citations}) > 1
