"""Lists of all that has a trait: complete, in order, and no list where a question has a subject of its own."""

from collections.abc import Callable, Mapping

import pytest

from app.answering import Answer, Assistant
from index import Index

Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "has", "has_not"),
    [
        pytest.param(
            "方案里哪些奖补是一次性的？",
            ["奖励20万元", "一次性补助3万元"],
            ["每亩500元", "80万元", "展位费"],
            id="once",
        ),
        pytest.param(
            "茶产业方案里按百分比给的补助有哪几条，分别是百分之几？",
            ["30%", "50%"],
            ["每亩500元", "20万元"],
            id="rates",
        ),
        pytest.param("方案里有封顶的补贴有哪些，各封顶多少？", ["80万元", "5万元"], ["20万元", "500元"], id="caps"),
        pytest.param("方案里上限超过50万的补助有哪些？", ["80万元"], ["5万元。", "20万元"], id="caps-above"),
        pytest.param("哪几项奖补是封顶5万的？", ["最高5万元"], ["80万元", "20万元"], id="one-cap"),
        pytest.param("方案里10万以上的奖励都有哪些", ["80万元", "20万元"], ["3万元", "每亩500元"], id="sums-above"),
        pytest.param(
            "方案写明到2028年要完成的数量目标有哪些？", ["5万亩", "2万亩"], ["80万元", "2027年"], id="targets"
        ),
        pytest.param("方案里都写了哪些时间节点？", ["2027年底", "到2028年"], ["20万元"], id="dates"),
        pytest.param("方案里每年都要办的活动有哪些？", ["不少于2场"], ["专项资金", "80万元"], id="every-year"),
        pytest.param("方案里每年给的补贴有哪些", ["每年最高5万元"], ["20万元", "每亩500元"], id="given-every-year"),
        pytest.param("方案里补贴比例都是多少？", ["30%", "50%"], ["20万元"], id="all-the-rates"),
        pytest.param("列出方案里所有按比例补的条款", ["30%", "50%"], ["20万元"], id="list-them"),
    ],
)
def test_lists(ask: Ask, question: str, has: list[str], has_not: list[str]) -> None:
    text = ask(question)
    assert [h for h in has if h not in text] == []
    assert [h for h in has_not if h in text] == []


def test_what_a_dated_part_aims_at_stands_beside(ask: Ask) -> None:
    text = ask("方案写明到2028年要完成的数量目标有哪些？")
    own, beside = text.split("相关的规定还有：")
    assert "合作社30家以上" in beside
    assert "合作社" not in own
    assert own.index("5万亩") < own.index("2万亩")


@pytest.mark.parametrize(
    ("question", "has", "has_not"),
    [
        pytest.param("购置自动化生产线一次性补助有哪些？", "30%", "3万元", id="a-subject"),
        pytest.param("参加境外展会按比例补多少？", "50%", "30%", id="one-rate"),
        pytest.param("获得省级名牌一次性奖励多少？", "20万元", "3万元", id="one-sum"),
        pytest.param("专卖店的补助有没有上限？", "3万元", "80万元", id="whether"),
        pytest.param("茶园面积到2028年要达到多少？", "5万亩", "合作社", id="one-target"),
    ],
)
def test_lists_nothing_where_a_subject_is_asked(ask: Ask, question: str, has: str, has_not: str) -> None:
    text = ask(question)
    assert has in text
    assert has_not not in text.partition("相关的规定还有：")[0]


@pytest.mark.parametrize(
    ("question", "has", "has_not"),
    [
        pytest.param("涉茶企业能拿哪些奖励？", ["20万元", "50%"], ["每亩500元"], id="by-name"),
        pytest.param(
            "我们是搞加工的，方案里加工企业能享受哪些补贴，各多少？",
            ["以下简称涉茶企业", "30%", "20万元", "50%"],
            ["每亩500元"],
            id="by-definition",
        ),
    ],
)
def test_all_for_an_addressee(ask: Ask, question: str, has: list[str], has_not: list[str]) -> None:
    text = ask(question)
    assert [h for h in has if h not in text] == []
    assert [h for h in has_not if h in text.partition("相关的规定还有：")[0]] == []


TOTAL = """清源县冷链补贴办法
第一条 对购置冷藏车的，每辆补贴3万元，单个企业最高补贴30万元。
第二条 对新建冷库的，按投资额的10%给予补贴。
第三条 单个企业每年享受本办法规定的各类补贴总额不超过80万元。
"""


@pytest.fixture(scope="module")
def cold(indexed: Callable[[Mapping[str, str]], Index]) -> Assistant:
    return Assistant(indexed({"cold": TOTAL}))


@pytest.mark.parametrize(
    ("question", "shown", "not_shown"),
    [
        pytest.param("冷链办法里的几样补贴加起来一年最多给多少？", "80万元", "30万元", id="all-together"),
        pytest.param("各项补贴一共封顶多少？", "80万元", "30万元", id="封顶"),
        pytest.param("购置冷藏车最多补多少？", "30万元", "80万元", id="one-support"),
    ],
)
def test_the_limit_of_everything(cold: Assistant, question: str, shown: str, not_shown: str) -> None:
    text = cold.ask(question)
    assert isinstance(text, Answer)
    own = text.text.partition("相关的规定还有：")[0]
    assert shown in own
    assert not_shown not in own
