"""Reviewed benefits: what a person confirms stands in place of the draft, and no figure enters without its clause."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from corpus import Bound, InvalidReview, ParsedDocument, find_benefits, parse
from corpus.benefits.reviews import draft_reviews, review_path

TEXT = """关于支持虚构产业发展的若干措施
一、支持采购
1.采购奖励。整机企业年度采购量达100万元的，按年度采购量的10%予以奖励，单家企业每年最高奖励500万元。
2.场景补贴。对获评国家级、省级典型场景的企业，分别给予50万元、20万元补贴。
二、支持人才。对新引进的团队给予30万元资助。
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "policy.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows_of(path: Path) -> dict:
    parsed = parse(path)
    found = [b for c in parsed.clauses for b in find_benefits(parsed.document, c)]
    return yaml.safe_load(draft_reviews(parsed.document, parsed.clauses, found))


def save(path: Path, review: dict) -> None:
    review_path(path).write_text(yaml.safe_dump(review, allow_unicode=True, sort_keys=False), encoding="utf-8")


def benefits_of(parsed: ParsedDocument, last_path: str) -> tuple:
    clause = next(c for c in parsed.clauses if c.path[-1] == last_path)
    return find_benefits(parsed.document, clause)


def test_a_draft_changes_nothing(document):
    before = parse(document)
    save(document, rows_of(document))
    after = parse(document)
    assert after.document.reviews == ()
    assert after == before


def test_confirming_everything_as_drafted_keeps_every_word_and_figure(document):
    parsed = parse(document)
    drafts = [b for c in parsed.clauses for b in find_benefits(parsed.document, c)]
    review = rows_of(document)
    for row in review["benefits"]:
        row["status"] = "confirmed"
    save(document, review)
    again = parse(document)
    confirmed = [b for c in again.clauses for b in find_benefits(again.document, c)]
    assert [replace(b, review="", confirmed=True) for b in drafts] == confirmed
    assert len(confirmed) == 4


def test_a_correction_takes_its_figure_from_the_clause(document):
    review = rows_of(document)
    row = next(r for r in review["benefits"] if r["place"] == "一/1")
    row |= {"status": "confirmed", "who": "整机企业（含总部）", "cap": "500万元"}
    save(document, review)
    parsed = parse(document)
    (benefit,) = benefits_of(parsed, "1")
    assert benefit.who == "整机企业（含总部）"
    assert benefit.cap is not None
    assert (benefit.cap.bound, benefit.cap.low, str(benefit.cap.high)) == (Bound.LE, None, "5000000")
    assert benefit.cap.span.of(parsed.document.text) == benefit.cap.raw


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cap": "600万元"}, "没有“600万元”这个数"),
        ({"rate": "一成五"}, "没有“一成五”这个数"),
        ({"conditions": [{"text": "年度采购量达200万元"}]}, "不在文件的原文里"),
        ({"conditions": [{"text": "年度采购量达100万元", "need": "200万元"}]}, "没有“200万元”这个数"),
        ({"text": "按20%予以奖励"}, "不在文件的原文里"),
        ({"status": "maybe"}, "“maybe”不是可用的值"),
        ({"amount": "500万元"}, "不认识的键“amount”"),
    ],
)
def test_what_the_clause_does_not_say_is_refused_with_its_line(document, change, said):
    review = rows_of(document)
    review["benefits"][0] |= {"status": "confirmed"} | change
    save(document, review)
    with pytest.raises(InvalidReview, match=said) as raised:
        parse(document)
    assert raised.value.line > 1


def test_a_rejected_entry_is_no_benefit_and_stays_on_file(document):
    review = rows_of(document)
    for row in review["benefits"]:
        row["status"] = "rejected" if row["place"] == "二" else "draft"
    save(document, review)
    parsed = parse(document)
    assert benefits_of(parsed, "二") == ()
    assert len(benefits_of(parsed, "2")) == 2
    assert [r["status"] for r in rows_of(document)["benefits"]] == ["draft", "draft", "draft", "rejected"]


def test_a_changed_clause_makes_its_review_stale_and_no_other(document):
    review = rows_of(document)
    for row in review["benefits"]:
        row["status"] = "confirmed"
    save(document, review)
    document.write_text(TEXT.replace("最高奖励500万元", "最高奖励300万元"), encoding="utf-8")
    parsed = parse(document)
    (benefit,) = benefits_of(parsed, "1")
    assert benefit.cap is not None
    assert str(benefit.cap.value) == "3000000"
    assert not benefit.confirmed
    assert "核对已过期" in benefit.review
    assert [w.code for w in parsed.warnings] == ["benefits.stale"]
    assert all(b.confirmed for b in benefits_of(parsed, "2"))


def test_a_review_of_a_clause_that_is_gone_is_reported(document):
    review = rows_of(document)
    for row in review["benefits"]:
        row["status"] = "confirmed"
    save(document, review)
    document.write_text(TEXT[: TEXT.index("二、")], encoding="utf-8")
    (warning,) = parse(document).warnings
    assert warning.code == "benefits.stale"
    assert "已不在文件里" in warning.message


@pytest.mark.parametrize("text", ["", "benefits: [", "- 1", "document: other\nbenefits: []\n"])
def test_a_file_that_is_no_review_is_named_with_its_line(document, text):
    review_path(document).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidReview, match=r"核对文件“policy\.txt\.benefits\.yaml”第 [12] 行"):
        parse(document)
