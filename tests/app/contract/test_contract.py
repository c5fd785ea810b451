"""The JSON documents, field by field and in order: scripts depend on them."""

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256

import pytest

from app.contract import benefits_json, formula, hits_json, parse_json, quantities_json, sync_json
from corpus import (
    Anomaly,
    Benefit,
    Bound,
    Clause,
    Condition,
    Document,
    Kind,
    ParsedDocument,
    Quantity,
    Span,
    Status,
)
from corpus.lineage.questions import VersionQuestion
from corpus.revisions.versions import Likelihood
from index import Hit

TEXT = "一、支持政策\n1.采购奖励。年度采购量达100万元的,按10%予以奖励,单家企业每年最高奖励500万元。"
DOCUMENT = Document(
    id="plan", title="方案", text=TEXT, path="plan.txt", sha256="0", text_sha256="1", status=Status.DRAFT
)
CLAUSE = Clause(
    id="plan#1.1",
    document_id="plan",
    path=("一", "1"),
    headings=("一、支持政策", "1.采购奖励"),
    text=TEXT[7:],
    span=Span(7, len(TEXT)),
    parent="plan#1",
    pages=(5, 6),
)
THRESHOLD = Quantity("达100万元", Kind.AMOUNT, Bound.GE, Decimal("1E+6"), None, "元", Span(18, 24), "年度采购量")
RATE = Quantity("10%", Kind.RATE, Bound.EQ, Decimal("10.0"), Decimal("10.0"), "%", Span(27, 30))
CAP = Quantity("最高奖励500万元", Kind.AMOUNT, Bound.LE, None, Decimal("5E+6"), "元", Span(42, 51), "奖励")


@dataclass
class Synced:
    id: str
    path: str
    status: str
    clauses: int
    error: str | None = None


@dataclass
class Report:
    documents: tuple[Synced, ...]
    generation: str = "gen-3"
    seconds: float = 1.23456
    questions: tuple[VersionQuestion, ...] = ()


def written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_sync():
    report = Report((Synced("plan", "plan.pdf", "added", 30), Synced("x", "x.pdf", "failed", 0, "无法读取")))
    assert written(sync_json(report)) == written(
        {
            "documents": [
                {"id": "plan", "path": "plan.pdf", "status": "added", "clauses": 30},
                {"id": "x", "path": "x.pdf", "status": "failed", "clauses": 0, "error": "无法读取"},
            ],
            "generation": "gen-3",
            "seconds": 1.235,
            "questions": [],
        }
    )


def test_questions_about_versions():
    old = replace(DOCUMENT, id="before")
    asked = VersionQuestion(DOCUMENT, old, Likelihood.LIKELY, ("标题相同", "正文有80%的文字相同"), 0.8)
    (row,) = sync_json(Report((), questions=(asked,)))["questions"]
    assert list(row) == ["new", "old", "path", "ordered", "likelihood", "reasons", "text"]
    assert (row["new"], row["old"], row["likelihood"]) == (DOCUMENT.id, "before", "likely")


def test_parse():
    warning = Anomaly("numbering.missing", "缺少二、", Span(0, 2))
    found = parse_json(ParsedDocument(DOCUMENT, (CLAUSE,), (warning, Anomaly("reader.x", "某页无文字"))))
    assert list(found) == ["document", "clauses", "references", "warnings"]
    assert found["document"]["status"] == "draft"
    assert found["document"]["text"] == TEXT
    assert written(found["clauses"]) == written(
        [
            {
                "id": "plan#1.1",
                "path": ["一", "1"],
                "headings": ["一、支持政策", "1.采购奖励"],
                "text": TEXT[7:],
                "start": 7,
                "end": len(TEXT),
                "page": 5,
            }
        ]
    )
    assert found["warnings"] == [
        {"code": "numbering.missing", "message": "缺少二、", "start": 0, "end": 2},
        {"code": "reader.x", "message": "某页无文字", "start": None, "end": None},
    ]


def test_references():
    text = "按照本条和《某办法》第四条执行。"
    clause = replace(CLAUSE, id="plan#1", path=("第一条",), headings=("第一条",), text=text, span=Span(0, len(text)))
    found = parse_json(ParsedDocument(replace(DOCUMENT, text=text), (replace(clause, parent=None),)))
    assert written(found["references"]) == written(
        [
            {
                "text": "本条", "start": 2, "end": 4, "document": None, "path": ["本条"],
                "clause": "plan#1", "reason": None,
            },
            {
                "text": "《某办法》第四条", "start": 5, "end": 13, "document": "某办法", "path": ["第四条"],
                "clause": None, "reason": "other_document",
            },
        ]
    )  # fmt: skip


def test_quantities_are_plain_strings_in_base_units():
    found = quantities_json([(CLAUSE, THRESHOLD), (CLAUSE, RATE)])
    assert written(found) == written(
        {
            "quantities": [
                {
                    "clause": "plan#1.1",
                    "raw": "达100万元",
                    "kind": "金额",
                    "bound": ">=",
                    "low": "1000000",
                    "high": None,
                    "unit": "元",
                    "subject": "年度采购量",
                    "start": 18,
                    "end": 24,
                },
                {
                    "clause": "plan#1.1",
                    "raw": "10%",
                    "kind": "比例",
                    "bound": "=",
                    "low": "10",
                    "high": "10",
                    "unit": "%",
                    "subject": "",
                    "start": 27,
                    "end": 30,
                },
            ]
        }
    )


def test_hits():
    found = hits_json([Hit(DOCUMENT, CLAUSE, (), 0.123456789)])
    assert written(found) == written(
        {
            "hits": [
                {
                    "rank": 1,
                    "clause": "plan#1.1",
                    "document": "plan",
                    "path": ["一", "1"],
                    "text": TEXT[7:],
                    "score": 0.123457,
                }
            ]
        }
    )


BENEFIT = Benefit(
    clause_id="plan#1.1",
    span=Span(7, 51),
    title="采购奖励",
    who="整机制造企业",
    conditions=(Condition("年度采购量达100万元", Span(13, 24), THRESHOLD), Condition("非关联", Span(0, 3))),
    rate=RATE,
    base="年度采购量",
    cap=CAP,
    frequency="每年",
    scope="单家企业",
)


def test_benefits():
    assert written(benefits_json([(CLAUSE, BENEFIT)])) == written(
        {
            "benefits": [
                {
                    "clause": "plan#1.1",
                    "title": "采购奖励",
                    "who": "整机制造企业",
                    "conditions": [
                        {"text": "年度采购量达100万元", "bound": ">=", "low": "1000000", "high": None, "unit": "元"},
                        {"text": "非关联"},
                    ],
                    "formula": "年度采购量 × 10%",
                    "cap": "5000000",
                    "frequency": "单家企业每年",
                    "review": "",
                    "confirmed": False,
                    "hash": sha256(CLAUSE.text.encode()).hexdigest(),
                }
            ]
        }
    )


def test_a_pair_is_told_apart_by_its_title():
    (entry,) = benefits_json([(CLAUSE, replace(BENEFIT, variant="国家级"))])["benefits"]
    assert entry["title"] == "采购奖励（国家级）"


FIXED = Quantity("100万元", Kind.AMOUNT, Bound.EQ, Decimal(1000000), Decimal(1000000), "元", Span(0, 5))
SETS = Quantity("不超过10台", Kind.COUNT, Bound.LE, None, Decimal(10), "台", Span(0, 6))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({}, "年度采购量 × 10%", id="rate-of-base"),
        pytest.param({"base": "购置成本", "base_limit": SETS}, "购置成本（不超过10台） × 10%", id="limited-base"),
        pytest.param({"base": ""}, "基数 × 10%", id="base-not-read"),
        pytest.param({"rate": None, "fixed": FIXED}, "100万元", id="fixed-sum"),
        pytest.param({"rate": None}, None, id="cap-alone"),
    ],
)
def test_formula(change, words):
    assert formula(replace(BENEFIT, **change)) == words
