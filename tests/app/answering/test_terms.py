"""How much of a question stands in a sentence, in its own words or in others."""

import pytest

from app.answering.terms import Terms, question_terms
from app.answering.vocabulary import build_vocabulary

_DOCUMENTS = (
    "对入住酒店的旅游团队给予补贴",
    "企业采购零部件的给予奖励",
    "纳税人的子女接受学前教育的相关支出可以扣除",
    "住房贷款利息在偿还贷款期间可以扣除",
    "对本市老年人发放高龄津贴",
    "支持人工智能企业租用算力",
    "小学和幼儿园建设用地优先保障",
    "国内展会的展位费给予补贴",
    "药品生产企业通过认证的给予奖励",
)


def terms(question: str) -> Terms:
    return question_terms(question, build_vocabulary(_DOCUMENTS))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        pytest.param("住宾馆能补吗", 0, id="宾馆-酒店"),
        pytest.param("零件买得多有奖吗", 1, id="零件-零部件"),
        pytest.param("娃娃上幼儿园", 6, id="own-word-first"),
        pytest.param("房贷利息怎么扣", 3, id="房贷-住房贷款"),
        pytest.param("老人每月领多少", 4, id="老人-老年人"),
        pytest.param("ai公司租算力补多少", 5, id="latin-small"),
        pytest.param("AI公司租算力补多少", 5, id="latin-large"),
        pytest.param("我们办展能补吗", 7, id="展-展会"),
        pytest.param("厂里做药的给奖吗", 8, id="药-药品"),
    ],
)
def test_the_sentence_that_is_meant_has_most(question: str, meant: int) -> None:
    asked = terms(question)
    coverage = [asked.coverage(text) for text in _DOCUMENTS]
    assert coverage.index(max(coverage)) == meant


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("食品生产认证奖励", 8, id="food-is-no-drug"),
        pytest.param("国外展会展位费", 7, id="abroad-is-not-at-home"),
        pytest.param("中学建设用地", 6, id="another-school"),
    ],
)
def test_a_sibling_is_missed(question: str, sentence: int) -> None:
    asked = terms(question)
    same = terms(question.replace("食品", "药品").replace("国外", "国内").replace("中学", "小学"))
    assert asked.coverage(_DOCUMENTS[sentence]) < same.coverage(_DOCUMENTS[sentence]) - 0.1


@pytest.mark.parametrize(
    ("plain", "with_ordinary"),
    [
        ("展位费补贴", "东西的展位费补贴"),
        ("住房贷款利息扣除", "老板的住房贷款利息扣除"),
    ],
)
def test_an_everyday_word_weighs_little(plain: str, with_ordinary: str) -> None:
    text = " ".join(_DOCUMENTS)
    assert terms(with_ordinary).coverage(text) > terms(plain).coverage(text) - 0.15


@pytest.mark.parametrize("subject", ["咖啡", "量子", "取暖费", "水稻", "足球"])
def test_another_subject_weighs_much(subject: str) -> None:
    asked = terms(f"{subject}的补贴")
    assert max(asked.coverage(text) for text in _DOCUMENTS) < 0.4
    assert asked.unheard_of == (subject,)


def test_letters_count_only_as_a_whole() -> None:
    assert not any("人工智能" in term.alternatives for term in terms("email补贴").terms)


def test_a_word_with_brackets_covers_only_itself() -> None:
    covered = [t for t in terms("首台套药品奖励").terms if "首台套" in t.alternatives]
    assert [t.bigram for t in covered] == ["首台", "台套"]


@pytest.mark.parametrize("code", ["2A", "L4", "AR"])
def test_latin_letters_name_things(code: str) -> None:
    asked = terms(f"{code}级景区补贴")
    assert max(asked.coverage(text) for text in _DOCUMENTS) < 0.4


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("津贴一年最多用几次", id="a-word-cut-by-最多"),
        pytest.param("津贴算下来是多少", id="算下来"),
        pytest.param("津贴一次性能领多少", id="一次性-is-one-word"),
        pytest.param("津贴够得着不", id="够得着"),
        pytest.param("我店里的津贴是多少", id="店里"),
        pytest.param("花钱租算力补多少", id="花钱-is-no-noun"),
    ],
)
def test_how_callers_talk_names_nothing(question: str) -> None:
    asked = terms(question)
    assert asked.unheard_of == ()


def test_a_wrongly_cut_word_is_mended() -> None:
    assert not any(t.bigram == "性能" and not t.loose for t in terms("津贴一次性能领多少").terms)


def test_a_place_stands_for_no_other() -> None:
    asked = question_terms("辽宁的展位费", build_vocabulary((*_DOCUMENTS, "大连市参加展会的企业")))
    assert not [t for t in asked.terms if t.alike and t.bigram == "辽宁"]


def test_contrasts_are_not_alike() -> None:
    asked = question_terms("省级展会补贴", build_vocabulary((*_DOCUMENTS, "市级展会给予补贴", "国家级展会给予奖励")))
    assert not {a.word for t in asked.terms for a in t.alike} & {"市级", "国家级"}


def test_the_name_of_a_place_covers_nothing() -> None:
    asked = question_terms("明天大连会下雨吗", build_vocabulary((*_DOCUMENTS, "大连市参加展会的企业")))
    assert asked.coverage("大连市参加展会的企业") == 0.0
