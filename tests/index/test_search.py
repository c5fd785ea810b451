"""Search: clauses with their sentences, filters, odd questions."""

from pathlib import Path

import pytest

import corpus
import index
from index import IndexSettings, make_embedder, open_index, sync


def test_a_hit_carries_its_clause_and_all_its_sentences(filled):
    hit = filled.open().search("保险补贴单家最高多少", k=1)[0]
    text = hit.document.text
    assert hit.clause.id == "plan#2"
    assert {s.text for s in hit.sentences} == {"购买保险按保费的50%补贴。", "单家最高30万元。"}
    for sentence in hit.sentences:
        assert sentence.span.of(text) == sentence.text
        assert hit.clause.span.contains(sentence.span)
        assert -1 <= sentence.dense <= 1.001
        assert sentence.lexical >= 0
    scores = [s.score for s in hit.sentences]
    assert scores == sorted(scores, reverse=True)
    assert hit.score == scores[0]


def test_order_and_number_of_hits(filled):
    hits = filled.open().search("最高奖励", k=4)
    assert len(hits) == 4
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert len({h.clause.id for h in hits}) == 4
    assert filled.open().search("最高奖励", k=0) == ()


def test_a_question_is_embedded_once(filled):
    found = filled.open()
    everywhere = found.search("保险补贴单家最高多少")
    assert found.search("保险补贴单家最高多少", documents=frozenset({"plan"}))
    assert filled.embedder.asked == ["保险补贴单家最高多少"]
    assert found.search("保险补贴单家最高多少") == everywhere


def test_a_part_is_searched_with_the_meaning_of_the_whole(filled):
    snapshot = filled.open().snapshot()
    part, whole = "单家最高多少", "保险补贴单家最高多少"
    near = snapshot.search(part, like=whole)
    assert filled.embedder.asked == [whole]
    dense = {s.text: s.dense for h in snapshot.search(whole) for s in h.sentences}
    assert {s.text: s.dense for h in near for s in h.sentences}.items() <= dense.items()


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        pytest.param(frozenset({"rules"}), {"rules"}, id="one"),
        pytest.param(frozenset({"rules", "notice", "none"}), {"rules", "notice"}, id="two-and-an-unknown"),
        pytest.param(frozenset({"none"}), set(), id="unknown"),
        pytest.param(frozenset(), set(), id="none"),
        pytest.param(None, {"plan", "notice", "rules"}, id="all"),
    ],
)
def test_within_documents(filled, documents, expected):
    hits = filled.open().search("采购零部件最高奖励", k=20, documents=documents)
    assert {h.document.id for h in hits} == expected


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n　", id="blank"),
    ],
)
def test_no_question_no_hits(filled, question):
    assert filled.open().search(question) == ()


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("？", id="mark"),
        pytest.param("😀", id="emoji"),
        pytest.param("\ud800", id="half-a-surrogate"),
        pytest.param("a\0b", id="nul"),
        pytest.param("' OR 1=1; --", id="sql"),
        pytest.param("{{7*7}} <|im_start|>", id="template"),
        pytest.param("$where $in", id="chroma-operators"),
        pytest.param("奖" * 100_000, id="long"),
    ],
)
def test_odd_questions_are_words_like_others(filled, question):
    hits = filled.open().search(question, k=3)
    assert len(hits) == 3


def test_title_and_headings_lead_to_a_sentence_without_them(library):
    """The sentence does not say 展会; its title does."""
    library.write("a.txt", "展会补助办法", "费用的20%，不超过5万元。")
    library.write("b.txt", "租金补助办法", "费用的30%，不超过6万元。")
    library.sync()
    found = library.open()
    assert found.search("展会费用不超过多少", k=1)[0].document.id == "a"
    assert found.search("租金费用不超过多少", k=1)[0].document.id == "b"


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """The plan and the notice that come with the program, with the embedder that comes with it."""
    home = tmp_path_factory.mktemp("plan")
    embedder = make_embedder(IndexSettings())
    sync(home, [Path(corpus.__file__).parent / "sources"], embedder)
    opened = open_index(home, embedder)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("买了软件和零部件能拿多少奖励", "年度采购量的10%予以奖励"),
        ("应用软件首次卖出去一次性奖多少", "给予一次性最高50万元奖励"),
        ("2027年整条产业链的产值要达到多少", "产业链工业总产值超300亿元"),
        ("要引进几家头部整机企业", "引育头部整机企业3-4家"),
        ("买数据产品补助几成", "年度采购金额30%、最高30万元"),
    ],
    ids=["零部件", "应用软件", "产值", "整机企业", "数据"],
)
def test_the_right_clause_of_the_plan_comes_first(plan, question, words):
    assert words in plan.search(question, k=1)[0].clause.text


def test_exports_are_sorted_and_there():
    assert index.__all__ == sorted(index.__all__)
    assert all(hasattr(index, name) for name in index.__all__)


def test_a_clause_is_found_by_the_clauses_around_it(library):
    """Both lines say the same; the words of the question stand beside one of them only."""
    library.write("a.txt", "甲", "第一条 展览馆租金。", "每年最高30万元。")
    library.write("b.txt", "乙", "第一条 培训学费。", "每年最高30万元。")
    library.sync(articles=True)
    hits = library.open().search("展览馆每年最高多少万元", k=6)
    assert [h.document.id for h in hits if h.clause.text.startswith("每年")] == ["a", "b"]
    by_text = {h.document.id: h.sentences[0] for h in hits if h.clause.text.startswith("每年")}
    assert by_text["a"].dense == pytest.approx(by_text["b"].dense)
    assert by_text["a"].score > by_text["b"].score


@pytest.mark.parametrize("documents", [None, frozenset({"a"}), frozenset({"a", "b"})], ids=["all", "one", "two"])
def test_the_cosine_of_a_sentence_does_not_depend_on_how_it_was_found(library, documents):
    library.write("a.txt", "甲办法", *(f"第{n}项奖励{n}万元。" for n in range(60)))
    library.write("b.txt", "乙办法", "培训学费补贴。")
    library.write("c.txt", "丙办法", "租金减免。")
    library.sync()
    query = library.embedder.query("第37项奖励")
    hits = library.open().search("第37项奖励", k=100, documents=documents)
    assert len(hits) > 40
    for sentence in (s for h in hits for s in h.sentences):
        assert sentence.dense == pytest.approx(float(library.embedder.passages([sentence.text])[0] @ query), abs=1e-5)


def test_of_named_documents_every_sentence_is_looked_at(library):
    """A filtered graph misses some where the document is a small part of the library."""
    library.write("big.txt", "大办法", *(f"第{n}项奖励{n}万元。" for n in range(900)))
    library.write("small.txt", "小办法", *(f"第{n}项奖励{n}万元。" for n in range(0, 900, 30)))
    library.sync()
    hits = library.open().search("第450项奖励", k=50, documents=frozenset({"small"}))
    assert {h.document.id for h in hits} == {"small"}
    assert len(hits) == 31
    assert hits[0].clause.text == "第450项奖励450万元。"
