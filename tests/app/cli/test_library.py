"""sync, parse, quantities, benefits and search, from end to end on a small document."""

import json
from contextlib import closing

import yaml

from corpus import parse
from index import HashingEmbedder, open_index

QUESTION = "采购零部件的奖励比例是多少？"


def test_sync_reports_each_file_and_then_has_nothing_to_do(policyqa, quick_home, policy):
    first = policyqa("sync", policy.parent, "--json")
    assert first.code == 0, first.err
    assert list(first.json) == ["documents", "generation", "seconds", "questions"]
    assert [(d["status"], "error" in d) for d in first.json["documents"]] == [("added", False)]
    second = policyqa("sync", policy.parent, "--json").json
    assert [d["status"] for d in second["documents"]] == ["unchanged"]
    assert second["generation"] == first.json["generation"]


def test_sync_follows_changes_and_removals(policyqa, quick_home, policy):
    policyqa("sync", policy.parent)
    policy.write_text(policy.read_text(encoding="utf-8").replace("10%", "20%"), encoding="utf-8")
    assert [d["status"] for d in policyqa("sync", policy.parent, "--json").json["documents"]] == ["changed"]
    policy.unlink()
    assert [d["status"] for d in policyqa("sync", policy.parent, "--json").json["documents"]] == ["removed"]
    assert policyqa("search", QUESTION, "--json").json == {"hits": []}


def test_sync_in_words(policyqa, quick_home, policy):
    ended = policyqa("sync", policy.parent)
    assert "新增" in ended.out
    assert str(policy) in ended.out


def test_parse_covers_the_text_with_clauses(policyqa, policy):
    found = policyqa("parse", policy, "--json").json
    assert [c["path"] for c in found["clauses"]][-3:] == [["一"], ["一", "1"], ["一", "2"]]
    text = found["document"]["text"]
    assert found["document"]["status"] == "draft"
    assert all(text[c["start"] : c["end"]].strip() == c["text"].strip() for c in found["clauses"])


def test_parse_in_words(policyqa, policy):
    out = policyqa("parse", policy).out
    assert "征求意见稿" in out
    assert "1.采购奖励" in out


def test_quantities_point_into_the_text(policyqa, policy):
    text = policyqa("parse", policy, "--json").json["document"]["text"]
    found = policyqa("quantities", policy, "--json").json["quantities"]
    assert all(text[q["start"] : q["end"]] == q["raw"] for q in found)
    values = {(q["low"], q["high"], q["unit"]) for q in found}
    assert {("1000000", None, "元"), ("10", "10", "%"), (None, "5000000", "元"), (None, "1000000", "元")} <= values


def test_quantities_in_words(policyqa, policy):
    out = policyqa("quantities", policy).out
    assert "<= 500万元" in out
    assert ">= 100万元" in out


def test_benefits_as_yaml_print_what_the_json_computes_with(policyqa, policy):
    drafted = yaml.safe_load(policyqa("benefits", policy).out)["benefits"]
    computed = policyqa("benefits", policy, "--json").json["benefits"]
    assert [(row["clause"], row["hash"]) for row in drafted] == [(b["clause"], b["hash"]) for b in computed]
    assert "5000000" in {b["cap"] for b in computed}
    assert all(row["status"] == "draft" and row["text"] in policy.read_text(encoding="utf-8") for row in drafted)


def test_reviewed_benefits_are_indexed_with_their_document_and_never_overwritten(policyqa, quick_home, policy):
    policyqa("sync", policy.parent)
    beside = policy.with_name(policy.name + ".benefits.yaml")
    assert policyqa("benefits", policy, "--output", beside).code == 0
    again = policyqa("benefits", policy, "-o", beside)
    assert (again.code, "已存在" in again.err) == (2, True)
    beside.write_text(beside.read_text(encoding="utf-8").replace("status: draft", "status: confirmed"), "utf-8")
    assert {b["confirmed"] for b in policyqa("benefits", policy, "--json").json["benefits"]} == {True}
    synced = policyqa("sync", policy.parent, "--json").json["documents"]
    assert [(d["path"], d["status"]) for d in synced] == [(str(policy), "changed")]
    with closing(open_index(quick_home, HashingEmbedder())) as index:
        (parsed,) = index.documents()
    assert parsed.document.reviews == parse(policy).document.reviews


def test_search_gives_ranked_clauses(policyqa, library):
    hits = policyqa("search", QUESTION, "-k", "2", "--json").json["hits"]
    assert [h["rank"] for h in hits] == list(range(1, len(hits) + 1))
    assert len(hits) <= 2
    assert hits[0]["path"] == ["一", "1"]
    assert hits[0]["score"] >= hits[-1]["score"]


def test_search_in_words_names_the_status(policyqa, library):
    assert "征求意见稿" in policyqa("search", QUESTION).out


def test_search_in_a_batch(policyqa, library, tmp_path):
    batch = tmp_path / "questions.jsonl"
    batch.write_text(
        f'{{"id": "a", "question": "{QUESTION}"}}\n{{"id": "b", "question": "场景奖励"}}\n', encoding="utf-8"
    )
    ended = policyqa("search", "--batch", batch, "-k", "1")
    assert ended.code == 0
    records = [json.loads(line) for line in ended.out.splitlines()]
    assert [r["id"] for r in records] == ["a", "b"]
    assert [h["path"] for r in records for h in r["hits"]] == [["一", "1"], ["一", "2"]]
