"""A reply as readable text."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.answering.answer import Answer, Direct, Finished, Number, Origin, Refusal, Timings, Wording
from app.cli.reply import show_stream
from app.cli.terminal import Terminal
from corpus import Citation, Span, Status
from corpus.document import Succession
from index import Hit


@pytest.fixture
def answer(document, clause):
    start = document.text.index("按年度")
    span = Span(start, start + len("按年度采购量的10%予以奖励"))
    citation = Citation(document, clause, span, span.of(document.text))
    computed = Number("500万元", Decimal(5000000), "元", Origin.COMPUTED, 1, "8000万元 × 10% = 800万元，封顶")
    return Answer(
        question="奖励多少？",
        text="奖励10%。[1]",
        direct="按年度采购量的10%予以奖励。[1]",
        citations=(citation,),
        numbers=(computed,),
        timings=Timings(total=1234.0),
    )


def shown(capsys, *events, language=None):
    with Terminal(language=language) as terminal:
        show_stream(terminal, iter(events))
    return capsys.readouterr()


def test_an_answer_shows_its_clause_quote_and_status(capsys, answer):
    out = shown(capsys, Direct(answer), Finished(answer)).out
    assert out.startswith("按年度采购量的10%予以奖励。[1]\n")
    assert "[1] 一、支持政策 1.采购奖励" in out
    assert "“按年度采购量的10%予以奖励”" in out
    assert "三年行动方案 · 杭经信〔2025〕1号 · 征求意见稿" in out
    assert "8000万元 × 10% = 800万元，封顶" in out
    assert "extractive" in out


def test_a_superseded_document_names_what_took_its_place(capsys, answer):
    by = Succession("new", "新行动方案", None, date(2026, 1, 1))
    citation = answer.citations[0]
    old = replace(citation.document, status=Status.SUPERSEDED, superseded_by=by)
    cited = replace(answer, citations=(replace(citation, document=old),))
    out = shown(capsys, Direct(cited), Finished(cited)).out
    assert "已被新版本替代 · 已有后续版本：新行动方案（自2026-01-01起）" in out


def test_the_models_wording_follows_the_direct_answer(capsys, answer):
    out = shown(capsys, Direct(answer), Wording("奖励10%。[1]"), Finished(answer)).out
    assert out.index(answer.direct) < out.index("模型表述") < out.index("奖励10%。[1]") < out.index("依据")


def test_what_was_withheld_or_broke_off_is_said(capsys, answer):
    from dataclasses import replace

    broken = replace(answer, withheld=2, incomplete="回答不完整：连接中断。")
    err = shown(capsys, Direct(answer), Finished(broken)).err
    assert "2 句" in err
    assert "回答不完整：连接中断。" in err


def test_a_refusal_names_the_nearest_clauses_as_no_answer(capsys, document, clause):
    refusal = Refusal("个人？", "near_miss", "文件没有规定。", (Hit(document, clause, (), 0.5),))
    out = shown(capsys, Direct(refusal), Finished(refusal)).out
    assert out.startswith("文件没有规定。\n")
    assert out.count("文件没有规定。") == 1
    assert "不是答案" in out
    assert "征求意见稿" in out


def test_english_words_on_request(capsys, answer):
    out = shown(capsys, Direct(answer), Finished(answer), language="en").out
    assert "Sources" in out
    assert "draft for comments" in out
    assert "征求意见稿" not in out
