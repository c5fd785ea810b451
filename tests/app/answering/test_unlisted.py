"""Another kind than those that a clause sets side by side, and honours that it does not know. The rules are invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant, Refusal
from app.answering.evidence import Evidence
from app.answering.facts import clause_facts
from app.answering.honours import other_honour
from app.answering.question import read_question
from app.answering.terms import question_terms
from app.answering.vocabulary import build_vocabulary
from corpus import Clause, Document, Span
from index import Index

RULES = """青禾县质量强县奖励办法
第一条 牵头起草国际、国家标准的企业，分别奖励40万元、20万元。
第二条 举办羽毛球、乒乓球和篮球赛事的，每场补助3万元。
第三条 新建水稻种植基地的，每亩奖励100元；新建蔬菜种植基地的，每亩奖励200元。
第四条 采购扫地机器人的酒店，按采购额的10%给予补贴，最高8万元。
第五条 被评为县级质量标杆的企业奖励6万元，列入县重点商标保护名录的奖励2万元。
第六条 2025—2027年全县新增绿色食品企业30家以上。
第七条 县内企业扩建冷库的，按每立方米60元奖励。
第八条 食用油加工企业按年加工量给予奖励，每吨奖励15元。
第九条 获得省级、市级、县级首席技师的，分别奖励5万元、3万元、1万元。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        pytest.param("企业牵头起草国家标准奖励多少？", "20万元", id="one of the list"),
        pytest.param("举办篮球赛事每场补助多少钱？", "3万元", id="the last of the list"),
        pytest.param("新建蔬菜种植基地，每亩奖励多少钱？", "200元", id="one of those in sentences of their own"),
        pytest.param("酒店采购智能机器人，最高补贴多少？", "8万元", id="one kind alone may be called otherwise"),
        pytest.param("企业评上县级质量标杆，奖励多少？", "6万元", id="an honour that is there"),
        pytest.param("评为市级首席技师的，奖励多少？", "3万元", id="an honour of a level"),
        pytest.param("商标列入重点保护名录的，奖励多少？", "2万元", id="a list that is there"),
        pytest.param("到2027年全县新增绿色食品企业多少家？", "30家", id="the year in which the period ends"),
        pytest.param("县内企业扩建冷库，每立方米奖励多少？", "60元", id="at home"),
    ],
)
def test_answered(index: Index, question: str, figure: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert figure in reply.text


@pytest.mark.parametrize(
    ("question", "why"),
    [
        pytest.param("企业牵头起草团体标准奖励多少？", "团体标准", id="not in the list"),
        pytest.param("新建果树种植基地，每亩奖励多少钱？", "果树", id="not among those in sentences of their own"),
        pytest.param("企业评上驰名商标，奖励多少？", "驰名商标", id="another honour"),
        pytest.param("光2026年这一年，全县新增绿色食品企业多少家？", "2026年一年", id="one year of a period"),
        pytest.param("县内企业到国外扩建冷库，每立方米奖励多少？", "海外", id="abroad"),
        pytest.param("食用油加工企业的奖励，加工量按毛重还是净重算？", "毛重", id="neither of two"),
    ],
)
def test_refused(index: Index, question: str, why: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Refusal)
    assert why in reply.message


@pytest.mark.parametrize(
    ("question", "other"),
    [
        pytest.param("产品评为市级首创，奖励多少？", True, id="only the level is alike"),
        pytest.param("评为省级首批样板的，奖励多少？", True, id="and the character after it"),
        pytest.param("评为市级首席技师的，奖励多少？", False, id="the honour"),
        pytest.param("评为国家级首席技师的，奖励多少？", False, id="of another level, which is not its matter"),
        pytest.param("市级首台套奖励多少？", False, id="nobody has become anything"),
    ],
)
def test_a_level_makes_no_honour_known(question: str, other: bool) -> None:
    text = "对获得省级、市级首席技师的，分别奖励5万元、3万元。"
    document = Document("rules", "奖励办法", text, "rules.txt", "0", "0")
    facts = clause_facts(document, Clause("rules#1", "rules", ("一",), ("一",), text, Span(0, len(text))))
    asked = read_question(question)
    terms = question_terms(asked.search, build_vocabulary([text]))
    place = Evidence(facts, facts.sentences[0], 1.0, 1.0, 1.0, None, True, False, 1.0)
    assert (other_honour(asked, terms, place) is not None) is other
