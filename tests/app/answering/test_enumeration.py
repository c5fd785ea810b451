"""Lists that a question asks for as a whole, in small invented documents."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from app.answering.direct import joined
from app.answering.draft import DirectAnswer
from index import Index

RULES = """云川市传感器研发补助申报指南
一、申报条件
（一）在云川市内注册，具有独立法人资格；
（二）上一年度研发投入不低于200万元；
（三）近三年内没有严重失信记录。
二、补助标准
研发补助按上一年度研发投入的8%给予，单个企业最高100万元。
三、申报材料
（一）补助申请表；
（二）研发费用专项审计报告。
四、专家库
（一）专家任期3年；
（二）专家不少于20人。
五、不予补助的情形
研发补助资金不得用于下列支出：
（一）偿还债务；
（二）缴纳罚款；
（三）业务招待。
上述支出由申报单位自行承担。
六、办理流程
研发补助的评审分为以下两个阶段，每个阶段不超过20个工作日：
（一）书面评审，由三名专家打分；
（二）现场核查，由审计机构出具意见。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "shown", "hidden"),
    [
        pytest.param(
            "申报传感器研发补助要满足哪几条？", ("独立法人", "200万元", "失信"), ("审计报告", "任期"), id="conditions"
        ),
        pytest.param("传感器研发补助能申请吗？", ("独立法人", "200万元", "失信"), ("可得",), id="may-we-apply"),
        pytest.param(
            "公司还没在云川市注册，够条件拿传感器研发补助吗？",
            ("独立法人", "200万元", "失信"),
            ("可得",),
            id="do-we-qualify",
        ),
        pytest.param(
            "有失信记录，传感器研发补助是不是就没戏了？", ("独立法人", "失信"), ("审计报告",), id="is-it-over-for-us"
        ),
        pytest.param("申报传感器研发补助要提交哪些材料？", ("申请表", "审计报告"), ("失信",), id="materials"),
        pytest.param(
            "研发补助资金不能用来付哪些支出？",
            ("不得用于下列支出", "偿还债务", "缴纳罚款", "业务招待"),
            ("失信", "审计报告"),
            id="the-items-are-the-answer",
        ),
        pytest.param(
            "研发补助资金不得用于缴纳罚款吗？", ("不得用于", "缴纳罚款"), ("业务招待",), id="one-item-is-asked"
        ),
        pytest.param(
            "研发补助的评审分几个阶段？",
            ("20个工作日", "书面评审", "现场核查"),
            ("罚款",),
            id="the-line-above-has-a-figure-too",
        ),
        pytest.param("传感器研发补助的比例是多少？", ("8%",), ("失信", "审计报告"), id="another-thing-asked"),
    ],
)
def test_lists(index: Index, question: str, shown: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert all(words in reply.text for words in shown), reply.text
    assert not any(words in reply.text for words in hidden), reply.text
    assert all(f"[{n}]" in reply.text for n in range(1, len(reply.citations) + 1))


def test_two_parts_are_answered_one_by_one(index: Index) -> None:
    reply = Assistant(index).ask("传感器研发补助按多少比例给，要提交哪些材料？")
    assert isinstance(reply, Answer), reply
    assert "8%" in reply.text
    assert "审计报告" in reply.text


def test_a_part_without_an_answer_is_said() -> None:
    text = joined([("按多少比例给", DirectAnswer(lines=["按研发投入的8%给予"])), ("哪天公布名单", None)]).text
    assert text.splitlines() == ["按研发投入的8%给予", "“哪天公布名单”：文件中没有找到对应的规定。"]


def test_a_list_that_is_too_long_names_what_it_leaves_out(indexed: Callable[..., Index]) -> None:
    kinds = "苗圃 茶园 果园 菜地 鱼塘 鸡舍 羊圈 蜂场 菇房 花田 桑园 药圃 竹林 藕塘 稻田".split()  # noqa: SIM905
    numerals = "一二三四五六七八九十"
    labels = [*numerals, *(f"十{n}" for n in numerals[:5])]
    items = "\n".join(f"（{label}）{kind}登记证明；" for label, kind in zip(labels, kinds, strict=True))
    text = f"清源县农业保险补贴办法\n第一条 申请农业保险补贴，应当提交下列材料：\n{items}\n第二条 补贴每亩30元。\n"
    reply = Assistant(indexed({"long": text})).ask("申请农业保险补贴要提交哪些材料？")
    assert isinstance(reply, Answer), reply
    assert "花田登记证明" in reply.text
    assert "后面还有（十三）、（十四）、（十五）" in reply.text
