"""ask from end to end, without a model."""

import json

import pytest

QUESTION = "整机制造企业采购零部件，每年最高奖励多少？"
PLAIN = ("--engine", "extractive")


def test_the_document_of_an_answer_is_the_contract(policyqa, library):
    answer = policyqa("ask", QUESTION, *PLAIN, "--json").json
    assert [key for key in answer if key != "incomplete"] == [
        "question",
        "refused",
        "reason",
        "answer",
        "direct",
        "citations",
        "numbers",
        "conflicts",
        "engine",
        "model",
        "withheld",
        "timings_ms",
    ]
    assert list(answer["citations"][0]) == [
        "key",
        "document",
        "title",
        "status",
        "clause",
        "path",
        "label",
        "quote",
        "start",
        "end",
        "page",
    ]
    assert list(answer["numbers"][0]) == ["text", "value", "unit", "status", "citation", "formula"]
    assert list(answer["timings_ms"]) == ["retrieve", "direct", "first_token", "total"]
    assert (answer["refused"], answer["engine"], answer["model"]) == (False, "extractive", None)
    assert answer["citations"][0]["path"] == ["一", "1"]
    assert ("500万元", "5000000", "元") in [(n["text"], n["value"], n["unit"]) for n in answer["numbers"]]


def test_the_quote_stands_where_the_citation_says(policyqa, library):
    citation = policyqa("ask", QUESTION, *PLAIN, "--json").json["citations"][0]
    text = policyqa("parse", library / "policy.txt", "--json").json["document"]["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_computed_amount_shows_its_formula(policyqa, library):
    out = policyqa("ask", "整机制造企业买了8000万元的非关联零部件，能拿多少奖励？", *PLAIN).out
    assert "8000万元 × 10% = 800万元" in out
    assert "500万元" in out


def test_in_words_with_clause_and_status(policyqa, library):
    out = policyqa("ask", QUESTION, *PLAIN).out
    assert "一、支持政策 1.采购奖励" in out
    assert "征求意见稿" in out
    assert "依据" in out


def test_a_refusal_is_an_answer_too(policyqa, library):
    ended = policyqa("ask", "购买住房的契税税率是多少？", *PLAIN, "--json")
    assert ended.code == 0
    assert ended.json["refused"] is True
    assert ended.json["reason"]
    assert ended.json["citations"] == []
    assert ended.json["numbers"] == []


def test_a_follow_up_in_a_batch(policyqa, library, tmp_path):
    history = [{"question": "采购零部件的奖励比例是多少？", "answer": "按年度采购量的10%予以奖励。"}]
    items = [{"id": 1, "question": QUESTION}, {"id": 2, "question": "那上限呢？", "history": history}]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps(i, ensure_ascii=False) for i in items), encoding="utf-8")
    ended = policyqa("ask", "--batch", batch, *PLAIN)
    assert ended.code == 0, ended.err
    records = [json.loads(line) for line in ended.out.splitlines()]
    assert [r["id"] for r in records] == [1, 2]
    assert all("5000000" in [n["value"] for n in r["numbers"]] for r in records)


@pytest.mark.parametrize("arguments", [["--document", "no-such"], ["--as-of", "gestern"]])
def test_what_cannot_be_meant_is_refused(policyqa, library, arguments):
    assert policyqa("ask", QUESTION, *PLAIN, *arguments).code == 2


def test_one_document_alone(policyqa, library):
    identity = policyqa("parse", library / "policy.txt", "--json").json["document"]["id"]
    answer = policyqa("ask", QUESTION, *PLAIN, "--document", identity, "--json").json
    assert {c["document"] for c in answer["citations"]} == {identity}
