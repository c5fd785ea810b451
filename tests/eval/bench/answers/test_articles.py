import json
from pathlib import Path

import pytest

from corpus import Clause, Document, Span
from eval.bench.answers.articles import (
    Article,
    LawQuestion,
    Recall,
    article_number,
    law_key,
    law_names,
    load_questions,
    ranked_articles,
    ranks,
    recall,
)
from eval.errors import EvalError
from index import Hit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("中华人民共和国渔船法", "渔船法", id="country"),
        pytest.param("《渔船法》实施细则（试行）", "渔船法实施细则(试行)", id="marks-and-widths"),
        pytest.param("关于适用〈渔船法〉的解释 （一）", "关于适用《渔船法》的解释（一）", id="inner-marks-and-blanks"),
        pytest.param("中华人民共和国\u3000渔船法", "渔船法", id="wide-blank"),
    ],
)
def test_the_same_law(one: str, other: str) -> None:
    assert law_key(one) == law_key(other)


def test_numbered_interpretations_stay_apart() -> None:
    assert law_key("渔船法解释（一）") != law_key("渔船法解释（二）")


@pytest.mark.parametrize(
    ("file", "text", "names"),
    [
        pytest.param("渔船法.md", "# 中华人民共和国渔船法\n\n第一条 …", {"渔船法"}, id="both-alike"),
        pytest.param("渔船规定(2031-01-02).md", "没有标题", {"渔船规定"}, id="date-is-no-part-of-the-name"),
        pytest.param("船员编.md", "\n# 渔业法典\n\n# 船员编\n", {"船员编", "渔业法典"}, id="part-of-a-code"),
        pytest.param("渔船规定(试行).md", "## 第一章", {"渔船规定试行"}, id="chapter-is-no-title"),
    ],
)
def test_names_of_a_file(file: str, text: str, names: set[str]) -> None:
    assert law_names(Path(file), text) == names


@pytest.mark.parametrize(
    ("path", "number"),
    [
        pytest.param(("第二章", "第十一条"), "第十一条", id="article"),
        pytest.param(("第十一条", "（三）", "2"), "第十一条", id="items-fold-into-it"),
        pytest.param(("第五条", "第十一条之一"), "第十一条之一", id="inserted-article-below-another"),
        pytest.param(("第12条",), "第12条", id="arabic"),
        pytest.param(("第二章",), None, id="chapter"),
        pytest.param(("序",), None, id="preamble"),
        pytest.param(("第十一条的规定",), None, id="words-that-begin-so"),
        pytest.param((), None, id="none"),
    ],
)
def test_article_of_a_clause(path: tuple[str, ...], number: str | None) -> None:
    assert article_number(path) == number


def test_the_reporting_split_is_by_digest() -> None:
    questions = [LawQuestion(n, "？", frozenset()) for n in range(41)]
    assert [q.id for q in questions if not q.is_reported] == [4, 35, 37]  # by sha1sum(1)


def test_about_a_fifth_is_for_tuning() -> None:
    reported = sum(LawQuestion(n, "？", frozenset()).is_reported for n in range(1000))
    assert 760 <= reported <= 840


def test_questions_are_read_with_their_gold(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    line = {"qid": 3, "question": "谁登记？", "gold": ["中华人民共和国渔船法|第二条", "船员条例|第九条之一"]}
    file.write_text(json.dumps(line, ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert load_questions(file) == (
        LawQuestion(3, "谁登记？", frozenset({Article("渔船法", "第二条"), Article("船员条例", "第九条之一")})),
    )


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="no-json"),
        pytest.param('{"qid": 1, "question": "？"}', id="no-gold"),
        pytest.param('{"qid": 1, "question": "？", "gold": "渔船法|第二条"}', id="gold-is-no-list"),
        pytest.param('{"qid": 1, "question": "？", "gold": ["渔船法"]}', id="gold-without-article"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(EvalError, match=r"q\.jsonl"):
        load_questions(file)


def hit(document: str, *path: str) -> Hit:
    made = Document(document, "某法", "文", "a.md", "0" * 64, "1" * 64)
    return Hit(made, Clause(f"{document}#{'/'.join(path)}", document, path, path, "文", Span(0, 1)), (), 1.0)


def test_clauses_fold_into_their_articles_in_order() -> None:
    names = {"a": frozenset({"渔船法"}), "b": frozenset({"船员条例"})}
    hits = [
        hit("a", "第二条", "(一)"),
        hit("a", "第二条"),
        hit("a", "第一章"),
        hit("b", "第二条"),
        hit("elsewhere", "第一条"),
        hit("a", "第三条"),
    ]
    found = ranked_articles(hits, names, 2)
    assert found == ((names["a"], "第二条"), (names["b"], "第二条"))


def test_ranks_count_from_one_and_take_the_best_place() -> None:
    law, code = frozenset({"渔船法"}), frozenset({"船员编", "渔业法典"})
    question = LawQuestion(1, "？", frozenset({Article("渔业法典", "第九条"), Article("渔船法", "第四条")}))
    assert ranks(question, [(law, "第九条"), (code, "第九条"), (law, "第一条")]) == (2,)


def test_recall_is_a_mean_over_questions() -> None:
    law = frozenset({"渔船法"})
    places = [(law, f"第{n}条") for n in range(1, 101)]
    questions = [
        LawQuestion(1, "a", frozenset({Article("渔船法", "第2条"), Article("渔船法", "第50条")})),
        LawQuestion(2, "b", frozenset({Article("别的法", "第1条")})),
    ]
    seen: list[tuple[int, int]] = []
    found = recall(questions, lambda _: places, lambda done, total: seen.append((done, total)))
    assert found == Recall(at_10=0.25, at_100=0.5, reciprocal_rank=0.25, questions=2)
    assert seen == [(0, 2), (1, 2), (2, 2)]
